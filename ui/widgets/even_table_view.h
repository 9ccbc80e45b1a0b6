// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QTableView>

namespace scrip {

class RowBlocks;

/// A QTableView whose rows all have one height and are selected as a whole, at a cost that does not depend on how
/// many there are: places of rows are computed and not kept. Columns, scrolling by pixels, keys and accessibility are
/// those of QTableView. No rows can be hidden, moved or resized, no cells span others, and the model is a flat table.
class EvenTableView : public QTableView
{
    Q_OBJECT
public:
    /// `rowHeight` in logical pixels.
    explicit EvenTableView(int rowHeight, QWidget *parent = nullptr);

    // QTableView's own, which are not virtual, would ask the header for rows it does not have.
    [[nodiscard]] int rowHeight(int row) const;
    /// The row at this y of the viewport, also outside of what is seen; -1 where there is none.
    [[nodiscard]] int rowAt(int y) const;
    [[nodiscard]] int rowViewportPosition(int row) const;

    [[nodiscard]] QRect visualRect(const QModelIndex &index) const override;
    [[nodiscard]] QModelIndex indexAt(const QPoint &pos) const override;
    void scrollTo(const QModelIndex &index, ScrollHint hint = EnsureVisible) override;
    /// Paints anew whatever changed: where that is QTableView would ask the header, which does not know rows.
    void dataChanged(const QModelIndex &topLeft, const QModelIndex &bottomRight,
                     const QList<int> &roles = {}) override;

protected:
    QModelIndex moveCursor(CursorAction action, Qt::KeyboardModifiers modifiers) override;
    void setSelection(const QRect &rect, QItemSelectionModel::SelectionFlags command) override;
    [[nodiscard]] QRegion visualRegionForSelection(const QItemSelection &selection) const override;
    [[nodiscard]] bool isIndexHidden(const QModelIndex &index) const override;
    bool viewportEvent(QEvent *event) override;
    void paintEvent(QPaintEvent *event) override;

private:
    void onRowsChanged();
    void scrollToColumn(int column, ScrollHint hint);
    void scrollToRow(int row, ScrollHint hint);
    void setHovered(const QModelIndex &index);
    void drawRow(QPainter &painter, QStyleOptionViewItem option, int row, int left, int right);
    void drawCell(QPainter &painter, QStyleOptionViewItem option, const QModelIndex &index);
    [[nodiscard]] int shownRows() const;
    [[nodiscard]] QModelIndex inColumnOf(const QModelIndex &index, qint64 from, int step) const;
    [[nodiscard]] QModelIndex inRowOf(const QModelIndex &index, int from, int step) const;

    RowBlocks *m_blocks;
    QPersistentModelIndex m_hovered; ///< A cell of the row under the mouse.
};

} // namespace scrip
