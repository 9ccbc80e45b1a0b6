// SPDX-License-Identifier: GPL-3.0-or-later
// What QTableView paints, without its header's rows: the cells under the area that is to be painted anew.
#include "ui/widgets/even_table_view.h"

#include "ui/widgets/row_blocks.h"

#include <QHeaderView>
#include <QHoverEvent>
#include <QPainter>

#include <algorithm>

namespace scrip {

bool EvenTableView::viewportEvent(QEvent *event)
{
    if (event->type() == QEvent::HoverEnter || event->type() == QEvent::HoverMove)
        setHovered(indexAt(static_cast<QHoverEvent *>(event)->position().toPoint()));
    else if (event->type() == QEvent::HoverLeave || event->type() == QEvent::Leave)
        setHovered({});
    return QTableView::viewportEvent(event);
}

/// A row is what is chosen, so a row is what stands out under the mouse. QTableView paints the cell anew only.
void EvenTableView::setHovered(const QModelIndex &index)
{
    if (index.row() == m_hovered.row() && index.isValid() == m_hovered.isValid())
        return;
    for (const QModelIndex &one : {QModelIndex(m_hovered), index}) {
        if (one.isValid())
            viewport()->update(0, visualRect(one).top(), viewport()->width(), visualRect(one).height());
    }
    m_hovered = index;
}

void EvenTableView::paintEvent(QPaintEvent *event)
{
    const QHeaderView *header = horizontalHeader();
    if (!model() || shownRows() == 0 || header->count() == 0)
        return;
    QStyleOptionViewItem option;
    initViewItemOption(&option);
    QPainter painter(viewport());
    const QPoint offset = dirtyRegionOffset();
    painter.translate(offset);
    const QRegion region = event->region();
    for (const QRect &area : region) {
        const int top = rowAt(area.top() - offset.y());
        const int bottom = rowAt(area.bottom() - offset.y());
        int left = header->visualIndexAt(area.left() - offset.x());
        int right = header->visualIndexAt(area.right() - offset.x());
        if (isRightToLeft())
            std::swap(left, right);
        if (top < 0)
            continue;
        for (int row = top; row <= (bottom < 0 ? shownRows() - 1 : bottom); ++row)
            drawRow(painter, option, row, std::max(0, left), right < 0 ? header->count() - 1 : right);
    }
}

/// Draws the cells between two visual places.
void EvenTableView::drawRow(QPainter &painter, QStyleOptionViewItem option, int row, int left, int right)
{
    for (int visual = left; visual <= right; ++visual) {
        const int column = horizontalHeader()->logicalIndex(visual);
        if (isColumnHidden(column))
            continue;
        const QModelIndex index = model()->index(row, column);
        option.rect = visualRect(index);
        drawCell(painter, option, index);
    }
}

void EvenTableView::drawCell(QPainter &painter, QStyleOptionViewItem option, const QModelIndex &index)
{
    option.state.setFlag(QStyle::State_Selected, selectionModel() && selectionModel()->isSelected(index));
    option.state.setFlag(QStyle::State_MouseOver, m_hovered.isValid() && index.row() == m_hovered.row());
    option.state.setFlag(QStyle::State_HasFocus, index == currentIndex() && hasFocus());
    if (option.state.testFlag(QStyle::State_Enabled)) {
        const bool enabled = model()->flags(index).testFlag(Qt::ItemIsEnabled);
        option.state.setFlag(QStyle::State_Enabled, enabled);
        option.palette.setCurrentColorGroup(enabled ? QPalette::Normal : QPalette::Disabled);
    }
    style()->drawPrimitive(QStyle::PE_PanelItemViewRow, &option, &painter, this);
    itemDelegateForIndex(index)->paint(&painter, option, index);
}

} // namespace scrip
