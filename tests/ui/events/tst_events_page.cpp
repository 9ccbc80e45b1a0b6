// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/events/page_bench.h"

#include "ui/events/event_dialog.h"
#include "ui/events/redemption_tab.h"

#include <QLineEdit>

using namespace scrip;
using namespace Qt::StringLiterals;

/// The page of events over ports in memory, driven as a person drives it.
class TestEventsPage : public QObject
{
    Q_OBJECT
private:
    using Bench = testing::PageBench;

    static Chip *chip(const EventsPage *page, const QString &begin);
    template <typename T> static T *visible(const QWidget *root, const QString &text);

private Q_SLOTS:
    void showsEventsAndTheirFigures();
    void cleanup();
    void fitsWithoutSidewaysScrolling_data();
    void fitsWithoutSidewaysScrolling();
    void filtersByStatusAndText();
    void typesOnWhereNothingIsLeft();
    void sortsOnTheServer();
    void keepsTheChoiceAcrossReloads();
    void choosesNoOtherForOneThatLeft();
    void loadsThePaneLazily();
    void followsNewsWhileVisible();
    void explainsAFailureAndTriesAgain();
    void keepsRowsWhenAReloadFails();
    void keepsColumnsThatSomebodyChose();
    void showsTheEmptyState();
    void tellsWhyNothingCanBeWritten();
    void goesToAPlace();
    void asksForOtherPages();
    void beginsANewEventWhenSent();
    void leadsToTheClaimsOfAnHour();
    void showsHostileNamesLiterally();
    void worksByKeyboard();
    void shootsEveryTourStop();
};

Chip *TestEventsPage::chip(const EventsPage *page, const QString &begin)
{
    const auto chips = page->findChildren<Chip *>();
    for (Chip *one : chips) {
        if (one->text().startsWith(begin))
            return one;
    }
    return nullptr;
}

template <typename T> T *TestEventsPage::visible(const QWidget *root, const QString &text)
{
    const auto all = root->findChildren<T *>();
    for (T *one : all) {
        if (one->isVisible() && one->text().contains(text))
            return one;
    }
    return nullptr;
}

void TestEventsPage::showsEventsAndTheirFigures()
{
    Bench bench;
    bench.fill();
    bench.show();
    QTRY_COMPARE(bench.table()->model()->rowCount(), 10);
    QCOMPARE(bench.table()->currentEvent()->name, u"Devcon Singapore"_s);
    const QAbstractItemModel *model = bench.table()->model();
    QCOMPARE(model->index(0, EventColumns::Exposure).data().toString(), u"$124,700.00"_s);
    QCOMPARE(model->index(0, EventColumns::Status).data().toString(), u"Active"_s);
    QTRY_VERIFY(bench.page->subtitle().startsWith(u"3 active · exposure $"_s));
    QTRY_COMPARE(bench.page->detail()->batches()->table()->model()->rowCount(), 3);
    QVERIFY(visible<Label>(bench.page->detail(), u"up to 2 per organization"_s));
    QVERIFY(visible<Label>(bench.page->detail(), u"1\u2009804 available"_s));
    QCOMPARE(testing::markupLabels(bench.window.get()), QStringList());
    testing::saveGallery(bench.window.get(), u"events"_s);
    QCOMPARE(testing::namelessControls(bench.window.get()), QStringList());
}

void TestEventsPage::cleanup()
{
    QSettings().clear();
}

void TestEventsPage::keepsColumnsThatSomebodyChose()
{
    {
        Bench bench;
        bench.fill();
        bench.show({1232, 796});
        bench.table()->setColumnWidth(EventColumns::Exposure, 171);
        QTRY_VERIFY(QSettings().contains(u"tables/events"_s));
    }
    // Chosen widths come back, all others follow the room there is.
    Bench bench;
    bench.fill();
    bench.show({1072, 696});
    QCOMPARE(bench.table()->columnWidth(EventColumns::Exposure), 171);
    QCOMPARE(bench.table()->columnWidth(EventColumns::PerCode), 78);
    const QModelIndex name = bench.table()->model()->index(0, EventColumns::Name);
    QCOMPARE(name.data(Qt::ToolTipRole).toString(), u"Devcon Singapore"_s);
}

void TestEventsPage::fitsWithoutSidewaysScrolling_data()
{
    QTest::addColumn<QSize>("size");
    QTest::newRow("1280") << QSize(1072, 696);
    QTest::newRow("1440") << QSize(1232, 796);
    QTest::newRow("1920") << QSize(1712, 976);
}

void TestEventsPage::fitsWithoutSidewaysScrolling()
{
    QFETCH(QSize, size);
    Bench bench;
    bench.fill();
    bench.show(size);
    QTRY_COMPARE(bench.table()->model()->rowCount(), 10);
    QTRY_COMPARE(bench.table()->horizontalScrollBar()->maximum(), 0);
    QVERIFY(bench.table()->columnWidth(EventColumns::Name) >= 130);
    QVERIFY(bench.page->width() <= size.width());
    const TableView *batches = bench.page->detail()->batches()->table();
    QTRY_COMPARE(batches->model()->rowCount(), 3);
    QTRY_COMPARE(batches->horizontalScrollBar()->maximum(), 0);
    testing::saveGallery(bench.window.get(), u"events-%1"_s.arg(size.width()));
}

void TestEventsPage::filtersByStatusAndText()
{
    Bench bench;
    bench.fill();
    bench.show();
    QTest::mouseClick(chip(bench.page, u"Ended"_s), Qt::LeftButton);
    QTRY_COMPARE(bench.names().size(), 3);
    QCOMPARE(bench.events.queries.last().statuses, QList{EventStatus::Ended});
    auto *search = bench.page->findChild<SearchField *>();
    QTest::keyClicks(search, u"docs"_s);
    QTest::keyClick(search, Qt::Key_Return);
    QTRY_COMPARE(bench.names(), QStringList{u"Docs Bounty October"_s});
    QTest::keyClicks(search, u" nothing like it"_s);
    QTest::keyClick(search, Qt::Key_Return);
    QTRY_VERIFY(visible<QPushButton>(bench.page, u"Clear filters"_s));
    QTest::mouseClick(visible<QPushButton>(bench.page, u"Clear filters"_s), Qt::LeftButton);
    QTRY_COMPARE(bench.names().size(), 10);
    QVERIFY(search->text().isEmpty());
}

void TestEventsPage::typesOnWhereNothingIsLeft()
{
    Bench bench;
    bench.fill();
    bench.show();
    auto *search = bench.page->findChild<SearchField *>();
    search->setFocus();
    QTest::keyClicks(search, u"nothing like"_s);
    QTRY_VERIFY(visible<QPushButton>(bench.page, u"Clear filters"_s));
    QVERIFY(search->hasFocus());
    QTest::keyClicks(bench.window->focusWidget(), u" it"_s);
    QCOMPARE(search->text(), u"nothing like it"_s);
    QTest::keyClick(bench.window->focusWidget(), Qt::Key_Escape);
    QTRY_COMPARE(bench.names().size(), 10);
}

void TestEventsPage::sortsOnTheServer()
{
    Bench bench;
    bench.fill();
    bench.show();
    // At first what is active stands at the top, and the header says so.
    QCOMPARE(bench.events.queries.last().sort, u"status"_s);
    QHeaderView *header = bench.table()->horizontalHeader();
    QCOMPARE(header->sortIndicatorSection(), int(EventColumns::Status));
    const QPoint name(header->sectionViewportPosition(EventColumns::Name) + 60, 12);
    QTest::mouseClick(header->viewport(), Qt::LeftButton, {}, name);
    QTRY_COMPARE(bench.events.queries.last().sort, u"name"_s);
    QTRY_COMPARE(bench.names().first(), u"AI Summit Tokyo"_s);
    QTest::mouseClick(header->viewport(), Qt::LeftButton, {}, name);
    QTRY_COMPARE(bench.events.queries.last().sort, u"-name"_s);
    QTRY_COMPARE(bench.names().last(), u"AI Summit Tokyo"_s);
}

void TestEventsPage::choosesNoOtherForOneThatLeft()
{
    Bench bench;
    bench.fill();
    bench.show();
    QVERIFY(bench.table()->currentEvent()); // the first, by itself
    const EventId gone = bench.events.events.at(3).id;
    QVERIFY(bench.table()->select(gone));
    bench.events.events.removeAt(3);
    bench.page->refresh();
    QTRY_COMPARE(bench.names().size(), 9);
    QVERIFY(!bench.table()->currentEvent());
    QVERIFY(!bench.page->actions().archive->isEnabled());
    QCOMPARE(bench.table()->selectedRowCount(), 0);
}

void TestEventsPage::keepsTheChoiceAcrossReloads()
{
    Bench bench;
    bench.fill();
    bench.show();
    const EventId chosen = bench.events.events.at(3).id;
    QVERIFY(bench.table()->select(chosen));
    bench.events.events.move(3, 0);
    bench.events.events.removeLast();
    bench.page->refresh();
    QTRY_COMPARE(bench.names().size(), 9);
    QCOMPARE(bench.table()->currentEvent()->id, chosen);
    QCOMPARE(bench.table()->currentIndex().row(), 0);
}

void TestEventsPage::loadsThePaneLazily()
{
    Bench bench;
    bench.fill();
    bench.show();
    EventDetail *detail = bench.page->detail();
    QCOMPARE(detail->history()->table()->model()->rowCount(), 0);
    QTest::mouseClick(detail->tabs(), Qt::LeftButton, {}, detail->tabs()->tabRect(EventDetail::Details).center());
    QCOMPARE(detail->details()->textOf(u"claim_deadline"_s),
             u"24 Nov 2026 23:59:59 Singapore\n24 Nov 2026 15:59:59 UTC · 3 d 9 h left"_s);
    QCOMPARE(detail->details()->textOf(u"claim_url"_s), u"https://claim.test/{code}"_s);
    testing::saveGallery(bench.window.get(), u"event-details"_s);
    QTest::mouseClick(detail->tabs(), Qt::LeftButton, {}, detail->tabs()->tabRect(EventDetail::History).center());
    QTRY_COMPARE(detail->history()->table()->model()->rowCount(), 2);
}

void TestEventsPage::followsNewsWhileVisible()
{
    Bench bench;
    bench.fill();
    bench.show();
    const qsizetype asked = bench.events.queries.size();
    bench.monitor.tell(u"setting"_s);
    QCOMPARE(bench.events.queries.size(), asked);
    bench.events.events[0].name = u"Devcon Bangkok"_s;
    bench.monitor.tell(u"event"_s);
    QTRY_COMPARE(bench.names().first(), u"Devcon Bangkok"_s);
    QTRY_VERIFY(visible<Label>(bench.page->detail(), u"Devcon Bangkok"_s));

    bench.page->hide();
    const qsizetype before = bench.events.queries.size();
    bench.monitor.tell(u"claims"_s);
    QCOMPARE(bench.events.queries.size(), before);
    bench.page->show();
    bench.page->activate();
    QCOMPARE(bench.events.queries.size(), before + 1);
}

void TestEventsPage::explainsAFailureAndTriesAgain()
{
    Bench bench;
    bench.fill();
    bench.events.readsFail = true;
    bench.show();
    QTRY_VERIFY(visible<Label>(bench.page, u"Not loaded. The database cannot be reached."_s));
    testing::saveGallery(bench.window.get(), u"events-not-loaded"_s);
    bench.events.readsFail = false;
    QTest::mouseClick(visible<QPushButton>(bench.page, u"Try again"_s), Qt::LeftButton);
    QTRY_COMPARE(bench.names().size(), 10);
}

void TestEventsPage::keepsRowsWhenAReloadFails()
{
    Bench bench;
    bench.fill();
    bench.show();
    bench.events.readsFail = true;
    bench.page->refresh();
    QTRY_VERIFY(visible<Label>(bench.page, u"What you see is the last that was read"_s));
    QCOMPARE(bench.names().size(), 10);
    bench.events.readsFail = false;
    QTest::mouseClick(visible<QPushButton>(bench.page, u"Try again"_s), Qt::LeftButton);
    QTRY_VERIFY(!visible<Label>(bench.page, u"What you see is the last that was read"_s));
}

void TestEventsPage::showsTheEmptyState()
{
    Bench bench;
    bench.show();
    QTRY_VERIFY(visible<Label>(bench.page, u"An event sets the credit"_s));
    QVERIFY(!visible<QPushButton>(bench.page, u"Duplicate"_s));
    QVERIFY(!bench.page->findChild<FilterChips *>()->isVisible());
    testing::saveGallery(bench.window.get(), u"events-empty"_s);
    QPushButton *make = visible<QPushButton>(bench.page, u"New event…"_s);
    QVERIFY(make->hasFocus());
    QTest::keyClick(make, Qt::Key_Space);
    auto *dialog = bench.page->findChild<EventDialog *>();
    QVERIFY(dialog && dialog->isVisible());
}

void TestEventsPage::tellsWhyNothingCanBeWritten()
{
    Bench bench;
    bench.fill();
    bench.show();
    EventActions &actions = bench.page->actions();
    QVERIFY(actions.create->isEnabled());
    bench.monitor.be({u"support"_s});
    QCOMPARE(reasonAgainst(actions.create), u"Only an admin may change events"_s);
    QCOMPARE(reasonAgainst(actions.mint), u"Only admin and staff may mint codes"_s);
    QCOMPARE(reasonAgainst(actions.print), u"Only admin and staff may see and print codes"_s);
    bench.monitor.be({u"staff"_s});
    QVERIFY(!actions.edit->isEnabled() && actions.mint->isEnabled());
    bench.monitor.be({u"admin"_s});
    QVERIFY(actions.edit->isEnabled());
    bench.monitor.who.locked = true;
    bench.monitor.be({u"admin"_s});
    QVERIFY(reasonAgainst(actions.pause).contains(u"locked"_s));
    bench.monitor.who.locked = false;
    bench.monitor.who.inRecovery = true;
    bench.monitor.be({u"admin"_s});
    QVERIFY(reasonAgainst(actions.pause).contains(u"replica"_s));
    bench.monitor.go(ConnectionState::Lost);
    QVERIFY(reasonAgainst(actions.create).contains(u"no connection"_s));
    QPushButton *button = visible<QPushButton>(bench.page, u"New event…"_s);
    QVERIFY(!button->isEnabled());
    QVERIFY(button->toolTip().contains(u"no connection"_s));
    QCOMPARE(bench.names().size(), 10);
}

void TestEventsPage::goesToAPlace()
{
    Bench bench;
    bench.fill();
    bench.show();
    QSignalSpy moved(bench.page, &WindowPage::locationChanged);
    const EventId fourth = bench.events.events.at(4).id;
    bench.page->goTo(QUrlQuery({{u"event"_s, fourth.toText()}}));
    QTRY_COMPARE(bench.table()->currentEvent()->id, fourth);
    QCOMPARE(bench.page->location().queryItemValue(u"event"_s), fourth.toText());
    QCOMPARE(moved.count(), 1);

    bench.events.events[5].status = EventStatus::Archived;
    bench.events.events[5].archivedAt = bench.monitor.who.now;
    const EventId hidden = bench.events.events.at(5).id;
    bench.page->refresh();
    QTRY_COMPARE(bench.names().size(), 9);
    bench.page->goTo(QUrlQuery({{u"event"_s, hidden.toText()}}));
    QTRY_VERIFY(bench.table()->currentEvent() && bench.table()->currentEvent()->id == hidden);
    QCOMPARE(bench.page->location().queryItemValue(u"status"_s), u"archived"_s);

    bench.page->goTo(QUrlQuery({{u"event"_s, EventId(QUuid::createUuid()).toText()}}));
    QTRY_VERIFY(Toast::on(bench.window.get()));
    QVERIFY(Toast::on(bench.window.get())->text().contains(u"There is no such event."_s));
}

void TestEventsPage::asksForOtherPages()
{
    Bench bench;
    bench.fill();
    bench.show();
    QSignalSpy opened(bench.page, &WindowPage::openRequested);
    QTest::mouseClick(visible<QPushButton>(bench.page->detail(), u"Print"_s), Qt::LeftButton);
    QCOMPARE(opened.count(), 1);
    QCOMPARE(opened.at(0).at(0).toString(), u"sheets"_s);
    TableView *batches = bench.page->detail()->batches()->table();
    QTRY_VERIFY(bench.page->detail()->batches()->model().isLoaded());
    batches->setCurrentIndex(batches->model()->index(1, 0));
    QTest::keyClick(batches, Qt::Key_Return);
    QCOMPARE(opened.count(), 2);
    QCOMPARE(opened.at(1).at(0).toString(), u"codes"_s);
    QCOMPARE(opened.at(1).at(1).value<QUrlQuery>().queryItemValue(u"batch"_s),
             bench.batches.batches.at(1).id.toText());
}

void TestEventsPage::beginsANewEventWhenSent()
{
    Bench bench;
    bench.fill();
    bench.show();
    bench.page->goTo(QUrlQuery({{u"new"_s, u"1"_s}}));
    auto *dialog = bench.page->findChild<EventDialog *>();
    QVERIFY(dialog && dialog->isVisible());
    dialog->close();
}

void TestEventsPage::leadsToTheClaimsOfAnHour()
{
    Bench bench;
    bench.fill();
    bench.show();
    QSignalSpy opened(bench.page, &WindowPage::openRequested);
    const EventId id = bench.table()->currentEvent()->id;
    const QDateTime from({2026, 11, 21}, {5, 0}, QTimeZone::utc());
    RedemptionTab *tab = bench.page->detail()->redemption();
    Q_EMIT tab->claimsRequested(id, from, from.addSecs(3600));
    QCOMPARE(opened.last().at(0).toString(), u"claims"_s);
    const auto place = opened.last().at(1).value<QUrlQuery>();
    QCOMPARE(place.queryItemValue(u"event"_s), id.toText());
    QCOMPARE(place.queryItemValue(u"from"_s), u"2026-11-21T05:00:00Z"_s);
    QCOMPARE(place.queryItemValue(u"to"_s), u"2026-11-21T06:00:00Z"_s);
    Q_EMIT tab->codesRequested(id, u"disabled"_s);
    QCOMPARE(opened.last().at(0).toString(), u"codes"_s);
    QCOMPARE(opened.last().at(1).value<QUrlQuery>().queryItemValue(u"state"_s), u"disabled"_s);
}

void TestEventsPage::showsHostileNamesLiterally()
{
    Bench bench;
    bench.fill();
    bench.events.events[0].name = u"<b>x</b> %1 %s \u202Egnp"_s;
    bench.events.events[1].name = QString(200, u'W');
    bench.show({1072, 696});
    QCOMPARE(bench.names().first(), shownText(bench.events.events.at(0).name));
    QVERIFY(!bench.names().first().contains(QChar(0x202E)));
    const QString tip = bench.table()->model()->index(0, EventColumns::Name).data(Qt::ToolTipRole).toString();
    QVERIFY(tip.startsWith(u"&lt;b&gt;x"_s));
    QVERIFY(visible<Label>(bench.page->detail(), u"<b>x</b> %1 %s"_s));
    QVERIFY(bench.table()->select(bench.events.events.at(1).id));
    QTRY_COMPARE(bench.table()->horizontalScrollBar()->maximum(), 0);
    QCOMPARE(bench.window->width(), 1072);
    QPushButton *print = visible<QPushButton>(bench.page->detail(), u"Print"_s);
    QVERIFY(print->mapTo(bench.window.get(), QPoint(print->width(), 0)).x() <= 1072);
    QCOMPARE(testing::markupLabels(bench.window.get()), QStringList());
}

void TestEventsPage::worksByKeyboard()
{
    Bench bench;
    bench.fill();
    bench.show();
    bench.table()->setFocus();
    QTest::keyClick(bench.table(), Qt::Key_Down);
    QCOMPARE(bench.table()->currentEvent()->name, u"Internal Hackathon Q4"_s);
    QTest::keyClick(bench.table(), Qt::Key_Return);
    auto *dialog = bench.page->findChild<EventDialog *>();
    QVERIFY(dialog);
    QCOMPARE(dialog->form()->read(bench.monitor.who.now).draft.name, u"Internal Hackathon Q4"_s);
    QTest::keyClick(dialog, Qt::Key_Escape);
    QTRY_VERIFY(!bench.page->findChild<EventDialog *>());
    QTRY_COMPARE(bench.window->focusWidget(), bench.table());
    bench.page->focusFilter();
    QCOMPARE(bench.window->focusWidget(), bench.page->findChild<SearchField *>());
}

void TestEventsPage::shootsEveryTourStop()
{
    Bench bench;
    bench.fill();
    bench.show();
    QStringList names;
    const QList<TourStop> stops = bench.page->tourStops();
    for (const TourStop &stop : stops) {
        bool ready = false;
        stop.prepare([&ready] { ready = true; });
        QTRY_VERIFY2(ready, qPrintable(stop.name));
        names << stop.name;
        if (stop.finish)
            stop.finish();
        QTRY_VERIFY(!bench.page->findChild<QDialog *>());
    }
    QCOMPARE(names, QStringList({u"events"_s, u"event-redemption"_s, u"event-details"_s, u"event-history"_s,
                                 u"new-event"_s, u"edit-event"_s, u"pause-event"_s, u"unknown-resolving"_s,
                                 u"archive-event"_s, u"approve-event"_s, u"events-empty"_s}));
    QVERIFY(bench.table()->isVisible());
}

SCRIP_UI_TEST_MAIN(TestEventsPage)
#include "tst_events_page.moc"
