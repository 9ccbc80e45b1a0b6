// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/overview/matter_row.h"

#include "ui/theme/type_scale.h"

#include <QPainter>

#include <cmath>

namespace scrip {

namespace {

constexpr int rowHeight = 54;
constexpr int ringSide = 34;
constexpr double ringWidth = 4;
constexpr int leastWidth = 200;

QString percentText(double share)
{
    return QString::number(int(std::floor(std::min(share, 1.0) * 100)));
}

} // namespace

MatterRow::MatterRow(const Matter &matter, QWidget *parent)
    : QAbstractButton(parent)
{
    setFocusPolicy(Qt::TabFocus);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    setCursor(Qt::PointingHandCursor);
    setMatter(matter);
}

void MatterRow::setMatter(const Matter &matter)
{
    m_matter = matter;
    setText(matter.title);
    QStringList parts{matter.title, matter.note, matter.figure, matter.figureNote};
    if (matter.ring)
        parts.append(tr("%1 per cent").arg(percentText(*matter.ring)));
    parts.removeAll(QString());
    setAccessibleName(parts.join(QStringLiteral(", ")));
    update();
}

QSize MatterRow::sizeHint() const
{
    return {leastWidth, rowHeight};
}

QSize MatterRow::minimumSizeHint() const
{
    return sizeHint();
}

void MatterRow::enterEvent(QEnterEvent *event)
{
    QAbstractButton::enterEvent(event);
    update();
}

void MatterRow::leaveEvent(QEvent *event)
{
    QAbstractButton::leaveEvent(event);
    update();
}

void MatterRow::paintMark(QPainter &painter, const QRectF &box, const Tokens &tokens) const
{
    if (m_matter.mark) {
        paintGlyph(&painter, QRectF(box.left(), box.top() + 10, 16, 16), *m_matter.mark,
                   tokens.strong(m_matter.tone));
        return;
    }
    if (!m_matter.ring)
        return;
    const QRectF ring = QRectF(box.left(), box.center().y() - ringSide / 2.0, ringSide, ringSide)
                            .adjusted(ringWidth / 2, ringWidth / 2, -ringWidth / 2, -ringWidth / 2);
    painter.setBrush(Qt::NoBrush);
    painter.setPen(QPen(tokens.track, ringWidth));
    painter.drawEllipse(ring);
    painter.setPen(QPen(tokens.accent, ringWidth, Qt::SolidLine, Qt::FlatCap));
    painter.drawArc(ring, 90 * 16, -int(std::lround(std::min(*m_matter.ring, 1.0) * 360 * 16)));
    painter.setFont(textFont(Type::Caption));
    painter.setPen(tokens.text);
    painter.drawText(ring, Qt::AlignCenter, percentText(*m_matter.ring));
}

void MatterRow::paintEvent(QPaintEvent *)
{
    const Tokens &t = tokensOf(this);
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const bool lit = underMouse() || hasFocus();
    painter.fillRect(rect(), lit ? t.hover : t.base);
    painter.fillRect(QRect(0, height() - 1, width(), 1), t.line);
    if (hasFocus())
        painter.fillRect(QRect(0, 0, 3, height()), t.accent);
    const QRectF box = QRectF(rect()).adjusted(space::two, 0, -space::two, -1);
    paintMark(painter, box, t);
    const double left = box.left() + (m_matter.ring ? ringSide + 14 : m_matter.mark ? 28 : 0);
    bool cut = false;
    const auto line = [&](double top, const QFont &font, const QColor &ink, const QString &text, const QFont &endFont,
                          const QColor &endInk, const QString &end) {
        const QFontMetricsF metrics(font);
        const double wide = end.isEmpty() ? 0 : QFontMetricsF(endFont).horizontalAdvance(end) + 12;
        painter.setFont(font);
        painter.setPen(ink);
        const QRectF place(left, top, std::max(box.right() - left - wide, 0.0), 18);
        const QString shown = metrics.elidedText(text, Qt::ElideRight, place.width());
        cut = cut || shown != text;
        painter.drawText(place, Qt::AlignLeft | Qt::AlignVCenter, shown);
        painter.setFont(endFont);
        painter.setPen(endInk);
        painter.drawText(QRectF(left, top, box.right() - left, 18), Qt::AlignRight | Qt::AlignVCenter, end);
    };
    const QColor muted = lit ? t.mutedOn(t.hover) : t.muted;
    const QColor strong = m_matter.figureTone == Tone::Neutral ? t.text : t.strong(m_matter.figureTone);
    line(9, textFont(Type::Strong), t.text, m_matter.title, textFont(Type::Strong), t.text, m_matter.figure);
    line(27, textFont(Type::Caption), muted, m_matter.note, textFont(Type::Caption),
         m_matter.figureTone == Tone::Neutral ? muted : strong, m_matter.figureNote);
    // A tool tip would interpret markup, and names come from the database.
    const QString whole = QString(m_matter.title % u'\n' % m_matter.note).toHtmlEscaped();
    if (toolTip() != (cut ? whole : QString()))
        setToolTip(cut ? whole : QString());
}

} // namespace scrip
