// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/theme/looks.h"
#include "ui/theme/style_parts.h"
#include "ui/theme/type_scale.h"

#include <QAbstractButton>
#include <QPainter>
#include <QPainterPath>
#include <QStyleOptionButton>

namespace scrip::part {

namespace {

struct Colours
{
    QColor fill, border, ink;
};

bool has(const QStyleOption *option, QStyle::StateFlag flag)
{
    return option->state.testFlag(flag);
}

Colours filled(const QStyleOption *option, const Tokens &t, const QColor &colour)
{
    QColor fill = colour;
    if (has(option, QStyle::State_Sunken))
        fill = mixed(colour, t.text, 0.22);
    else if (has(option, QStyle::State_MouseOver))
        fill = mixed(colour, t.text, 0.10);
    return {fill, QColor(), t.onAccent};
}

Colours bordered(const QStyleOption *option, const Tokens &t)
{
    QColor fill = t.dark ? t.raised : t.base;
    if (has(option, QStyle::State_Sunken))
        fill = mixed(fill, t.text, 0.09);
    else if (has(option, QStyle::State_MouseOver))
        fill = mixed(fill, t.text, 0.04);
    return {fill, t.edge, t.text};
}

Colours ghost(const QStyleOption *option, const Tokens &t)
{
    if (has(option, QStyle::State_Sunken))
        return {mixed(t.base, t.text, 0.12), QColor(), t.text};
    if (has(option, QStyle::State_On))
        return {t.selection, QColor(), t.accent};
    if (has(option, QStyle::State_MouseOver))
        return {mixed(t.window, t.text, 0.07), QColor(), t.text};
    return {QColor(), QColor(), t.text};
}

Colours checkable(const QStyleOption *option, const Tokens &t)
{
    if (!has(option, QStyle::State_On))
        return bordered(option, t);
    return {t.selection, t.accent, readable(t.accent, t.selection)};
}

Colours disabledColours(const Tokens &t, ButtonLook look)
{
    const QColor ink = mixed(t.muted, t.base, 0.25);
    if (look == ButtonLook::Ghost || look == ButtonLook::Link)
        return {QColor(), QColor(), ink};
    return {t.window, t.line, ink};
}

Colours coloursOf(const QStyleOption *option, const QWidget *widget)
{
    const Tokens &t = tokensOf(option->palette);
    const ButtonLook look = lookOf(widget);
    if (!has(option, QStyle::State_Enabled))
        return disabledColours(t, look);
    switch (look) {
    case ButtonLook::Primary:
        return filled(option, t, t.accent);
    case ButtonLook::Danger:
        return filled(option, t, t.bad);
    case ButtonLook::Ghost:
        return ghost(option, t);
    case ButtonLook::Link: {
        Colours c = ghost(option, t);
        c.ink = t.accent;
        return c;
    }
    case ButtonLook::Chip:
    case ButtonLook::Segment:
        return checkable(option, t);
    case ButtonLook::Secondary:
        break;
    }
    return bordered(option, t);
}

QPixmap recoloured(const QIcon &icon, const QSize &size, qreal ratio, const QColor &ink)
{
    QPixmap pixmap = icon.pixmap(size, ratio);
    QPainter painter(&pixmap);
    painter.setCompositionMode(QPainter::CompositionMode_SourceIn);
    painter.fillRect(pixmap.rect(), ink);
    return pixmap;
}

} // namespace

void roundBox(QPainter *painter, const QRectF &rect, const QColor &fill, const QColor &border, qreal radius)
{
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    painter->setBrush(fill.isValid() ? QBrush(fill) : QBrush(Qt::NoBrush));
    painter->setPen(border.isValid() ? QPen(border, 1) : QPen(Qt::NoPen));
    const qreal inset = border.isValid() ? 0.5 : 0;
    painter->drawRoundedRect(rect.adjusted(inset, inset, -inset, -inset), radius - inset, radius - inset);
    painter->restore();
}

QColor buttonInk(const QStyleOption *option, const QWidget *widget)
{
    return coloursOf(option, widget).ink;
}

void buttonGround(QPainter *painter, const QStyleOption *option, const QWidget *widget)
{
    const Colours c = coloursOf(option, widget);
    if (lookOf(widget) != ButtonLook::Segment)
        return roundBox(painter, option->rect, c.fill, c.border, space::radius);
    // Inner corners lie outside the clip; one border serves both neighbours.
    painter->save();
    painter->setClipRect(option->rect);
    const QRect rect =
        option->rect.adjusted(isFirstSegment(widget) ? 0 : -space::one, 0, isLastSegment(widget) ? 0 : space::one, 0);
    roundBox(painter, rect, c.fill, c.border, space::radius);
    if (!isLastSegment(widget))
        painter->fillRect(QRect(option->rect.right(), rect.top() + 1, 1, rect.height() - 2),
                          tokensOf(option->palette).edge);
    painter->restore();
}

void toolButtonGround(QPainter *painter, const QStyleOption *option, const QWidget *widget)
{
    if (lookOf(widget) == ButtonLook::Segment)
        return;
    buttonGround(painter, option, widget);
}

void buttonLabel(QPainter *painter, const QStyleOptionButton *option, const QWidget *widget)
{
    const QColor ink = buttonInk(option, widget);
    QRect box = option->rect;
    const int iconSide = option->icon.isNull() ? 0 : option->iconSize.width();
    const int gap = iconSide && !option->text.isEmpty() ? 6 : 0;
    const QFontMetrics metrics(painter->font());
    const int textWidth = metrics.size(Qt::TextShowMnemonic, option->text).width();
    const int left = box.left() + std::max(0, (box.width() - iconSide - gap - textWidth) / 2);
    painter->save();
    if (iconSide) {
        const bool own = lookOf(widget) == ButtonLook::Ghost && option->text.isEmpty();
        const QColor iconInk =
            own && option->state.testFlag(QStyle::State_Enabled) ? tokensOf(option->palette).muted : ink;
        const qreal ratio = painter->device()->devicePixelRatioF();
        const QPixmap pixmap = recoloured(option->icon, option->iconSize, ratio, iconInk);
        painter->drawPixmap(left, box.center().y() - iconSide / 2 + 1, pixmap);
    }
    painter->setPen(ink);
    painter->drawText(QRect(left + iconSide + gap, box.top(), textWidth + 2, box.height()),
                      Qt::AlignVCenter | Qt::AlignLeft | Qt::TextHideMnemonic, option->text);
    painter->restore();
}

} // namespace scrip::part
