// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/row_delegate.h"

#include "ui/theme/type_scale.h"
#include "ui/widgets/shaped_text.h"
#include "ui/widgets/table_view.h"

#include <QHeaderView>
#include <QPainter>
#include <QtMath>

namespace scrip {

namespace {

constexpr int cellMargin = 11;

int visualColumn(const QAbstractItemView *view, int column)
{
    const auto *table = qobject_cast<const QTableView *>(view);
    return table ? table->horizontalHeader()->visualIndex(column) : column;
}

} // namespace

RowDelegate::RowDelegate(QObject *parent)
    : QStyledItemDelegate(parent)
{
}

Qt::Alignment RowDelegate::alignmentOf(const QModelIndex &index)
{
    const QVariant value = index.data(Qt::TextAlignmentRole);
    return value.isValid() ? Qt::Alignment(value.toInt()) | Qt::AlignVCenter : Qt::AlignLeft | Qt::AlignVCenter;
}

void RowDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    const auto *view = qobject_cast<const QAbstractItemView *>(option.widget);
    const auto *table = qobject_cast<const TableView *>(option.widget);
    const Tokens &t = tokensOf(option.palette);
    const bool selected = option.state.testFlag(QStyle::State_Selected);
    const bool current = view && view->currentIndex().row() == index.row();
    const bool first = visualColumn(view, index.column()) == 0;
    if (selected)
        painter->fillRect(option.rect, t.selection);
    else if (option.state.testFlag(QStyle::State_MouseOver))
        painter->fillRect(option.rect, t.hover);
    painter->fillRect(QRect(option.rect.left(), option.rect.bottom(), option.rect.width(), 1), t.line);
    if (first && current && selected)
        painter->fillRect(QRect(option.rect.left(), option.rect.top(), 3, option.rect.height() - 1), t.accent);
    const int left = first ? space::pageLeft : cellMargin;
    Cell cell{index,   option.rect.adjusted(left, 0, -cellMargin, -1), t, {}, font(), selected,
              current, index.flags().testFlag(Qt::ItemIsEnabled)};
    if (m_strong && current && selected)
        cell.font.setWeight(QFont::DemiBold);
    const bool muted = !cell.enabled || (m_mutedWhen && m_mutedWhen(index));
    cell.text = muted ? t.mutedOn(selected ? t.selection : t.base) : t.text;
    painter->save();
    painter->setClipRect(option.rect);
    if (!table || table->rowState(index) != RowState::Loading)
        paintCell(painter, cell);
    else if (table->skeletonShown())
        paintSkeleton(painter, cell);
    painter->restore();
}

QFont RowDelegate::font() const
{
    return textFont(m_strong ? Type::Strong : Type::Body);
}

QSize RowDelegate::sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    const auto *view = qobject_cast<const QAbstractItemView *>(option.widget);
    const int left = visualColumn(view, index.column()) == 0 ? space::pageLeft : cellMargin;
    return {left + qCeil(contentWidth(index)) + cellMargin, space::row};
}

QString RowDelegate::wordsOf(const QModelIndex &index) const
{
    return index.data(Qt::DisplayRole).toString();
}

qreal RowDelegate::contentWidth(const QModelIndex &index) const
{
    QFont widest = font();
    // The current row is a little heavier.
    if (m_strong)
        widest.setWeight(QFont::DemiBold);
    return ShapedText(wordsOf(index), widest).width();
}

void RowDelegate::paintCell(QPainter *painter, const Cell &cell) const
{
    painter->setPen(cell.text);
    ShapedText(wordsOf(cell.index), cell.font).draw(painter, cell.box, alignmentOf(cell.index));
}

void RowDelegate::paintSkeleton(QPainter *painter, const Cell &cell)
{
    // Widths vary by place, so that the rows read as text to come and not as a pattern.
    const int percent = 40 + (cell.index.row() * 37 + cell.index.column() * 53) % 45;
    const int width = std::max(12, cell.box.width() * percent / 100);
    const bool right = alignmentOf(cell.index).testFlag(Qt::AlignRight);
    const QRectF bar(right ? cell.box.right() - width : cell.box.left(), cell.box.center().y() - 4, width, 8);
    painter->setRenderHint(QPainter::Antialiasing);
    painter->setPen(Qt::NoPen);
    painter->setBrush(cell.tokens.neutralTint);
    painter->drawRoundedRect(bar, 3, 3);
}

} // namespace scrip
