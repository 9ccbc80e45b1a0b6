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
}

void SandboxNounTest::badSpending_data()
{
    QTest::addColumn<QString>("words");
    QTest::addColumn<QString>("name");
    const QString id = u"0190f3a1-0000-7000-8000-000000000001"_s;
    QTest::newRow("negative") << u"--organization %1 --amount -5"_s.arg(id) << u"invalid_amount"_s;
    QTest::newRow("too exact") << u"--organization %1 --amount 0.0000000001"_s.arg(id) << u"invalid_amount"_s;
    QTest::newRow("no id") << u"--organization 0190f3a1 --amount 5"_s << u"not_found"_s;
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
