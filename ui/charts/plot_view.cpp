// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/charts/plot_view.h"

#include "models/down_sampling.h"
#include "ui/theme/type_scale.h"

#include <QAreaSeries>
#include <QBarSet>
#include <QCategoryAxis>
#include <QChart>
#include <QGraphicsLayout>
#include <QKeyEvent>
#include <QLineSeries>
#include <QMouseEvent>
#include <QStackedBarSeries>

#include <algorithm>
#include <cmath>
#include <optional>

namespace scrip {

namespace {

constexpr double barWidth = 0.64;
constexpr int heightOfAValue = 44;
constexpr int leastHeight = 96;
constexpr double endGap = 6;
/// Longer lines look different at another width.
constexpr qsizetype longLine = 800;

QFont strongCaption()
{
    QFont font = textFont(Type::Caption);
    font.setWeight(QFont::DemiBold);
    return font;
}

QColor translucent(QColor colour, qreal alpha)
{
    colour.setAlphaF(float(alpha));
    return colour;
}

} // namespace

PlotView::PlotView(QWidget *parent)
    : QChartView(parent)
{
    setFrameShape(QFrame::NoFrame);
    setRenderHint(QPainter::Antialiasing);
    viewport()->setMouseTracking(true);
    setFocusPolicy(Qt::StrongFocus);
    setMinimumHeight(leastHeight);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Expanding);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    QChart *drawing = chart();
    drawing->setBackgroundVisible(false);
    drawing->legend()->hide();
    drawing->layout()->setContentsMargins(0, 0, 0, 0);
    drawing->setMinimumSize(0, 0);
    drawing->setAnimationOptions(QChart::NoAnimation);
    build();
}

void PlotView::setPlot(const Plot &plot, int rows)
{
    m_plot = plot;
    m_rows = rows;
    if (m_row >= rows)
        setRow(-1);
    build();
}

void PlotView::build()
{
    QChart *drawing = chart();
    drawing->removeAllSeries();
    const auto before = drawing->axes();
    for (QAbstractAxis *axis : before) {
        axis->hide(); // what was drawn of it goes a turn later only
        drawing->removeAxis(axis);
        delete axis;
    }
    const QList<double> values =
        roundValues(highestOf(m_plot), std::max(2, height() / heightOfAValue), m_plot.money ? 0 : 1);
    buildAxes(values.constLast(), values);
    m_measure = new QLineSeries;
    m_measure->append(m_plot.from, 0);
    m_measure->append(m_plot.to, values.constLast());
    m_measure->setPen(Qt::NoPen);
    attach(m_measure);
    addBars();
    addBand();
    for (const PlotLine &line : std::as_const(m_plot.lines))
        addLine(line);
    m_x->setRange(m_plot.from, m_plot.to);
    m_y->setRange(0, values.constLast());
    // Half a label stands above the highest line, and the ring of the focus round all of it.
    drawing->setMargins({space::half, space::one, space::half + overhang(), space::half});
    drawing->layout()->activate(); // new axes are nowhere before
    viewport()->update();
}

bool PlotView::endsAtTheEdge(const QPointF &end) const
{
    return end.x() >= m_plot.to - (m_plot.to - m_plot.from) * 0.01;
}

/// How far the text of the last tick, and what is written at the ends of lines, would reach beyond the plot.
int PlotView::overhang() const
{
    const QFontMetricsF strong{strongCaption()};
    double widest = 0;
    for (const PlotLine &line : m_plot.lines) {
        if (!line.points.isEmpty() && !line.endText.isEmpty() && endsAtTheEdge(line.points.constLast()))
            widest = std::max(widest, strong.horizontalAdvance(line.endText) + endGap);
    }
    if (widest > 0 && m_plot.band)
        widest = std::max(widest, strong.horizontalAdvance(m_plot.band->highText) + endGap);
    if (m_plot.ticks.isEmpty() || m_plot.to <= m_plot.from)
        return int(std::ceil(widest));
    const PlotTick &last = m_plot.ticks.constLast();
    const double half = QFontMetricsF(textFont(Type::Caption)).horizontalAdvance(last.text) / 2;
    const double behind = (m_plot.to - last.at) / (m_plot.to - m_plot.from) * width();
    return std::max({0, int(std::ceil(half - behind)) + 1, int(std::ceil(widest))});
}

void PlotView::buildAxes(double top, const QList<double> &values)
{
    m_x = new QCategoryAxis;
    m_y = new QCategoryAxis;
    for (QCategoryAxis *axis : {m_x, m_y}) {
        axis->setLabelsPosition(QCategoryAxis::AxisLabelsPositionOnValue);
        axis->setTruncateLabels(false);
    }
    m_x->setStartValue(m_plot.from);
    for (const PlotTick &tick : std::as_const(m_plot.ticks)) {
        // The axis takes each text once only.
        QString text = tick.text;
        while (m_x->categoriesLabels().contains(text))
            text += QChar(0x200B);
        m_x->append(text, tick.at);
    }
    m_y->setStartValue(-top);
    for (const double value : values)
        m_y->append(shortValue(value, top, m_plot.money), value);
    chart()->addAxis(m_x, Qt::AlignBottom);
    chart()->addAxis(m_y, Qt::AlignLeft);
    tintAxes();
}

/// Once they are in the chart, whose own theme would take it all back.
void PlotView::tintAxes()
{
    const Tokens &t = tokensOf(this);
    for (QCategoryAxis *axis : {m_x, m_y}) {
        axis->setLabelsFont(textFont(Type::Caption));
        axis->setLabelsBrush(t.muted);
        axis->setGridLinePen(QPen(t.line, 1));
        axis->setLinePen(QPen(t.line, 1));
    }
    m_x->setGridLineVisible(false);
    m_y->setLineVisible(false);
}

void PlotView::attach(QAbstractSeries *series)
{
    chart()->addSeries(series);
    series->attachAxis(m_x);
    series->attachAxis(m_y);
}

void PlotView::addBars()
{
    if (m_plot.bars.isEmpty())
        return;
    const Tokens &t = tokensOf(this);
    auto *series = new QStackedBarSeries;
    series->setBarWidth(barWidth);
    for (const PlotBars &bars : std::as_const(m_plot.bars)) {
        auto *set = new QBarSet(bars.name, series);
        for (const qint64 value : bars.values)
            set->append(double(value));
        set->setBrush(inkOf(bars.ink, t));
        set->setPen(Qt::NoPen);
        series->append(set);
    }
    attach(series);
}

void PlotView::addBand()
{
    if (!m_plot.band)
        return;
    auto *area = new QAreaSeries;
    auto *high = new QLineSeries(area);
    high->append(m_plot.band->high);
    auto *low = new QLineSeries(area);
    low->append(m_plot.band->low);
    area->setUpperSeries(high);
    area->setLowerSeries(low);
    area->setPen(Qt::NoPen);
    area->setBrush(translucent(inkOf(PlotInk::First, tokensOf(this)), 0.16));
    attach(area);
}

void PlotView::addLine(const PlotLine &line)
{
    const QColor ink = inkOf(line.ink, tokensOf(this));
    const QList<QPointF> points = downSampled(line.points, viewport()->width());
    if (line.filled) {
        auto *area = new QAreaSeries;
        auto *edge = new QLineSeries(area);
        edge->append(points);
        area->setUpperSeries(edge);
        area->setPen(Qt::NoPen);
        area->setBrush(translucent(ink, 0.1));
        attach(area);
    }
    auto *series = new QLineSeries;
    series->append(points);
    QPen pen(ink, 1.75);
    pen.setJoinStyle(Qt::RoundJoin);
    if (line.dashed)
        pen.setDashPattern({3, 2.5});
    series->setPen(pen);
    attach(series);
}

qsizetype PlotView::drawnPoints() const
{
    qsizetype points = 0;
    const auto all = chart()->series();
    for (const QAbstractSeries *series : all) {
        if (const auto *line = qobject_cast<const QXYSeries *>(series))
            points += series == m_measure ? 0 : line->count();
    }
    return points;
}

QPointF PlotView::placeOf(double x, double y) const
{
    return chart()->mapToScene(chart()->mapToPosition({x, y}, m_measure));
}

QPoint PlotView::placeOf(int row) const
{
    const QRectF area = chart()->plotArea();
    return mapFromScene(QPointF(placeOf(double(row), 0).x(), area.center().y()));
}

int PlotView::rowAt(const QPoint &place) const
{
    const QPointF inChart = chart()->mapFromScene(mapToScene(place));
    if (m_rows == 0 || !chart()->plotArea().contains(inChart))
        return -1;
    const int row = int(std::lround(chart()->mapToValue(inChart, m_measure).x()));
    return row >= 0 && row < m_rows ? row : -1;
}

void PlotView::setRow(int row)
{
    if (row == m_row)
        return;
    m_row = row;
    viewport()->update();
    Q_EMIT rowHovered(row);
}

void PlotView::mouseMoveEvent(QMouseEvent *event)
{
    setRow(rowAt(event->position().toPoint()));
}

void PlotView::mousePressEvent(QMouseEvent *event)
{
    m_pressed = event->button() == Qt::LeftButton ? rowAt(event->position().toPoint()) : -1;
}

void PlotView::mouseReleaseEvent(QMouseEvent *event)
{
    const int row = rowAt(event->position().toPoint());
    if (event->button() == Qt::LeftButton && row >= 0 && row == m_pressed)
        Q_EMIT rowClicked(row);
    m_pressed = -1;
}

void PlotView::keyPressEvent(QKeyEvent *event)
{
    switch (event->key()) {
    case Qt::Key_Left:
    case Qt::Key_Right: {
        const int step = event->key() == Qt::Key_Left ? -1 : 1;
        setRow(m_row < 0 ? (step > 0 ? 0 : m_rows - 1) : std::clamp(m_row + step, 0, std::max(m_rows - 1, 0)));
        return;
    }
    case Qt::Key_Home:
        setRow(m_rows > 0 ? 0 : -1);
        return;
    case Qt::Key_End:
        setRow(m_rows - 1);
        return;
    case Qt::Key_Return:
    case Qt::Key_Enter:
        if (m_row >= 0)
            Q_EMIT rowClicked(m_row);
        return;
    default:
        event->ignore();
    }
}

void PlotView::resizeEvent(QResizeEvent *event)
{
    QChartView::resizeEvent(event);
    const auto isLong = [](const PlotLine &line) { return line.points.size() > longLine; };
    const bool otherValues =
        std::max(2, event->oldSize().height() / heightOfAValue) != std::max(2, height() / heightOfAValue);
    if (otherValues || std::any_of(m_plot.lines.cbegin(), m_plot.lines.cend(), isLong))
        build();
}

bool PlotView::viewportEvent(QEvent *event)
{
    if (event->type() == QEvent::Leave)
        setRow(-1);
    return QChartView::viewportEvent(event);
}

void PlotView::changeEvent(QEvent *event)
{
    QChartView::changeEvent(event);
    if (event->type() == QEvent::PaletteChange)
        build();
}

void PlotView::drawBackground(QPainter *painter, const QRectF &rect)
{
    const Tokens &t = tokensOf(this);
    painter->fillRect(rect, t.base);
    if (m_row < 0)
        return;
    const double half = std::max(placeOf(1, 0).x() - placeOf(0, 0).x(), 2.0) / 2;
    const QRectF area = chart()->mapRectToScene(chart()->plotArea());
    const double middle = placeOf(double(m_row), 0).x();
    painter->fillRect(QRectF(middle - half, area.top(), 2 * half, area.height()).intersected(area), t.hover);
}

void PlotView::paintMarks(QPainter &painter) const
{
    painter.setPen(QPen(inkOf(PlotInk::Past, tokensOf(this)), 1.5));
    for (qsizetype row = 0; row < m_plot.marks.size(); ++row) {
        const QPointF left = placeOf(double(row) - barWidth / 2, double(m_plot.marks.at(row)));
        const QPointF right = placeOf(double(row) + barWidth / 2, double(m_plot.marks.at(row)));
        painter.drawLine(left, right);
    }
}

void PlotView::paintLimit(QPainter &painter) const
{
    if (!m_plot.limit)
        return;
    const QColor ink = inkOf(PlotInk::Limit, tokensOf(this));
    const QPointF left = placeOf(m_plot.from, double(*m_plot.limit));
    QPen pen(ink, 1.25);
    pen.setDashPattern({4, 3});
    painter.setPen(pen);
    painter.drawLine(left, placeOf(m_plot.to, double(*m_plot.limit)));
    painter.setPen(ink);
    const QFontMetricsF metrics(painter.font());
    const double above = left.y() - metrics.descent() - 2;
    const bool fits = above - metrics.ascent() >= 0;
    painter.drawText(QPointF(left.x() + 4, fits ? above : left.y() + metrics.ascent() + 2), m_plot.limitText);
}

void PlotView::paintUpright(QPainter &painter, double at, const QString &text, bool atFoot) const
{
    const Tokens &t = tokensOf(this);
    const QRectF area = chart()->mapRectToScene(chart()->plotArea());
    const double x = placeOf(at, 0).x();
    QPen pen(t.muted, 1);
    pen.setDashPattern({1, 2});
    painter.setPen(pen);
    painter.drawLine(QPointF(x, area.top()), QPointF(x, area.bottom()));
    painter.setPen(atFoot ? t.muted : t.text);
    const QFontMetricsF metrics(painter.font());
    const double width = metrics.horizontalAdvance(text);
    const bool right = x + 6 + width < area.right();
    const double y = atFoot ? area.bottom() - metrics.descent() - 2 : area.top() + metrics.ascent();
    painter.drawText(QPointF(right ? x + 6 : x - 6 - width, y), text);
}

/// Beside the end of a line; above it where the line goes no further than the axis does.
void PlotView::paintEnd(QPainter &painter, const QPointF &end, const QString &text) const
{
    if (text.isEmpty())
        return;
    const QRectF area = chart()->mapRectToScene(chart()->plotArea());
    const QFontMetricsF metrics(painter.font());
    if (endsAtTheEdge(end)) {
        painter.drawText(QPointF(area.right() + endGap, placeOf(end.x(), end.y()).y() + metrics.capHeight() / 2),
                         text);
        return;
    }
    const QPointF at = placeOf(end.x(), end.y());
    const double left = at.x() - metrics.horizontalAdvance(text) - endGap;
    painter.drawText(QPointF(std::max(left, area.left() + endGap), at.y() - metrics.descent() - 4), text);
}

void PlotView::paintEnds(QPainter &painter) const
{
    const Tokens &t = tokensOf(this);
    painter.save();
    painter.setFont(strongCaption());
    std::optional<double> middle;
    for (const PlotLine &line : m_plot.lines) {
        if (line.points.isEmpty() || line.endText.isEmpty())
            continue;
        const QPointF end = line.points.constLast();
        const bool edge = endsAtTheEdge(end);
        painter.setPen(edge ? readable(inkOf(line.ink, t), t.base) : t.text);
        paintEnd(painter, end, line.endText);
        if (edge)
            middle = placeOf(end.x(), end.y()).y();
    }
    painter.restore();
    if (!m_plot.band || !middle)
        return;
    painter.setPen(t.muted);
    const double high = QFontMetricsF(painter.font()).height() - 2;
    const auto paintSide = [this, &painter, &middle, high](const QPointF &end, const QString &text) {
        if (std::abs(placeOf(end.x(), end.y()).y() - *middle) >= high)
            paintEnd(painter, end, text);
    };
    paintSide(m_plot.band->low.constLast(), m_plot.band->lowText);
    paintSide(m_plot.band->high.constLast(), m_plot.band->highText);
}

void PlotView::drawForeground(QPainter *painter, const QRectF &rect)
{
    QChartView::drawForeground(painter, rect);
    painter->save();
    painter->setFont(textFont(Type::Caption));
    paintMarks(*painter);
    paintLimit(*painter);
    if (m_plot.now)
        paintUpright(*painter, *m_plot.now, m_plot.nowText, false);
    if (m_plot.deadline)
        paintUpright(*painter, *m_plot.deadline, m_plot.deadlineText, true);
    paintEnds(*painter);
    if (hasFocus()) {
        painter->setPen(QPen(tokensOf(this).accent, 1));
        painter->setBrush(Qt::NoBrush);
        painter->drawRoundedRect(sceneRect().adjusted(0.5, 0.5, -0.5, -0.5), space::half, space::half);
    }
    painter->restore();
}

} // namespace scrip
