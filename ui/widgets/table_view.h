// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/widgets/even_table_view.h"
#include "ui/widgets/table_text.h"

#include <QElapsedTimer>
#include <QTimer>

#include <functional>

class QHelpEvent;
class QMenu;

namespace scrip {

/// What a model says about a row through TableView::setRowStateRole(). The values are those a model may return as
/// int.
enum class RowState { Filled = 0, Loading = 1, Outdated = 2 };

/// The one table of the program: 30-px rows, 1-px lines, whole rows selected, the current one with an accent edge,
/// skeleton rows once loading took 150 ms, type-ahead, columns chosen and kept, copy with headers. The page owns it.
class TableView : public EvenTableView
{
    Q_OBJECT
public:
    explicit TableView(QWidget *parent = nullptr);

    /// The role under which the model tells the RowState of an index; without one every row counts as filled.
    void setRowStateRole(int role) { m_rowStateRole = role; }
    [[nodiscard]] RowState rowState(const QModelIndex &index) const;
    /// Loading rows show nothing before this is true, and bars after.
    [[nodiscard]] bool skeletonShown() const { return m_skeletonShown; }

    /// Column widths in logical pixels, left to right; the last one takes the rest. Call after setModel().
    void setColumnWidths(const QList<int> &widths);
    /// Keeps order, widths, visibility and sorting below this name. Call after setColumnWidths() and setSortable().
    void keepColumns(const QString &name);
    /// Order, widths, visibility and sorting as they are now, for setColumnState() of a table with the same columns.
    [[nodiscard]] virtual QByteArray columnState() const;
    /// False, and nothing changes, when the state is none or of other columns. Sorts as it says.
    virtual bool setColumnState(const QByteArray &state);
    /// As they were before keepColumns() found what had been kept.
    void resetColumns();
    /// The columns that the model sorts by when their header is clicked. Without them a header is no button.
    void setSortable(std::function<bool(int column)> sortable);
    /// The menu that shows and hides columns; also reached by a right click on the header. Owned by the view.
    [[nodiscard]] QMenu *columnMenu();

    /// Rows that are selected, top to bottom, as source of bulk actions.
    [[nodiscard]] QModelIndexList selectedRowIndexes() const;
    /// The selected row; invalid unless it is the only one.
    [[nodiscard]] QModelIndex onlySelectedRow() const;
    /// How many rows are selected, at a cost that does not depend on it.
    [[nodiscard]] qint64 selectedRowCount() const;
    /// Every selected row is loaded. Goes through them one by one.
    [[nodiscard]] bool isSelectionLoaded() const;
    /// The row at the top.
    [[nodiscard]] int topRow() const { return std::max(0, rowAt(0)); }
    void scrollToRow(int row);
    /// The selected rows as text: visible columns in their order, header first, tabs between.
    [[nodiscard]] QString selectionAsText() const;
    /// The same with RFC 4180 quoting; what a spreadsheet would take for a formula is neutralised.
    [[nodiscard]] QString selectionAsCsv() const;

    /// How tall the view is with this many rows, without scrolling.
    [[nodiscard]] int heightForRows(int rows) const;

    void setModel(QAbstractItemModel *model) override;
    void keyboardSearch(const QString &search) override;

public Q_SLOTS:
    void copySelection();
    void copySelectionAsCsv();

Q_SIGNALS:
    /// Enter or a double click on a row.
    void rowActivated(const QModelIndex &index);
    /// Right click or the menu key; `at` is global.
    void rowMenuRequested(const QModelIndex &index, const QPoint &at);
    /// What is selected, or which row is current, changed.
    void selectionChangedByRow();

protected:
    /// A cell that is cut tells all of it in its tool tip, unless the model has another one.
    bool viewportEvent(QEvent *event) override;
    void paintEvent(QPaintEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void contextMenuEvent(QContextMenuEvent *event) override;
    void currentChanged(const QModelIndex &current, const QModelIndex &previous) override;
    void selectionChanged(const QItemSelection &selected, const QItemSelection &deselected) override;
    void rowsAboutToBeRemoved(const QModelIndex &parent, int first, int last) override;

private:
    void buildHeader();
    void watchLoading();
    bool tellWhole(const QHelpEvent &event);
    void saveColumns() const;
    void onSortIndicator(int column, Qt::SortOrder order);
    [[nodiscard]] bool anyVisibleRowLoading() const;
    [[nodiscard]] int searchColumn() const;
    [[nodiscard]] bool matches(int row, int column) const;
    [[nodiscard]] QList<int> visibleColumns() const;
    /// Those of them that have a title: a column of ticks says nothing elsewhere.
    [[nodiscard]] QList<int> copiedColumns() const;
    [[nodiscard]] CellText cellText() const;

    QMenu *m_columnMenu = nullptr;
    QString m_columnsKey;
    QByteArray m_standardColumns;
    std::function<bool(int)> m_sortable;
    int m_sortColumn = -1;
    Qt::SortOrder m_sortOrder = Qt::AscendingOrder;
    QTimer m_skeletonDelay;
    QTimer m_saveDelay;
    QString m_typed; ///< For type-ahead, until a pause.
    QElapsedTimer m_sinceTyped;
    int m_rowStateRole = -1;
    bool m_skeletonShown = false;
};

} // namespace scrip
