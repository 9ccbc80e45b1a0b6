// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/grant_json.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace scrip;

namespace {

/// Single quotes stand for double ones, to keep the texts readable.
QJsonObject parsed(QByteArray text)
{
    return QJsonDocument::fromJson(text.replace('\'', '"')).object();
}

constexpr auto grantText =
    "'id':'0198f2c4-0000-7000-8000-000000000001','organization_id':'0198f2c4-0000-7000-8000-000000000002',"
    "'organization_name':'Acme','name':'Devcon','origin':'claim','event_id':'0198f2c4-0000-7000-8000-000000000003',"
    "'claim_id':'0198f2c4-0000-7000-8000-000000000004','amount':'25.00','available':'12.50','consumed':'10.00',"
    "'forfeited':'1.00','clawed_back':'0.50','pending':'1.00','unpaid':'9.50','currency':'EUR','status':'active','"
    "depleted':true,"
    "'priority':7,'funding':'invoice','availability':'on_settlement','payment_status':'settled',"
    "'payment_reference':'INV-1','cost_basis':'0.80','cost_currency':'USD','effective_at':'2026-11-21T06:32:00Z',"
    "'expires_at':'2027-06-30T15:59:59Z','created_at':'2026-11-20T06:32:00Z','created_by':'mara',"
    "'voided_at':'2027-01-01T00:00:00Z','void_reason':'left','labels':{'deal':'D-17','tier':''}";

constexpr auto entryText =
    "'id':7,'at':'2026-11-20T06:32:00Z','booked_at':'2026-11-20T06:32:01Z','type':'consumed','amount':'10.00',"
    "'from':'available','to':'consumed','actor':'system:usage','reason':null,'request_id':'k1'";

constexpr auto voidText = "'forfeited':'12.50','consumed':'10.00','balance_before':'62.50','balance_after':'-2.00',"
                          "'blocked_after':true";

} // namespace

class GrantJsonTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void keepsAGrantThroughAndThrough()
    {
        const QJsonObject json = parsed(QByteArray("{") + grantText + "}");
        QCOMPARE(json.size(), 31);
        QCOMPARE(toJson(grantFromJson(json)), json);
        QCOMPARE(grantFromJson(json).available, Money(Money::unit * 25 / 2, Currency(u"EUR"_s)));
        QCOMPARE(grantFromJson(json).unpaid, Money(Money::unit * 19 / 2, Currency(u"EUR"_s)));
        QCOMPARE(grantFromJson(json).costBasis.value().currency(), Currency(u"USD"_s));
    }

    void whatAGrantHasNotIsNull()
    {
        const QJsonObject json = toJson(grantFromJson(parsed("{'id':'0198f2c4-0000-7000-8000-000000000001'}")));
        for (const QString &field : {u"event_id"_s, u"claim_id"_s, u"payment_status"_s, u"payment_reference"_s,
                                     u"cost_basis"_s, u"cost_currency"_s, u"expires_at"_s, u"voided_at"_s})
            QVERIFY2(json[field].isNull(), qPrintable(field));
        for (const QString &field : {u"amount"_s, u"available"_s, u"pending"_s, u"unpaid"_s})
            QCOMPARE(json[field].toString(), u"0.00"_s);
    }

    void keepsTheEntriesOfAGrant()
    {
        const QJsonObject json = parsed(QByteArray("{") + grantText + ",'entries':[{" + entryText + "}]}");
        const GrantHistory history = grantHistoryFromJson(json);
        QCOMPARE(toJson(history), json);
        QCOMPARE(history.entries.first().grantId, history.grant.id);
        QCOMPARE(history.entries.first().amount.currency(), Currency(u"EUR"_s));
    }

    void whatIsDueHasNoNumberYet()
    {
        QJsonObject json = parsed(QByteArray("{") + entryText + "}");
        json.insert(u"id"_s, QJsonValue());
        QCOMPARE(toJson(entryFromJson(json, {})), json);
    }

    void anEntryThatStandsAloneSaysWhose()
    {
        const Grant grant = grantFromJson(parsed(QByteArray("{") + grantText + "}"));
        const QJsonObject json = wholeJson(entryFromJson(parsed(QByteArray("{") + entryText + "}"), grant));
        QCOMPARE(json["organization_id"_L1].toString(), grant.organizationId.toText());
        QCOMPARE(json["grant_id"_L1].toString(), grant.id.toText());
        QCOMPARE(json["currency"_L1].toString(), u"EUR"_s);
    }

    void sendsOfADraftWhatWasGiven()
    {
        GrantDraft draft;
        draft.amount = Money(50 * Money::unit, Currency(u"EUR"_s));
        QCOMPARE(toJson(draft), parsed("{'amount':'50.00','currency':'EUR','funding':'none',"
                                       "'availability':'on_creation','priority':10}"));
        draft.name = u"Plan"_s;
        draft.costBasis = Money(Money::unit / 2, Currency(u"USD"_s));
        draft.effectiveAt = QDateTime({2027, 1, 1}, {0, 0}, Qt::UTC);
        draft.expiresAt = QDateTime({2027, 6, 30}, {15, 59, 59}, Qt::UTC);
        draft.labels = {{u"deal"_s, u"D-17"_s}};
        const QJsonObject json = toJson(draft);
        QCOMPARE(json["cost_basis"_L1].toString(), u"0.50"_s);
        QCOMPARE(json["cost_currency"_L1].toString(), u"USD"_s);
        QCOMPARE(json["effective_at"_L1].toString(), u"2027-01-01T00:00:00Z"_s);
        QCOMPARE(json["expires_at"_L1].toString(), u"2027-06-30T15:59:59Z"_s);
        QCOMPARE(json["labels"_L1].toObject(), parsed("{'deal':'D-17'}"));
        QVERIFY(!json.contains(u"organization"_s));
    }

    void keepsABalance()
    {
        const QJsonObject json =
            parsed("{'organization_id':'0198f2c4-0000-7000-8000-000000000002','organization_name':'Acme',"
                   "'blocked':true,'currencies':[{'currency':'USD','settled':'1.00','live':'0.00','pending':'2.00',"
                   "'consumed':'3.00','forfeited':'4.00','clawed_back':'5.00','overdraft':'6.00','baseline':'-10.00',"
                   "'at_risk':'7.00'},{'currency':'EUR','settled':'1.00','live':'1.00','pending':'0.00',"
                   "'consumed':'0.00','forfeited':'0.00','clawed_back':'0.00','overdraft':'0.00','baseline':null,"
                   "'at_risk':'0.00'}]}");
        QCOMPARE(toJson(balanceFromJson(json)), json);
        QCOMPARE(balanceFromJson(json).currencies.first().baseline.value().nano(), -10 * Money::unit);
    }

    void keepsWhatVoidsDid()
    {
        const QJsonObject json = parsed(QByteArray("{'grant':{") + grantText + "}," + voidText + "}");
        QCOMPARE(toJson(voidOutcomeFromJson(json)), json);
        QCOMPARE(voidOutcomeFromJson(json).balanceAfter, Money(-2 * Money::unit, Currency(u"EUR"_s)));
        const QJsonObject taken = parsed(QByteArray("{'grant':{") + grantText + "}," + voidText +
                                         ",'clawed_back':'3.00','overdraft_after':'2.00'}");
        QCOMPARE(toJson(clawBackOutcomeFromJson(taken)), taken);
        QCOMPARE(clawBackOutcomeFromJson(taken).clawedBack.currency(), Currency(u"EUR"_s));
    }

    void keepsWhatManyVoidsDid()
    {
        const QJsonObject preview =
            parsed("{'count':3,'forfeited':'45.00','consumed':'30.00','balance_before':'100.00',"
                   "'balance_after':'55.00','blocked_after':1}");
        QCOMPARE(toJson(bulkVoidPreviewFromJson(preview)), preview);
        QCOMPARE(bulkVoidPreviewFromJson(preview).sum.balanceAfter, Money(55 * Money::unit, Currency()));
        QJsonObject json = parsed("{'voided':2,'skipped':[{'id':'0198f2c4-0000-7000-8000-000000000001',"
                                  "'name':'grant_depleted'}],'forfeited':'45.00'}");
        QCOMPARE(toJson(bulkVoidOutcomeFromJson(json)), json);
        json.insert(u"total"_s, 7);
        json.insert(u"done"_s, true);
        QCOMPARE(bulkVoidOutcomeFromJson(json).total, 7);
        QVERIFY(bulkVoidOutcomeFromJson(json).done);
    }

    void keepsTheSumsOfEachCurrency()
    {
        const QJsonObject preview = parsed(
            "{'count':3,'forfeited':'45.00','consumed':'30.00','balance_before':'100.00','balance_after':'55.00',"
            "'blocked_after':1,'currencies':[{'currency':'USD','forfeited':'45.00','consumed':'30.00',"
            "'balance_before':'100.00','balance_after':'55.00'},{'currency':'EUR','forfeited':'9.00',"
            "'consumed':'2.00','balance_before':'12.00','balance_after':'3.00'}]}");
        const BulkVoidPreview read = bulkVoidPreviewFromJson(preview);
        QCOMPARE(toJson(read), preview);
        QCOMPARE(read.currencies.size(), 2);
        const Currency euro(u"EUR"_s);
        QCOMPARE(read.currencies.at(1).forfeited, Money(9 * Money::unit, euro));
        QCOMPARE(read.currencies.at(1).consumed, Money(2 * Money::unit, euro));
        QCOMPARE(read.currencies.at(1).balanceBefore, Money(12 * Money::unit, euro));
        QCOMPARE(read.currencies.at(1).balanceAfter, Money(3 * Money::unit, euro));
        const QJsonObject done = parsed(
            "{'voided':3,'skipped':[],'forfeited':'45.00','currencies':[{'currency':'USD','forfeited':'45.00'},"
            "{'currency':'EUR','forfeited':'9.00'}]}");
        QCOMPARE(toJson(bulkVoidOutcomeFromJson(done)), done);
        QCOMPARE(bulkVoidOutcomeFromJson(done).currencies.at(1).forfeited, Money(9 * Money::unit, euro));
    }

    void keepsWhatWasDue()
    {
        const QJsonObject settled = parsed("{'released':1,'settled':2,'breakage':'15.00','protected':'10.00'}");
        QCOMPARE(toJson(settleOutcomeFromJson(settled)), settled);
        QJsonObject pass = parsed("{'released':1,'attributed':2,'settled':3,'sealed':4,'reconciled':5,'alarms':6,"
                                  "'failed':['0198f2c4-0000-7000-8000-000000000002']}");
        QCOMPARE(toJson(maintenancePassFromJson(pass)), pass);
        pass.insert(u"next"_s, 17);
        QCOMPARE(maintenancePassFromJson(pass).next, u"17"_s);
        pass.insert(u"next"_s, u"organizations:1"_s);
        QCOMPARE(maintenancePassFromJson(pass).next, u"organizations:1"_s);
        const MaintenanceStatus status =
            maintenanceStatusFromJson(parsed("{'last_pass':null,'age_seconds':null,'late':true}"));
        QVERIFY(status.late && !status.lastPass.isValid());
    }
};

QTEST_GUILESS_MAIN(GrantJsonTest)
#include "tst_grant_json.moc"
