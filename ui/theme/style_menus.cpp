// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/theme/glyphs.h"
#include "ui/theme/style_parts.h"
#include "ui/theme/type_scale.h"

#include <QPainter>
#include <QStyleOptionMenuItem>

namespace scrip::part {

namespace {

constexpr int iconColumn = 32;

void menuText(QPainter *painter, const QStyleOptionMenuItem *option, const QRect &box, const QColor &ink)
{
    const Tokens &t = tokensOf(option->palette);
    const QStringList parts = option->text.split(u'\t');
    painter->setPen(ink);
    painter->setFont(option->font);
    painter->drawText(box, Qt::AlignLeft | Qt::AlignVCenter | Qt::TextShowMnemonic, parts.value(0));
    if (parts.size() < 2)
        return;
    painter->setFont(textFont(Type::Caption));
    painter->setPen(t.mutedOn(t.selection));
    painter->drawText(box, Qt::AlignRight | Qt::AlignVCenter, parts.value(1));
}

void menuMark(QPainter *painter, const QStyleOptionMenuItem *option, const QColor &ink)
{
    const QRectF box(option->rect.left() + 10, option->rect.center().y() - 7, 16, 16);
    if (option->checkType != QStyleOptionMenuItem::NotCheckable) {
        if (option->checked)
            paintGlyph(painter, box, Glyph::Check, tokensOf(option->palette).accent);
        return;
    }
    if (option->icon.isNull())
        return;
    const bool enabled = option->state.testFlag(QStyle::State_Enabled);
    option->icon.paint(painter, box.toRect(), Qt::AlignCenter, enabled ? QIcon::Normal : QIcon::Disabled);
    Q_UNUSED(ink)
}

} // namespace

void menuItem(QPainter *painter, const QStyleOptionMenuItem *option, const QWidget *widget)
{
    Q_UNUSED(widget)
    const Tokens &t = tokensOf(option->palette);
    const QRect rect = option->rect;
    if (option->menuItemType == QStyleOptionMenuItem::Separator) {
        painter->fillRect(QRect(rect.left() + 8, rect.center().y(), rect.width() - 16, 1), t.line);
        return;
    }
    const bool enabled = option->state.testFlag(QStyle::State_Enabled);
    if (option->state.testFlag(QStyle::State_Selected) && enabled)
        roundBox(painter, QRectF(rect).adjusted(4, 1, -4, -1), t.selection, QColor(), 4);
    painter->save();
    const QColor ink = enabled ? t.text : mixed(t.muted, t.base, 0.25);
    menuMark(painter, option, ink);
    const bool sub = option->menuItemType == QStyleOptionMenuItem::SubMenu;
    menuText(painter, option, rect.adjusted(iconColumn + 4, 0, sub ? -28 : -14, 0), ink);
    if (sub)
        paintGlyph(painter, QRectF(rect.right() - 24, rect.top(), 16, rect.height()), Glyph::ChevronRight, t.muted);
    painter->restore();
}

void menuBarItem(QPainter *painter, const QStyleOptionMenuItem *option)
{
    const Tokens &t = tokensOf(option->palette);
    painter->fillRect(option->rect, t.window);
    const bool open = option->state.testFlag(QStyle::State_Sunken);
    const bool hover = option->state.testFlag(QStyle::State_Selected);
    if (open || hover)
        roundBox(painter, QRectF(option->rect).adjusted(1, 2, -1, -2),
                 open ? t.selection : mixed(t.window, t.text, 0.06), QColor(), 4);
    painter->save();
    painter->setPen(option->state.testFlag(QStyle::State_Enabled) ? t.text : t.muted);
    painter->drawText(option->rect, Qt::AlignCenter | Qt::TextShowMnemonic, option->text);
    painter->restore();
}

void popupPanel(QPainter *painter, const QStyleOption *option)
{
    const Tokens &t = tokensOf(option->palette);
    painter->fillRect(option->rect, t.raised);
    painter->save();
    painter->setPen(t.edge);
    painter->drawRect(option->rect.adjusted(0, 0, -1, -1));
    painter->restore();
}

QSize menuItemSize(const QStyleOptionMenuItem *option, const QSize &size)
{
    if (option->menuItemType == QStyleOptionMenuItem::Separator)
        return {size.width(), 9};
    const QStringList parts = option->text.split(u'\t');
    const QFontMetrics text(option->font);
    const QFontMetrics caption(textFont(Type::Caption));
    const int shortcut = parts.size() > 1 ? caption.horizontalAdvance(parts.at(1)) + 32 : 0;
    const int width = iconColumn + 4 + text.size(Qt::TextShowMnemonic, parts.value(0)).width() + shortcut + 28;
    return {width, 28};
}

} // namespace scrip::part
