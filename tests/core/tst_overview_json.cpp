// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/overview_json.h"

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

constexpr auto overviewText =
    "{'at':'2026-11-21T06:32:00Z','currency':'USD','events':7,"
    "'claims':{'day':'2026-11-21','zone':'Asia/Singapore','starts':['2026-11-20T16:00:00Z','2026-11-20T17:00:00Z'],"
    "'today':641,'yesterday':1200,'yesterday_by_now':702,'yesterday_hours':[30,25],'events':["
    "{'id':'0198f2c4-0000-7000-8000-000000000001','name':'Devcon','today':600,'hours':[600]},"
    "{'id':null,'name':null,'today':41,'hours':[41]}]},"
    "'active':[{'id':'0198f2c4-0000-7000-8000-000000000001','name':'Devcon','claim_count':3184,'max_claims':null,"
    "'places':5000,'amount':'25.00','currency':'USD','exposure':'125000.00','closes_at':'2026-11-24T15:59:59Z',"
    "'time_zone':'Asia/Singapore','today':412}],"
    "'exposure':[{'status':'active','events':3,'claimed':'10.00','open':'5.00','exposure':'15.00'},"
    "{'status':'paused','events':1,'claimed':'1.50','open':'0.00','exposure':'1.50'}],"
    "'approvals':[{'id':'0198f2c4-0000-7000-8000-000000000002','name':'Tokyo','exposure':'120000.00',"
    "'since':'2026-11-21T05:52:00Z','by':'jonas'}],"
    "'budgets':[{'id':'0198f2c4-0000-7000-8000-000000000003','name':'Mailing','budget':'100.00','claimed':'107.30'}],"
    "'alarms':[{'name':'many_misses','kind':'user','id':'u','count':64,'since':'2026-11-21T05:40:00Z','message':'m'}]"
    ","
    "'at_risk':{'amount':'86.40','organizations':2},"
    "'seals':{'seal':48211,'sealed_at':'2026-11-21T06:32:04Z','rows':900,'unsealed':3},"
    "'maintenance':{'last_pass':'2026-11-21T06:31:57Z','age_seconds':3,'late':false}}";

} // namespace

class OverviewJsonTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void readsTheOverview()
    {
        const Overview overview = overviewFromJson(parsed(overviewText));
        QCOMPARE(overview.events, 7);
        QCOMPARE(overview.claims.day, QDate(2026, 11, 21));
        QCOMPARE(overview.claims.starts.size(), 2);
        QCOMPARE(overview.claims.today, 641);
        QCOMPARE(overview.claims.yesterdayByNow, 702);
        QCOMPARE(overview.claims.yesterdayHours, (QList<qint64>{30, 25}));
        QCOMPARE(overview.claims.events.size(), 2);
        QCOMPARE(overview.claims.events.first().hours, QList<qint64>{600});
        QVERIFY(overview.claims.events.last().id.isNull());
        const ActiveEvent &active = overview.active.first();
        QVERIFY(!active.maxClaims);
        QCOMPARE(active.places, 5000);
        QCOMPARE(active.exposure.toText(), u"125000.00"_s);
        QCOMPARE(active.today, 412);
        QCOMPARE(overview.exposure.last().status, EventStatus::Paused);
        QCOMPARE(overview.total().exposure.toText(), u"16.50"_s);
        QCOMPARE(overview.total().events, 4);
        QCOMPARE(overview.approvals.first().by, u"jonas"_s);
        QCOMPARE(overview.budgets.first().claimed.toText(), u"107.30"_s);
        QVERIFY(overview.alarms && overview.atRisk && overview.seals);
        QCOMPARE(overview.alarms->first().count, 64);
        QCOMPARE(overview.atRisk->amount.toText(), u"86.40"_s);
        QCOMPARE(overview.seals->seal, 48211);
        QVERIFY(!overview.maintenance.late);
        QCOMPARE(overview.openMatters(), 3);
    }

    void knowsWhatItIsNotTold()
    {
        QJsonObject json = parsed(overviewText);
        for (const QString &part : {u"alarms"_s, u"at_risk"_s, u"seals"_s})
            json.insert(part, QJsonValue());
        json.insert(u"maintenance"_s, parsed("{'last_pass':null,'age_seconds':null,'late':true}"));
        const Overview overview = overviewFromJson(json);
        QVERIFY(!overview.alarms && !overview.atRisk && !overview.seals);
        QVERIFY(!overview.maintenance.lastPass.isValid());
        QCOMPARE(overview.openMatters(), 3); // and nobody maintains it
    }

    void readsWhatExpires()
    {
        const Expiring expiring = expiringFromJson(parsed(
            "{'zone':'UTC','currency':'EUR','grants':3,'amount':'12.00','first':'2026-11-26T00:00:00Z','days':["
            "{'at':'2026-11-21T00:00:00Z','grants':0,'amount':'0.00','event_id':null,'event_name':null},"
            "{'at':'2026-11-22T00:00:00Z','grants':3,'amount':'12.00',"
            "'event_id':'0198f2c4-0000-7000-8000-000000000001','event_name':'Devcon'}]}"));
        QCOMPARE(expiring.amount, Money(12 * Money::unit, Currency(u"EUR"_s)));
        QCOMPARE(expiring.days.size(), 2);
        QVERIFY(expiring.days.first().eventId.isNull());
        QCOMPARE(expiring.days.last().eventName, u"Devcon"_s);
        QVERIFY(!expiringFromJson({}).first.isValid());
    }

    void readsASeries()
    {
        const EventSeries series = eventSeriesFromJson(
            parsed("{'event_id':'0198f2c4-0000-7000-8000-000000000001','zone':'Europe/Berlin','bucket':'hour',"
                   "'at':'2026-11-21T06:32:00Z','to':'2026-11-21T07:00:00Z','starts_at':'2026-11-20T00:00:00Z',"
                   "'closes_at':'2026-11-24T15:59:59Z','status':'active','amount':'25.00','currency':'USD',"
                   "'claim_count':9,'max_claims':20,'unbooked':1,'codes':{'total':12,'available':3,'claimed':8,"
                   "'disabled':1,'reissued':0},'series':[{'at':'2026-11-21T06:00:00Z','claims':8,'amount':'200.00',"
                   "'cumulative':8}]}"));
        QCOMPARE(series.bucket, SeriesBucket::Hour);
        QCOMPARE(series.zone, u"Europe/Berlin"_s);
        QCOMPARE(series.maxClaims.value(), 20);
        QCOMPARE(series.unbooked, 1);
        QCOMPARE(series.codes.claimed, 8);
        QCOMPARE(series.points.first().amount.toText(), u"200.00"_s);
        QCOMPARE(bucketName(series.bucket), u"hour"_s);
        QCOMPARE(bucketName(SeriesBucket::Day), u"day"_s);
    }
};

QTEST_GUILESS_MAIN(OverviewJsonTest)
#include "tst_overview_json.moc"
