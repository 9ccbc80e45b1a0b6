// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/overview/fake_overview_store.h"
#include "ui/testing.h"

#include "ui/charts/chart_card.h"
#include "ui/charts/plot_view.h"
#include "ui/events/redemption_tab.h"
#include "ui/widgets/inline_message.h"
#include "ui/widgets/segments.h"

#include <QAbstractButton>
#include <QSignalSpy>

using namespace scrip;
using namespace scrip::testing;
using namespace Qt::StringLiterals;

/// How one event was claimed, over a series in memory.
class TestRedemptionTab : public QObject
{
    Q_OBJECT
private:
    static void fill(FakeOverviewStore &store);

private Q_SLOTS:
    void showsTheThreeCharts();
    void asksForTheHoursOfTheLastDays();
    void changesBetweenHoursAndDays();
    void leadsToClaimsAndCodes();
    void saysThatNobodyClaimed();
    void tellsAFailureAndTriesAgain();
    void dropsWhatWasOfAnotherEvent();
    void doesWithoutAStore();
};

void TestRedemptionTab::fill(FakeOverviewStore &store)
{
    store.days = sampleSeries(SeriesBucket::Day);
    store.hours = sampleSeries(SeriesBucket::Hour);
}

void TestRedemptionTab::showsTheThreeCharts()
{
    FakeOverviewStore store;
    fill(store);
    RedemptionTab tab(&store);
    showOnScreen(&tab, {1072, 236});
    QSignalSpy loaded(&tab, &RedemptionTab::loaded);
    tab.setEvent(sampleEvent(1, u"Devcon"_s));
    QTRY_COMPARE(loaded.size(), 1);
    // A young event is drawn by the hour.
    QCOMPARE(tab.cumulative()->model().rowCount(), int(store.hours.points.size()));
    QVERIFY(tab.cumulative()->told().startsWith(u"forecast "_s));
    QCOMPARE(tab.claims()->model().rowCount(), 72);
    QCOMPARE(tab.codes()->model().index(1, 1).data().toString(), u"3184"_s);
    saveGallery(&tab, u"event-redemption"_s);
}

void TestRedemptionTab::asksForTheHoursOfTheLastDays()
{
    FakeOverviewStore store;
    fill(store);
    store.days.points.clear();
    for (int day = 0; day < 40; ++day)
        store.days.points.append(
            {sampleTime(u"2026-10-12T16:00:00Z"_s).addDays(day), 10, dollars(250), 10 * (day + 1)});
    RedemptionTab tab(&store);
    tab.setEvent(sampleEvent(1, u"Devcon"_s));
    QTRY_COMPARE(store.asked, (QList<SeriesBucket>{SeriesBucket::Day, SeriesBucket::Hour}));
    QVERIFY(!store.askedFrom.first().isValid());
    QCOMPARE(store.askedFrom.last(), store.days.points.at(26).at);
    QTRY_COMPARE(tab.cumulative()->model().rowCount(), 40); // by the day
}

void TestRedemptionTab::changesBetweenHoursAndDays()
{
    FakeOverviewStore store;
    fill(store);
    RedemptionTab tab(&store);
    showOnScreen(&tab, {1072, 236});
    tab.setEvent(sampleEvent(1, u"Devcon"_s));
    QTRY_COMPARE(tab.claims()->model().rowCount(), 72);
    const auto buttons = tab.buckets()->findChildren<QAbstractButton *>();
    QCOMPARE(buttons.size(), 2);
    QTest::mouseClick(buttons.last(), Qt::LeftButton);
    QTRY_COMPARE(tab.claims()->model().rowCount(), 5);
    QCOMPARE(tab.claims()->model().index(4, 0).data().toString(), u"Sat 21 Nov 2026"_s);
    QCOMPARE(store.asked.size(), 2); // nothing is asked anew
}

void TestRedemptionTab::leadsToClaimsAndCodes()
{
    FakeOverviewStore store;
    fill(store);
    RedemptionTab tab(&store);
    showOnScreen(&tab, {1072, 236});
    const Event event = sampleEvent(1, u"Devcon"_s);
    tab.setEvent(event);
    QTRY_COMPARE(tab.claims()->model().rowCount(), 72);
    QSignalSpy claims(&tab, &RedemptionTab::claimsRequested);
    PlotView *bars = tab.claims()->view();
    QTest::mouseClick(bars->viewport(), Qt::LeftButton, {}, bars->placeOf(71));
    QTRY_COMPARE(claims.size(), 1);
    QCOMPARE(claims.first().at(0).value<EventId>(), event.id);
    QCOMPARE(claims.first().at(1).toDateTime(), store.hours.points.last().at);
    QCOMPARE(claims.first().at(2).toDateTime(), store.hours.to);
    QSignalSpy codes(&tab, &RedemptionTab::codesRequested);
    PlotView *states = tab.codes()->view();
    QTest::mouseClick(states->viewport(), Qt::LeftButton, {}, states->placeOf(2));
    QTRY_COMPARE(codes.size(), 1);
    QCOMPARE(codes.first().at(1).toString(), u"disabled"_s);
}

void TestRedemptionTab::saysThatNobodyClaimed()
{
    FakeOverviewStore store;
    fill(store);
    store.days.claimCount = 0;
    store.days.points = {{store.days.at, 0, dollars(0), 0}};
    RedemptionTab tab(&store);
    showOnScreen(&tab, {1072, 236});
    Event event = sampleEvent(1, u"Devcon"_s);
    event.codes = {};
    tab.setEvent(event);
    QTRY_COMPARE(store.asked.size(), 2);
    QTRY_VERIFY(!tab.claims()->copyData()->isEnabled());
    QVERIFY(!tab.cumulative()->view()->isVisible());
    QVERIFY(!tab.codes()->view()->isVisible());
}

void TestRedemptionTab::tellsAFailureAndTriesAgain()
{
    FakeOverviewStore store;
    fill(store);
    store.fails = true;
    RedemptionTab tab(&store);
    showOnScreen(&tab, {1072, 236});
    QSignalSpy loaded(&tab, &RedemptionTab::loaded);
    tab.setEvent(sampleEvent(1, u"Devcon"_s));
    QTRY_COMPARE(loaded.size(), 1);
    QVERIFY(tab.cumulative()->failure()->isVisible());
    QVERIFY(tab.codes()->view()->isVisible()); // the event tells its codes itself
    store.fails = false;
    Q_EMIT tab.cumulative()->failure()->buttonClicked();
    QTRY_COMPARE(tab.claims()->model().rowCount(), 72);
    QVERIFY(!tab.cumulative()->failure()->isVisible());
    store.fails = true;
    tab.reload();
    QTRY_VERIFY(tab.cumulative()->failure()->isVisible());
    QVERIFY(tab.cumulative()->view()->isVisible()); // as it was
}

void TestRedemptionTab::dropsWhatWasOfAnotherEvent()
{
    FakeOverviewStore store;
    fill(store);
    RedemptionTab tab(&store);
    tab.setEvent(sampleEvent(1, u"Devcon"_s));
    QTRY_COMPARE(tab.claims()->model().rowCount(), 72);
    store.late = true;
    tab.setEvent(sampleEvent(2, u"Hack"_s));
    QCOMPARE(tab.claims()->model().rowCount(), 0);
    QCOMPARE(tab.cumulative()->model().rowCount(), 0);
}

void TestRedemptionTab::doesWithoutAStore()
{
    RedemptionTab tab(nullptr);
    tab.setEvent(sampleEvent(1, u"Devcon"_s));
    QCOMPARE(tab.codes()->model().rowCount(), 4);
    QCOMPARE(tab.cumulative()->model().rowCount(), 0);
}

SCRIP_UI_TEST_MAIN(TestRedemptionTab)
#include "tst_redemption_tab.moc"
