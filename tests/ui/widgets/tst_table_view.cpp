// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/testing.h"

#include "ui/widgets/row_delegate.h"
#include "ui/widgets/table_text.h"
#include "ui/widgets/table_view.h"

#include <QAction>
#include <QClipboard>
#include <QGuiApplication>
#include <QHeaderView>
#include <QHelpEvent>
#include <QMenu>
#include <QSettings>
#include <QSignalSpy>
#include <QStandardItemModel>
#include <QToolTip>

using namespace scrip;
using namespace Qt::StringLiterals;

/// The table: rows, keys, copies, columns that are kept, skeletons.
class TestTableView : public QObject
{
    Q_OBJECT
private:
    static constexpr int stateRole = Qt::UserRole;
    QStandardItemModel m_model;

private Q_SLOTS:
    void init();
    void rowsAreThirtyHigh();
    void selectsWholeRowsByKey();
    void jumpsByTyping();
    void copiesWithHeaders();
    void neutralisesFormulas_data();
    void neutralisesFormulas();
    void keepsColumns();
    void givesItsColumnsAway();
    void sortsOnlyWhereItMay();
    void countsWhatIsSelected();
    void showsSkeletonsAfterADelay();
    void marksTheCurrentRow();
    void tellsInATipWhatIsCut();
    void tellsInATipWhatIsCutOfAHeader();
};

void TestTableView::init()
{
    m_model.clear();
    m_model.setHorizontalHeaderLabels({u"Status"_s, u"Event"_s, u"Note"_s});
    for (const auto &name : {u"Devcon"_s, u"Hackathon"_s, u"Mailing"_s})
        m_model.appendRow({new QStandardItem(u"active"_s), new QStandardItem(name), new QStandardItem(u"a\tb"_s)});
}

void TestTableView::rowsAreThirtyHigh()
{
    TableView table;
    table.setModel(&m_model);
    QCOMPARE(table.rowHeight(1), 30);
    table.resize(600, table.heightForRows(3));
    table.show();
    QCOMPARE(table.horizontalHeader()->height(), 28);
    QVERIFY(table.rowAt(table.viewport()->height() - 1) == 2);
}

void TestTableView::selectsWholeRowsByKey()
{
    TableView table;
    table.setModel(&m_model);
    testing::showOnScreen(&table, {600, 200});
    QSignalSpy activated(&table, &TableView::rowActivated);
    QSignalSpy changed(&table, &TableView::selectionChangedByRow);
    QTest::mouseClick(table.viewport(), Qt::LeftButton, {}, table.visualRect(m_model.index(0, 1)).center());
    QTest::keyClick(&table, Qt::Key_Down, Qt::ShiftModifier);
    QCOMPARE(table.selectedRowIndexes().size(), 2);
    QVERIFY(changed.size() >= 2);
    QTest::keyClick(&table, Qt::Key_Return);
    QCOMPARE(activated.size(), 1);
    QCOMPARE(activated.first().first().toModelIndex().row(), 1);
    QSignalSpy menu(&table, &TableView::rowMenuRequested);
    QTest::keyClick(&table, Qt::Key_Menu);
    QCOMPARE(menu.size(), 1);
}

void TestTableView::tellsInATipWhatIsCut()
{
    TableView table;
    table.setModel(&m_model);
    testing::showOnScreen(&table, {600, 200});
    const auto tip = [this, &table](const QString &text) {
        m_model.item(0, 1)->setText(text);
        const QPoint at = table.visualRect(m_model.index(0, 1)).center();
        QHelpEvent event(QEvent::ToolTip, at, table.viewport()->mapToGlobal(at));
        QCoreApplication::sendEvent(table.viewport(), &event);
        return QToolTip::isVisible() ? QToolTip::text() : QString();
    };
    table.setColumnWidth(1, 200);
    QCOMPARE(tip(u"Devcon"_s), QString());
    table.setColumnWidth(1, 80);
    QCOMPARE(tip(u"Devcon in Singapore"_s), u"Devcon in Singapore"_s);
    // Names come from the database.
    QCOMPARE(tip(u"<b>Devcon</b> & friends"_s), u"<qt>&lt;b&gt;Devcon&lt;/b&gt; &amp; friends</qt>"_s);
    m_model.item(0, 1)->setToolTip(u"of the model"_s);
    QCOMPARE(tip(u"Devcon in Singapore"_s), u"of the model"_s);
    QToolTip::hideText();
}

void TestTableView::tellsInATipWhatIsCutOfAHeader()
{
    TableView table;
    table.setModel(&m_model);
    testing::showOnScreen(&table, {600, 200});
    m_model.setHeaderData(1, Qt::Horizontal, u"Organization"_s);
    QWidget *header = table.horizontalHeader()->viewport();
    const auto tip = [&table, header] {
        QToolTip::hideText();
        const QPoint at(table.horizontalHeader()->sectionViewportPosition(1) + 5, 10);
        QHelpEvent event(QEvent::ToolTip, at, header->mapToGlobal(at));
        QCoreApplication::sendEvent(header, &event);
        return QToolTip::text();
    };
    table.setColumnWidth(1, 200);
    QCOMPARE(tip(), QString());
    table.setColumnWidth(1, 50);
    QCOMPARE(tip(), u"Organization"_s);
    QToolTip::hideText();
}

void TestTableView::jumpsByTyping()
{
    TableView table;
    table.setModel(&m_model);
    testing::showOnScreen(&table, {600, 200});
    table.setCurrentIndex(m_model.index(0, 1));
    m_model.item(0, 0)->setText({});
    QTest::keyClick(&table, Qt::Key_M);
    QCOMPARE(table.currentIndex().row(), 2);
    QTest::keyClick(&table, Qt::Key_A);
    QCOMPARE(table.currentIndex().row(), 2);
    // Once the pause is over a letter starts a new word.
    const int interval = QApplication::keyboardInputInterval();
    QApplication::setKeyboardInputInterval(0);
    QTest::keyClick(&table, Qt::Key_D);
    QApplication::setKeyboardInputInterval(interval);
    QCOMPARE(table.currentIndex().row(), 0);
}

void TestTableView::copiesWithHeaders()
{
    TableView table;
    table.setModel(&m_model);
    testing::showOnScreen(&table, {600, 200});
    table.horizontalHeader()->moveSection(1, 0);
    table.selectRow(1);
    QTest::keyClick(&table, Qt::Key_C, Qt::ControlModifier);
    QCOMPARE(QGuiApplication::clipboard()->text(), u"Event\tStatus\tNote\nHackathon\tactive\ta b\n"_s);
    table.setColumnHidden(2, true);
    QCOMPARE(table.selectionAsCsv(), u"Event,Status\r\nHackathon,active\r\n"_s);
}

void TestTableView::neutralisesFormulas_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("cell");
    QTest::newRow("plain") << u"Devcon"_s << u"Devcon"_s;
    QTest::newRow("formula") << u"=1+1"_s << u"'=1+1"_s;
    QTest::newRow("at") << u"@SUM(A1)"_s << u"'@SUM(A1)"_s;
    QTest::newRow("comma") << u"a,b"_s << u"\"a,b\""_s;
    QTest::newRow("quote") << u"say \"hi\""_s << u"\"say \"\"hi\"\"\""_s;
    QTest::newRow("empty") << QString() << QString();
}

void TestTableView::neutralisesFormulas()
{
    QFETCH(QString, text);
    QTEST(csvCell(text), "cell");
}

void TestTableView::keepsColumns()
{
    {
        TableView table;
        table.setModel(&m_model);
        table.keepColumns(u"test"_s);
        table.setColumnWidth(0, 222);
        QAction *note = table.columnMenu()->actions().at(2);
        QCOMPARE(note->text(), u"Note"_s);
        note->trigger();
        QVERIFY(table.isColumnHidden(2));
        QTRY_VERIFY(QSettings().contains(u"tables/test"_s));
    }
    TableView again;
    again.setModel(&m_model);
    again.keepColumns(u"test"_s);
    QCOMPARE(again.columnWidth(0), 222);
    QVERIFY(again.isColumnHidden(2));
    // A table that grew a column meanwhile starts afresh.
    m_model.setColumnCount(4);
    TableView grown;
    grown.setModel(&m_model);
    grown.keepColumns(u"test"_s);
    QCOMPARE(grown.horizontalHeader()->count(), 4);
    QVERIFY(!grown.isColumnHidden(3));
}

void TestTableView::givesItsColumnsAway()
{
    TableView table;
    table.setModel(&m_model);
    table.setColumnWidths({100, 200, 50});
    table.keepColumns(u"given"_s);
    table.horizontalHeader()->moveSection(1, 0);
    table.setColumnHidden(2, true);
    const QByteArray state = table.columnState();
    table.resetColumns();
    QCOMPARE(table.horizontalHeader()->logicalIndex(0), 0);
    QVERIFY(!table.isColumnHidden(2));
    QVERIFY(table.setColumnState(state));
    QCOMPARE(table.horizontalHeader()->logicalIndex(0), 1);
    QVERIFY(table.isColumnHidden(2));
    QCOMPARE(table.horizontalHeader()->height(), 28);
    // What is no state, or one of other columns, changes nothing.
    QVERIFY(!table.setColumnState({}));
    QVERIFY(!table.setColumnState("none"));
    QVERIFY(!table.setColumnState("3 columns none"));
    m_model.setColumnCount(5);
    TableView other;
    other.setModel(&m_model);
    QVERIFY(!other.setColumnState(state));
    QCOMPARE(other.horizontalHeader()->count(), 5);
    QVERIFY(!other.isColumnHidden(2));
}

void TestTableView::sortsOnlyWhereItMay()
{
    TableView table;
    table.setModel(&m_model);
    table.setColumnWidths({100, 200, 50});
    testing::showOnScreen(&table, {600, 200});
    QHeaderView *header = table.horizontalHeader();
    const auto click = [header](int column) {
        QTest::mouseClick(header->viewport(), Qt::LeftButton, {},
                          QPoint(header->sectionViewportPosition(column) + 40, header->height() / 2));
    };
    click(1);
    QVERIFY(!table.selectionModel()->hasSelection());
    QVERIFY(!header->isSortIndicatorShown());
    table.setSortable([](int column) { return column == 1; });
    QCOMPARE(header->sortIndicatorSection(), -1);
    click(1);
    QCOMPARE(m_model.index(0, 1).data().toString(), u"Devcon"_s);
    click(1);
    QCOMPARE(m_model.index(0, 1).data().toString(), u"Mailing"_s);
    click(0);
    QCOMPARE(header->sortIndicatorSection(), 1);
    QCOMPARE(header->sortIndicatorOrder(), Qt::DescendingOrder);
}

void TestTableView::countsWhatIsSelected()
{
    TableView table;
    table.setModel(&m_model);
    QCOMPARE(table.selectedRowCount(), 0);
    table.selectAll();
    QCOMPARE(table.selectedRowCount(), 3);
    table.selectionModel()->select(m_model.index(1, 0), QItemSelectionModel::Toggle | QItemSelectionModel::Rows);
    QCOMPARE(table.selectedRowCount(), 2);
    QVERIFY(!table.onlySelectedRow().isValid());
    table.selectRow(1);
    QCOMPARE(table.onlySelectedRow().row(), 1);
    m_model.item(1, 0)->setData(int(RowState::Loading), stateRole);
    table.setRowStateRole(stateRole);
    QVERIFY(!table.isSelectionLoaded());
    table.selectRow(2);
    QVERIFY(table.isSelectionLoaded());
    TableView none;
    QVERIFY(!none.onlySelectedRow().isValid());
    QCOMPARE(none.selectedRowCount(), 0);
}

void TestTableView::showsSkeletonsAfterADelay()
{
    TableView table;
    m_model.item(1, 0)->setData(int(RowState::Loading), stateRole);
    table.setRowStateRole(stateRole);
    table.setModel(&m_model);
    testing::showOnScreen(&table, {600, 200});
    m_model.item(1, 1)->setText(u"x"_s);
    QVERIFY(!table.skeletonShown());
    QTRY_VERIFY(table.skeletonShown());
    testing::saveGallery(&table, u"skeleton"_s);
    m_model.item(1, 0)->setData(int(RowState::Filled), stateRole);
    QVERIFY(!table.skeletonShown());
    QCOMPARE(table.rowState(m_model.index(0, 0)), RowState::Filled);
}

void TestTableView::marksTheCurrentRow()
{
    TableView table;
    table.setModel(&m_model);
    testing::showOnScreen(&table, {600, 200});
    table.selectRow(1);
    const QImage picture = table.viewport()->grab().toImage();
    const int middle = table.visualRect(m_model.index(1, 0)).center().y();
    QCOMPARE(picture.pixelColor(1, middle), lightTokens().accent);
    QCOMPARE(picture.pixelColor(8, middle), lightTokens().selection);
    QCOMPARE(picture.pixelColor(8, middle + 30), lightTokens().base);
    QCOMPARE(picture.pixelColor(8, table.visualRect(m_model.index(2, 0)).bottom()), lightTokens().line);
}

SCRIP_UI_TEST_MAIN(TestTableView)
#include "tst_table_view.moc"
