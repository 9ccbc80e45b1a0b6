// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/events/fake_ports.h"
#include "ui/overview/fake_overview_store.h"
#include "ui/testing.h"

#include "ui/charts/chart_card.h"
#include "ui/charts/plot_view.h"
#include "ui/help/help_link.h"
#include "ui/overview/books_panel.h"
#include "ui/overview/exposure_table.h"
#include "ui/overview/figure_cell.h"
#include "ui/overview/matter_list.h"
#include "ui/overview/overview_page.h"
#include "ui/widgets/buttons.h"
#include "ui/widgets/empty_state.h"
#include "ui/widgets/inline_message.h"

#include <QAbstractItemModelTester>
#include <QAction>
#include <QPushButton>
#include <QScrollArea>
#include <QScrollBar>
#include <QSignalSpy>

using namespace scrip;
using namespace scrip::testing;
using namespace Qt::StringLiterals;

namespace {

/// A doctor that says what it is told.
class FakeDoctor : public FakeAdministration
{
public:
    std::optional<Diagnosis> finding;
    int asked = 0;

    Answer<Diagnosis> diagnose(bool) override
    {
        ++asked;
        return finding ? answered<Diagnosis>(*finding) : answered<Diagnosis>(notHere());
    }
};

struct OverviewBench
{
    FakeOverviewStore store;
    FakeDoctor doctor;
    FakeMonitor monitor;
    std::unique_ptr<OverviewPage> page;
    std::unique_ptr<QSignalSpy> opened;

    OverviewBench()
    {
        monitor.who.timeZone = u"Asia/Singapore"_s;
        store.sums = sampleOverview();
        store.horizon = sampleExpiring();
    }
    void show(const QSize &size = {1232, 796})
    {
        page = std::make_unique<OverviewPage>(store, doctor, monitor);
        opened = std::make_unique<QSignalSpy>(page.get(), &WindowPage::openRequested);
        showOnScreen(page.get(), size);
        page->activate();
    }
    [[nodiscard]] QString openedPage() const
    {
        return opened->isEmpty() ? QString() : opened->last().at(0).toString();
    }
    [[nodiscard]] QString openedPlace(const QString &name) const
    {
        return opened->isEmpty() ? QString() : opened->last().at(1).value<QUrlQuery>().queryItemValue(name);
    }
};

Diagnosis diagnosis(bool sound)
{
    return {sound, {{u"claims"_s, u"error"_s, true, 9, {}, {}}, {u"seals"_s, u"error"_s, sound, 9, {}, {}}}};
}

} // namespace

/// The first page, with real clicks over sums in memory.
class TestOverviewPage : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void showsTheFigures();
    void leadsWhereFiguresComeFrom();
    void showsTodayByTheHour();
    void leadsToTheClaimsOfAnHour();
    void leadsToWhatExpires();
    void listsActiveEvents();
    void saysHowManyMoreThereAre();
    void listsWhatNeedsAPerson();
    void leadsToTheEventsOfAStatus();
    void saysWhatARoleIsNotShown_data();
    void saysWhatARoleIsNotShown();
    void runsTheChecks();
    void tellsWhatDoesNotPass();
    void tellsWhenTheChecksFail();
    void tellsThatNobodyMaintains();
    void offersTheFirstEvent();
    void tellsWhenNothingCouldBeRead();
    void keepsWhatItShowsWhenAnAnswerFails();
    void showsNothingWhileItWaits();
    void followsTheFeedOnlyWhenSeen();
    void holdsAnExposureModel();
    void showsTheTotalWithoutScrolling();
    void fitsWithoutScrollingSideways();
    void isAccessible();
};

void TestOverviewPage::showsTheFigures()
{
    OverviewBench bench;
    bench.show();
    QTRY_VERIFY(bench.page->isLoaded());
    QCOMPARE(bench.page->claimsFigure()->figure(), QString::number(bench.store.sums.claims.today));
    QCOMPARE(bench.page->claimsFigure()->note(), u"702 yesterday by 14:32 Singapore"_s);
    QCOMPARE(bench.page->exposureFigure()->figure(), u"$811,700.00"_s);
    QCOMPARE(bench.page->exposureFigure()->note(), u"6 event(s), $262,720.00 of it claimed"_s);
    QTRY_COMPARE(bench.page->expiryFigure()->figure(), u"$31,749.65"_s);
    QCOMPARE(bench.page->expiryFigure()->note(), u"1303 grant(s), first on 26 Nov"_s);
    QCOMPARE(bench.page->riskFigure()->figure(), u"$86.40"_s);
    QCOMPARE(bench.page->riskFigure()->note(), u"2 organization(s)"_s);
    saveGallery(bench.page.get(), u"overview-1232"_s);
    bench.page->resize(1072, 700);
    saveGallery(bench.page.get(), u"overview-1072"_s);
}

void TestOverviewPage::leadsWhereFiguresComeFrom()
{
    OverviewBench bench;
    bench.show();
    QTRY_VERIFY(bench.page->isLoaded());
    QTest::mouseClick(bench.page->claimsFigure(), Qt::LeftButton);
    QCOMPARE(bench.openedPage(), u"claims"_s);
    QCOMPARE(bench.openedPlace(u"from"_s), u"2026-11-20T16:00:00Z"_s);
    QCOMPARE(bench.openedPlace(u"to"_s), u"2026-11-21T16:00:00Z"_s);
    QTest::mouseClick(bench.page->exposureFigure(), Qt::LeftButton);
    QCOMPARE(bench.openedPage(), u"events"_s);
    QTest::mouseClick(bench.page->expiryFigure(), Qt::LeftButton);
    QCOMPARE(bench.openedPage(), u"grants"_s);
    QTest::keyClick(bench.page->riskFigure(), Qt::Key_Space);
    QCOMPARE(bench.opened->size(), 4);
}

void TestOverviewPage::showsTodayByTheHour()
{
    OverviewBench bench;
    bench.show();
    QTRY_VERIFY(bench.page->isLoaded());
    const SeriesModel &model = bench.page->today()->model();
    QCOMPARE(model.rowCount(), 24);
    QCOMPARE(model.columnCount(), 5);
    QCOMPARE(model.headerData(1, Qt::Horizontal, Qt::DisplayRole).toString(), u"Devcon Singapore"_s);
    QCOMPARE(model.index(13, 0).data().toString(), u"13:00"_s);
    QCOMPARE(model.index(13, 1).data().toString(), u"81"_s);
    QCOMPARE(model.index(13, 4).data().toString(), u"107"_s);
    QCOMPARE(bench.page->today()->rowText(13),
             u"Devcon Singapore 81 · Builders Autumn Mailing 27 · Internal Hackathon Q4 9 · Yesterday 107 · 13:00"_s);
    const Plot &plot = bench.page->today()->view()->plot();
    QVERIFY(plot.now && *plot.now > 13.5 && *plot.now < 14.5);
    QCOMPARE(plot.nowText, u"14:32"_s);
}

void TestOverviewPage::leadsToTheClaimsOfAnHour()
{
    OverviewBench bench;
    bench.show();
    QTRY_VERIFY(bench.page->isLoaded());
    PlotView *view = bench.page->today()->view();
    QTest::mouseClick(view->viewport(), Qt::LeftButton, {}, view->placeOf(13));
    QTRY_COMPARE(bench.openedPage(), u"claims"_s);
    QCOMPARE(bench.openedPlace(u"from"_s), u"2026-11-21T05:00:00Z"_s);
    QCOMPARE(bench.openedPlace(u"to"_s), u"2026-11-21T06:00:00Z"_s);
}

void TestOverviewPage::leadsToWhatExpires()
{
    OverviewBench bench;
    bench.show();
    QTRY_COMPARE(bench.page->expiry()->model().rowCount(), 30);
    QVERIFY(bench.page->expiry()->told().contains(u"$31,749.65"_s));
    QVERIFY(bench.page->expiry()->rowText(24).contains(u"mostly Token2049 Booth"_s));
    PlotView *view = bench.page->expiry()->view();
    QTest::mouseClick(view->viewport(), Qt::LeftButton, {}, view->placeOf(24));
    QTRY_COMPARE(bench.openedPage(), u"grants"_s);
    QCOMPARE(bench.openedPlace(u"event"_s), sampleId<EventId>(31).toText());
    Q_EMIT bench.page->expiry()->rowActivated(5); // of no event
    QCOMPARE(bench.openedPlace(u"event"_s), QString());
    QCOMPARE(bench.openedPlace(u"status"_s), u"active"_s);
}

void TestOverviewPage::listsActiveEvents()
{
    OverviewBench bench;
    bench.show();
    QTRY_COMPARE(bench.page->active()->rows().size(), 3);
    const Matter &first = bench.page->active()->rows().first()->matter();
    QCOMPARE(first.title, u"Internal Hackathon Q4"_s);
    QCOMPARE(first.figure, u"+41"_s);
    QCOMPARE(first.figureNote, u"34 h left"_s);
    QCOMPARE(first.figureTone, Tone::Warn);
    QVERIFY(first.ring && qFuzzyCompare(*first.ring, 0.64));
    QVERIFY2(first.note.startsWith(u"96 of 150 · until "_s), qPrintable(first.note));
    QVERIFY2(first.note.endsWith(u" Berlin"_s), qPrintable(first.note));
    QCOMPARE(bench.page->active()->rows().last()->matter().figureTone, Tone::Neutral);
    QTest::mouseClick(bench.page->active()->rows().at(1), Qt::LeftButton);
    QCOMPARE(bench.openedPage(), u"events"_s);
    QCOMPARE(bench.openedPlace(u"event"_s), sampleId<EventId>(2).toText());
}

void TestOverviewPage::saysHowManyMoreThereAre()
{
    OverviewBench bench;
    for (int more = 0; more < 7; ++more)
        bench.store.sums.active.append(bench.store.sums.active.first());
    bench.show();
    QTRY_COMPARE(bench.page->active()->rows().size(), 7);
    QCOMPARE(bench.page->active()->rows().last()->matter().title, u"4 more active event(s)"_s);
    QTest::mouseClick(bench.page->active()->rows().last(), Qt::LeftButton);
    QCOMPARE(bench.openedPlace(u"status"_s), u"active"_s);
}

void TestOverviewPage::listsWhatNeedsAPerson()
{
    OverviewBench bench;
    bench.show();
    QTRY_COMPARE(bench.page->matters()->rows().size(), 3);
    QCOMPARE(bench.page->matters()->caption(), u"3 open"_s);
    QStringList titles;
    for (const MatterRow *row : bench.page->matters()->rows())
        titles << row->matter().title;
    QCOMPARE(titles, (QStringList{u"64 wrong codes within an hour by one person"_s,
                                  u"Builders Autumn Mailing passed $100,000.00"_s,
                                  u"AI Summit Tokyo waits for a second person"_s}));
    QTest::mouseClick(bench.page->matters()->rows().first(), Qt::LeftButton);
    QCOMPARE(bench.openedPage(), u"customers"_s);
    QCOMPARE(bench.openedPlace(u"user"_s), sampleId<UserId>(5).toText());
    QTest::mouseClick(bench.page->matters()->rows().last(), Qt::LeftButton);
    QCOMPARE(bench.openedPlace(u"event"_s), sampleId<EventId>(20).toText());
    bench.store.sums.alarms = QList<Alarm>{};
    bench.store.sums.budgets.clear();
    bench.store.sums.approvals.clear();
    bench.page->refresh();
    QTRY_VERIFY(bench.page->matters()->rows().isEmpty());
    QCOMPARE(bench.page->matters()->nothing(), u"Nothing does."_s);
}

void TestOverviewPage::leadsToTheEventsOfAStatus()
{
    OverviewBench bench;
    bench.show();
    QTRY_COMPARE(bench.page->exposure()->model()->rowCount(), 5);
    QCOMPARE(bench.page->exposure()->model()->index(4, ExposureModel::Status).data().toString(), u"Total"_s);
    QCOMPARE(bench.page->exposure()->model()->index(1, ExposureModel::Open).data().toString(), u"$5,780.00"_s);
    bench.page->exposure()->setCurrentIndex(bench.page->exposure()->model()->index(1, 0));
    QTest::keyClick(bench.page->exposure(), Qt::Key_Return);
    QTRY_COMPARE(bench.openedPage(), u"events"_s);
    QCOMPARE(bench.openedPlace(u"status"_s), u"paused"_s);
}

void TestOverviewPage::saysWhatARoleIsNotShown_data()
{
    QTest::addColumn<QString>("role");
    QTest::addColumn<bool>("credit");
    QTest::addColumn<bool>("alarms");
    QTest::addColumn<bool>("books");
    QTest::newRow("admin") << u"admin"_s << true << true << true;
    QTest::newRow("auditor") << u"auditor"_s << true << true << true;
    QTest::newRow("staff") << u"staff"_s << false << true << false;
    QTest::newRow("support") << u"support"_s << true << false << false;
}

void TestOverviewPage::saysWhatARoleIsNotShown()
{
    QFETCH(QString, role);
    QFETCH(bool, credit);
    QFETCH(bool, alarms);
    QFETCH(bool, books);
    OverviewBench bench;
    bench.monitor.be({role});
    if (!credit)
        bench.store.sums.atRisk.reset();
    if (!alarms)
        bench.store.sums.alarms.reset();
    if (!books)
        bench.store.sums.seals.reset();
    bench.show();
    QTRY_VERIFY(bench.page->isLoaded());
    QCOMPARE(bench.page->riskFigure()->isEnabled(), credit);
    QCOMPARE(bench.page->expiryFigure()->isEnabled(), credit);
    QCOMPARE(bench.store.horizons, credit ? 1 : 0);
    if (!credit)
        QCOMPARE(bench.page->expiryFigure()->note(), u"Only admin, support and auditor see credit"_s);
    QCOMPARE(bench.page->matters()->rows().size(), alarms ? 3 : 2);
    QCOMPARE(bench.page->books()->sealText().startsWith(u"sealed"_s), books);
    QCOMPARE(bench.page->checkAction()->isEnabled(), books);
    if (!books)
        QCOMPARE(bench.page->books()->sealText(), u"Only admin and auditor see the books"_s);
}

void TestOverviewPage::runsTheChecks()
{
    OverviewBench bench;
    bench.doctor.finding = diagnosis(true);
    bench.show();
    QTRY_VERIFY(bench.page->isLoaded());
    QCOMPARE(bench.page->books()->lightText(), u"Not checked"_s);
    const auto buttons = bench.page->findChildren<QPushButton *>();
    for (QPushButton *button : buttons) {
        if (button->text().contains(u"checks"_s))
            QTest::mouseClick(button, Qt::LeftButton);
    }
    QTRY_COMPARE(bench.page->books()->lightText(), u"Sound"_s);
    QCOMPARE(bench.doctor.asked, 1);
    QVERIFY(bench.page->books()->integrityText().startsWith(u"2 of 2 quick checks pass"_s));
    QVERIFY(bench.page->checkAction()->isEnabled());
    const auto links = bench.page->books()->findChildren<QPushButton *>();
    for (QPushButton *link : links) {
        if (link->text() == u"Verify the audit")
            QTest::mouseClick(link, Qt::LeftButton);
    }
    QCOMPARE(bench.openedPage(), u"audit"_s);
    QCOMPARE(bench.openedPlace(u"verify"_s), u"1"_s);
}

void TestOverviewPage::tellsWhatDoesNotPass()
{
    OverviewBench bench;
    bench.doctor.finding = diagnosis(false);
    bench.show();
    bench.page->checkAction()->trigger();
    QTRY_COMPARE(bench.page->books()->lightText(), u"Not sound"_s);
    QVERIFY(bench.page->books()->integrityText().contains(u"not: seals"_s));
}

void TestOverviewPage::tellsWhenTheChecksFail()
{
    OverviewBench bench;
    bench.show();
    bench.page->checkAction()->trigger();
    QTRY_VERIFY(bench.page->books()->integrityText().startsWith(u"not checked: "_s));
    QCOMPARE(bench.page->books()->lightText(), u"Not checked"_s);
    QVERIFY(bench.page->checkAction()->isEnabled());
    QTRY_VERIFY(bench.page->books()->helpLink()->isVisible());
    bench.doctor.finding = diagnosis(true);
    bench.page->checkAction()->trigger();
    QTRY_VERIFY(!bench.page->books()->helpLink()->isVisible());
}

void TestOverviewPage::tellsThatNobodyMaintains()
{
    OverviewBench bench;
    bench.store.sums.maintenance = {bench.store.sums.at.addSecs(-4000), 4000, true};
    bench.show();
    QTRY_COMPARE(bench.page->matters()->rows().size(), 4);
    QCOMPARE(bench.page->matters()->rows().at(1)->matter().title, u"Maintenance does not run"_s);
    QCOMPARE(bench.page->books()->lightText(), u"Not maintained"_s);
}

void TestOverviewPage::offersTheFirstEvent()
{
    OverviewBench bench;
    bench.store.sums = {};
    bench.store.sums.at = sampleTime(u"2026-11-21T06:32:07Z"_s);
    bench.store.horizon = {};
    bench.show();
    QTRY_VERIFY(bench.page->isLoaded());
    const auto states = bench.page->findChildren<EmptyState *>();
    const auto shown =
        std::find_if(states.cbegin(), states.cend(), [](const EmptyState *one) { return one->isVisible(); });
    QVERIFY(shown != states.cend());
    QTest::mouseClick((*shown)->findChild<QPushButton *>(), Qt::LeftButton);
    QCOMPARE(bench.openedPage(), u"events"_s);
    QCOMPARE(bench.openedPlace(u"new"_s), u"1"_s);
}

void TestOverviewPage::tellsWhenNothingCouldBeRead()
{
    OverviewBench bench;
    bench.store.fails = true;
    bench.show();
    const auto states = bench.page->findChildren<EmptyState *>();
    const auto shownState = [&states]() -> EmptyState * {
        const auto shown =
            std::find_if(states.cbegin(), states.cend(), [](const EmptyState *one) { return one->isVisible(); });
        return shown == states.cend() ? nullptr : *shown;
    };
    QTRY_VERIFY(shownState());
    QVERIFY(shownState()->accessibleName().contains(u"Nothing was changed"_s));
    bench.store.fails = false;
    QTest::mouseClick(shownState()->findChild<QPushButton *>(), Qt::LeftButton);
    QTRY_VERIFY(bench.page->isLoaded());
    QVERIFY(bench.page->today()->isVisible());
    QTRY_COMPARE(bench.page->expiry()->model().rowCount(), 30);
}

void TestOverviewPage::keepsWhatItShowsWhenAnAnswerFails()
{
    OverviewBench bench;
    bench.show();
    QTRY_VERIFY(bench.page->isLoaded());
    bench.store.fails = true;
    bench.page->refresh();
    QTRY_VERIFY(bench.page->strip()->isVisible());
    QCOMPARE(bench.page->today()->model().rowCount(), 24);
    QCOMPARE(bench.page->expiryFigure()->figure(), u"$31,749.65"_s);
    QVERIFY(bench.page->expiry()->failure()->isVisible());
    bench.store.fails = false;
    QTest::mouseClick(bench.page->strip()->findChild<QPushButton *>(), Qt::LeftButton);
    QTRY_VERIFY(!bench.page->strip()->isVisible());
    QTRY_VERIFY(!bench.page->expiry()->failure()->isVisible());
}

void TestOverviewPage::showsNothingWhileItWaits()
{
    OverviewBench bench;
    bench.store.late = true;
    bench.show();
    QVERIFY(!bench.page->isLoaded());
    QVERIFY(bench.page->claimsFigure()->figure().isEmpty());
    QCOMPARE(bench.page->today()->model().rowCount(), 0);
    QVERIFY(!bench.page->strip()->isVisible());
}

void TestOverviewPage::followsTheFeedOnlyWhenSeen()
{
    OverviewBench bench;
    bench.show();
    QTRY_VERIFY(bench.page->isLoaded());
    QCOMPARE(bench.store.overviews, 1);
    bench.store.sums.claims.today = 999;
    bench.monitor.tell(u"claims"_s);
    QTRY_COMPARE(bench.page->claimsFigure()->figure(), u"999"_s);
    QCOMPARE(bench.store.horizons, 1); // not anew for each claim
    bench.monitor.tell(u"print"_s);
    QCOMPARE(bench.store.overviews, 2);
    bench.page->hide();
    bench.monitor.tell(u"claims"_s);
    QCOMPARE(bench.store.overviews, 2);
    bench.page->show();
    bench.page->activate();
    QCOMPARE(bench.store.overviews, 3);
}

void TestOverviewPage::holdsAnExposureModel()
{
    ExposureModel model;
    const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::Fatal);
    const Overview sums = sampleOverview();
    model.setLines(sums.exposure, sums.total());
    QCOMPARE(model.rowCount(), 5);
    QVERIFY(model.line(3) && !model.line(4) && !model.line(-1));
    model.setLines({}, {});
    QCOMPARE(model.rowCount(), 0);
}

void TestOverviewPage::showsTheTotalWithoutScrolling()
{
    OverviewBench bench;
    bench.show({1232, 796}); // what a window of 1440×900 leaves its page
    QTRY_COMPARE(bench.page->expiry()->model().rowCount(), 30);
    const auto *scroll = bench.page->findChild<QScrollArea *>();
    QTRY_COMPARE(bench.page->exposure()->model()->rowCount(), 5);
    QTRY_COMPARE(scroll->verticalScrollBar()->maximum(), 0);
    const ExposureTable *table = bench.page->exposure();
    const QRect total = table->visualRect(table->model()->index(4, 0));
    const QPoint foot = table->viewport()->mapTo(scroll->viewport(), total.bottomLeft());
    QVERIFY2(foot.y() < scroll->viewport()->height(), qPrintable(QString::number(foot.y())));
}

void TestOverviewPage::fitsWithoutScrollingSideways()
{
    OverviewBench bench;
    bench.show({1072, 700});
    QTRY_VERIFY(bench.page->isLoaded());
    const auto *scroll = bench.page->findChild<QScrollArea *>();
    QVERIFY(scroll);
    QVERIFY2(scroll->widget()->minimumSizeHint().width() <= scroll->viewport()->width(),
             qPrintable(QString::number(scroll->widget()->minimumSizeHint().width())));
    QCOMPARE(bench.page->exposure()->horizontalScrollBar()->maximum(), 0);
}

void TestOverviewPage::isAccessible()
{
    OverviewBench bench;
    bench.show();
    QTRY_VERIFY(bench.page->isLoaded());
    QCOMPARE(markupLabels(bench.page.get()), QStringList());
    QCOMPARE(namelessControls(bench.page.get()), QStringList());
    QCOMPARE(bench.page->riskFigure()->accessibleName(), u"At risk until settled $86.40"_s);
    QVERIFY(bench.page->today()->view()->accessibleDescription().contains(u"claims today"_s));
    QVERIFY(bench.page->active()->rows().first()->accessibleName().contains(u"64 per cent"_s));
}

SCRIP_UI_TEST_MAIN(TestOverviewPage)
#include "tst_overview_page.moc"
