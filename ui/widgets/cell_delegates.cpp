// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/cell_delegates.h"

#include "ui/theme/type_scale.h"
#include "ui/widgets/shaped_text.h"

#include <QPainter>
#include <QStyle>
#include <QStyleOption>

#include <algorithm>

namespace scrip {

MoneyDelegate::MoneyDelegate(QObject *parent, int decimals)
    : RowDelegate(parent)
    , m_decimals(decimals)
{
}

void MoneyDelegate::paintCell(QPainter *painter, const Cell &cell) const
{
    const QString text = cell.index.data(Qt::DisplayRole).toString();
    const qsizetype point = text.indexOf(u'.');
    const QFont font = codeFont();
    const qreal digit = ShapedText(QStringLiteral("0"), font).width();
    const ShapedText head(point < 0 ? text : text.left(point + 3), font);
    const QString tail = point < 0 ? QString() : text.mid(point + 3);
    // The point stands where it would with all decimals, whether or not they are written.
    const qreal right = cell.box.right() - (point < 0 ? 0 : qreal(m_decimals - 2) * digit);
    painter->setPen(cell.text);
    head.draw(painter, QRectF(right - head.width(), cell.box.top(), head.width() + 1, cell.box.height()));
    if (tail.isEmpty())
        return;
    painter->setPen(cell.tokens.mutedOn(cell.selected ? cell.tokens.selection : cell.tokens.base));
    const ShapedText rest(tail, font);
    rest.draw(painter, QRectF(right, cell.box.top(), rest.width() + 1, cell.box.height()));
}

void CodeDelegate::paintCell(QPainter *painter, const Cell &cell) const
{
    const QString text = cell.index.data(Qt::DisplayRole).toString();
    const qsizetype dash = text.lastIndexOf(u'-');
    const ShapedText mask(text.left(dash + 1), codeFont());
    const ShapedText last(text.mid(dash + 1), codeFont(QFont::Bold));
    // The last group is what a code is told by: in a narrow column the mask gives way.
    QRectF box = cell.box;
    box.setWidth(std::clamp(box.width() - last.width(), 0.0, mask.width()));
    painter->setPen(cell.tokens.mutedOn(cell.selected ? cell.tokens.selection : cell.tokens.base));
    mask.draw(painter, box);
    painter->setPen(cell.text);
    last.draw(painter, QRectF(box.right(), box.top(), last.width() + 1, box.height()));
}

ClockDelegate::ClockDelegate(QObject *parent, LookOf lookOf, int offset)
    : RowDelegate(parent)
    , m_lookOf(std::move(lookOf))
    , m_offset(offset)
{
}

void ClockDelegate::paintCell(QPainter *painter, const Cell &cell) const
{
    const ClockLook look = m_lookOf(cell.index);
    const QColor muted = cell.tokens.mutedOn(cell.selected ? cell.tokens.selection : cell.tokens.base);
    painter->setPen(look.muted ? muted : cell.text);
    const int room = look.relative.isEmpty() ? cell.box.width() : std::min(m_offset, cell.box.width());
    ShapedText(look.absolute, cell.font).draw(painter, QRectF(cell.box.topLeft(), QSizeF(room, cell.box.height())));
    QRect rest = cell.box.adjusted(m_offset, 0, 0, 0);
    if (look.relative.isEmpty() || rest.width() < 16)
        return;
    QFont small = textFont(Type::Caption);
    small.setWeight(look.tone == Tone::Neutral ? QFont::Normal : QFont::Medium);
    painter->setPen(look.tone == Tone::Neutral ? muted : readable(cell.tokens.strong(look.tone), cell.tokens.base));
    ShapedText(look.relative, small).draw(painter, rest);
}

void CheckDelegate::paintCell(QPainter *painter, const Cell &cell) const
{
    QStyleOption box;
    box.rect = QRect(cell.box.left(), cell.box.center().y() - 7, 16, 16);
    box.palette = QPalette();
    box.state = QStyle::State_Enabled | (cell.selected ? QStyle::State_On : QStyle::State_Off);
    const auto *widget = qobject_cast<const QWidget *>(parent());
    const QStyle *style = widget ? widget->style() : nullptr;
    if (!style)
        return;
    box.palette = widget->palette();
    style->drawPrimitive(QStyle::PE_IndicatorItemViewItemCheck, &box, painter, widget);
}

} // namespace scrip
