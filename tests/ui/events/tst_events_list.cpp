// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/events/page_bench.h"

#include "core/awaited.h"
#include "ui/table/export_dialog.h"
#include "ui/table/table_footer.h"
#include "ui/table/view_chooser.h"
#include "ui/table/view_name_dialog.h"

#include <QLineEdit>
#include <QMenu>
#include <QSplitter>

using namespace scrip;
using namespace Qt::StringLiterals;

/// What the list of events has of every long table: views, the count, the export, the size of the details.
class TestEventsList : public QObject
{
    Q_OBJECT
private:
    using Bench = testing::PageBench;

    static Chip *chip(const EventsPage *page, const QString &begin);
    static QToolButton *glyphButton(const EventsPage *page, const QString &name);

private Q_SLOTS:
    void init() { QSettings().clear(); }

    void keepsViews();
    void tellsHowMany();
    void keepsTheSizeOfTheDetails();
    void searchesAgainForWhatWasCleared();
    void exportsWhatTheFilterLeaves();
};

Chip *TestEventsList::chip(const EventsPage *page, const QString &begin)
{
    const auto chips = page->findChildren<Chip *>();
    for (Chip *one : chips) {
        if (one->text().startsWith(begin))
            return one;
    }
    return nullptr;
}

QToolButton *TestEventsList::glyphButton(const EventsPage *page, const QString &name)
{
    const auto all = page->findChildren<QToolButton *>();
    for (QToolButton *one : all) {
        if (one->isVisible() && one->accessibleName() == name)
            return one;
    }
    return nullptr;
}

void TestEventsList::keepsViews()
{
    Bench bench;
    bench.fill();
    bench.show();
    QTest::mouseClick(chip(bench.page, u"Ended"_s), Qt::LeftButton);
    QTRY_COMPARE(bench.names().size(), 3);
    bench.table()->setColumnHidden(EventColumns::Zone, true);
    bench.page->views()->save->trigger();
    ViewNameDialog *dialog = bench.page->views()->dialog();
    QVERIFY(dialog);
    QTest::keyClicks(dialog->nameField(), u"Over"_s);
    QTest::keyClick(dialog->nameField(), Qt::Key_Return);
    QTRY_VERIFY(!bench.page->views()->dialog());
    // Which event is chosen is a place, but nothing that a view keeps.
    QCOMPARE(SavedViews(u"events"_s).all().first().place.toString(), u"status=ended"_s);
    QVERIFY(bench.page->location().hasQueryItem(u"event"_s));

    bench.page->clearFiltersAction()->trigger();
    bench.table()->setColumnHidden(EventColumns::Zone, false);
    QTRY_COMPARE(bench.names().size(), 10);
    QTest::mouseClick(glyphButton(bench.page, u"Views"_s), Qt::LeftButton);
    QMenu *menu = bench.page->views()->menu();
    QTRY_VERIFY(menu->isVisible());
    const auto entries = menu->actions();
    for (QAction *entry : entries) {
        if (entry->text() == u"Over")
            QTest::mouseClick(menu, Qt::LeftButton, {}, menu->actionGeometry(entry).center());
    }
    QTRY_COMPARE(bench.names().size(), 3);
    QVERIFY(bench.table()->isColumnHidden(EventColumns::Zone));
}

void TestEventsList::tellsHowMany()
{
    Bench bench;
    bench.fill();
    bench.show();
    QTRY_COMPARE(bench.page->footer()->rangeText(), u"10 row(s)"_s);
    QTest::mouseClick(chip(bench.page, u"Ended"_s), Qt::LeftButton);
    QTRY_COMPARE(bench.page->footer()->rangeText(), u"3 row(s)"_s);
}

void TestEventsList::keepsTheSizeOfTheDetails()
{
    int chosen = 0;
    {
        Bench bench;
        bench.fill();
        bench.show({1232, 896});
        auto *splitter = bench.page->findChild<QSplitter *>();
        QSplitterHandle *handle = splitter->handle(1);
        const QPoint at = handle->rect().center();
        QTest::mousePress(handle, Qt::LeftButton, {}, at);
        QTest::mouseMove(handle, at - QPoint(0, 60));
        QTest::mouseRelease(handle, Qt::LeftButton, {}, at - QPoint(0, 60));
        chosen = bench.page->detail()->height();
        QVERIFY(chosen > 340);
    }
    Bench bench;
    bench.fill();
    bench.show({1232, 896});
    QTRY_VERIFY(std::abs(bench.page->detail()->height() - chosen) < 30);
}

void TestEventsList::searchesAgainForWhatWasCleared()
{
    Bench bench;
    bench.fill();
    bench.show();
    auto *search = bench.page->findChild<SearchField *>();
    QTest::keyClicks(search, u"docs"_s);
    QTest::keyClick(search, Qt::Key_Return);
    QTRY_COMPARE(bench.names().size(), 1);
    QCOMPARE(bench.page->location().queryItemValue(u"search"_s), u"docs"_s);
    bench.page->clearFiltersAction()->trigger();
    QTRY_COMPARE(bench.names().size(), 10);
    QTest::keyClicks(search, u"docs"_s);
    QTest::keyClick(search, Qt::Key_Return);
    QTRY_COMPARE(bench.names().size(), 1);
}

void TestEventsList::exportsWhatTheFilterLeaves()
{
    Bench bench;
    bench.show();
    QAction *action = bench.page->exportAction();
    QCOMPARE(reasonAgainst(action), u"There is nothing to export"_s);
    bench.fill();
    bench.page->refresh();
    QTRY_COMPARE(bench.table()->model()->rowCount(), 10);
    QVERIFY(action->isEnabled());
    QVERIFY(bench.page->pageActions().contains(action));
    const ExportSource all = bench.page->exportSource();
    QVERIFY(!all.filtered);
    QCOMPARE(all.count->count, 10);
    QTest::mouseClick(chip(bench.page, u"Ended"_s), Qt::LeftButton);
    QTRY_COMPARE(bench.table()->model()->rowCount(), 3);
    const ExportSource ended = bench.page->exportSource();
    QVERIFY(ended.filtered);
    QCOMPARE(ended.count->count, 3);
    const auto page = awaited(ended.next({}, 100));
    QVERIFY(page);
    QCOMPARE(page->rows->count(), 3);
    QCOMPARE(page->rows->object(0)[u"status"_s].toString(), u"ended"_s);
    // Without opening a menu.
    QTest::mouseClick(glyphButton(bench.page, u"Export…"_s), Qt::LeftButton);
    const auto *dialog = bench.page->findChild<ExportDialog *>();
    QVERIFY(dialog && dialog->isVisible());
    QVERIFY(dialog->file()->text().endsWith(u"/events.csv"_s));
}

SCRIP_UI_TEST_MAIN(TestEventsList)
#include "tst_events_list.moc"
