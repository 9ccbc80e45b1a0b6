// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/cell_delegates.h"

#include "models/columns.h"
#include "ui/theme/type_scale.h"
#include "ui/widgets/money_field.h"
#include "ui/widgets/shaped_text.h"

#include <QPainter>
#include <QStyle>
#include <QStyleOption>
#include <QTableView>

#include <algorithm>

namespace scrip {

namespace {

constexpr int tickSide = 16;
/// Of so many rows all are looked at, of more those that are in sight.
constexpr int shortList = 64;

QString amountOf(const QModelIndex &index)
{
    const QString code = index.data(CurrencyRole).toString();
    const QVariant nano = code.isEmpty() ? QVariant() : index.data(RawRole);
    return nano.isValid() ? moneyText(Money(nano.toLongLong(), Currency(code)))
                          : index.data(Qt::DisplayRole).toString();
}

/// What follows the cents.
int tailOf(const QString &amount)
{
    const qsizetype point = amount.indexOf(u'.');
    return point < 0 ? 0 : int(std::max<qsizetype>(0, amount.size() - point - 3));
}

QFont relativeFont(const ClockLook &look)
{
    QFont font = textFont(Type::Caption);
    font.setWeight(look.tone == Tone::Neutral ? QFont::Normal : QFont::Medium);
    return font;
}

} // namespace

MoneyDelegate::MoneyDelegate(QObject *parent, int decimals)
    : RowDelegate(parent)
    , m_decimals(decimals)
{
}

int MoneyDelegate::longestTail(const QModelIndex &index) const
{
    const auto *table = qobject_cast<const QTableView *>(parent());
    const QAbstractItemModel *model = index.model();
    if (!table || table->model() != model)
        return m_decimals - 2;
    const int rows = model->rowCount();
    const bool isShort = rows <= shortList;
    if (isShort || rows != m_rows)
        m_longest = 0;
    m_rows = rows;
    const int first = isShort ? 0 : std::max(0, table->rowAt(0));
    const int bottom = isShort ? -1 : table->rowAt(table->viewport()->height() - 1);
    const int last = bottom < 0 ? rows - 1 : bottom;
    for (int row = first; row <= last && row < first + shortList && m_longest < m_decimals - 2; ++row)
        m_longest = std::max(m_longest, tailOf(amountOf(index.siblingAtRow(row))));
    return std::min(m_longest, m_decimals - 2);
}

qreal MoneyDelegate::reserve(const QModelIndex &index) const
{
    // The point stands where it would with all decimals, whether or not they are written.
    return amountOf(index).contains(u'.')
               ? qreal(longestTail(index)) * ShapedText(QStringLiteral("0"), codeFont()).width()
               : 0;
}

qreal MoneyDelegate::contentWidth(const QModelIndex &index) const
{
    const QString text = amountOf(index);
    const qsizetype point = text.indexOf(u'.');
    const qreal head = ShapedText(point < 0 ? text : text.left(point + 3), codeFont()).width();
    const qreal tail = point < 0 ? 0 : ShapedText(text.mid(point + 3), codeFont()).width();
    return head + std::max(tail, reserve(index));
}

void MoneyDelegate::paintCell(QPainter *painter, const Cell &cell) const
{
    const QString text = amountOf(cell.index);
    const qsizetype point = text.indexOf(u'.');
    const QFont font = codeFont();
    const ShapedText head(point < 0 ? text : text.left(point + 3), font);
    const QString tail = point < 0 ? QString() : text.mid(point + 3);
    const qreal right = cell.box.right() - reserve(cell.index);
    painter->setPen(cell.text);
    head.draw(painter, QRectF(right - head.width(), cell.box.top(), head.width() + 1, cell.box.height()));
    if (tail.isEmpty())
        return;
    painter->setPen(cell.tokens.mutedOn(cell.selected ? cell.tokens.selection : cell.tokens.base));
    const ShapedText rest(tail, font);
    rest.draw(painter, QRectF(right, cell.box.top(), rest.width() + 1, cell.box.height()));
}

qreal CodeDelegate::contentWidth(const QModelIndex &index) const
{
    const QString text = index.data(Qt::DisplayRole).toString();
    const qsizetype dash = text.lastIndexOf(u'-');
    return ShapedText(text.left(dash + 1), codeFont()).width() +
           ShapedText(text.mid(dash + 1), codeFont(QFont::Bold)).width();
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

qreal ClockDelegate::contentWidth(const QModelIndex &index) const
{
    const ClockLook look = m_lookOf(index);
    const qreal absolute = ShapedText(look.absolute, font()).width();
    return look.relative.isEmpty() ? absolute : m_offset + ShapedText(look.relative, relativeFont(look)).width();
}

void ClockDelegate::paintCell(QPainter *painter, const Cell &cell) const
{
    const ClockLook look = m_lookOf(cell.index);
    const QColor muted = cell.tokens.mutedOn(cell.selected ? cell.tokens.selection : cell.tokens.base);
    painter->setPen(look.muted ? muted : cell.text);
    const int room = look.relative.isEmpty() ? cell.box.width() : std::min(m_offset, cell.box.width());
    ShapedText(look.absolute, cell.font).draw(painter, QRectF(cell.box.topLeft(), QSizeF(room, cell.box.height())));
    const QRect rest = cell.box.adjusted(m_offset, 0, 0, 0);
    const ShapedText relative(look.relative, relativeFont(look));
    // Half of it would say nothing.
    if (look.relative.isEmpty() || rest.width() + 1 < relative.width())
        return;
    painter->setPen(look.tone == Tone::Neutral ? muted : readable(cell.tokens.strong(look.tone), cell.tokens.base));
    relative.draw(painter, rest);
}

qreal CheckDelegate::contentWidth(const QModelIndex &) const
{
    return tickSide;
}

void CheckDelegate::paintCell(QPainter *painter, const Cell &cell) const
{
    QStyleOption box;
    box.rect = QRect(cell.box.left(), cell.box.center().y() - 7, tickSide, tickSide);
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
