// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/table/fake_list.h"
#include "ui/testing.h"

#include "ui/codes/fake_connection.h"
#include "ui/shell/jobs.h"
#include "ui/table/detail_table.h"
#include "ui/table/export_dialog.h"
#include "ui/table/list_export.h"
#include "ui/table/table_commands.h"
#include "ui/table/table_page.h"
#include "ui/widgets/buttons.h"
#include "ui/widgets/prompts.h"

#include <QAction>
#include <QClipboard>
#include <QHeaderView>
#include <QMenu>
#include <QScrollBar>
#include <QSettings>
#include <QStandardItemModel>

using namespace scrip;
using namespace scrip::testing;
using namespace Qt::StringLiterals;

/// A table in the details of something, with real keys and clicks.
class TestDetailTable : public QObject
{
    Q_OBJECT
private:
    /// Three bookings; the last column is the one that gives way.
    struct Bench
    {
        QStandardItemModel rows{0, 3};
        DetailTable table{u"bench"_s, u"Bookings"_s};

        explicit Bench(int width = 600)
        {
            rows.setHorizontalHeaderLabels({u"When"_s, u"Type"_s, u"Reason"_s});
            add({u"2026-11-20"_s, u"Funded"_s, u"=cmd()"_s});
            add({u"2026-11-21"_s, u"Consumed"_s, u"usage"_s});
            add({u"2026-11-22"_s, u"Voided"_s, u"leaked"_s});
            table.setRows(&rows, {120, 100, 80}, 2);
            table.addOptional(0, 300);
            showOnScreen(&table, {width, 200});
        }
        void add(const QStringList &texts)
        {
            QList<QStandardItem *> items;
            for (const QString &text : texts)
                items << new QStandardItem(text);
            rows.appendRow(items);
        }
        [[nodiscard]] bool isFull() const
        {
            return table.columnWidth(0) * int(!table.isColumnHidden(0)) + table.columnWidth(1) +
                       table.columnWidth(2) ==
                   table.viewport()->width();
        }
    };

    static QMenu *openMenu(const DetailTable &table, int row);
    static void drag(const DetailTable &table, int column, int by);

private Q_SLOTS:
    void init() { QSettings().clear(); }

    void fillsItsWidth();
    void keepsWhatSomebodyChose();
    void bringsAColumnBackWithTheRoom();
    void takesOtherWidthsWithTheRoom();
    void copiesWithHeaders();
    void findsWhatIsTyped();
    void offersWhatCanBeDone();
    void exportsAll();
    void putsTheRowsActionsFirst();
};

QMenu *TestDetailTable::openMenu(const DetailTable &table, int row)
{
    const QPoint at = table.visualRect(table.model()->index(row, 1)).center();
    QContextMenuEvent event(QContextMenuEvent::Mouse, at, table.viewport()->mapToGlobal(at));
    QCoreApplication::sendEvent(table.viewport(), &event);
    return qobject_cast<QMenu *>(QApplication::activePopupWidget());
}

void TestDetailTable::drag(const DetailTable &table, int column, int by)
{
    const QHeaderView *header = table.horizontalHeader();
    const QPoint edge(header->sectionViewportPosition(column) + header->sectionSize(column) - 1,
                      header->height() / 2);
    QTest::mousePress(header->viewport(), Qt::LeftButton, {}, edge);
    QTest::mouseMove(header->viewport(), edge + QPoint(by / 2, 0));
    QTest::mouseMove(header->viewport(), edge + QPoint(by, 0));
    QTest::mouseRelease(header->viewport(), Qt::LeftButton, {}, edge + QPoint(by, 0));
}

void TestDetailTable::fillsItsWidth()
{
    Bench bench;
    QTRY_VERIFY(bench.isFull());
    for (const int width : {900, 320, 240, 600}) {
        bench.table.resize(width, 200);
        QTRY_VERIFY(bench.isFull());
        QTRY_COMPARE(bench.table.horizontalScrollBar()->maximum(), 0);
    }
}

void TestDetailTable::keepsWhatSomebodyChose()
{
    {
        Bench bench;
        QTRY_VERIFY(bench.isFull());
        drag(bench.table, 1, 60);
        QCOMPARE(bench.table.columnWidth(1), 160);
        bench.table.resize(700, 200);
        QTRY_VERIFY(bench.isFull());
        QCOMPARE(bench.table.columnWidth(1), 160);
        bench.table.setColumnHidden(0, true);
        QTRY_VERIFY(QSettings().value(u"tables/bench"_s).toByteArray() == bench.table.columnState());
    }
    Bench bench;
    QTRY_COMPARE(bench.table.columnWidth(1), 160);
    QVERIFY(bench.table.isColumnHidden(0));
    QTRY_VERIFY(bench.isFull());
}

void TestDetailTable::bringsAColumnBackWithTheRoom()
{
    {
        Bench bench(260);
        QTRY_VERIFY(bench.table.isColumnHidden(0));
        QTRY_VERIFY(QSettings().value(u"tables/bench"_s).toByteArray() == bench.table.columnState());
    }
    // That there was no room is not what somebody chose.
    Bench bench;
    QTRY_VERIFY(bench.isFull());
    QVERIFY(!bench.table.isColumnHidden(0));
    bench.table.resize(260, 200);
    QTRY_VERIFY(bench.table.isColumnHidden(0));
    bench.table.resize(600, 200);
    QTRY_VERIFY(!bench.table.isColumnHidden(0));
}

void TestDetailTable::takesOtherWidthsWithTheRoom()
{
    Bench bench;
    bench.table.fitColumnsFrom(500, {160, 180, 80});
    QTRY_COMPARE(bench.table.columnWidth(1), 180);
    bench.table.resize(400, 200);
    QTRY_COMPARE(bench.table.columnWidth(1), 100);
    QTRY_VERIFY(bench.isFull());
    bench.table.resize(600, 200);
    QTRY_COMPARE(bench.table.columnWidth(0), 160);
    QTRY_VERIFY(bench.isFull());
}

void TestDetailTable::copiesWithHeaders()
{
    Bench bench;
    bench.table.setFocus();
    bench.table.selectRow(0);
    QTest::keyClick(&bench.table, Qt::Key_C, Qt::ControlModifier);
    QCOMPARE(QGuiApplication::clipboard()->text(), u"When\tType\tReason\n2026-11-20\tFunded\t=cmd()\n"_s);
    QTest::keyClick(&bench.table, Qt::Key_C, Qt::ControlModifier | Qt::ShiftModifier);
    QCOMPARE(QGuiApplication::clipboard()->text(), u"When,Type,Reason\r\n2026-11-20,Funded,'=cmd()\r\n"_s);
}

void TestDetailTable::findsWhatIsTyped()
{
    Bench bench;
    bench.table.setFocus();
    bench.table.setCurrentIndex(bench.rows.index(0, 1));
    QTest::keyClicks(&bench.table, u"vo"_s);
    QCOMPARE(bench.table.currentIndex().row(), 2);
}

void TestDetailTable::offersWhatCanBeDone()
{
    Bench bench;
    bench.table.selectRow(1);
    QMenu *menu = openMenu(bench.table, 1);
    QVERIFY(menu);
    for (QAction *action :
         {bench.table.commands()->copy, bench.table.commands()->copyCsv, bench.table.commands()->columns})
        QVERIFY2(menu->actions().contains(action), qPrintable(action->text()));
    menu->close();
    bench.table.commands()->columns->trigger();
    QTRY_COMPARE(QApplication::activePopupWidget(), bench.table.columnMenu());
    QTest::mouseClick(bench.table.columnMenu(), Qt::LeftButton, {},
                      bench.table.columnMenu()->actionGeometry(bench.table.columnMenu()->actions().at(1)).center());
    QVERIFY(bench.table.isColumnHidden(1));
}

void TestDetailTable::exportsAll()
{
    FakeConnection connection;
    Jobs jobs;
    ScriptedPrompts prompts;
    FakeList list;
    Bench bench;
    const QAction *action =
        bench.table.offerExport([&list] { return list.source(); }, TablePorts{connection, jobs, prompts})->action();
    QVERIFY(action->isEnabled());
    QMenu *menu = openMenu(bench.table, 0);
    QVERIFY(menu && menu->actions().contains(action));
    QTest::mouseClick(menu, Qt::LeftButton, {}, menu->actionGeometry(bench.table.exports()->action()).center());
    const ExportDialog *dialog = bench.table.exports()->dialog();
    QVERIFY(dialog && dialog->isVisible());
    bench.rows.removeRows(0, 3);
    QCOMPARE(reasonAgainst(action), u"There is nothing to export"_s);
    bench.add({u"2026-11-23"_s, u"Funded"_s, {}});
    QVERIFY(action->isEnabled());
}

void TestDetailTable::putsTheRowsActionsFirst()
{
    Bench bench;
    QAction own(u"Show its codes"_s);
    bench.table.setMenu([&own](QMenu *menu, const QModelIndex &) { menu->addAction(&own); });
    QMenu *menu = openMenu(bench.table, 2);
    QVERIFY(menu);
    QCOMPARE(menu->actions().first(), &own);
    QVERIFY(menu->actions().contains(bench.table.commands()->copy));
    menu->close();
}

SCRIP_UI_TEST_MAIN(TestDetailTable)
#include "tst_detail_table.moc"
