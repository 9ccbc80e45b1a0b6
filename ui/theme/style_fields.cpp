// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/theme/focus_ring.h"
#include "ui/theme/glyphs.h"
#include "ui/theme/looks.h"
#include "ui/theme/style_parts.h"
#include "ui/theme/type_scale.h"

#include <QAbstractButton>
#include <QFocusFrame>
#include <QPainter>
#include <QStyleOptionComboBox>

namespace scrip::part {

void fieldGround(QPainter *painter, const QStyleOption *option, const QWidget *widget)
{
    const Tokens &t = tokensOf(option->palette);
    const bool enabled = option->state.testFlag(QStyle::State_Enabled);
    const bool focused = option->state.testFlag(QStyle::State_HasFocus);
    QColor border = focused ? t.accent : t.edge;
    if (isInvalid(widget))
        border = t.bad;
    else if (!enabled)
        border = t.line;
    else if (!focused && option->state.testFlag(QStyle::State_MouseOver))
        border = mixed(t.edge, t.muted, 0.5);
    roundBox(painter, option->rect, enabled ? t.base : t.window, border, space::radius);
}

namespace {

/// Stronger than that of a field, which is told by its size as well: the box is small.
QColor boxEdge(const Tokens &t, bool enabled)
{
    return enabled ? readable(t.edge, t.base, 3) : t.edge;
}

} // namespace

void checkBox(QPainter *painter, const QStyleOption *option)
{
    const Tokens &t = tokensOf(option->palette);
    const bool enabled = option->state.testFlag(QStyle::State_Enabled);
    const bool on = option->state.testFlag(QStyle::State_On);
    const bool partly = option->state.testFlag(QStyle::State_NoChange);
    const QRectF box = QRectF(option->rect);
    if (!on && !partly) {
        const bool hover = option->state.testFlag(QStyle::State_MouseOver) && enabled;
        roundBox(painter, box, enabled ? t.base : t.window, hover ? t.accent : boxEdge(t, enabled), 4);
        return;
    }
    roundBox(painter, box, enabled ? t.accent : t.edge, QColor(), 4);
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    painter->setPen(QPen(t.onAccent, 1.8, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
    const auto at = [&box](qreal x, qreal y) { return box.topLeft() + QPointF(x * box.width(), y * box.height()); };
    if (partly)
        painter->drawLine(at(0.28, 0.5), at(0.72, 0.5));
    else
        painter->drawPolyline(QPolygonF{{at(0.25, 0.52), at(0.43, 0.70), at(0.76, 0.33)}});
    painter->restore();
}

void radioButton(QPainter *painter, const QStyleOption *option)
{
    const Tokens &t = tokensOf(option->palette);
    const bool on = option->state.testFlag(QStyle::State_On);
    const QRectF box = QRectF(option->rect);
    roundBox(painter, box, t.base, on ? t.accent : boxEdge(t, true), box.width() / 2);
    if (on)
        roundBox(painter, box.adjusted(4, 4, -4, -4), t.accent, QColor(), box.width() / 2);
}

void comboBox(QPainter *painter, const QStyleOptionComboBox *option, const QWidget *widget)
{
    fieldGround(painter, option, widget);
    const QRect rect = option->rect;
    const Tokens &t = tokensOf(option->palette);
    paintGlyph(painter, QRectF(rect.right() - 24, rect.top(), 16, rect.height()), Glyph::ChevronDown, t.muted);
}

void spinBox(QPainter *painter, const QStyleOptionSpinBox *option, const QStyle *style, const QWidget *widget)
{
    fieldGround(painter, option, widget);
    if (option->buttonSymbols == QAbstractSpinBox::NoButtons)
        return;
    const Tokens &t = tokensOf(option->palette);
    const auto arrow = [&](QStyle::SubControl which, Glyph glyph, QAbstractSpinBox::StepEnabledFlag step) {
        const QRect box = style->subControlRect(QStyle::CC_SpinBox, option, which, widget);
        const bool can = option->stepEnabled.testFlag(step);
        paintGlyph(painter, QRectF(box.center().x() - 6, box.center().y() - 6, 13, 13), glyph,
                   can ? t.muted : mixed(t.muted, t.base, 0.6));
    };
    arrow(QStyle::SC_SpinBoxUp, Glyph::ChevronUp, QAbstractSpinBox::StepUpEnabled);
    arrow(QStyle::SC_SpinBoxDown, Glyph::ChevronDown, QAbstractSpinBox::StepDownEnabled);
}

void focusFrame(QPainter *painter, const QStyleOption *option, const QWidget *widget)
{
    const Tokens &t = tokensOf(option->palette);
    const auto *frame = qobject_cast<const QFocusFrame *>(widget);
    const QWidget *target = frame ? frame->widget() : nullptr;
    const bool button = qobject_cast<const QAbstractButton *>(target) != nullptr;
    QColor colour = button ? t.accent : t.ring;
    if (isInvalid(target)) {
        colour = t.bad;
        colour.setAlphaF(t.ring.alphaF());
    }
    // A button keeps a gap of 2 and then has 2 of accent; the ring of a field touches its border.
    const qreal inset = button ? 1.0 : FocusRing::reach - 1.0;
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    painter->setBrush(Qt::NoBrush);
    painter->setPen(QPen(colour, 2));
    const QRectF box = QRectF(option->rect).adjusted(inset, inset, -inset, -inset);
    const qreal radius = space::radius + FocusRing::reach - inset;
    painter->drawRoundedRect(box, radius, radius);
    painter->restore();
}

} // namespace scrip::part
