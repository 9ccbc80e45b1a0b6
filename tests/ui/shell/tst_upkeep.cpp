// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/events/fake_ports.h"
#include "ui/overview/fake_overview_store.h"
#include "ui/testing.h"

#include "ui/shell/jobs.h"
#include "ui/shell/status_line.h"
#include "ui/shell/upkeep.h"
#include "ui/shell/window_actions.h"
#include "ui/widgets/label.h"

#include <QPushButton>
#include <QSignalSpy>

using namespace scrip;
using namespace scrip::testing;
using namespace Qt::StringLiterals;

namespace {

/// Passes of as many steps as a test says.
class FakeMaintenance : public Maintenance
{
public:
    MaintenanceStatus now{{}, 0, true};
    QStringList steps; ///< Where each step went on from.
    int wanted = 1;
    bool busy = false;
    bool fails = false;

    Answer<MaintenancePass> step(const QString &after) override
    {
        steps.append(after);
        if (fails)
            return answered<MaintenancePass>(notHere());
        MaintenancePass pass;
        pass.busy = busy;
        if (!busy && steps.size() % wanted != 0)
            pass.next = QString::number(steps.size());
        else if (!busy)
            now = {sampleTime(u"2026-11-21T06:32:00Z"_s), 0, false};
        return answered<MaintenancePass>(pass);
    }
    Answer<MaintenanceStatus> status() override { return answered<MaintenanceStatus>(now); }
};

struct UpkeepBench
{
    FakeMaintenance maintenance;
    FakeOverviewStore store;
    FakeMonitor monitor;
    Upkeep upkeep{maintenance, store, monitor};
    QSignalSpy changed{&upkeep, &Upkeep::changed};

    UpkeepBench() { store.sums = sampleOverview(); }
};

} // namespace

/// Maintenance out of the console, and what the window tells of it.
class TestUpkeep : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void makesAPassWhenNobodyDid();
    void leavesItToWhoeverDidLately();
    void leavesItToAdmins_data();
    void leavesItToAdmins();
    void onlyLooksWhenTold();
    void waitsForNobody();
    void goesOnAfterAFailure();
    void countsWhatNeedsAPerson();
    void forgetsWhenTheConnectionIsLost();
    void tellsHowLongAgo_data();
    void tellsHowLongAgo();
    void showsItInTheStatusLine();
};

void TestUpkeep::makesAPassWhenNobodyDid()
{
    UpkeepBench bench;
    bench.maintenance.wanted = 3;
    bench.upkeep.look();
    QTRY_COMPARE(bench.maintenance.steps, (QStringList{QString(), u"1"_s, u"2"_s}));
    QTRY_VERIFY(!bench.upkeep.isPassing() && !bench.changed.isEmpty());
    QVERIFY(bench.upkeep.state().known);
}

void TestUpkeep::leavesItToWhoeverDidLately()
{
    UpkeepBench bench;
    bench.maintenance.now = {sampleTime(u"2026-11-21T06:32:00Z"_s), 5, false};
    bench.upkeep.look();
    QTRY_VERIFY(!bench.changed.isEmpty());
    QVERIFY(bench.maintenance.steps.isEmpty());
}

void TestUpkeep::leavesItToAdmins_data()
{
    QTest::addColumn<QString>("role");
    for (const char *role : {"staff", "support", "auditor"})
        QTest::newRow(role) << QString::fromLatin1(role);
}

void TestUpkeep::leavesItToAdmins()
{
    QFETCH(QString, role);
    UpkeepBench bench;
    bench.monitor.be({role});
    QTRY_VERIFY(!bench.changed.isEmpty());
    QVERIFY(bench.maintenance.steps.isEmpty());
    bench.monitor.who.inRecovery = true;
    bench.monitor.be({u"admin"_s});
    QTRY_COMPARE_WITH_TIMEOUT(bench.upkeep.isPassing(), false, 1000);
    QVERIFY(bench.maintenance.steps.isEmpty()); // a replica
}

void TestUpkeep::onlyLooksWhenTold()
{
    UpkeepBench bench;
    bench.upkeep.setPasses(false);
    bench.upkeep.look();
    QTRY_VERIFY(!bench.changed.isEmpty());
    QVERIFY(bench.maintenance.steps.isEmpty());
}

void TestUpkeep::waitsForNobody()
{
    UpkeepBench bench;
    bench.maintenance.busy = true;
    bench.upkeep.look();
    QTRY_COMPARE(bench.maintenance.steps.size(), 1);
    QTRY_VERIFY(!bench.upkeep.isPassing());
}

void TestUpkeep::goesOnAfterAFailure()
{
    UpkeepBench bench;
    bench.maintenance.fails = true;
    bench.upkeep.look();
    QTRY_VERIFY(!bench.changed.isEmpty());
    QVERIFY(!bench.upkeep.isPassing());
    bench.maintenance.fails = false;
    bench.upkeep.look();
    QTRY_COMPARE(bench.maintenance.steps.size(), 2);
}

void TestUpkeep::countsWhatNeedsAPerson()
{
    UpkeepBench bench;
    bench.upkeep.look();
    QTRY_COMPARE(bench.upkeep.state().matters, 3);
    bench.store.sums.approvals.clear();
    bench.monitor.tell(u"event"_s);
    QTRY_COMPARE(bench.upkeep.state().matters, 2);
    const int asked = bench.store.overviews;
    bench.monitor.tell(u"print"_s);
    QCOMPARE(bench.store.overviews, asked);
}

void TestUpkeep::forgetsWhenTheConnectionIsLost()
{
    UpkeepBench bench;
    bench.upkeep.look();
    QTRY_COMPARE(bench.upkeep.state().matters, 3);
    bench.monitor.go(ConnectionState::Lost);
    QVERIFY(!bench.upkeep.state().known);
    const auto steps = bench.maintenance.steps.size();
    bench.upkeep.look();
    QCoreApplication::processEvents();
    QCOMPARE(bench.maintenance.steps.size(), steps);
}

void TestUpkeep::tellsHowLongAgo_data()
{
    QTest::addColumn<qint64>("age");
    QTest::addColumn<QString>("text");
    QTest::newRow("now") << qint64(0) << u"maintained 0 s ago"_s;
    QTest::newRow("seconds") << qint64(119) << u"maintained 119 s ago"_s;
    QTest::newRow("minutes") << qint64(120) << u"maintained 2 min ago"_s;
    QTest::newRow("hours") << qint64(7200) << u"maintained 2 h ago"_s;
    QTest::newRow("days") << qint64(200'000) << u"maintained 2 d ago"_s;
}

void TestUpkeep::tellsHowLongAgo()
{
    QFETCH(qint64, age);
    QTEST(maintainedText(sampleTime(u"2026-11-21T06:32:00Z"_s), age), "text");
    QCOMPARE(maintainedText({}, age), u"never maintained"_s);
}

void TestUpkeep::showsItInTheStatusLine()
{
    Jobs jobs;
    QWidget owner;
    WindowActions actions(&owner);
    StatusLine line(jobs, actions, nullptr);
    line.resize(1000, 28);
    line.show();
    QVERIFY(!line.matters()->isVisible());
    ConnectionStatus status;
    status.state = ConnectionStatus::State::Connected;
    status.databaseTime = sampleTime(u"2026-11-21T06:32:07Z"_s);
    line.setConnection(status);
    line.setUpkeep({true, {sampleTime(u"2026-11-21T06:32:00Z"_s), 30, false}, 2});
    QVERIFY(line.matters()->isVisible());
    QCOMPARE(line.matters()->text(), u"2 open"_s);
    const auto labels = line.findChildren<Label *>();
    QVERIFY(std::any_of(labels.cbegin(), labels.cend(), [](const Label *label) {
        return label->isVisible() && label->text().startsWith(u"maintained 3"_s);
    }));
    QSignalSpy wanted(&line, &StatusLine::mattersRequested);
    QTest::mouseClick(line.matters(), Qt::LeftButton);
    QCOMPARE(wanted.size(), 1);
    line.setUpkeep({true, {{}, 0, true}, 0});
    QVERIFY(!line.matters()->isVisible());
    status.state = ConnectionStatus::State::Lost;
    line.setConnection(status);
    QVERIFY(std::none_of(labels.cbegin(), labels.cend(), [](const Label *label) {
        return label->isVisible() && label->text().contains(u"maintained"_s);
    }));
}

SCRIP_UI_TEST_MAIN(TestUpkeep)
#include "tst_upkeep.moc"
