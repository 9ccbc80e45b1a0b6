// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/fake_grant_stores.h"
#include "ui/events/event_words.h"
#include "ui/testing.h"

#include "ui/grants/effect_panel.h"
#include "ui/grants/grant_actions.h"
#include "ui/grants/grant_filter_bar.h"
#include "ui/grants/grant_words.h"
#include "ui/grants/money_figure.h"
#include "ui/grants/settle_run.h"
#include "ui/widgets/failure_words.h"

#include <QSignalSpy>
#include <QVBoxLayout>

using namespace scrip;
using namespace scrip::testing;
using namespace Qt::StringLiterals;

/// The words and figures of grants, and the walk over what is due, without a page.
class TestGrantWords : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void tellsFailures_data();
    void tellsFailures();
    void leadsOnlyWithWhatIsCertain();
    void sharesTheBarOut();
    void tellsWhereItCameFrom();
    void namesEveryValue();
    void subtractsExactly();
    void fallsBackOnUtc();

    void writesAllDecimals_data();
    void writesAllDecimals();
    void showsCountsAndAmounts();

    void comparesFilters();
    void knowsWhatABulkVoidMeets();

    void walksOverPages();
    void keysFollowFromTheRun();
    void goesOnBehindARefusal();
    void asksForTheOneInDoubtUntilItIsKnown();
    void stopsBetweenTwo();
    void dropsAnEarlierReckoning();
};

void TestGrantWords::tellsFailures_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<QString>("part");
    QTest::newRow("rights") << u"not_permitted"_s << u"An admin can"_s;
    QTest::newRow("busy") << u"busy"_s << u"Nothing was written"_s;
    QTest::newRow("gone") << u"connection_failed"_s << u"Nothing was sent"_s;
    QTest::newRow("lost") << u"unknown_outcome"_s << u"nothing is booked twice"_s;
    QTest::newRow("backend") << u"grant_owned_by_backend"_s << u"Refund the payment there"_s;
    QTest::newRow("count") << u"count_mismatch"_s << u"Nothing was voided"_s;
    QTest::newRow("stored") << u"grant_expired"_s << u"as the database said it"_s;
}

void TestGrantWords::tellsFailures()
{
    QFETCH(QString, name);
    QFETCH(QString, part);
    Failure failure = Failure::named(name, u"as the database said it"_s, {}, u"Do this."_s);
    QVERIFY2(grantFailureWords(failure).contains(part), qPrintable(grantFailureWords(failure)));
    QVERIFY(grantFailureWords(failure).endsWith(u"Do this."_s));
    failure = Failure::named(u"internal"_s, {});
    QVERIFY(!grantFailureWords(failure).isEmpty());
    QCOMPARE(grantFailureWords(Failure::cancelled()), u"It was cancelled."_s);
}

void TestGrantWords::leadsOnlyWithWhatIsCertain()
{
    QCOMPARE(failureLead(Failure::named(u"busy"_s, {})), u"Not done."_s);
    QCOMPARE(failureLead(Failure::named(u"unknown_outcome"_s, {})), u"Not known yet."_s);
}

void TestGrantWords::sharesTheBarOut()
{
    Grant grant = sampleGrant(1);
    grant.amount = dollars(u"10"_s);
    grant.consumed = dollars(u"4"_s);
    grant.available = dollars(u"3"_s);
    grant.clawedBack = dollars(u"1"_s);
    grant.forfeited = dollars(u"2"_s);
    const QList<BarPart> parts = bucketParts(grant);
    QCOMPARE(parts.size(), 5);
    qreal sum = 0;
    for (const BarPart &part : parts)
        sum += part.share;
    QVERIFY(qAbs(sum - 1.0) < 1e-9);
    QCOMPARE(parts.at(0).share, 0.4);
    QVERIFY(!parts.at(1).hatched);
    // What is gone is told by a pattern as well, not by its colour alone.
    QVERIFY(parts.at(3).hatched && parts.at(4).hatched);
    grant.amount = dollars(u"0"_s);
    QCOMPARE(bucketParts(grant).at(0).share, 0.0);
}

void TestGrantWords::tellsWhereItCameFrom()
{
    const Grant grant = sampleGrant(1);
    const QDateTime now = sampleTime(u"2026-11-21T06:32:07Z"_s);
    QCOMPARE(sourceText(grant, QTimeZone("Asia/Singapore"), now), u"Devcon Singapore, 18 Nov 11:26 by Noor Haddad"_s);
}

void TestGrantWords::namesEveryValue()
{
    QSet<QString> payments;
    for (const PaymentStatus status :
         {PaymentStatus::Pending, PaymentStatus::Authorized, PaymentStatus::Settled, PaymentStatus::Failed})
        payments << paymentText(status);
    QCOMPARE(payments.size(), 4);
    QSet<QString> fundings;
    for (const Funding funding : {Funding::None, Funding::Invoice, Funding::External})
        fundings << fundingText(funding);
    QCOMPARE(fundings.size(), 3);
    QSet<QString> availabilities;
    for (const Availability one :
         {Availability::OnCreation, Availability::OnAuthorization, Availability::OnSettlement})
        availabilities << availabilityText(one);
    QCOMPARE(availabilities.size(), 3);
}

void TestGrantWords::subtractsExactly()
{
    QCOMPARE(difference(dollars(u"0.3"_s), dollars(u"0.1"_s)), dollars(u"0.2"_s));
    QCOMPARE(difference(dollars(u"50"_s), dollars(u"65.6270816"_s)).toText(), u"-15.6270816"_s);
    QVERIFY(difference(dollars(u"1"_s), Money(Money::unit, Currency(u"EUR"_s))).isZero());
}

void TestGrantWords::fallsBackOnUtc()
{
    QCOMPARE(zoneOrUtc(u"Asia/Singapore"_s), QTimeZone("Asia/Singapore"));
    QCOMPARE(zoneOrUtc(u"Nowhere/At all"_s), QTimeZone::utc());
}

void TestGrantWords::writesAllDecimals_data()
{
    QTest::addColumn<qint64>("nano");
    QTest::addColumn<QString>("currency");
    QTest::addColumn<bool>("sign");
    QTest::addColumn<QString>("text");
    QTest::newRow("cents") << qint64(25'000'000'000) << u"USD"_s << false << u"$25.000000000"_s;
    QTest::newRow("least") << qint64(1) << u"USD"_s << false << u"$0.000000001"_s;
    QTest::newRow("thousands") << qint64(1'234'500'000'000) << u"USD"_s << false << u"$1,234.500000000"_s;
    QTest::newRow("below zero") << qint64(-22'244'000'000) << u"USD"_s << true << u"-$22.244000000"_s;
    QTest::newRow("plus") << qint64(50'000'000'000) << u"USD"_s << true << u"+$50.000000000"_s;
    QTest::newRow("no sign of its own") << qint64(5'000'000'000) << u"XAF"_s << false << u"5.000000000 XAF"_s;
}

void TestGrantWords::writesAllDecimals()
{
    QFETCH(qint64, nano);
    QFETCH(QString, currency);
    QFETCH(bool, sign);
    MoneyFigure figure;
    QCOMPARE(figure.text(), QString(QChar(0x2014)));
    figure.setMoney(Money(nano, Currency(currency)), sign);
    QTEST(figure.text(), "text");
    QCOMPARE(figure.accessibleName(), figure.text());
    QVERIFY(figure.sizeHint().width() > 40);
}

void TestGrantWords::showsCountsAndAmounts()
{
    QWidget ground;
    auto *column = new QVBoxLayout(&ground);
    auto *panel = new EffectPanel;
    column->addWidget(panel);
    panel->setLeft(u"Money"_s, {{u"Forfeited"_s, dollars(u"1.5"_s), {}, Tone::Bad, true}, {u"Unknown"_s, {}, {}}});
    panel->setRight(u"How many"_s, {{u"Grants"_s, {}, u"78"_s, Tone::Neutral, true}});
    QCOMPARE(panel->lines(),
             (QStringList{u"Forfeited $1.500000000"_s, QString(u"Unknown "_s + QChar(0x2014)), u"Grants 78"_s}));
    panel->setVerdict(Tone::Good, u"Not blocked."_s, u"It carries on."_s);
    QVERIFY(panel->verdict().contains(u"It carries on."_s));
    // Shown once more: nothing of before is left.
    panel->setLeft(u"Money"_s, {{u"Forfeited"_s, dollars(u"2"_s), {}}});
    panel->clearVerdict();
    QCOMPARE(panel->lines(), (QStringList{u"Forfeited $2.000000000"_s, u"Grants 78"_s}));
    QCOMPARE(panel->findChildren<MoneyFigure *>().size(), 1);
    QCOMPARE(markupLabels(&ground), QStringList());
}

void TestGrantWords::comparesFilters()
{
    GrantQuery a;
    GrantQuery b;
    b.after = u"cursor"_s;
    b.limit = 7;
    QVERIFY(sameFilter(a, b));
    b.origin = GrantOrigin::Claim;
    QVERIFY(!sameFilter(a, b));
    b = {};
    b.depleted = true;
    QVERIFY(!sameFilter(a, b));
}

void TestGrantWords::knowsWhatABulkVoidMeets()
{
    GrantQuery query;
    QVERIFY(!voidFilterOf(query));
    query.status = GrantStatus::Active;
    query.event = sampleId<EventId>(1);
    const auto filter = voidFilterOf(query);
    QVERIFY(filter);
    QCOMPARE(filter->event, query.event);
    QCOMPARE(filter->status, query.status);
    query.search = u"x"_s;
    QVERIFY(!voidFilterOf(query));
    query.search.clear();
    query.status = GrantStatus::Voided;
    QVERIFY(!voidFilterOf(query));
}

void TestGrantWords::walksOverPages()
{
    FakeLedgerStore ledger;
    for (int number = 1; number <= 5; ++number)
        ledger.dueNow << sampleId<OrganizationId>(number);
    ledger.each.released = 2;
    ledger.each.breakage = dollars(u"0.1"_s);
    SettleRun run(ledger, u"key"_s);
    QSignalSpy finished(&run, &SettleRun::finished);
    run.reckon(false);
    QTRY_COMPARE(finished.size(), 1);
    QCOMPARE(run.organizations().size(), 5);
    QCOMPARE(run.sum().released, 10);
    QCOMPARE(run.sum().breakage, dollars(u"0.5"_s));
    QVERIFY(ledger.keys.isEmpty());
}

void TestGrantWords::keysFollowFromTheRun()
{
    FakeLedgerStore ledger;
    ledger.dueNow = {sampleId<OrganizationId>(1), sampleId<OrganizationId>(2)};
    const auto keysOf = [&ledger](const QString &key) {
        ledger.keys.clear();
        SettleRun run(ledger, key);
        QSignalSpy finished(&run, &SettleRun::finished);
        run.reckon(false);
        [&] { QTRY_COMPARE(finished.size(), 1); }();
        run.settle();
        [&] { QTRY_COMPARE(finished.size(), 2); }();
        return ledger.keys;
    };
    const QStringList first = keysOf(u"one"_s);
    QCOMPARE(first.size(), 2);
    QCOMPARE(keysOf(u"one"_s), first);
    QVERIFY(keysOf(u"two"_s) != first);
}

void TestGrantWords::goesOnBehindARefusal()
{
    FakeLedgerStore ledger;
    ledger.dueNow = {sampleId<OrganizationId>(1), sampleId<OrganizationId>(2)};
    SettleRun run(ledger, u"key"_s);
    QSignalSpy finished(&run, &SettleRun::finished);
    QSignalSpy failed(&run, &SettleRun::failed);
    run.reckon(false);
    QTRY_COMPARE(finished.size(), 1);
    ledger.refusal = Failure::named(u"busy"_s, u"busy"_s);
    run.settle();
    QTRY_COMPARE(finished.size(), 2);
    QVERIFY(run.isComplete());
    QCOMPARE(run.refused().size(), 2);
    QCOMPARE(failed.size(), 0);
}

/// That somebody else was at work says nothing about the call whose answer got lost.
void TestGrantWords::asksForTheOneInDoubtUntilItIsKnown()
{
    FakeLedgerStore ledger;
    ledger.dueNow = {sampleId<OrganizationId>(1), sampleId<OrganizationId>(2)};
    SettleRun run(ledger, u"key"_s);
    QSignalSpy finished(&run, &SettleRun::finished);
    QSignalSpy failed(&run, &SettleRun::failed);
    run.reckon(false);
    QTRY_COMPARE(finished.size(), 1);
    ledger.failAt = {{0, Failure::named(u"unknown_outcome"_s, u"lost"_s)}, {1, Failure::named(u"busy"_s, u"busy"_s)}};
    run.settle();
    QTRY_COMPARE(failed.size(), 1);
    QVERIFY(run.isInDoubt());
    run.settle();
    QTRY_COMPARE(failed.size(), 2);
    QVERIFY(run.isInDoubt());
    QCOMPARE(run.done(), 0);
    run.stop(); // once it is known
    run.settle();
    QTRY_COMPARE(finished.size(), 2);
    QVERIFY(!run.isInDoubt() && !run.isComplete());
    QCOMPARE(run.done(), 1);
    QCOMPARE(QSet<QString>(ledger.keys.cbegin(), ledger.keys.cend()).size(), 1);
    run.settle();
    QTRY_COMPARE(finished.size(), 3);
    QVERIFY(run.isComplete() && run.refused().isEmpty());
}

void TestGrantWords::stopsBetweenTwo()
{
    FakeLedgerStore ledger;
    ledger.dueNow = {sampleId<OrganizationId>(1), sampleId<OrganizationId>(2), sampleId<OrganizationId>(3)};
    SettleRun run(ledger, u"key"_s);
    QSignalSpy finished(&run, &SettleRun::finished);
    run.reckon(false);
    QTRY_COMPARE(finished.size(), 1);
    run.settle();
    run.stop();
    QTRY_COMPARE(finished.size(), 2);
    QVERIFY(!run.isComplete());
    QCOMPARE(run.done(), 1);
    run.settle();
    QTRY_COMPARE(finished.size(), 3);
    QVERIFY(run.isComplete());
    QCOMPARE(ledger.keys.size(), 3);
}

void TestGrantWords::dropsAnEarlierReckoning()
{
    FakeLedgerStore ledger;
    ledger.dueNow = {sampleId<OrganizationId>(1)};
    ledger.each.settled = 1;
    SettleRun run(ledger, u"key"_s);
    QSignalSpy finished(&run, &SettleRun::finished);
    run.reckon(false);
    run.reckon(true);
    QTRY_COMPARE(finished.size(), 1);
    QCoreApplication::processEvents();
    QCOMPARE(finished.size(), 1);
    QCOMPARE(run.sum().settled, 1);
    QVERIFY(ledger.beforeAdoption.last());
}

SCRIP_UI_TEST_MAIN(TestGrantWords)
#include "tst_grant_words.moc"
