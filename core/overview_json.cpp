// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/overview_json.h"

#include "core/grant_json.h"
#include "core/json_fields.h"

using namespace Qt::StringLiterals;

namespace scrip {

namespace {

template <typename T, typename Decode> QList<T> listOf(const QJsonValue &json, Decode decode)
{
    QList<T> list;
    const QJsonArray items = json.toArray();
    for (const QJsonValue &item : items)
        list << decode(item.toObject());
    return list;
}

QList<qint64> counts(const QJsonValue &json)
{
    QList<qint64> list;
    const QJsonArray items = json.toArray();
    for (const QJsonValue &item : items)
        list << item.toInteger();
    return list;
}

ClaimsToday claimsFromJson(const QJsonObject &json)
{
    ClaimsToday claims;
    claims.day = QDate::fromString(json["day"_L1].toString(), Qt::ISODate);
    claims.zone = json["zone"_L1].toString(u"UTC"_s);
    const QJsonArray starts = json["starts"_L1].toArray();
    for (const QJsonValue &start : starts)
        claims.starts << json::time(start);
    claims.today = json["today"_L1].toInteger();
    claims.yesterday = json["yesterday"_L1].toInteger();
    claims.yesterdayByNow = json["yesterday_by_now"_L1].toInteger();
    claims.yesterdayHours = counts(json["yesterday_hours"_L1]);
    claims.events = listOf<EventToday>(json["events"_L1], [](const QJsonObject &event) {
        return EventToday{json::id<EventId>(event["id"_L1]), event["name"_L1].toString(),
                          event["today"_L1].toInteger(), counts(event["hours"_L1])};
    });
    return claims;
}

ActiveEvent activeFromJson(const QJsonObject &json)
{
    const Currency currency(json["currency"_L1].toString(u"USD"_s));
    return {json::id<EventId>(json["id"_L1]),
            json["name"_L1].toString(),
            json["claim_count"_L1].toInteger(),
            json::count(json["max_claims"_L1]),
            json["places"_L1].toInteger(),
            json::money(json["amount"_L1], currency),
            json::money(json["exposure"_L1], currency),
            json::time(json["closes_at"_L1]),
            json["time_zone"_L1].toString(),
            json["today"_L1].toInteger()};
}

Alarm alarmFromJson(const QJsonObject &json)
{
    return {json["name"_L1].toString(),   json["kind"_L1].toString(),   json["id"_L1].toString(),
            json["count"_L1].toInteger(), json::time(json["since"_L1]), json["message"_L1].toString()};
}

/// What stands in events and their money.
void readEvents(Overview &overview, const QJsonObject &json)
{
    const Currency &currency = overview.currency;
    overview.active = listOf<ActiveEvent>(json["active"_L1], activeFromJson);
    overview.exposure = listOf<ExposureLine>(json["exposure"_L1], [&currency](const QJsonObject &line) {
        return ExposureLine{statusFromName(line["status"_L1].toString()).value_or(EventStatus::Active),
                            line["events"_L1].toInteger(), json::money(line["claimed"_L1], currency),
                            json::money(line["open"_L1], currency), json::money(line["exposure"_L1], currency)};
    });
    overview.approvals = listOf<WaitingApproval>(json["approvals"_L1], [&currency](const QJsonObject &event) {
        return WaitingApproval{json::id<EventId>(event["id"_L1]), event["name"_L1].toString(),
                               json::money(event["exposure"_L1], currency), json::time(event["since"_L1]),
                               event["by"_L1].toString()};
    });
    overview.budgets = listOf<PassedBudget>(json["budgets"_L1], [&currency](const QJsonObject &event) {
        return PassedBudget{json::id<EventId>(event["id"_L1]), event["name"_L1].toString(),
                            json::money(event["budget"_L1], currency), json::money(event["claimed"_L1], currency)};
    });
}

} // namespace

Overview overviewFromJson(const QJsonObject &json)
{
    Overview overview;
    overview.at = json::time(json["at"_L1]);
    overview.currency = Currency(json["currency"_L1].toString(u"USD"_s));
    overview.events = json["events"_L1].toInteger();
    overview.claims = claimsFromJson(json["claims"_L1].toObject());
    readEvents(overview, json);
    if (json["alarms"_L1].isArray())
        overview.alarms = listOf<Alarm>(json["alarms"_L1], alarmFromJson);
    if (json["at_risk"_L1].isObject()) {
        overview.atRisk = RiskNow{json::money(json["at_risk"_L1]["amount"_L1], overview.currency),
                                  json["at_risk"_L1]["organizations"_L1].toInteger()};
    }
    if (const QJsonValue seals = json["seals"_L1]; seals.isObject()) {
        overview.seals = SealsNow{seals["seal"_L1].toInteger(), json::time(seals["sealed_at"_L1]),
                                  seals["rows"_L1].toInteger(), seals["unsealed"_L1].toInteger()};
    }
    overview.maintenance = maintenanceStatusFromJson(json["maintenance"_L1].toObject());
    return overview;
}

Expiring expiringFromJson(const QJsonObject &json)
{
    const Currency currency(json["currency"_L1].toString(u"USD"_s));
    Expiring expiring;
    expiring.zone = json["zone"_L1].toString(u"UTC"_s);
    expiring.grants = json["grants"_L1].toInteger();
    expiring.amount = json::money(json["amount"_L1], currency);
    expiring.first = json::time(json["first"_L1]);
    expiring.days = listOf<ExpiringDay>(json["days"_L1], [&currency](const QJsonObject &day) {
        return ExpiringDay{json::time(day["at"_L1]), day["grants"_L1].toInteger(),
                           json::money(day["amount"_L1], currency), json::id<EventId>(day["event_id"_L1]),
                           day["event_name"_L1].toString()};
    });
    return expiring;
}

EventSeries eventSeriesFromJson(const QJsonObject &json)
{
    const Currency currency(json["currency"_L1].toString(u"USD"_s));
    const QJsonValue codes = json["codes"_L1];
    EventSeries series;
    series.event = json::id<EventId>(json["event_id"_L1]);
    series.zone = json["zone"_L1].toString(u"UTC"_s);
    series.bucket = json["bucket"_L1].toString() == u"hour" ? SeriesBucket::Hour : SeriesBucket::Day;
    series.at = json::time(json["at"_L1]);
    series.to = json::time(json["to"_L1]);
    series.startsAt = json::time(json["starts_at"_L1]);
    series.closesAt = json::time(json["closes_at"_L1]);
    series.status = statusFromName(json["status"_L1].toString()).value_or(EventStatus::Active);
    series.claimCount = json["claim_count"_L1].toInteger();
    series.maxClaims = json::count(json["max_claims"_L1]);
    series.unbooked = json["unbooked"_L1].toInteger();
    series.codes = {codes["total"_L1].toInteger(), codes["available"_L1].toInteger(), codes["claimed"_L1].toInteger(),
                    codes["disabled"_L1].toInteger(), codes["reissued"_L1].toInteger()};
    series.points = listOf<SeriesPoint>(json["series"_L1], [&currency](const QJsonObject &point) {
        return SeriesPoint{json::time(point["at"_L1]), point["claims"_L1].toInteger(),
                           json::money(point["amount"_L1], currency), point["cumulative"_L1].toInteger()};
    });
    return series;
}

QString bucketName(SeriesBucket bucket)
{
    return bucket == SeriesBucket::Hour ? u"hour"_s : u"day"_s;
}

} // namespace scrip
