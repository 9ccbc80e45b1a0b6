// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/harness.h"

#include <QJsonArray>
#include <QtTest>

#include <csignal>

using namespace Qt::StringLiterals;

namespace scrip {

/// Passes of maintenance: one, or one after the other until a signal.
class MaintainNounTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void addsUpTheStepsOfAPass();
    void waitsForSomebodyElse();
    void somebodyElseForTooLong();
    void onceIsOnce();
    void aSignalEndsAPassBehindItsStep();
    void goesOnUntilASignal_data();
    void goesOnUntilASignal();
    void waitsOutALostConnection();
    void waitsForADatabaseThatIsNotThere();
    void leavesOutAPassOfSomebodyElse();
    void whatDoesNotPassEndsIt_data();
    void whatDoesNotPassEndsIt();
    void malformedCalls();

private:
    static MaintenancePass step(qint64 settled, const QString &next)
    {
        MaintenancePass step;
        step.settled = settled;
        step.released = 1;
        step.next = next;
        return step;
    }
    static MaintenancePass busyStep()
    {
        MaintenancePass step;
        step.busy = true;
        return step;
    }
};

void MaintainNounTest::addsUpTheStepsOfAPass()
{
    CliHarness harness;
    MaintenancePass last = step(3, {});
    last.failed << u"0190f3e5"_s;
    last.sealed = 8;
    harness.gateway.maintenance.steps = {step(1, u"a"_s), step(2, u"b"_s), last};
    const CliCall call = harness.call("maintain --once");
    QCOMPARE(call.status, 0);
    QCOMPARE(harness.gateway.maintenance.asked, (QStringList{QString(), u"a"_s, u"b"_s}));
    QCOMPARE(call.object()["settled"_L1].toInt(), 6);
    QCOMPARE(call.object()["released"_L1].toInt(), 3);
    QCOMPARE(call.object()["sealed"_L1].toInt(), 8);
    QCOMPARE(call.object()["failed"_L1].toArray().size(), 1);
    for (const QString &field : {u"attributed"_s, u"reconciled"_s, u"alarms"_s})
        QCOMPARE(call.object()[field].toInt(-1), 0);
}

void MaintainNounTest::waitsForSomebodyElse()
{
    CliHarness harness;
    harness.gateway.maintenance.steps = {step(1, u"a"_s), busyStep(), busyStep(), step(2, {})};
    const CliCall call = harness.call("maintain --once");
    QCOMPARE(call.status, 0);
    // Goes on where it was.
    QCOMPARE(harness.gateway.maintenance.asked, (QStringList{QString(), u"a"_s, u"a"_s, u"a"_s}));
    QCOMPARE(call.object()["settled"_L1].toInt(), 3);
}

void MaintainNounTest::somebodyElseForTooLong()
{
    CliHarness harness;
    harness.gateway.maintenance.steps = {step(1, u"a"_s), busyStep()};
    const CliCall call = harness.call("maintain --once --wait 0ms");
    QCOMPARE(call.status, 1);
    QCOMPARE(call.errorName(), u"busy"_s);
    QCOMPARE(call.error()["detail"_L1].toObject()["settled"_L1].toInt(), 1);
}

void MaintainNounTest::onceIsOnce()
{
    CliHarness harness;
    harness.gateway.maintenance.steps = {Failure::named(u"connection_failed"_s, {}), step(1, {})};
    QCOMPARE(harness.call("maintain --once").status, 3);
    QCOMPARE(harness.gateway.maintenance.asked.size(), 1);
}

void MaintainNounTest::aSignalEndsAPassBehindItsStep()
{
    CliHarness harness;
    harness.gateway.maintenance.steps = {step(1, u"a"_s)};
    harness.gateway.maintenance.whenOut = [&] {
        std::raise(SIGINT);
        harness.gateway.maintenance.steps = {step(2, u"b"_s), step(4, {})};
    };
    const CliCall call = harness.call("maintain --once");
    QCOMPARE(call.status, 4);
    QCOMPARE(call.errorName(), u"unknown_outcome"_s);
    QVERIFY(call.out.isEmpty());
    QCOMPARE(harness.gateway.maintenance.asked, (QStringList{{}, u"a"_s}));
    QCOMPARE(call.error()["detail"_L1].toObject()["settled"_L1].toInt(), 3);
}

void MaintainNounTest::goesOnUntilASignal_data()
{
    QTest::addColumn<int>("number");
    QTest::newRow("SIGTERM") << SIGTERM;
    QTest::newRow("SIGINT") << SIGINT;
}

void MaintainNounTest::goesOnUntilASignal()
{
    QFETCH(int, number);
    CliHarness harness;
    harness.gateway.maintenance.steps = {step(1, u"a"_s), step(2, {}), step(4, {}), step(8, {})};
    harness.gateway.maintenance.whenOut = [number] { std::raise(number); };
    const CliCall call = harness.call("maintain --interval 1ms");
    QCOMPARE(call.status, 0);
    QVERIFY(call.err.isEmpty());
    QCOMPARE(call.object()["settled"_L1].toInt(), 15);
    QCOMPARE(harness.gateway.maintenance.asked, (QStringList{{}, u"a"_s, {}, {}, {}}));
}

void MaintainNounTest::waitsOutALostConnection()
{
    CliHarness harness;
    const Failure lost = Failure::named(u"connection_failed"_s, {});
    harness.gateway.maintenance.steps = {step(1, {}), lost, lost, Failure::named(u"busy"_s, {}), step(2, {})};
    harness.gateway.maintenance.whenOut = [] { std::raise(SIGTERM); };
    const CliCall call = harness.call("maintain --interval 1ms");
    QCOMPARE(call.status, 0);
    QCOMPARE(call.object()["settled"_L1].toInt(), 3);
    QCOMPARE(call.err.count("connection_failed"), 1); // told once, not each time
}

void MaintainNounTest::waitsForADatabaseThatIsNotThere()
{
    CliHarness harness;
    harness.gateway.refuses = Failure::named(u"connection_failed"_s, {});
    harness.gateway.refusals = 3;
    harness.gateway.maintenance.whenOut = [] { std::raise(SIGTERM); };
    const CliCall call = harness.call("maintain --interval 1ms");
    QCOMPARE(call.status, 0);
    QVERIFY(call.err.contains("connection_failed"));
    QCOMPARE(harness.gateway.maintenance.asked.size(), 1);
}

void MaintainNounTest::leavesOutAPassOfSomebodyElse()
{
    CliHarness harness;
    harness.gateway.maintenance.steps = {step(1, u"a"_s), busyStep(), step(2, {})};
    harness.gateway.maintenance.whenOut = [] { std::raise(SIGTERM); };
    const CliCall call = harness.call("maintain --interval 1ms");
    QCOMPARE(call.status, 0);
    // The pass after it begins at the beginning.
    QCOMPARE(harness.gateway.maintenance.asked, (QStringList{{}, u"a"_s, {}, {}}));
    QCOMPARE(call.object()["settled"_L1].toInt(), 3);
}

void MaintainNounTest::whatDoesNotPassEndsIt_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<int>("status");
    QTest::newRow("no right") << u"not_permitted"_s << 5;
    QTest::newRow("a replica") << u"read_only"_s << 5;
    QTest::newRow("no schema") << u"schema_missing"_s << 3;
    QTest::newRow("a defect") << u"internal"_s << 4;
}

void MaintainNounTest::whatDoesNotPassEndsIt()
{
    QFETCH(QString, name);
    QFETCH(int, status);
    CliHarness harness;
    harness.gateway.maintenance.steps = {step(1, {}), Failure::named(name, {})};
    const CliCall call = harness.call("maintain --interval 1ms");
    QCOMPARE(call.errorName(), name);
    QCOMPARE(call.status, status);
    QVERIFY(call.out.isEmpty());
}

void MaintainNounTest::malformedCalls()
{
    for (const char *words : {"maintain --once --interval 5s", "maintain --interval 0s", "maintain --interval soon",
                              "maintain --interval -1s", "maintain now"}) {
        CliHarness harness;
        QCOMPARE(harness.call(words).status, 2);
        QVERIFY(harness.gateway.log.calls.isEmpty());
    }
}

} // namespace scrip

QTEST_GUILESS_MAIN(scrip::MaintainNounTest)
#include "maintain_noun_test.moc"
