// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/harness.h"

#include <QJsonArray>
#include <QtTest>

using namespace Qt::StringLiterals;

namespace scrip {

/// Booking what is due: of one organization, and of all of them.
class SettleTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void ofOne();
    void ofAll();
    void keysFollowFromTheCalls();
    void aLongKeyIsStillOneKey();
    void dryRuns();
    void nothingIsDue();
    void oneRefusalHoldsUpNobody();
    void aLostConnectionEndsIt();
    void inDoubtUnderTheKeyOfTheCall();
};

void SettleTest::ofOne()
{
    CliHarness harness;
    const CliCall call = harness.call({u"grant"_s, u"settle"_s, u"--organization"_s, organizationIdOf(2).toText(),
                                       u"--before-adoption"_s, u"--key"_s, u"k1"_s});
    QCOMPARE(call.status, 0);
    QCOMPARE(harness.gateway.ledger.settled.size(), 1);
    QCOMPARE(harness.gateway.ledger.settled.first().organization, organizationIdOf(2));
    QVERIFY(harness.gateway.ledger.settled.first().beforeAdoption);
    QCOMPARE(harness.gateway.log.writes.first().key, u"k1"_s);
    QCOMPARE(call.object()["released"_L1].toInt(), 1);
    QCOMPARE(call.object()["breakage"_L1].toString(), u"15.00"_s);
    QCOMPARE(call.object()["protected"_L1].toString(), u"10.00"_s);
    QVERIFY(!harness.gateway.log.calls.contains(u"due"_s));
}

void SettleTest::ofAll()
{
    CliHarness harness;
    const CliCall call = harness.call("grant settle");
    QCOMPARE(call.status, 0);
    QList<OrganizationId> whose;
    for (const SettleRequest &request : harness.gateway.ledger.settled) {
        whose << request.organization;
        QVERIFY(!request.beforeAdoption);
    }
    QCOMPARE(whose, harness.gateway.ledger.dueOnes); // over two pages
    QCOMPARE(call.object()["released"_L1].toInt(), 3);
    QCOMPARE(call.object()["settled"_L1].toInt(), 6);
    QCOMPARE(call.object()["breakage"_L1].toString(), u"45.00"_s);
    QCOMPARE(call.object()["protected"_L1].toString(), u"30.00"_s);
    QCOMPARE(call.object()["replayed"_L1].toBool(true), false);
}

void SettleTest::keysFollowFromTheCalls()
{
    CliHarness harness;
    harness.call("grant settle --key k1");
    harness.call("grant settle --key k1");
    harness.call("grant settle --key k2");
    QStringList keys;
    for (const WriteContext &write : harness.gateway.log.writes)
        keys << write.key;
    QCOMPARE(keys.mid(0, 3), keys.mid(3, 3));
    QCOMPARE(QSet<QString>(keys.begin(), keys.end()).size(), 6);
    QVERIFY(keys.first().startsWith(u"k1/"_s));
}

void SettleTest::aLongKeyIsStillOneKey()
{
    CliHarness harness;
    const QString key(255, u'k');
    QCOMPARE(harness.call({u"grant"_s, u"settle"_s, u"--key"_s, key}).status, 0);
    QSet<QString> keys;
    for (const WriteContext &write : harness.gateway.log.writes) {
        QVERIFY(isUsableKey(write.key));
        keys << write.key;
    }
    QCOMPARE(keys.size(), 3);
    QCOMPARE(partKey(key, u"a"_s), partKey(key, u"a"_s));
}

void SettleTest::dryRuns()
{
    CliHarness harness;
    const CliCall all = harness.call("grant settle --dry-run");
    QCOMPARE(all.object()["breakage"_L1].toString(), u"45.00"_s);
    QVERIFY(!all.object().contains(u"replayed"_s));
    const CliCall one = harness.call("grant settle --dry-run --organization 000000000001");
    QCOMPARE(one.object()["breakage"_L1].toString(), u"15.00"_s);
    QVERIFY(harness.gateway.log.writes.isEmpty());
}

void SettleTest::nothingIsDue()
{
    CliHarness harness;
    harness.gateway.ledger.dueOnes.clear();
    const CliCall call = harness.call("grant settle");
    QCOMPARE(call.status, 0);
    QCOMPARE(call.object()["settled"_L1].toInt(-1), 0);
    QCOMPARE(call.object()["breakage"_L1].toString(), u"0.00"_s);
    QCOMPARE(call.object()["replayed"_L1].toBool(true), false);
}

void SettleTest::oneRefusalHoldsUpNobody()
{
    CliHarness harness;
    harness.gateway.ledger.refusals.insert(organizationIdOf(1).toText(), Failure::named(u"busy"_s, {}));
    const CliCall call = harness.call("grant settle");
    QCOMPARE(call.status, 1);
    QCOMPARE(call.errorName(), u"busy"_s);
    QVERIFY(call.out.isEmpty());
    QCOMPARE(harness.gateway.ledger.settled.size(), 3);
    const QJsonObject detail = call.error()["detail"_L1].toObject();
    QCOMPARE(detail["settled"_L1].toInt(), 4);
    const QJsonObject failed = detail["failed"_L1].toArray().first().toObject();
    QCOMPARE(failed["organization_id"_L1].toString(), organizationIdOf(1).toText());
    QCOMPARE(failed["name"_L1].toString(), u"busy"_s);
}

void SettleTest::aLostConnectionEndsIt()
{
    CliHarness harness;
    harness.gateway.ledger.refusals.insert(organizationIdOf(2).toText(), Failure::named(u"connection_failed"_s, {}));
    const CliCall call = harness.call("grant settle");
    QCOMPARE(call.status, 3);
    QCOMPARE(harness.gateway.ledger.settled.size(), 2);
}

void SettleTest::inDoubtUnderTheKeyOfTheCall()
{
    CliHarness harness;
    Failure lost = Failure::named(u"unknown_outcome"_s, {});
    lost.key = partKey(u"k1"_s, organizationIdOf(1).toText());
    harness.gateway.ledger.refusals.insert(organizationIdOf(1).toText(), lost);
    const CliCall call = harness.call("grant settle --key k1");
    QCOMPARE(call.status, 4);
    QCOMPARE(call.error()["key"_L1].toString(), u"k1"_s);
}

} // namespace scrip

QTEST_GUILESS_MAIN(scrip::SettleTest)
#include "settle_test.moc"
