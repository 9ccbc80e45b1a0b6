// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/sheets/sheet_canvas.h"

#include "ui/theme/tokens.h"
#include "ui/theme/type_scale.h"

#include <QPainter>

#include <cmath>

namespace scrip {

namespace {

constexpr int rulerGap = 2;
constexpr double unprintable = 4.2; // millimetres that most lasers cannot reach
constexpr int leastCaption = 22;    // pixels of a slot that has room for a word

QColor withAlpha(QColor colour, double alpha)
{
    colour.setAlphaF(float(alpha));
    return colour;
}

} // namespace

void SheetCanvas::paintEvent(QPaintEvent *)
{
    const Tokens &t = tokensOf(this);
    QPainter painter(this);
    painter.fillRect(rect(), t.dark ? t.window : t.track);
    if (!m_layout)
        return;
    paintRuler(painter, Qt::Horizontal);
    paintRuler(painter, Qt::Vertical);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setRenderHint(QPainter::SmoothPixmapTransform);
    paintPaper(painter);
    paintUsed(painter);
    paintStart(painter);
}

void SheetCanvas::outline(QPainter &painter, int slot, double grow) const
{
    const QRectF box = slotBox(slot).adjusted(-grow, -grow, grow, grow);
    const double radius = m_layout->stock().cornerRadius * pixelsPerMm() + grow;
    if (m_layout->stock().shape == LabelShape::Round)
        painter.drawEllipse(box);
    else
        painter.drawRoundedRect(box, radius, radius);
}

void SheetCanvas::paintRuler(QPainter &painter, Qt::Orientation orientation) const
{
    const Tokens &t = tokensOf(this);
    const QRectF page = paper();
    const bool across = orientation == Qt::Horizontal;
    const double scale = pixelsPerMm();
    const int length = int(across ? m_layout->stock().page.width() : m_layout->stock().page.height());
    painter.save();
    painter.translate(across ? QPointF(page.left(), page.top() - rulerGap)
                             : QPointF(page.left() - rulerGap, page.top()));
    // Down the side the same ruler is read from below: ticks towards the paper, figures turned.
    QFont small = textFont(Type::Caption);
    small.setPixelSize(10);
    painter.setFont(small);
    for (int mm = 0; mm <= length; mm += 10) {
        const double at = std::round(mm * scale) + 0.5;
        const double tick = mm % 50 == 0 ? 7 : 4;
        painter.setPen(t.edge);
        painter.drawLine(across ? QLineF(at, -tick, at, 0) : QLineF(-tick, at, 0, at));
        if (mm % 50 != 0)
            continue;
        painter.setPen(t.mutedOn(t.dark ? t.window : t.track));
        if (across) {
            painter.drawText(QPointF(at + 3, -4), QString::number(mm));
            continue;
        }
        painter.save();
        painter.translate(-4, at - 3);
        painter.rotate(-90);
        if (mm > 0)
            painter.drawText(QPointF(0, 0), QString::number(mm));
        painter.restore();
    }
    painter.restore();
}

void SheetCanvas::paintPaper(QPainter &painter) const
{
    const QRectF page = paper();
    painter.fillRect(page, Qt::white);
    if (!m_picture.isNull())
        painter.drawImage(page, m_picture);
    const double edge = unprintable * pixelsPerMm();
    painter.save();
    QRegion rim(page.toAlignedRect());
    painter.setClipRegion(rim.subtracted(page.adjusted(edge, edge, -edge, -edge).toAlignedRect()));
    painter.fillRect(page, withAlpha(lightTokens().text, 0.045));
    painter.restore();
    painter.setBrush(Qt::NoBrush);
    painter.setPen(QPen(tokensOf(this).edge, 1));
    painter.drawRect(page.adjusted(-0.5, -0.5, 0.5, 0.5));
}

void SheetCanvas::paintUsed(QPainter &painter) const
{
    if (m_page != 0)
        return;
    QFont font = textFont(Type::Caption);
    font.setPixelSize(9);
    painter.setFont(font);
    painter.setPen(lightTokens().muted);
    for (int slot = 0; slot < m_layout->firstSlotOn(0); ++slot) {
        const QRectF box = slotBox(slot);
        const bool roomy = box.height() >= leastCaption && box.width() >= 2 * leastCaption;
        if (roomy)
            painter.drawText(box.adjusted(5, 3, -2, 0), Qt::AlignLeft | Qt::AlignTop, tr("%1 used").arg(slot + 1));
    }
}

void SheetCanvas::paintStart(QPainter &painter) const
{
    // On white paper in every theme, so in the colours of the light one.
    const Tokens &t = lightTokens();
    painter.setBrush(Qt::NoBrush);
    if (m_hovered >= 0 && m_page == 0) {
        painter.setPen(QPen(withAlpha(t.accent, 0.5), 1.5));
        outline(painter, m_hovered);
    }
    if (const int start = startSlot(); start >= 0) {
        painter.setPen(QPen(t.accent, 2));
        outline(painter, start);
        QFont font = textFont(Type::Caption);
        font.setPixelSize(9);
        font.setWeight(QFont::Medium);
        painter.setFont(font);
        const QString text = tr("Start at %1").arg(start + 1);
        const QRectF slot = slotBox(start);
        // Above the label, where it hides nothing of it, but over it in a row that touches the one above.
        const QRectF flag(slot.left() - 1, slot.top() - 13, painter.fontMetrics().horizontalAdvance(text) + 10, 13);
        painter.setPen(Qt::NoPen);
        painter.setBrush(t.accent);
        painter.drawRoundedRect(flag, 3, 3);
        painter.setPen(t.onAccent);
        painter.drawText(flag, Qt::AlignCenter, text);
    }
    if (!hasFocus())
        return;
    painter.setBrush(Qt::NoBrush);
    painter.setPen(QPen(t.accent, 1.5, Qt::DashLine));
    outline(painter, m_current, 3);
}

} // namespace scrip
