// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/cell_delegates.h"

#include "ui/theme/type_scale.h"

#include <QPainter>
#include <QStyle>
#include <QStyleOption>

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
    const QFontMetricsF metrics(font);
    const qreal digit = metrics.horizontalAdvance(u'0');
    const QString head = point < 0 ? text : text.left(point + 3);
    const QString tail = point < 0 ? QString() : text.mid(point + 3);
    // The point stands where it would with all decimals, whether or not they are written.
    const qreal right = cell.box.right() - (point < 0 ? 0 : qreal(m_decimals - 2) * digit);
    const qreal left = right - metrics.horizontalAdvance(head);
    painter->setFont(font);
    painter->setPen(cell.text);
    const QRectF headBox(left, cell.box.top(), right - left + 1, cell.box.height());
    painter->drawText(headBox, Qt::AlignLeft | Qt::AlignVCenter, head);
    if (tail.isEmpty())
        return;
    painter->setPen(cell.tokens.mutedOn(cell.selected ? cell.tokens.selection : cell.tokens.base));
    painter->drawText(QRectF(right, cell.box.top(), metrics.horizontalAdvance(tail) + 1, cell.box.height()),
                      Qt::AlignLeft | Qt::AlignVCenter, tail);
}

void CodeDelegate::paintCell(QPainter *painter, const Cell &cell) const
{
    const QString text = cell.index.data(Qt::DisplayRole).toString();
    const qsizetype dash = text.lastIndexOf(u'-');
    const QString mask = text.left(dash + 1);
    const QFontMetricsF metrics(codeFont());
    QRectF box = cell.box;
    painter->setFont(codeFont());
    painter->setPen(cell.tokens.mutedOn(cell.selected ? cell.tokens.selection : cell.tokens.base));
    painter->drawText(box, Qt::AlignLeft | Qt::AlignVCenter, mask);
    box.setLeft(box.left() + metrics.horizontalAdvance(mask));
    painter->setFont(codeFont(QFont::Bold));
    painter->setPen(cell.text);
    painter->drawText(box, Qt::AlignLeft | Qt::AlignVCenter, text.mid(dash + 1));
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
    painter->setFont(cell.font);
    painter->setPen(look.muted ? muted : cell.text);
    const QFontMetrics metrics(cell.font);
    const int room = look.relative.isEmpty() ? cell.box.width() : std::min(m_offset, cell.box.width());
    painter->drawText(cell.box, Qt::AlignLeft | Qt::AlignVCenter,
                      metrics.elidedText(look.absolute, Qt::ElideRight, room));
    QRect rest = cell.box.adjusted(m_offset, 0, 0, 0);
    if (look.relative.isEmpty() || rest.width() < 16)
        return;
    QFont small = textFont(Type::Caption);
    small.setWeight(look.tone == Tone::Neutral ? QFont::Normal : QFont::Medium);
    painter->setFont(small);
    painter->setPen(look.tone == Tone::Neutral ? muted : readable(cell.tokens.strong(look.tone), cell.tokens.base));
    painter->drawText(rest, Qt::AlignLeft | Qt::AlignVCenter,
                      QFontMetrics(small).elidedText(look.relative, Qt::ElideRight, rest.width()));
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
