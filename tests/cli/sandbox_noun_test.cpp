// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/harness.h"

#include <QtTest>

using namespace Qt::StringLiterals;

namespace scrip {

class SandboxNounTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void cluster();
    void directoryIsMadeWhole();
    void addUser();
    void spend();
    void pays();
    void claimsAsTheBackend();
    void badClaims_data();
    void badClaims();
    void badSpending_data();
    void badSpending();
    void setTime();
    void badTimes_data();
    void badTimes();
};

void SandboxNounTest::cluster()
{
    CliHarness harness;
    const CliCall started = harness.call("sandbox start --empty");
    for (const char *field : {"dsn", "dir", "running", "version"})
        QVERIFY(started.object().contains(QLatin1StringView(field)));
    harness.call("sandbox start");
    harness.call("sandbox reset --empty");
    const CliCall stopped = harness.call("sandbox stop");
    QVERIFY(stopped.object()["dsn"_L1].isNull());
    QCOMPARE(stopped.object()["running"_L1].toBool(true), false);
    QCOMPARE(harness.call("sandbox status").status, 0);
    QCOMPARE(harness.gateway.log.calls,
             (QStringList{u"start empty"_s, u"start demo"_s, u"reset empty"_s, u"stop"_s}));
}

void SandboxNounTest::directoryIsMadeWhole()
{
    CliHarness harness;
    QCOMPARE(harness.call("sandbox status --dir there").object()["dir"_L1].toString(),
             QDir::current().absoluteFilePath(u"there"_s));
    QCOMPARE(harness.call("sandbox status").object()["dir"_L1].toString(), u"/usual"_s);
}

void SandboxNounTest::addUser()
{
    CliHarness harness;
    harness.call("sandbox add-user --email a@b.c --username ada --organization Analytical");
    QCOMPARE(harness.gateway.log.calls.last(), u"addUser host=/run/sandbox|a@b.c|ada|Analytical"_s);
    harness.call("sandbox add-user --email a@b.c --db host=x");
    QCOMPARE(harness.gateway.log.calls.last(), u"addUser host=x|a@b.c||"_s);
}

void SandboxNounTest::spend()
{
    CliHarness harness;
    harness.call(
        "sandbox spend --organization 0190f3a1-0000-7000-8000-000000000001 --amount 1.250 --at 2027-01-01T00:00:00Z "
        "--no-log");
    const SandboxSpend &spent = harness.gateway.cluster.spent;
    QCOMPARE(spent.amount, u"1.25"_s);
    QCOMPARE(spent.at, QDateTime({2027, 1, 1}, {0, 0}, Qt::UTC));
    QVERIFY(!spent.log);
    harness.call("sandbox spend --organization 000000000001 --amount 1");
    QCOMPARE(harness.gateway.cluster.spent.organization, organizationIdOf(1));
}

void SandboxNounTest::pays()
{
    CliHarness harness;
    QCOMPARE(harness.call("sandbox payment --organization 000000000001 --amount 50.0").status, 0);
    QCOMPARE(harness.gateway.log.calls.last(),
             u"payment host=/run/sandbox|%1|50.00"_s.arg(organizationIdOf(1).toText()));
    QCOMPARE(harness.call("sandbox payment --organization 000000000001 --amount -1").errorName(),
             u"invalid_amount"_s);
    QCOMPARE(harness.call("sandbox payment --organization 0190ffff --amount 1").errorName(), u"not_found"_s);
}

void SandboxNounTest::claimsAsTheBackend()
{
    CliHarness harness;
    harness.input = "NEAR-ABCD-EFGH-JKLM-ZZZ1\n";
    const CliCall call = harness.call("sandbox backend-claim --event 000000000001 --code - --email ada@example.com");
    QVERIFY2(call.status == 0, call.err.constData());
    const SandboxClaim &claim = harness.gateway.cluster.claimed;
    QCOMPARE(claim.event, eventIdOf(1));
    QCOMPARE(claim.code, u"NEAR-ABCD-EFGH-JKLM-ZZZ1"_s);
    QCOMPARE(claim.email, u"ada@example.com"_s);
    QVERIFY(!call.out.contains("ABCD"));
}

void SandboxNounTest::badClaims_data()
{
    QTest::addColumn<QString>("words");
    QTest::addColumn<QString>("name");
    QTest::newRow("no event") << u"--event 0190ffff --code NEAR-X --email a@b.c"_s << u"not_found"_s;
    QTest::newRow("no code") << u"--event 000000000001 --code NEAR-\u0416 --email a@b.c"_s << u"invalid_code"_s;
    QTest::newRow("nobody") << u"--event 000000000001 --code NEAR-X"_s << u"usage"_s;
}

void SandboxNounTest::badClaims()
{
    QFETCH(QString, words);
    QFETCH(QString, name);
    CliHarness harness;
    QCOMPARE(harness.call(QStringList{u"sandbox"_s, u"backend-claim"_s} + words.split(u' ')).errorName(), name);
    QVERIFY(!harness.gateway.log.calls.contains(u"backendClaim"_s));
}

void SandboxNounTest::badSpending_data()
{
    QTest::addColumn<QString>("words");
    QTest::addColumn<QString>("name");
    const QString id = u"0190f3a1-0000-7000-8000-000000000001"_s;
    QTest::newRow("negative") << u"--organization %1 --amount -5"_s.arg(id) << u"invalid_amount"_s;
    QTest::newRow("too exact") << u"--organization %1 --amount 0.0000000001"_s.arg(id) << u"invalid_amount"_s;
    QTest::newRow("nobody's id") << u"--organization 0190ffff --amount 5"_s << u"not_found"_s;
    QTest::newRow("no time") << u"--organization %1 --amount 5 --at never"_s.arg(id) << u"invalid_date"_s;
}

void SandboxNounTest::badSpending()
{
    QFETCH(QString, words);
    QFETCH(QString, name);
    CliHarness harness;
    QCOMPARE(harness.call(QStringList{u"sandbox"_s, u"spend"_s} + words.split(u' ')).errorName(), name);
    QVERIFY(!harness.gateway.log.calls.contains(u"spend"_s));
}

void SandboxNounTest::setTime()
{
    CliHarness harness;
    harness.call("sandbox set-time --to 2027-01-01T08:00");
    QCOMPARE(harness.gateway.cluster.movedTo, QDateTime({2027, 1, 1}, {7, 0}, Qt::UTC)); // Berlin
    harness.call("sandbox set-time --forward 3d");
    QCOMPARE(harness.gateway.log.calls.last(), u"setTime 3d"_s);
    QCOMPARE(harness.call("sandbox set-time --real").status, 0);
    QVERIFY(!harness.gateway.cluster.movedTo.isValid());
}

void SandboxNounTest::badTimes_data()
{
    QTest::addColumn<QStringList>("options");
    QTest::addColumn<int>("status");
    QTest::newRow("none") << QStringList() << 2;
    QTest::newRow("two") << QStringList{u"--real"_s, u"--forward=3d"_s} << 2;
    QTest::newRow("empty forward") << QStringList{u"--forward="_s} << 2;
    QTest::newRow("empty time") << QStringList{u"--to="_s} << 1;
    QTest::newRow("no day") << QStringList{u"--to=2027-02-30"_s} << 1;
}

void SandboxNounTest::badTimes()
{
    QFETCH(QStringList, options);
    QFETCH(int, status);
    CliHarness harness;
    QCOMPARE(harness.call(QStringList{u"sandbox"_s, u"set-time"_s} + options).status, status);
    QVERIFY(harness.gateway.log.calls.filter(u"setTime"_s).isEmpty());
}

} // namespace scrip

QTEST_GUILESS_MAIN(scrip::SandboxNounTest)
#include "sandbox_noun_test.moc"
