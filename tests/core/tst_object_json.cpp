// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/object_json.h"

#include <QJsonDocument>
#include <QTest>
#include <QTimeZone>

using namespace Qt::StringLiterals;
using namespace scrip;

namespace {

/// Single quotes stand for double ones, to keep the texts readable.
QJsonObject parsed(const char *text)
{
    return QJsonDocument::fromJson(QByteArray(text).replace('\'', '"')).object();
}

constexpr auto eventText =
    "{"
    "'id':'0198f2c4-0000-7000-8000-000000000001','name':'Devcon','description':null,'amount':'25.00','currency':'USD'"
    ","
    "'max_claims':500,'claim_count':3,'codes':{'total':500,'available':490,'claimed':3,'disabled':5,'reissued':2},"
    "'starts_at':'2026-11-21T06:32:00Z','claim_deadline':null,'credit_expires_at':'2027-06-30T15:59:59Z',"
    "'time_zone':'Asia/Singapore','claim_url':'https://a.example/"
    "{code}','max_per_organization':2,'max_per_domain':null,"
    "'budget':'40000.00','tags':['conference','apac'],'notes':null,'status':'active','paused':false,'exposure':'"
    "12325.00',"
    "'batches':1,'printed':0,'version':4,'created_at':'2026-11-20T06:32:00Z','created_by':'mara',"
    "'updated_at':'2026-11-20T06:32:00Z','archived_at':null}";

} // namespace

class ObjectJsonTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void keepsAnEventThroughAndThrough()
    {
        const QJsonObject json = parsed(eventText);
        QVERIFY(!json.isEmpty());
        QCOMPARE(toJson(eventFromJson(json)), json);
    }

    void readsAnEvent()
    {
        const Event event = eventFromJson(parsed(eventText));
        QCOMPARE(event.amount, Money(25 * Money::unit, Currency()));
        QCOMPARE(event.maxClaims, std::optional<qint64>(500));
        QVERIFY(!event.claimDeadline.isValid());
        QCOMPARE(event.status, EventStatus::Active);
        QCOMPARE(event.tags, QStringList({u"conference"_s, u"apac"_s}));
    }

    void sendsOnlyTheFieldsThatChange()
    {
        EventDraft draft = EventDraft::of(eventFromJson(parsed(eventText)));
        draft.maxClaims.reset();
        draft.budget.reset();
        const QJsonObject json = toJson(draft, EventField::MaxClaims | EventField::Budget | EventField::Name);
        QCOMPARE(json.keys(), QStringList({u"budget"_s, u"max_claims"_s, u"name"_s}));
        QVERIFY(json["budget"_L1].isNull());
        QCOMPARE(json["name"_L1].toString(), u"Devcon"_s);
    }

    void neverHasMoneyAsANumber()
    {
        const QJsonObject json = toJson(eventFromJson(parsed(eventText)));
        for (const QString &field : {u"amount"_s, u"exposure"_s, u"budget"_s})
            QVERIFY2(json[field].isString(), qPrintable(field));
    }

    void keepsABatch()
    {
        const QJsonObject json =
            parsed("{'id':'0198f2c4-0000-7000-8000-000000000002',"
                   "'event_id':'0198f2c4-0000-7000-8000-000000000001','event_name':'Devcon','number':3,'prefix':'"
                   "NEAR','groups':4,"
                   "'max_uses':1,'requested':480,'count':480,'state':'complete','note':null,'created_at':'2026-11-"
                   "20T06:32:00Z',"
                   "'created_by':'mara','prints':1,'printed':480,'handed_over':0,"
                   "'codes':{'total':480,'available':480,'claimed':0,'disabled':0,'reissued':0}}");
        QCOMPARE(toJson(batchFromJson(json)), json);
    }

    void keepsAnAuditRow()
    {
        const QJsonObject json = parsed(
            "{'id':7,'at':'2026-11-20T06:32:00.250Z','login':'mara','as':null,"
            "'action':'pause_event','object_kind':'event','object_id':'x','reason':'leak','before':{'paused':false},"
            "'after':{'paused':true},'request_id':null}");
        QCOMPARE(toJson(auditFromJson(json)), json);
    }
};

QTEST_GUILESS_MAIN(ObjectJsonTest)
#include "tst_object_json.moc"
