// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/line_drawing.h"

#include "ui/theme/tokens.h"

#include <QPainter>
#include <QPainterPath>

namespace scrip {

namespace {

/// What a drawing needs: pens for what recedes, what stands out, and the accent.
struct Pens
{
    QPen faint, strong;
    QColor accent, paper;
};

void drawSheet(QPainter &p, const Pens &pens)
{
    p.setPen(pens.faint);
    p.setBrush(pens.paper);
    p.drawRoundedRect(QRectF(26, 10, 88, 132), 1, 1);
    for (int row = 0; row < 5; ++row) {
        for (int column = 0; column < 2; ++column)
            p.drawRoundedRect(QRectF(36 + column * 36, 22 + row * 22, 30, 16), 1.5, 1.5);
    }
}

void drawModules(QPainter &p, const QPointF &corner, const QColor &colour)
{
    constexpr const char *modules[] = {"111010", "010101", "101110", "100110", "011001", "101101"};
    for (int row = 0; row < 6; ++row) {
        for (int column = 0; column < 6; ++column) {
            if (modules[row][column] == '1')
                p.fillRect(QRectF(corner.x() + column * 5, corner.y() + row * 5, 4.4, 4.4), colour);
        }
    }
}

void drawLabel(QPainter &p, const Pens &pens)
{
    p.fillRect(QRectF(75, 46, 90, 72), pens.paper);
    QPainterPath label(QPointF(82, 52));
    label.lineTo(158, 52);
    label.lineTo(158, 100);
    label.lineTo(147, 111);
    label.lineTo(82, 111);
    label.closeSubpath();
    p.setPen(pens.strong);
    p.setBrush(pens.paper);
    p.drawPath(label);
    p.drawPolyline(QPolygonF{{QPointF(158, 100), QPointF(147, 100), QPointF(147, 111)}});
    drawModules(p, {93, 61}, pens.accent);
    p.drawLine(QPointF(131, 66), QPointF(148, 66));
    p.drawLine(QPointF(131, 73), QPointF(148, 73));
    p.drawLine(QPointF(131, 80), QPointF(141, 80));
}

void drawCards(QPainter &p, const Pens &pens)
{
    p.setBrush(pens.paper);
    p.setPen(pens.faint);
    p.drawRoundedRect(QRectF(40, 24, 104, 60), 4, 4);
    p.drawRoundedRect(QRectF(30, 38, 104, 60), 4, 4);
    p.setPen(pens.strong);
    p.drawRoundedRect(QRectF(48, 56, 104, 62), 4, 4);
    drawModules(p, {60, 71}, pens.accent);
    for (int line = 0; line < 3; ++line)
        p.drawLine(QPointF(102, 76 + line * 9), QPointF(line == 2 ? 124 : 138, 76 + line * 9));
}

void drawSearch(QPainter &p, const Pens &pens)
{
    p.setPen(pens.faint);
    for (int row = 0; row < 5; ++row) {
        p.drawLine(QPointF(24, 34 + row * 20), QPointF(44, 34 + row * 20));
        p.drawLine(QPointF(54, 34 + row * 20), QPointF(150 - row % 2 * 24, 34 + row * 20));
    }
    p.setPen(pens.strong);
    p.setBrush(pens.paper);
    p.drawEllipse(QPointF(104, 74), 30, 30);
    p.drawLine(QPointF(126, 96), QPointF(150, 120));
    p.setPen(QPen(pens.accent, 1.5, Qt::SolidLine, Qt::RoundCap));
    p.drawLine(QPointF(92, 74), QPointF(116, 74));
}

void drawOffline(QPainter &p, const Pens &pens)
{
    p.setPen(pens.faint);
    p.setBrush(pens.paper);
    for (int disc = 2; disc >= 0; --disc)
        p.drawRoundedRect(QRectF(46, 34 + disc * 30, 66, 24), 4, 4);
    p.setPen(pens.strong);
    for (int disc = 0; disc < 3; ++disc)
        p.drawPoint(QPointF(56, 46 + disc * 30));
    p.drawLine(QPointF(112, 76), QPointF(126, 76));
    p.drawLine(QPointF(142, 76), QPointF(160, 76));
    p.setPen(QPen(pens.accent, 1.5, Qt::SolidLine, Qt::RoundCap));
    p.drawLine(QPointF(129, 69), QPointF(139, 83));
    p.drawLine(QPointF(139, 69), QPointF(129, 83));
}

} // namespace

LineDrawing::LineDrawing(EmptyState::Drawing drawing, QWidget *parent)
    : QWidget(parent)
    , m_drawing(drawing)
{
    setFixedSize(184, 152);
}

void LineDrawing::paintEvent(QPaintEvent *)
{
    const Tokens &t = tokensOf(this);
    const auto pen = [](const QColor &c) { return QPen(c, 1.5, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin); };
    const Pens pens{pen(t.edge), pen(t.muted), t.accent, t.base};
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    switch (m_drawing) {
    case EmptyState::Drawing::Sheet:
        drawSheet(painter, pens);
        return drawLabel(painter, pens);
    case EmptyState::Drawing::Codes:
        return drawCards(painter, pens);
    case EmptyState::Drawing::Search:
        return drawSearch(painter, pens);
    case EmptyState::Drawing::Offline:
        return drawOffline(painter, pens);
    }
}

} // namespace scrip
