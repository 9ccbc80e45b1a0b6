// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/globals.h"
#include "cli/harness.h"

#include <QtTest>

using namespace Qt::StringLiterals;

namespace scrip {

/// The options of every call, and how a call finds its database.
class GlobalsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void beforeOrAfterTheNoun_data();
    void beforeOrAfterTheNoun();
    void databaseComesFrom();
    void noDatabaseSaysHowToGetOne();
    void passwordsAreTheGatewaysToRefuse();
    void waits_data();
    void waits();
    void keys_data();
    void keys();
    void asIsAName();
    void jsonOrTable();
    void oneKeyForAllWritesOfACall();
};

void GlobalsTest::beforeOrAfterTheNoun_data()
{
    QTest::addColumn<QString>("words");
    QTest::newRow("before")
        << u"--db service=x --key k1 --as bob --wait 2s --json event pause 0190f3a1-0000-7000-8000-000000000001 --reason r"_s;
    QTest::newRow("between")
        << u"event --db service=x --key k1 pause --as bob --wait=2s --json 0190f3a1-0000-7000-8000-000000000001 --reason r"_s;
    QTest::newRow("after")
        << u"event pause 0190f3a1-0000-7000-8000-000000000001 --reason r --db=service=x --key=k1 --as=bob --wait=2s --json"_s;
}

void GlobalsTest::beforeOrAfterTheNoun()
{
    QFETCH(QString, words);
    CliHarness harness;
    const CliCall call = harness.call(words.split(u' '));
    QCOMPARE(call.status, 0);
    QCOMPARE(harness.gateway.opened.target, u"service=x"_s);
    QCOMPARE(harness.gateway.opened.waitMs, 2000);
    const WriteContext write = harness.gateway.log.writes.value(0);
    QCOMPARE(write.key, u"k1"_s);
    QCOMPARE(write.as, u"bob"_s);
    QCOMPARE(write.reason, u"r"_s);
}

void GlobalsTest::databaseComesFrom()
{
    CliHarness harness;
    harness.call("event list");
    QCOMPARE(harness.gateway.opened.target, u"host=/run/sandbox"_s);
    harness.environment.insert(u"SCRIP_DB"_s, u"service=env"_s);
    harness.call("event list");
    QCOMPARE(harness.gateway.opened.target, u"service=env"_s);
    harness.call("event list --db service=option");
    QCOMPARE(harness.gateway.opened.target, u"service=option"_s);
}

void GlobalsTest::noDatabaseSaysHowToGetOne()
{
    CliHarness harness;
    harness.gateway.cluster.running = false;
    const CliCall call = harness.call("event list");
    QCOMPARE(call.status, 3);
    QCOMPARE(call.errorName(), u"connection_failed"_s);
    QVERIFY(call.error()["hint"_L1].toString().contains(u"scrip sandbox start"_s));
    QVERIFY(call.out.isEmpty());
}

void GlobalsTest::passwordsAreTheGatewaysToRefuse()
{
    CliHarness harness;
    harness.gateway.refuses = Failure::named(u"usage"_s, u"A password does not belong here."_s, u"db"_s);
    QCOMPARE(harness.call("event list --db password=x").status, 2);
    harness.gateway.refuses = Failure::named(u"schema_too_new"_s, {});
    const CliCall call = harness.call("event list");
    QCOMPARE(call.status, 3);
    QVERIFY(!call.error()["message"_L1].toString().isEmpty());
}

void GlobalsTest::waits_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<int>("ms");
    QTest::newRow("seconds") << u"15s"_s << 15'000;
    QTest::newRow("milliseconds") << u"500ms"_s << 500;
    QTest::newRow("minutes") << u"2m"_s << 120'000;
    QTest::newRow("hours") << u"1h"_s << 3'600'000;
    QTest::newRow("bare") << u"3"_s << 3'000;
    QTest::newRow("none") << u"0"_s << 0;
    for (const char *bad : {"", "s", "-1s", "1.5s", "15 s", "1d", "25h", "99999999999s", "٣s", "soon"})
        QTest::newRow(bad) << QString::fromUtf8(bad) << -1;
}

void GlobalsTest::waits()
{
    QFETCH(QString, text);
    QFETCH(int, ms);
    QCOMPARE(cli::parseSpan(text).value_or(-1), ms);
    CliHarness harness;
    const CliCall call = harness.call({u"event"_s, u"list"_s, u"--wait="_s + text});
    QCOMPARE(call.status, ms < 0 ? 2 : 0);
    if (ms >= 0)
        QCOMPARE(harness.gateway.opened.waitMs, ms);
}

void GlobalsTest::keys_data()
{
    QTest::addColumn<QString>("key");
    QTest::addColumn<bool>("good");
    QTest::newRow("short") << u"k"_s << true;
    QTest::newRow("longest") << QString(255, u'k') << true;
    QTest::newRow("blank inside") << u"a b"_s << true;
    QTest::newRow("empty") << u""_s << false;
    QTest::newRow("too long") << QString(256, u'k') << false;
    QTest::newRow("line break") << u"a\nb"_s << false;
    QTest::newRow("escape") << u"a\x1b"_s << false;
}

void GlobalsTest::keys()
{
    QFETCH(QString, key);
    QFETCH(bool, good);
    CliHarness harness;
    const CliCall call = harness.call({u"setting"_s, u"set"_s, u"issuer"_s, u"x"_s, u"--key="_s + key});
    QCOMPARE(call.status, good ? 0 : 2);
    QCOMPARE(harness.gateway.log.calls.isEmpty(), !good);
}

void GlobalsTest::asIsAName()
{
    CliHarness harness;
    QCOMPARE(harness.call({u"setting"_s, u"set"_s, u"issuer"_s, u"x"_s, u"--as"_s, u"a\nb"_s}).status, 1);
    QVERIFY(harness.gateway.log.calls.isEmpty());
}

void GlobalsTest::jsonOrTable()
{
    CliHarness harness;
    QCOMPARE(harness.call("event list --json --table").status, 2);
    QVERIFY(harness.call("event list").out.startsWith("{"));
    QVERIFY(harness.call("event list --table").out.startsWith("ID "));
    harness.terminal = true;
    QVERIFY(harness.call("event list").out.contains("ID "));
    QVERIFY(harness.call("event list --json").out.startsWith("{"));
    QVERIFY(harness.call("event show x --json").err.startsWith("{"));
    QVERIFY(harness.call("event show x").err.startsWith("scrip: "));
}

void GlobalsTest::oneKeyForAllWritesOfACall()
{
    CliHarness harness;
    harness.call("setting set issuer a");
    harness.call("setting set issuer b");
    QVERIFY(!harness.gateway.log.writes.at(0).key.isEmpty());
    QVERIFY(harness.gateway.log.writes.at(0).key != harness.gateway.log.writes.at(1).key);
    const CliCall again = harness.call("setting set issuer b --key same");
    QCOMPARE(again.object()["replayed"_L1].toBool(true), false);
    QCOMPARE(harness.call("setting set issuer b --key same").object()["replayed"_L1].toBool(false), true);
}

} // namespace scrip

QTEST_GUILESS_MAIN(scrip::GlobalsTest)
#include "globals_test.moc"
