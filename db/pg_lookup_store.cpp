// SPDX-License-Identifier: GPL-3.0-or-later
#include "db/pg_lookup_store.h"

namespace scrip {

Answer<LookupResult> PgLookupStore::lookup(const QString &text)
{
    return lookUp<LookupResult>(text, Statement::call("scrip.lookup", text), orRefusal<LookupResult>(lookupFromJson));
}

Answer<Page<TimelineItem>> PgLookupStore::timeline(const TimelineQuery &query)
{
    const Statement statement = Statement::call("scrip.timeline", query.user, query.organization, orNull(query.code),
                                                orNull(query.after), query.limit);
    const auto decode = orRefusal<Page<TimelineItem>>(
        [](const QJsonObject &json) { return pageFromJson<TimelineItem>(json, timelineItemFromJson); });
    return query.code.isEmpty() ? ask<Page<TimelineItem>>(statement, decode)
                                : lookUp<Page<TimelineItem>>(query.code, statement, decode);
}

Answer<UserId> PgLookupStore::resolveUser(const QString &text)
{
    return askRows<UserId>(findId("user", text), [](const Rows &rows) { return rows.single<UserId>(); });
}

} // namespace scrip
