// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/testing.h"

#include "ui/widgets/even_table_view.h"
#include "ui/widgets/row_blocks.h"

#include <QAbstractItemModelTester>
#include <QAccessible>
#include <QHeaderView>
#include <QScrollBar>
#include <QSignalSpy>
#include <QStandardItemModel>

using namespace scrip;
using namespace Qt::StringLiterals;

namespace {

constexpr int rowHeight = 30;

/// As many rows as one likes, at no cost.
class LongModel : public QAbstractTableModel
{
public:
    explicit LongModel(int rows)
        : m_rows(rows)
    {
    }
    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override
    {
        return parent.isValid() ? 0 : m_rows;
    }
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override { return parent.isValid() ? 0 : 3; }
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override
    {
        return role == Qt::DisplayRole ? QVariant(QString::number(index.row())) : QVariant();
    }
    void insert(int at, int count)
    {
        beginInsertRows({}, at, at + count - 1);
        m_rows += count;
        endInsertRows();
    }
    void remove(int at, int count)
    {
        beginRemoveRows({}, at, at + count - 1);
        m_rows -= count;
        endRemoveRows();
    }

private:
    int m_rows;
};

/// The same rows in the view under test and in Qt's own.
struct Pair
{
    explicit Pair(QAbstractItemModel *model)
        : ours(rowHeight)
    {
        usual.verticalHeader()->hide();
        usual.verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
        usual.verticalHeader()->setDefaultSectionSize(rowHeight);
        usual.setSelectionBehavior(QAbstractItemView::SelectRows);
        usual.setHorizontalScrollMode(QAbstractItemView::ScrollPerPixel);
        usual.setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
        usual.verticalScrollBar()->setSingleStep(rowHeight);
        for (QTableView *view : {static_cast<QTableView *>(&ours), &usual}) {
            view->setModel(model);
            view->setTabKeyNavigation(false);
            view->setShowGrid(false);
            view->horizontalHeader()->setSectionsMovable(true);
            view->setColumnWidth(1, 170);
            testing::showOnScreen(view, {300, 200});
        }
    }
    void both(const std::function<void(QTableView &)> &what)
    {
        what(ours);
        what(usual);
    }

    EvenTableView ours;
    QTableView usual;
};

QList<int> selectedRows(const QTableView &view)
{
    QList<int> rows;
    const QModelIndexList indexes = view.selectionModel()->selectedRows();
    for (const QModelIndex &index : indexes)
        rows << index.row();
    std::sort(rows.begin(), rows.end());
    return rows;
}

} // namespace

/// A table whose rows cost nothing, which otherwise does what Qt's table does.
class TestEvenTableView : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void keepsNothingForARow_data();
    void keepsNothingForARow();
    void placesCellsLikeQt_data();
    void placesCellsLikeQt();
    void movesLikeQt_data();
    void movesLikeQt();
    void skipsRowsThatAreDisabled();
    void selectsLikeQt();
    void scrollsLikeQt_data();
    void scrollsLikeQt();
    void followsItsRows();
    void reachesTheLastOfMany();
    void isAccessible();
    void paintsEveryCellOnce();
    void marksTheCellUnderTheMouse();
    void survivesItsModel();
};

void TestEvenTableView::keepsNothingForARow_data()
{
    QTest::addColumn<int>("rows");
    for (const int rows : {0, 1, 34'952, 34'953, 10'000, 5'000'000, 10'000'000})
        QTest::addRow("%d", rows) << rows;
}

void TestEvenTableView::keepsNothingForARow()
{
    QFETCH(int, rows);
    LongModel model(rows);
    EvenTableView view(rowHeight);
    view.setModel(&model);
    QCOMPARE(view.verticalHeader()->length(), rows * rowHeight);
    QVERIFY(view.verticalHeader()->count() <= rows / 30'000 + 1);
    testing::showOnScreen(&view, {300, 200});
    QCOMPARE(view.verticalScrollBar()->maximum(), std::max(0, rows * rowHeight - view.viewport()->height()));
}

void TestEvenTableView::placesCellsLikeQt_data()
{
    QTest::addColumn<Qt::LayoutDirection>("direction");
    QTest::addColumn<int>("scrolled");
    QTest::newRow("from the left") << Qt::LeftToRight << 0;
    QTest::newRow("scrolled") << Qt::LeftToRight << 77;
    QTest::newRow("from the right") << Qt::RightToLeft << 0;
    QTest::newRow("from the right, scrolled") << Qt::RightToLeft << 45;
}

void TestEvenTableView::placesCellsLikeQt()
{
    QFETCH(Qt::LayoutDirection, direction);
    QFETCH(int, scrolled);
    LongModel model(12);
    Pair pair(&model);
    pair.both([&](QTableView &view) {
        view.setLayoutDirection(direction);
        view.horizontalHeader()->moveSection(2, 0);
        view.setColumnHidden(0, true);
        view.verticalScrollBar()->setValue(scrolled);
        view.horizontalScrollBar()->setValue(scrolled / 3);
    });
    for (int row = 0; row < 12; ++row) {
        for (int column = 0; column < 3; ++column)
            QCOMPARE(pair.ours.visualRect(model.index(row, column)), pair.usual.visualRect(model.index(row, column)));
        QCOMPARE(pair.ours.rowViewportPosition(row), pair.usual.rowViewportPosition(row));
    }
    for (int y = -40; y < 400; y += 7) {
        for (int x = -5; x < 300; x += 11)
            QCOMPARE(pair.ours.indexAt({x, y}), pair.usual.indexAt({x, y}));
    }
}

void TestEvenTableView::movesLikeQt_data()
{
    QTest::addColumn<Qt::LayoutDirection>("direction");
    QTest::newRow("from the left") << Qt::LeftToRight;
    QTest::newRow("from the right") << Qt::RightToLeft;
}

void TestEvenTableView::movesLikeQt()
{
    QFETCH(Qt::LayoutDirection, direction);
    LongModel model(60);
    Pair pair(&model);
    pair.both([&](QTableView &view) {
        view.setLayoutDirection(direction);
        view.setColumnHidden(1, true);
    });
    pair.both([&](QTableView &view) { view.setCurrentIndex(model.index(0, 0)); });
    const std::pair<Qt::Key, Qt::KeyboardModifiers> keys[] = {
        {Qt::Key_Down, {}},
        {Qt::Key_Down, Qt::ShiftModifier},
        {Qt::Key_Right, {}},
        {Qt::Key_Right, {}},
        {Qt::Key_PageDown, {}},
        {Qt::Key_PageDown, Qt::ShiftModifier},
        {Qt::Key_Up, Qt::ShiftModifier},
        {Qt::Key_Left, {}},
        {Qt::Key_End, {}},
        {Qt::Key_Home, {}},
        {Qt::Key_End, Qt::ControlModifier},
        {Qt::Key_Down, {}},
        {Qt::Key_PageUp, {}},
        {Qt::Key_Home, Qt::ControlModifier | Qt::ShiftModifier},
        {Qt::Key_Up, {}},
        {Qt::Key_PageUp, {}},
        {Qt::Key_A, Qt::ControlModifier},
    };
    for (const auto &[key, modifiers] : keys) {
        pair.both(
            [&, key = key, modifiers = modifiers](QTableView &view) { QTest::keyClick(&view, key, modifiers); });
        QCOMPARE(pair.ours.currentIndex(), pair.usual.currentIndex());
        QCOMPARE(selectedRows(pair.ours), selectedRows(pair.usual));
        QCOMPARE(pair.ours.verticalScrollBar()->value(), pair.usual.verticalScrollBar()->value());
    }
}

void TestEvenTableView::skipsRowsThatAreDisabled()
{
    QStandardItemModel model(5, 1);
    for (int row = 0; row < 5; ++row)
        model.setItem(row, 0, new QStandardItem(QString::number(row)));
    model.item(2)->setEnabled(false);
    model.item(4)->setEnabled(false);
    Pair pair(&model);
    pair.both([&](QTableView &view) { view.setCurrentIndex(model.index(0, 0)); });
    for (const Qt::Key key : {Qt::Key_Down, Qt::Key_Down, Qt::Key_Down, Qt::Key_Down, Qt::Key_Up, Qt::Key_PageDown}) {
        pair.both([key](QTableView &view) { QTest::keyClick(&view, key); });
        QCOMPARE(pair.ours.currentIndex(), pair.usual.currentIndex());
    }
    QCOMPARE(pair.ours.currentIndex().row(), 3);
}

void TestEvenTableView::selectsLikeQt()
{
    LongModel model(40);
    Pair pair(&model);
    const auto click = [&](int row, Qt::KeyboardModifiers modifiers) {
        pair.both([&](QTableView &view) {
            QTest::mouseClick(view.viewport(), Qt::LeftButton, modifiers,
                              view.visualRect(model.index(row, 0)).center());
        });
        return selectedRows(pair.ours) == selectedRows(pair.usual) && !selectedRows(pair.ours).isEmpty();
    };
    QVERIFY(click(1, {}));
    QVERIFY(click(4, Qt::ShiftModifier));
    QVERIFY(click(2, Qt::ControlModifier));
    QCOMPARE(selectedRows(pair.ours), (QList<int>{1, 3, 4}));
    // By dragging, across rows and upwards.
    pair.both([&](QTableView &view) {
        const auto middle = [&](int row) { return view.visualRect(model.index(row, 1)).center(); };
        QTest::mousePress(view.viewport(), Qt::LeftButton, {}, middle(4));
        QMouseEvent move(QEvent::MouseMove, middle(2), view.viewport()->mapToGlobal(middle(2)), Qt::NoButton,
                         Qt::LeftButton, {});
        QApplication::sendEvent(view.viewport(), &move);
        QTest::mouseRelease(view.viewport(), Qt::LeftButton, {}, middle(2));
    });
    QCOMPARE(selectedRows(pair.usual), (QList<int>{2, 3, 4}));
    QCOMPARE(selectedRows(pair.ours), selectedRows(pair.usual));
}

void TestEvenTableView::scrollsLikeQt_data()
{
    QTest::addColumn<QAbstractItemView::ScrollHint>("hint");
    QTest::newRow("visible") << QAbstractItemView::EnsureVisible;
    QTest::newRow("top") << QAbstractItemView::PositionAtTop;
    QTest::newRow("bottom") << QAbstractItemView::PositionAtBottom;
    QTest::newRow("centre") << QAbstractItemView::PositionAtCenter;
}

void TestEvenTableView::scrollsLikeQt()
{
    QFETCH(QAbstractItemView::ScrollHint, hint);
    LongModel model(200);
    Pair pair(&model);
    for (const int row : {0, 50, 51, 30, 199, 197, 3, 100}) {
        pair.both([&](QTableView &view) { view.scrollTo(model.index(row, row % 3), hint); });
        QCOMPARE(pair.ours.verticalScrollBar()->value(), pair.usual.verticalScrollBar()->value());
        QCOMPARE(pair.ours.horizontalScrollBar()->value(), pair.usual.horizontalScrollBar()->value());
    }
}

void TestEvenTableView::followsItsRows()
{
    LongModel model(3);
    EvenTableView view(rowHeight);
    view.setModel(&model);
    const QAbstractItemModelTester tester(view.verticalHeader()->model(),
                                          QAbstractItemModelTester::FailureReportingMode::Fatal);
    testing::showOnScreen(&view, {300, 200});
    const int room = view.viewport()->height();
    QCOMPARE(view.verticalScrollBar()->maximum(), 0);
    model.insert(3, 100'000);
    QCOMPARE(view.verticalScrollBar()->maximum(), 100'003 * rowHeight - room);
    view.setCurrentIndex(model.index(100'002, 0));
    model.remove(50, 99'900);
    QCOMPARE(view.verticalScrollBar()->maximum(), 103 * rowHeight - room);
    QCOMPARE(view.currentIndex().row(), 102);
    QCOMPARE(view.rowAt(room - 1), 102);
    LongModel other(7);
    view.setModel(&other);
    QCOMPARE(view.verticalHeader()->length(), 7 * rowHeight);
    model.insert(0, 5); // nobody listens any more
    QCOMPARE(view.verticalHeader()->length(), 7 * rowHeight);
}

void TestEvenTableView::reachesTheLastOfMany()
{
    LongModel model(10'000'000);
    EvenTableView view(rowHeight);
    view.setModel(&model);
    testing::showOnScreen(&view, {300, 200});
    QTest::keyClick(&view, Qt::Key_End, Qt::ControlModifier);
    QCOMPARE(view.currentIndex().row(), 9'999'999);
    QCOMPARE(view.visualRect(view.currentIndex()).bottom(), view.viewport()->height() - 1);
    QTest::keyClick(&view, Qt::Key_Home, Qt::ControlModifier);
    QCOMPARE(view.verticalScrollBar()->value(), 0);
    // From the first to the last: one range, and the row where it began is far out of sight.
    QTest::mouseClick(view.viewport(), Qt::LeftButton, {}, view.visualRect(model.index(0, 0)).center());
    view.scrollToBottom();
    QTest::mouseClick(view.viewport(), Qt::LeftButton, Qt::ShiftModifier,
                      view.visualRect(model.index(9'999'999, 0)).center());
    QCOMPARE(view.selectionModel()->selection().size(), 1);
    QCOMPARE(view.selectionModel()->selection().first().height(), 10'000'000);
    view.setCurrentIndex(model.index(0, 0));
    QTest::keyClick(&view, Qt::Key_PageDown);
    QVERIFY(view.currentIndex().row() > 0);
}

void TestEvenTableView::isAccessible()
{
    LongModel model(1'000'000);
    EvenTableView view(rowHeight);
    view.setModel(&model);
    testing::showOnScreen(&view, {300, 200});
    view.setCurrentIndex(model.index(500'000, 1));
    QAccessibleInterface *root = QAccessible::queryAccessibleInterface(&view);
    QVERIFY(root && root->tableInterface());
    QAccessibleTableInterface *table = root->tableInterface();
    QCOMPARE(table->rowCount(), 1'000'000);
    QCOMPARE(table->columnCount(), 3);
    QVERIFY(table->isRowSelected(500'000));
    QVERIFY(!table->isRowSelected(0));
    QAccessibleInterface *cell = table->cellAt(500'000, 1);
    QVERIFY(cell);
    QCOMPARE(cell->text(QAccessible::Name), u"500000"_s);
    const QRect onScreen =
        view.visualRect(model.index(500'000, 1)).translated(view.viewport()->mapToGlobal(QPoint()));
    QCOMPARE(cell->rect(), onScreen);
    QVERIFY(!cell->state().offscreen);
    QAccessibleInterface *below = root->childAt(onScreen.center().x(), onScreen.center().y());
    QVERIFY(below);
    QCOMPARE(below->text(QAccessible::Name), u"500000"_s);
    table->selectRow(7);
    QVERIFY(view.selectionModel()->isRowSelected(7));
}

void TestEvenTableView::paintsEveryCellOnce()
{
    class Counting : public QStyledItemDelegate
    {
    public:
        void paint(QPainter *, const QStyleOptionViewItem &option, const QModelIndex &index) const override
        {
            painted.append({index.row(), index.column()});
            places.append(option.rect);
        }
        mutable QList<std::pair<int, int>> painted;
        mutable QList<QRect> places;
    };
    LongModel model(5);
    EvenTableView view(rowHeight);
    Counting delegate;
    view.setItemDelegate(&delegate);
    view.setModel(&model);
    view.setColumnHidden(1, true);
    testing::showOnScreen(&view, {400, 300});
    delegate.painted.clear();
    delegate.places.clear();
    view.viewport()->repaint();
    std::sort(delegate.painted.begin(), delegate.painted.end());
    QList<std::pair<int, int>> wanted;
    for (int row = 0; row < 5; ++row)
        wanted << std::pair(row, 0) << std::pair(row, 2);
    QCOMPARE(delegate.painted, wanted);
    // Only what lies in the area.
    delegate.painted.clear();
    view.viewport()->repaint(QRect(0, rowHeight, 10, rowHeight));
    QCOMPARE(delegate.painted, (QList<std::pair<int, int>>{{1, 0}}));
    view.setItemDelegate(nullptr);
}

void TestEvenTableView::marksTheCellUnderTheMouse()
{
    class Marking : public QStyledItemDelegate
    {
    public:
        void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &) const override
        {
            const bool over = option.state.testFlag(QStyle::State_MouseOver);
            painter->fillRect(option.rect, over ? Qt::red : Qt::white);
        }
    };
    LongModel model(5);
    EvenTableView view(rowHeight);
    Marking delegate;
    view.setItemDelegate(&delegate);
    view.viewport()->setAttribute(Qt::WA_Hover);
    view.setModel(&model);
    testing::showOnScreen(&view, {400, 300});
    const QPointF at = view.visualRect(model.index(2, 0)).center();
    QHoverEvent over(QEvent::HoverMove, at, view.viewport()->mapToGlobal(at), QPointF(0, 0));
    QApplication::sendEvent(view.viewport(), &over);
    QCOMPARE(view.viewport()->grab().toImage().pixelColor(at.toPoint()), QColor(Qt::red));
    // All of the row, not the cell alone.
    const QPoint beside = view.visualRect(model.index(2, 1)).center();
    QCOMPARE(view.viewport()->grab().toImage().pixelColor(beside), QColor(Qt::red));
    QHoverEvent away(QEvent::HoverLeave, QPointF(-1, -1), QPointF(-1, -1), at);
    QApplication::sendEvent(view.viewport(), &away);
    QCOMPARE(view.viewport()->grab().toImage().pixelColor(at.toPoint()), QColor(Qt::white));
    view.setItemDelegate(nullptr);
}

void TestEvenTableView::survivesItsModel()
{
    EvenTableView view(rowHeight);
    {
        LongModel model(1'000);
        view.setModel(&model);
        testing::showOnScreen(&view, {300, 200});
        QTest::keyClick(&view, Qt::Key_End, Qt::ControlModifier);
    }
    QTest::keyClick(&view, Qt::Key_Down);
    view.viewport()->repaint();
    QVERIFY(!view.indexAt({5, 5}).isValid());
    QTRY_COMPARE(view.verticalHeader()->length(), 0);
}

SCRIP_UI_TEST_MAIN(TestEvenTableView)
#include "tst_even_table_view.moc"
