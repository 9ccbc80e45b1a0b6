// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/charts/chart_legend.h"

#include "ui/theme/type_scale.h"

#include <QPainter>

namespace scrip {

namespace {

constexpr int swatch = 8;
constexpr int dashWidth = 14;
constexpr int gap = 6;
constexpr int between = 16;

} // namespace

ChartLegend::ChartLegend(QWidget *parent)
    : QWidget(parent)
{
    setFont(textFont(Type::Caption));
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
}

void ChartLegend::setPlot(const Plot &plot)
{
    m_entries.clear();
    for (const PlotBars &bars : plot.bars) {
        if (!bars.name.isEmpty())
            m_entries.append({bars.name, bars.ink, false, false});
    }
    for (const PlotLine &line : plot.lines) {
        if (!line.name.isEmpty())
            m_entries.append({line.name, line.ink, true, line.dashed});
    }
    if (!plot.marks.isEmpty())
        m_entries.append({plot.marksName, PlotInk::Past, true, false});
    setAccessibleName(names().join(QStringLiteral(", ")));
    setVisible(!m_entries.isEmpty());
    updateGeometry();
    update();
}

QStringList ChartLegend::names() const
{
    QStringList names;
    for (const Entry &entry : m_entries)
        names.append(entry.name);
    return names;
}

int ChartLegend::widthOf(const Entry &entry) const
{
    return (entry.line ? dashWidth : swatch) + gap + fontMetrics().horizontalAdvance(entry.name);
}

QSize ChartLegend::sizeHint() const
{
    int width = 0;
    for (const Entry &entry : m_entries)
        width += widthOf(entry) + (width > 0 ? between : 0);
    return {width, lineHeight(Type::Caption)};
}

QSize ChartLegend::minimumSizeHint() const
{
    return {0, lineHeight(Type::Caption)};
}

void ChartLegend::paintEvent(QPaintEvent *)
{
    const Tokens &t = tokensOf(this);
    QPainter painter(this);
    int x = 0;
    for (const Entry &entry : std::as_const(m_entries)) {
        const int wide = widthOf(entry);
        if (x + wide > width())
            return;
        const int mark = entry.line ? dashWidth : swatch;
        const QColor ink = inkOf(entry.ink, t);
        if (entry.line) {
            QPen pen(ink, 1.75);
            if (entry.dashed)
                pen.setDashPattern({3, 2.5});
            painter.setPen(pen);
            painter.drawLine(QPointF(x, height() / 2.0), QPointF(x + mark, height() / 2.0));
        } else {
            painter.fillRect(QRect(x, (height() - swatch) / 2, swatch, swatch), ink);
        }
        painter.setPen(t.muted);
        painter.drawText(QRect(x + mark + gap, 0, wide, height()), Qt::AlignLeft | Qt::AlignVCenter, entry.name);
        x += wide + between;
    }
}

} // namespace scrip
