// SPDX-License-Identifier: GPL-3.0-or-later
#include "db/pg_overview_store.h"

#include "core/overview_json.h"

namespace scrip {

Answer<Overview> PgOverviewStore::overview()
{
    return ask<Overview>(Statement::call("scrip.overview"),
                         [](const QJsonValue &json) { return overviewFromJson(json.toObject()); });
}

Answer<Expiring> PgOverviewStore::expiring(int days)
{
    return ask<Expiring>(Statement::call("scrip.expiring", days),
                         [](const QJsonValue &json) { return expiringFromJson(json.toObject()); });
}

Answer<EventSeries> PgOverviewStore::series(const EventId &event, SeriesBucket bucket, const QDateTime &from)
{
    return ask<EventSeries>(Statement::call("scrip.event_series", event, bucketName(bucket), from),
                            [](const QJsonValue &json) { return eventSeriesFromJson(json.toObject()); });
}

} // namespace scrip
