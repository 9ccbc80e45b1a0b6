// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/table_view.h"

#include "ui/theme/tokens.h"
#include "ui/theme/type_scale.h"
#include "ui/widgets/row_delegate.h"

#include <QAction>
#include <QApplication>
#include <QClipboard>
#include <QContextMenuEvent>
#include <QHeaderView>
#include <QHelpEvent>
#include <QKeyEvent>
#include <QMenu>
#include <QPainter>
#include <QScrollBar>
#include <QSettings>
#include <QToolTip>

namespace scrip {

using namespace Qt::StringLiterals;

namespace {

constexpr int skeletonDelay = 150;
constexpr int saveDelay = 400;
constexpr int searchReach = 400;

/// "8 columns ": what a state of the columns begins with.
QByteArray countOf(const QHeaderView *header)
{
    return QByteArray::number(header->count()) + " columns ";
}

/// A header that is cut tells all of it in its tool tip, unless the model has another one. Owned by the header.
class HeaderTips : public QObject
{
public:
    explicit HeaderTips(QHeaderView *header)
        : QObject(header)
        , m_header(header)
    {
    }

    bool eventFilter(QObject *, QEvent *event) override
    {
        return event->type() == QEvent::ToolTip && tell(*static_cast<QHelpEvent *>(event));
    }

private:
    bool tell(const QHelpEvent &event) const
    {
        const int section = m_header->logicalIndexAt(event.pos());
        const QAbstractItemModel *model = m_header->model();
        if (section < 0 || !model || m_header->sectionSizeHint(section) <= m_header->sectionSize(section) ||
            model->headerData(section, Qt::Horizontal, Qt::ToolTipRole).isValid())
            return false;
        QToolTip::showText(event.globalPos(), model->headerData(section, Qt::Horizontal).toString(),
                           m_header->viewport());
        return true;
    }

    QHeaderView *m_header;
};

} // namespace

TableView::TableView(QWidget *parent)
    : EvenTableView(space::row, parent)
{
    setFrameShape(QFrame::NoFrame);
    setAlternatingRowColors(false);
    setSelectionMode(ExtendedSelection);
    setEditTriggers(NoEditTriggers);
    setWordWrap(false);
    setTabKeyNavigation(false);
    setCornerButtonEnabled(false);
    setItemDelegate(new RowDelegate(this));
    viewport()->setAttribute(Qt::WA_Hover);
    buildHeader();
    m_skeletonDelay.setSingleShot(true);
    m_skeletonDelay.setInterval(skeletonDelay);
    connect(&m_skeletonDelay, &QTimer::timeout, this, [this] {
        m_skeletonShown = true;
        viewport()->update();
    });
    m_saveDelay.setSingleShot(true);
    m_saveDelay.setInterval(saveDelay);
    connect(&m_saveDelay, &QTimer::timeout, this, &TableView::saveColumns);
    connect(this, &QTableView::doubleClicked, this, &TableView::rowActivated);
}

void TableView::buildHeader()
{
    QHeaderView *header = horizontalHeader();
    header->setFixedHeight(space::tableHeader);
    header->setMinimumSectionSize(36);
    header->setSectionsMovable(true);
    header->setSectionsClickable(false);
    header->setStretchLastSection(true);
    header->setHighlightSections(false);
    header->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    header->setContextMenuPolicy(Qt::CustomContextMenu);
    header->viewport()->installEventFilter(new HeaderTips(header));
    connect(header, &QWidget::customContextMenuRequested, this,
            [this, header](const QPoint &at) { columnMenu()->popup(header->mapToGlobal(at)); });
    const auto changed = [this] {
        if (!m_columnsKey.isEmpty())
            m_saveDelay.start();
    };
    connect(header, &QHeaderView::sectionMoved, this, changed);
    connect(header, &QHeaderView::sectionResized, this, changed);
    connect(header, &QHeaderView::sortIndicatorChanged, this, changed);
}

void TableView::setSortable(std::function<bool(int)> sortable)
{
    m_sortable = std::move(sortable);
    QHeaderView *header = horizontalHeader();
    header->setSectionsClickable(true);
    header->setSortIndicator(m_sortColumn, m_sortOrder);
    setSortingEnabled(true);
    connect(header, &QHeaderView::sortIndicatorChanged, this, &TableView::onSortIndicator);
}

void TableView::onSortIndicator(int column, Qt::SortOrder order)
{
    if (column == -1 || m_sortable(column)) {
        m_sortColumn = column;
        m_sortOrder = order;
    } else {
        // The database does not sort by this one: the mark stays where the order comes from.
        horizontalHeader()->setSortIndicator(m_sortColumn, m_sortOrder);
    }
}

RowState TableView::rowState(const QModelIndex &index) const
{
    return m_rowStateRole < 0 ? RowState::Filled : RowState(index.data(m_rowStateRole).toInt());
}

void TableView::setColumnWidths(const QList<int> &widths)
{
    for (int i = 0; i < widths.size() && i < horizontalHeader()->count(); ++i)
        setColumnWidth(i, widths.at(i));
}

void TableView::keepColumns(const QString &name)
{
    m_columnsKey = u"tables/"_s + name;
    m_standardColumns = columnState();
    setColumnState(QSettings().value(m_columnsKey).toByteArray());
}

QByteArray TableView::columnState() const
{
    return countOf(horizontalHeader()) + horizontalHeader()->saveState();
}

bool TableView::setColumnState(const QByteArray &state)
{
    QHeaderView *header = horizontalHeader();
    // Qt would lay the state of other columns over these, one for one.
    if (!state.startsWith(countOf(header)))
        return false;
    const QByteArray before = header->saveState();
    // With no column in sight nobody could bring one back.
    const bool fits = header->restoreState(state.mid(countOf(header).size())) && !visibleColumns().isEmpty();
    if (!fits)
        header->restoreState(before);
    // What a state says of these is of the version that wrote it.
    header->setFixedHeight(space::tableHeader);
    header->setSectionsClickable(bool(m_sortable));
    header->setSortIndicatorShown(bool(m_sortable));
    return fits;
}

void TableView::resetColumns()
{
    setColumnState(m_standardColumns);
}

void TableView::saveColumns() const
{
    QSettings().setValue(m_columnsKey, columnState());
}

QMenu *TableView::columnMenu()
{
    if (!m_columnMenu)
        m_columnMenu = new QMenu(tr("Columns"), this);
    m_columnMenu->clear();
    const auto visible = visibleColumns();
    for (int column = 0; column < horizontalHeader()->count(); ++column) {
        const QString title = model()->headerData(column, Qt::Horizontal).toString();
        if (title.isEmpty())
            continue;
        QAction *action = m_columnMenu->addAction(title);
        action->setCheckable(true);
        action->setChecked(!isColumnHidden(column));
        action->setEnabled(visible.size() > 1 || isColumnHidden(column));
        connect(action, &QAction::toggled, this, [this, column](bool shown) {
            setColumnHidden(column, !shown);
            m_saveDelay.start();
        });
    }
    return m_columnMenu;
}

QList<int> TableView::visibleColumns() const
{
    QList<int> columns;
    for (int visual = 0; visual < horizontalHeader()->count(); ++visual) {
        const int column = horizontalHeader()->logicalIndex(visual);
        if (!isColumnHidden(column))
            columns.append(column);
    }
    return columns;
}

QList<int> TableView::copiedColumns() const
{
    QList<int> columns = visibleColumns();
    columns.removeIf([this](int column) { return model()->headerData(column, Qt::Horizontal).toString().isEmpty(); });
    return columns;
}

CellText TableView::cellText() const
{
    return [this](const QModelIndex &index) {
        const auto *delegate = qobject_cast<const RowDelegate *>(itemDelegateForIndex(index));
        return delegate ? delegate->wordsOf(index) : index.data().toString();
    };
}

QModelIndexList TableView::selectedRowIndexes() const
{
    if (!selectionModel())
        return {};
    QModelIndexList rows = selectionModel()->selectedRows();
    std::sort(rows.begin(), rows.end(), [](const QModelIndex &a, const QModelIndex &b) { return a.row() < b.row(); });
    return rows;
}

QModelIndex TableView::onlySelectedRow() const
{
    return selectedRowCount() == 1 ? selectedRowIndexes().constFirst() : QModelIndex();
}

bool TableView::isSelectionLoaded() const
{
    const QModelIndexList rows = selectedRowIndexes();
    return std::none_of(rows.cbegin(), rows.cend(),
                        [this](const QModelIndex &row) { return rowState(row) == RowState::Loading; });
}

qint64 TableView::selectedRowCount() const
{
    qint64 rows = 0;
    const QItemSelection ranges = selectionModel() ? selectionModel()->selection() : QItemSelection();
    for (const QItemSelectionRange &range : ranges) {
        // Whole rows are selected, so the first column stands for them.
        rows += range.left() == 0 ? range.height() : 0;
    }
    return rows;
}

void TableView::scrollToRow(int row)
{
    scrollTo(model()->index(row, visibleColumns().value(0)), PositionAtTop);
}

QString TableView::selectionAsText() const
{
    return tableAsText(*model(), selectedRowIndexes(), copiedColumns(), cellText());
}

QString TableView::selectionAsCsv() const
{
    return tableAsCsv(*model(), selectedRowIndexes(), copiedColumns(), cellText());
}

int TableView::heightForRows(int rows) const
{
    return space::tableHeader + rows * space::row;
}

void TableView::copySelection()
{
    if (model() && !selectedRowIndexes().isEmpty())
        QGuiApplication::clipboard()->setText(selectionAsText());
}

void TableView::copySelectionAsCsv()
{
    if (model() && !selectedRowIndexes().isEmpty())
        QGuiApplication::clipboard()->setText(selectionAsCsv());
}

void TableView::setModel(QAbstractItemModel *newModel)
{
    EvenTableView::setModel(newModel);
    m_skeletonShown = false;
    if (!newModel)
        return;
    connect(newModel, &QAbstractItemModel::dataChanged, this, &TableView::watchLoading);
    connect(newModel, &QAbstractItemModel::modelReset, this, [this] {
        m_skeletonShown = false;
        watchLoading();
    });
    connect(newModel, &QAbstractItemModel::rowsInserted, this, &TableView::watchLoading);
    connect(verticalScrollBar(), &QScrollBar::valueChanged, this, &TableView::watchLoading, Qt::UniqueConnection);
    watchLoading();
}

bool TableView::anyVisibleRowLoading() const
{
    if (m_rowStateRole < 0 || !model())
        return false;
    const int first = std::max(0, rowAt(0));
    const int bottom = rowAt(viewport()->height() - 1);
    const int last = bottom < 0 ? model()->rowCount() - 1 : bottom;
    for (int row = first; row <= last && row < first + 200; ++row) {
        if (rowState(model()->index(row, 0)) == RowState::Loading)
            return true;
    }
    return false;
}

void TableView::watchLoading()
{
    const bool loading = anyVisibleRowLoading();
    if (!loading) {
        m_skeletonDelay.stop();
        m_skeletonShown = false;
    } else if (!m_skeletonShown && !m_skeletonDelay.isActive()) {
        m_skeletonDelay.start();
    }
}

int TableView::searchColumn() const
{
    const QModelIndex current = currentIndex();
    if (!current.data().toString().isEmpty())
        return current.column();
    const QList<int> columns = visibleColumns();
    for (const int column : columns) {
        if (!current.siblingAtColumn(column).data().toString().isEmpty())
            return column;
    }
    return columns.value(0);
}

bool TableView::matches(int row, int column) const
{
    const QModelIndex index = model()->index(row, column);
    return rowState(index) != RowState::Loading && index.data().toString().startsWith(m_typed, Qt::CaseInsensitive);
}

void TableView::keyboardSearch(const QString &search)
{
    // Not QAbstractItemModel::match(): over a paged model it would ask for every page there is. What is near is
    // looked at.
    if (!model() || model()->rowCount() == 0)
        return;
    const bool goesOn = m_sinceTyped.isValid() && m_sinceTyped.elapsed() < QApplication::keyboardInputInterval();
    m_typed = goesOn ? QString(m_typed % search) : search;
    m_sinceTyped.start();
    const int column = searchColumn();
    const int rows = std::min(searchReach, model()->rowCount());
    const int from = std::max(0, currentIndex().row()) + (goesOn ? 0 : 1);
    for (int step = 0; step < rows; ++step) {
        const int row = (from + step) % model()->rowCount();
        if (!matches(row, column))
            continue;
        setCurrentIndex(model()->index(row, column));
        return;
    }
}

bool TableView::viewportEvent(QEvent *event)
{
    if (event->type() == QEvent::ToolTip && tellWhole(*static_cast<QHelpEvent *>(event)))
        return true;
    return EvenTableView::viewportEvent(event);
}

bool TableView::tellWhole(const QHelpEvent &event)
{
    const QModelIndex index = indexAt(event.pos());
    const QString text = index.isValid() ? cellText()(index) : QString();
    if (text.isEmpty() || !index.data(Qt::ToolTipRole).toString().isEmpty())
        return false;
    const QRect cell = visualRect(index);
    QStyleOptionViewItem option;
    initViewItemOption(&option);
    if (itemDelegateForIndex(index)->sizeHint(option, index).width() <= cell.width())
        return false;
    // A tool tip would interpret markup, and names come from the database.
    const QString shown = Qt::mightBeRichText(text) ? u"<qt>%1</qt>"_s.arg(text.toHtmlEscaped()) : text;
    QToolTip::showText(event.globalPos(), shown, viewport(), cell);
    return true;
}

void TableView::paintEvent(QPaintEvent *event)
{
    EvenTableView::paintEvent(event);
    if (!hasFocus() || selectionModel() == nullptr || selectionModel()->hasSelection() || !currentIndex().isValid())
        return;
    // Without a selection the current row is still to be seen by whoever drives by keyboard.
    const QRect row = visualRect(currentIndex());
    QPainter painter(viewport());
    painter.fillRect(QRect(0, row.top(), 3, row.height() - 1), tokensOf(this).accent);
}

void TableView::rowsAboutToBeRemoved(const QModelIndex &parent, int first, int last)
{
    // Qt would make a neighbour the current row, which nobody chose, and the next key would aim at it.
    if (selectionModel() && currentIndex().row() >= first && currentIndex().row() <= last)
        selectionModel()->setCurrentIndex({}, QItemSelectionModel::NoUpdate);
    EvenTableView::rowsAboutToBeRemoved(parent, first, last);
}

void TableView::keyPressEvent(QKeyEvent *event)
{
    if (event->matches(QKeySequence::Copy)) {
        copySelection();
        return;
    }
    const bool enter = event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter;
    if (enter && currentIndex().isValid()) {
        Q_EMIT rowActivated(currentIndex());
        return;
    }
    if (event->key() == Qt::Key_Menu && currentIndex().isValid()) {
        Q_EMIT rowMenuRequested(currentIndex(), viewport()->mapToGlobal(visualRect(currentIndex()).bottomLeft()));
        return;
    }
    EvenTableView::keyPressEvent(event);
}

void TableView::contextMenuEvent(QContextMenuEvent *event)
{
    const QModelIndex index = indexAt(event->pos());
    if (index.isValid())
        Q_EMIT rowMenuRequested(index, event->globalPos());
}

void TableView::currentChanged(const QModelIndex &current, const QModelIndex &previous)
{
    EvenTableView::currentChanged(current, previous);
    viewport()->update();
    if (current.row() != previous.row())
        Q_EMIT selectionChangedByRow();
}

void TableView::selectionChanged(const QItemSelection &selected, const QItemSelection &deselected)
{
    EvenTableView::selectionChanged(selected, deselected);
    Q_EMIT selectionChangedByRow();
}

} // namespace scrip
