// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/harness.h"

#include <QJsonArray>
#include <QtTest>

#include <csignal>
#include <thread>

using namespace Qt::StringLiterals;

namespace scrip {

/// Taking credit away: one grant, many, and what was spent.
class GrantVoidsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void previewsWithoutWriting();
    void voidsOne();
    void clawsBack();
    void clawBackAmounts_data();
    void clawBackAmounts();
    void previewsMany();
    void tellsEachCurrency();
    void voidsMany();
    void aNegativeAnswerNamesTheCount();
    void malformedCalls_data();
    void malformedCalls();
    void ctrlCSaysHowToGoOn();
    void people();
};

void GrantVoidsTest::previewsWithoutWriting()
{
    CliHarness harness;
    const CliCall call = harness.call("grant void 000000000001 --preview");
    QCOMPARE(call.status, 0);
    const QJsonObject answer = call.object();
    QCOMPARE(answer["forfeited"_L1].toString(), u"15.00"_s);
    QCOMPARE(answer["consumed"_L1].toString(), u"10.00"_s);
    QCOMPARE(answer["balance_before"_L1].toString(), u"65.00"_s);
    QCOMPARE(answer["balance_after"_L1].toString(), u"50.00"_s);
    QCOMPARE(answer["blocked_after"_L1].toBool(true), false);
    QCOMPARE(answer["grant"_L1].toObject()["id"_L1].toString(), grantIdOf(1).toText());
    QVERIFY(!answer.contains(u"replayed"_s));
    QVERIFY(harness.gateway.log.writes.isEmpty());
    QCOMPARE(harness.call("grant claw-back 000000000001 --preview --reason x").status, 0);
    QCOMPARE(harness.gateway.log.calls, (QStringList{u"previewVoid"_s, u"previewClawBack"_s}));
}

void GrantVoidsTest::voidsOne()
{
    CliHarness harness;
    const CliCall call = harness.call("grant void 000000000001 --reason=--x --key k1 --as mara");
    QCOMPARE(call.status, 0);
    QCOMPARE(harness.gateway.log.calls, QStringList{u"void"_s});
    QCOMPARE(harness.gateway.log.writes.first().reason, u"--x"_s);
    QCOMPARE(harness.gateway.log.writes.first().key, u"k1"_s);
    QCOMPARE(call.object()["replayed"_L1].toBool(true), false);
    // What the preview showed, but for the note whether it was done before.
    QJsonObject done = call.object();
    done.remove(u"replayed"_s);
    QCOMPARE(harness.call("grant void 000000000001 --preview").object(), done);
}

void GrantVoidsTest::clawsBack()
{
    CliHarness harness;
    const CliCall call = harness.call("grant claw-back 000000000001 --reason fraud");
    QCOMPARE(call.status, 0);
    QVERIFY(harness.gateway.grants.amount.isEmpty()); // all of it
    QCOMPARE(call.object()["clawed_back"_L1].toString(), u"25.00"_s);
    QCOMPARE(call.object()["overdraft_after"_L1].toString(), u"10.00"_s);
    QCOMPARE(call.object()["forfeited"_L1].toString(), u"15.00"_s);
    QCOMPARE(call.object()["replayed"_L1].toBool(true), false);
    harness.call("grant claw-back 000000000001 --reason fraud --amount 7.5");
    QCOMPARE(harness.gateway.grants.amount, u"7.50"_s);
}

void GrantVoidsTest::clawBackAmounts_data()
{
    QTest::addColumn<QString>("amount");
    for (const char *amount : {"0", "-1", "1e3", "x", "", "0.0000000001"})
        QTest::newRow(*amount ? amount : "empty") << QString::fromLatin1(amount);
}

void GrantVoidsTest::clawBackAmounts()
{
    QFETCH(QString, amount);
    CliHarness harness;
    const CliCall call =
        harness.call({u"grant"_s, u"claw-back"_s, u"000000000001"_s, u"--reason"_s, u"r"_s, u"--amount"_s, amount});
    QCOMPARE(call.errorName(), u"invalid_amount"_s);
    QCOMPARE(call.status, 1);
    QVERIFY(harness.gateway.log.calls.isEmpty());
}

void GrantVoidsTest::previewsMany()
{
    CliHarness harness;
    const CliCall call =
        harness.call({u"grant"_s, u"void"_s, u"--all-matching"_s, u"--event"_s, eventIdOf(2).toText(),
                      u"--organization"_s, organizationIdOf(1).toText(), u"--status"_s, u"active"_s, u"--preview"_s});
    QCOMPARE(call.status, 0);
    QCOMPARE(harness.gateway.grants.filter.event, eventIdOf(2));
    QCOMPARE(harness.gateway.grants.filter.organization, organizationIdOf(1));
    QVERIFY(harness.gateway.grants.filter.status == GrantStatus::Active);
    QCOMPARE(call.object()["count"_L1].toInt(), 3);
    QCOMPARE(call.object()["forfeited"_L1].toString(), u"45.00"_s);
    QCOMPARE(call.object()["consumed"_L1].toString(), u"30.00"_s);
    QCOMPARE(call.object()["balance_before"_L1].toString(), u"100.00"_s);
    QCOMPARE(call.object()["balance_after"_L1].toString(), u"55.00"_s);
    QCOMPARE(call.object()["blocked_after"_L1].toInt(), 1);
    QVERIFY(!call.object().contains(u"currencies"_s));
    QVERIFY(harness.gateway.log.writes.isEmpty());
}

void GrantVoidsTest::tellsEachCurrency()
{
    CliHarness harness;
    const Currency euro(u"EUR"_s);
    FakeGrants &grants = harness.gateway.grants;
    grants.preview.currencies = {grants.preview.sum,
                                 {Money(9 * Money::unit, euro), Money(2 * Money::unit, euro),
                                  Money(12 * Money::unit, euro), Money(3 * Money::unit, euro)}};
    grants.outcome.currencies = grants.preview.currencies;
    const QStringList preview = u"grant void --all-matching --status active --preview"_s.split(u' ');
    const QStringList run = u"grant void --all-matching --status active --reason r --expect 3"_s.split(u' ');
    const QStringList table{u"--table"_s};
    const QJsonArray sums = harness.call(preview).object()["currencies"_L1].toArray();
    QCOMPARE(sums.size(), 2);
    QCOMPARE(sums.at(0)["currency"_L1].toString(), u"USD"_s);
    QCOMPARE(sums.at(1).toObject(), QJsonObject({{u"currency"_s, u"EUR"_s},
                                                 {u"forfeited"_s, u"9.00"_s},
                                                 {u"consumed"_s, u"2.00"_s},
                                                 {u"balance_before"_s, u"12.00"_s},
                                                 {u"balance_after"_s, u"3.00"_s}}));
    QCOMPARE(harness.call(run).object()["currencies"_L1].toArray().at(1).toObject(),
             QJsonObject({{u"currency"_s, u"EUR"_s}, {u"forfeited"_s, u"9.00"_s}}));
    const QByteArray told = harness.call(preview + table).out;
    QVERIFY2(told.contains("\nEUR            9.00      2.00           12.00           3.00\n"), told.constData());
    const QByteArray done = harness.call(run + table).out;
    QVERIFY2(done.contains("\nEUR            9.00\n"), done.constData());
}

void GrantVoidsTest::voidsMany()
{
    CliHarness harness;
    harness.gateway.grants.outcome.voided = 2;
    harness.gateway.grants.outcome.skipped = {{grantIdOf(2), u"grant_depleted"_s}};
    const CliCall call = harness.call("grant void --all-matching --status pending --reason leak --expect 3 --key k1");
    QCOMPARE(call.status, 0);
    QCOMPARE(harness.gateway.grants.bulk.expected, 3);
    QVERIFY(harness.gateway.grants.bulk.filter.status == GrantStatus::Pending);
    QCOMPARE(harness.gateway.log.writes.first().key, u"k1"_s);
    QCOMPARE(harness.gateway.log.writes.first().reason, u"leak"_s);
    QCOMPARE(call.object()["voided"_L1].toInt(), 2);
    QCOMPARE(call.object()["forfeited"_L1].toString(), u"45.00"_s);
    const QJsonObject skipped = call.object()["skipped"_L1].toArray().first().toObject();
    QCOMPARE(skipped["id"_L1].toString(), grantIdOf(2).toText());
    QCOMPARE(skipped["name"_L1].toString(), u"grant_depleted"_s);
}

void GrantVoidsTest::aNegativeAnswerNamesTheCount()
{
    CliHarness harness;
    Failure mismatch = Failure::named(u"count_mismatch"_s, u"7 grants match."_s, u"expect"_s);
    mismatch.detail = {{u"count"_s, 7}};
    harness.gateway.log.fail = mismatch;
    const CliCall call = harness.call("grant void --all-matching --status active --reason r --expect 3");
    QCOMPARE(call.status, 1);
    QCOMPARE(call.errorName(), u"count_mismatch"_s);
    QCOMPARE(call.error()["detail"_L1].toObject()["count"_L1].toInt(), 7);
}

void GrantVoidsTest::malformedCalls_data()
{
    QTest::addColumn<QString>("words");
    QTest::addColumn<QString>("field");
    QTest::newRow("nothing meant") << u"void --reason r"_s << u"id"_s;
    QTest::newRow("one and all") << u"void 000000000001 --all-matching --status active --expect 1"_s << u"id"_s;
    QTest::newRow("all of what") << u"void --all-matching --reason r --expect 3"_s << u"event"_s;
    QTest::newRow("how many") << u"void --all-matching --status active --reason r"_s << u"expect"_s;
    QTest::newRow("voided ones") << u"void --all-matching --status voided --expect 3"_s << u"status"_s;
    QTest::newRow("no status") << u"void --all-matching --status gone --expect 3"_s << u"status"_s;
    QTest::newRow("one by event") << u"void 000000000001 --event 000000000001"_s << u"all_matching"_s;
    QTest::newRow("one and a count") << u"void 000000000001 --expect 1 --reason r"_s << u"all_matching"_s;
    QTest::newRow("nothing clawed back") << u"claw-back --reason r"_s << u"id"_s;
}

void GrantVoidsTest::malformedCalls()
{
    QFETCH(QString, words);
    QFETCH(QString, field);
    CliHarness harness;
    const CliCall call = harness.call(QStringList{u"grant"_s} + words.split(u' '));
    QCOMPARE(call.status, 2);
    QCOMPARE(call.error()["field"_L1].toString(), field);
    QVERIFY(harness.gateway.log.calls.isEmpty());
    for (const char *count : {"-1", "x", "1.5", ""})
        QCOMPARE(harness
                     .call({u"grant"_s, u"void"_s, u"--all-matching"_s, u"--status"_s, u"active"_s, u"--expect"_s,
                            QString::fromLatin1(count)})
                     .errorName(),
                 u"invalid_count"_s);
}

void GrantVoidsTest::ctrlCSaysHowToGoOn()
{
    CliHarness harness;
    harness.gateway.grants.stopAtChunk = true;
    std::signal(SIGINT, SIG_IGN); // a signal sent before the call listens must not end the test
    std::jthread impatient([](const std::stop_token &stop) {
        while (!stop.stop_requested()) {
            ::kill(::getpid(), SIGINT);
            std::this_thread::yield();
        }
    });
    const CliCall call = harness.call("grant void --all-matching --status active --reason r --expect 3 --key k1");
    impatient.request_stop();
    impatient.join();
    std::signal(SIGINT, SIG_DFL);
    QCOMPARE(call.status, 4);
    QVERIFY(call.out.isEmpty());
    QCOMPARE(call.errorName(), u"unknown_outcome"_s);
    QCOMPARE(call.error()["key"_L1].toString(), u"k1"_s);
    QVERIFY(call.error()["hint"_L1].toString().contains(u"--key k1"_s));
    QVERIFY(call.error()["message"_L1].toString().contains(u"1 of 3"_s));
    QCOMPARE(call.error()["detail"_L1].toObject()["voided"_L1].toInt(), 1);
}

void GrantVoidsTest::people()
{
    CliHarness harness;
    const QByteArray table = harness.call("grant claw-back 000000000001 --preview --table").out;
    for (const char *word : {"Acme", "Balance before", "65.00", "Overdraft after", "10.00"})
        QVERIFY2(table.contains(word), table.constData());
    harness.terminal = true;
    const CliCall many = harness.call("grant void --all-matching --status active --reason r --expect 3");
    QVERIFY(many.out.contains("Voided"));
    QVERIFY(many.err.contains("3 of 3 grants"));
}

} // namespace scrip

QTEST_GUILESS_MAIN(scrip::GrantVoidsTest)
#include "grant_voids_test.moc"
