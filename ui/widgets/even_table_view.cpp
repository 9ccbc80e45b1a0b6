// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/even_table_view.h"

#include "ui/widgets/row_blocks.h"

#include <QHeaderView>
#include <QScrollBar>

#include <algorithm>

namespace scrip {

namespace {

/// Where a scroll bar stands so that what lies at `begin` is seen as the hint says.
int placeFor(int begin, int size, int now, int room, QAbstractItemView::ScrollHint hint)
{
    switch (hint) {
    case QAbstractItemView::PositionAtTop:
        return begin;
    case QAbstractItemView::PositionAtBottom:
        return begin + size - room;
    case QAbstractItemView::PositionAtCenter:
        return begin + (size - room) / 2;
    case QAbstractItemView::EnsureVisible:
        break;
    }
    if (begin < now || size > room)
        return begin;
    return std::max(now, begin + size - room);
}

} // namespace

EvenTableView::EvenTableView(int rowHeight, QWidget *parent)
    : QTableView(parent)
    , m_blocks(new RowBlocks(rowHeight, this))
{
    setSelectionBehavior(SelectRows);
    setShowGrid(false);
    setHorizontalScrollMode(ScrollPerPixel);
    setVerticalScrollMode(ScrollPerPixel);
    setVerticalHeader(m_blocks);
    verticalScrollBar()->setSingleStep(rowHeight);
    connect(m_blocks, &RowBlocks::rowsChanged, this, &EvenTableView::onRowsChanged);
}

void EvenTableView::dataChanged(const QModelIndex &topLeft, const QModelIndex &bottomRight, const QList<int> &roles)
{
    QTableView::dataChanged(topLeft, bottomRight, roles);
    viewport()->update();
}

void EvenTableView::onRowsChanged()
{
    updateGeometries();
    viewport()->update();
}

int EvenTableView::shownRows() const
{
    return model() ? m_blocks->rows() : 0;
}

int EvenTableView::rowHeight(int row) const
{
    return row >= 0 && row < shownRows() ? m_blocks->rowHeight() : 0;
}

int EvenTableView::rowAt(int y) const
{
    const qint64 pixel = qint64(y) + verticalOffset();
    const qint64 row = pixel < 0 ? -1 : pixel / m_blocks->rowHeight();
    return row < shownRows() ? int(row) : -1;
}

int EvenTableView::rowViewportPosition(int row) const
{
    return row >= 0 && row < shownRows() ? row * m_blocks->rowHeight() - verticalOffset() : -1;
}

QRect EvenTableView::visualRect(const QModelIndex &index) const
{
    if (!index.isValid() || index.model() != model() || index.row() >= shownRows() || isIndexHidden(index))
        return {};
    return {columnViewportPosition(index.column()), rowViewportPosition(index.row()), columnWidth(index.column()),
            m_blocks->rowHeight()};
}

QModelIndex EvenTableView::indexAt(const QPoint &pos) const
{
    const int row = rowAt(pos.y());
    const int column = columnAt(pos.x());
    return row >= 0 && column >= 0 ? model()->index(row, column) : QModelIndex();
}

void EvenTableView::scrollTo(const QModelIndex &index, ScrollHint hint)
{
    if (!index.isValid() || index.model() != model() || index.row() >= shownRows() || isIndexHidden(index))
        return;
    scrollToColumn(index.column(), hint);
    scrollToRow(index.row(), hint);
}

void EvenTableView::scrollToColumn(int column, ScrollHint hint)
{
    const ScrollHint sideways = hint == PositionAtCenter ? hint : EnsureVisible;
    const QHeaderView *header = horizontalHeader();
    horizontalScrollBar()->setValue(placeFor(header->sectionPosition(column), columnWidth(column), header->offset(),
                                             viewport()->width(), sideways));
}

void EvenTableView::scrollToRow(int row, ScrollHint hint)
{
    verticalScrollBar()->setValue(
        placeFor(row * m_blocks->rowHeight(), m_blocks->rowHeight(), verticalOffset(), viewport()->height(), hint));
}

/// In the column of an index, the first cell from a row on, in steps, that can be used; the index itself when none is
/// left.
QModelIndex EvenTableView::inColumnOf(const QModelIndex &index, qint64 from, int step) const
{
    for (auto row = int(std::clamp<qint64>(from, 0, shownRows() - 1)); row >= 0 && row < shownRows(); row += step) {
        const QModelIndex cell = index.siblingAtRow(row);
        if (model()->flags(cell).testFlag(Qt::ItemIsEnabled))
            return cell;
    }
    return index;
}

/// In the row of an index, the first cell from a visual place on, in steps, that is shown; else the index itself.
QModelIndex EvenTableView::inRowOf(const QModelIndex &index, int from, int step) const
{
    for (int visual = from; visual >= 0 && visual < horizontalHeader()->count(); visual += step) {
        const int column = horizontalHeader()->logicalIndex(visual);
        if (!isColumnHidden(column))
            return index.siblingAtColumn(column);
    }
    return index;
}

QModelIndex EvenTableView::moveCursor(CursorAction action, Qt::KeyboardModifiers modifiers)
{
    if (!model() || shownRows() == 0 || horizontalHeader()->count() == 0)
        return {};
    const QModelIndex current = currentIndex();
    if (!current.isValid())
        return inColumnOf(inRowOf(model()->index(0, 0), 0, 1), 0, 1);
    const bool far = modifiers.testFlag(Qt::ControlModifier);
    const qint64 page = std::max(1, viewport()->height() / m_blocks->rowHeight());
    const int visual = horizontalHeader()->visualIndex(current.column());
    const int rightwards = isRightToLeft() ? -1 : 1;
    switch (action) {
    case MoveUp:
        return inColumnOf(current, current.row() - 1, -1);
    case MoveDown:
        return inColumnOf(current, current.row() + 1, 1);
    case MovePageUp:
        return inColumnOf(current, current.row() - page, 1);
    case MovePageDown:
        return inColumnOf(current, current.row() + page, -1);
    case MovePrevious:
        return inRowOf(current, visual - 1, -1);
    case MoveNext:
        return inRowOf(current, visual + 1, 1);
    case MoveLeft:
        return inRowOf(current, visual - rightwards, -rightwards);
    case MoveRight:
        return inRowOf(current, visual + rightwards, rightwards);
    case MoveHome:
        return inColumnOf(inRowOf(current, 0, 1), far ? 0 : current.row(), 1);
    case MoveEnd:
        return inColumnOf(inRowOf(current, horizontalHeader()->count() - 1, -1),
                          far ? shownRows() - 1 : current.row(), -1);
    }
    return current;
}

void EvenTableView::setSelection(const QRect &rect, QItemSelectionModel::SelectionFlags command)
{
    const QRect area = rect.normalized();
    const int top = rowAt(area.top());
    const int bottom = rowAt(area.bottom());
    if (!selectionModel() || top < 0 || bottom < 0)
        return;
    const int columns = model()->columnCount();
    selectionModel()->select(QItemSelection(model()->index(top, 0), model()->index(bottom, columns - 1)), command);
}

QRegion EvenTableView::visualRegionForSelection(const QItemSelection &selection) const
{
    const int first = std::max(0, rowAt(0));
    const int last = rowAt(viewport()->height() - 1);
    QRegion region;
    for (const QItemSelectionRange &range : selection) {
        const int top = std::max(range.top(), first);
        const int bottom = std::min(range.bottom(), last < 0 ? shownRows() - 1 : last);
        if (top <= bottom)
            region +=
                QRect(0, rowViewportPosition(top), viewport()->width(), (bottom - top + 1) * m_blocks->rowHeight());
    }
    return region;
}

bool EvenTableView::isIndexHidden(const QModelIndex &index) const
{
    return isColumnHidden(index.column());
}

} // namespace scrip
