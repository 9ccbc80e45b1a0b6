// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/harness.h"

#include <QJsonArray>
#include <QtTest>

using namespace Qt::StringLiterals;

namespace scrip {

/// Connections by name: the list of them, and the test of one.
class ConnectionNounTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void lists();
    void aServiceSavedUnderItsNameIsOne();
    void listsWhatLeadsNowhere();
    void listRefuses();
    void tests();
    void testsWhatEveryCallWouldUse();
    void testOfANameThatIsNot();
    void aStageThatFails();
    void aStageThatFailsForPeople();
};

void ConnectionNounTest::lists()
{
    CliHarness harness;
    const CliCall call = harness.call("connection list");
    QVERIFY2(call.status == 0, call.err.constData());
    const QJsonArray items = call.object()["items"_L1].toArray();
    QCOMPARE(items.size(), 2);
    QCOMPARE(items.first().toObject(), (QJsonObject{{u"name"_s, u"billing"_s},
                                                    {u"source"_s, u"saved"_s},
                                                    {u"service"_s, QJsonValue()},
                                                    {u"host"_s, u"db.example.com"_s},
                                                    {u"port"_s, 5432},
                                                    {u"database"_s, u"billing"_s},
                                                    {u"user"_s, u"mara"_s},
                                                    {u"safety"_s, u"production"_s},
                                                    {u"sslmode"_s, u"verify-full"_s},
                                                    {u"local"_s, false},
                                                    {u"fault"_s, QJsonValue()}}));
    QCOMPARE(items.last()["name"_L1].toString(), u"staging"_s);
    QCOMPARE(items.last()["source"_L1].toString(), u"service"_s);
    QVERIFY(items.last()["safety"_L1].isNull());
    QVERIFY(harness.gateway.opened.program.isEmpty()); // no database is asked
    QVERIFY(harness.call("connection list --table").out.contains("db.example.com"));
}

void ConnectionNounTest::aServiceSavedUnderItsNameIsOne()
{
    CliHarness harness;
    ConnectionProfile staging;
    staging.name = staging.service = u"staging"_s;
    staging.safety = SafetyLevel::Staging;
    harness.gateway.book.profiles << staging;
    const QJsonArray items = harness.call("connection list").object()["items"_L1].toArray();
    QCOMPARE(items.size(), 2);
    QCOMPARE(items.last()["safety"_L1].toString(), u"staging"_s);
}

void ConnectionNounTest::listsWhatLeadsNowhere()
{
    CliHarness harness;
    harness.gateway.book.noAddress = Failure::named(u"usage"_s, u"There is no service of that name."_s);
    const CliCall call = harness.call("connection list");
    QCOMPARE(call.status, 0);
    const QJsonValue first = call.object()["items"_L1].toArray().first();
    QVERIFY(first["host"_L1].isNull());
    QCOMPARE(first["fault"_L1].toString(), u"There is no service of that name."_s);
}

void ConnectionNounTest::listRefuses()
{
    CliHarness harness;
    harness.gateway.book.unreadable = Failure::named(u"usage"_s, u"Broken."_s);
    QCOMPARE(harness.call("connection list").status, 2);
    QCOMPARE(harness.call("connection test elsewhere").status, 2);
}

void ConnectionNounTest::tests()
{
    CliHarness harness;
    for (const QString &name : {u"billing"_s, u"staging"_s}) {
        const CliCall call = harness.call({u"connection"_s, u"test"_s, name});
        QVERIFY2(call.status == 0, call.err.constData());
        QCOMPARE(call.object()["name"_L1].toString(), name);
        QCOMPARE(call.object()["latency_ms"_L1].toDouble(), 1.5);
        QStringList stages;
        for (const auto &stage : call.object()["stages"_L1].toArray())
            stages << stage["stage"_L1].toString() + u':' + stage["outcome"_L1].toString();
        QCOMPARE(stages.join(u' '), u"resolve:ok connect:ok tls:ok login:ok schema:ok role:ok latency:ok"_s);
        QCOMPARE(harness.gateway.book.tested.last(), name);
    }
    QVERIFY(harness.call("connection test billing --table").out.contains("latency"));
}

void ConnectionNounTest::testsWhatEveryCallWouldUse()
{
    CliHarness harness;
    QCOMPARE(harness.call("connection test --db host=elsewhere").status, 0);
    QCOMPARE(harness.call("connection test").status, 0);
    QCOMPARE(harness.gateway.book.tested, (QStringList{u"host=elsewhere"_s, u"host=/run/sandbox"_s}));
    harness.gateway.cluster.running = false;
    QCOMPARE(harness.call("connection test").status, 3);
}

void ConnectionNounTest::testOfANameThatIsNot()
{
    CliHarness harness;
    const CliCall call = harness.call("connection test host=x");
    QCOMPARE(call.errorName(), u"not_found"_s);
    QCOMPARE(call.status, 1);
    QVERIFY(harness.gateway.book.tested.isEmpty());
}

void ConnectionNounTest::aStageThatFails()
{
    CliHarness harness;
    harness.gateway.book.failAt(u"login"_s,
                                Failure::named(u"connection_failed"_s, u"Not let in."_s, u"login"_s, u"Try."_s));
    const CliCall call = harness.call("connection test billing");
    QCOMPARE(call.status, 3);
    QVERIFY(call.out.isEmpty());
    QCOMPARE(call.errorName(), u"connection_failed"_s);
    QCOMPARE(call.error()["field"_L1].toString(), u"login"_s);
    const QJsonArray stages = call.error()["detail"_L1]["stages"_L1].toArray();
    QCOMPARE(stages.at(3)["outcome"_L1].toString(), u"failed"_s);
    QCOMPARE(stages.at(3)["message"_L1].toString(), u"Not let in."_s);
    QCOMPARE(stages.at(6)["outcome"_L1].toString(), u"skipped"_s);
    QVERIFY(stages.at(6)["message"_L1].isNull());
    harness.gateway.book.failAt(u"role"_s, Failure::named(u"not_permitted"_s, u"No role."_s));
    QCOMPARE(harness.call("connection test billing").status, 5);
}

void ConnectionNounTest::aStageThatFailsForPeople()
{
    CliHarness harness;
    harness.gateway.book.failAt(u"tls"_s, Failure::named(u"connection_failed"_s, u"Not safe."_s));
    const CliCall call = harness.call("connection test billing --table");
    QVERIFY(call.out.isEmpty());
    QVERIFY2(call.err.startsWith("resolve: ok. Fine.\nconnect: ok. Fine.\ntls: failed. Not safe.\nscrip: Not safe."),
             call.err.constData());
}

} // namespace scrip

QTEST_GUILESS_MAIN(scrip::ConnectionNounTest)
#include "connection_noun_test.moc"
