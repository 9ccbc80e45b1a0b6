// SPDX-License-Identifier: GPL-3.0-or-later
#include "db/pg_event_store.h"

#include "core/object_json.h"

using namespace Qt::StringLiterals;

namespace scrip {

namespace {

constexpr auto allFields = EventFields::fromInt(0xFFFF);

QJsonObject filterOf(const EventQuery &query)
{
    QJsonObject filter;
    QJsonArray statuses;
    for (const EventStatus status : query.statuses)
        statuses << statusName(status);
    if (!statuses.isEmpty())
        filter.insert(u"status"_s, statuses);
    if (!query.search.isEmpty())
        filter.insert(u"search"_s, query.search);
    if (!query.tag.isEmpty())
        filter.insert(u"tag"_s, query.tag);
    if (!query.sort.isEmpty())
        filter.insert(u"sort"_s, query.sort);
    if (query.archived)
        filter.insert(u"archived"_s, true);
    return filter;
}

EventCounts countsOf(const Rows &rows)
{
    const auto json = rows.value<QJsonObject>(0, 0);
    const Currency currency(rows.value<QString>(0, 1));
    const auto money = [&](QLatin1String field) {
        const Result<Money> parsed = Money::parse(json[field].toString(), currency, {});
        return parsed ? *parsed : Money(0, currency);
    };
    EventCounts counts;
    const QList<EventStatus> statuses = allEventStatuses();
    for (const EventStatus status : statuses)
        counts.byStatus.insert(status, json[statusName(status)].toInteger());
    counts.all = json["all"_L1].toInteger();
    counts.exposure = money("exposure"_L1);
    counts.claimedAmount = money("claimed_amount"_L1);
    return counts;
}

} // namespace

Answer<Written<Event>> PgEventStore::change(const WriteCall &call)
{
    return write<Written<Event>>(call, written<Event>("event", eventFromJson));
}

Answer<Written<Event>> PgEventStore::create(const EventDraft &draft, const WriteContext &context)
{
    return change(WriteCall::of("scrip.create_event", context, toJson(draft, allFields)));
}

Answer<Written<Event>> PgEventStore::edit(const EventEdit &edit, const WriteContext &context)
{
    return change(
        WriteCall::of("scrip.edit_event", context, edit.id, edit.version, toJson(edit.draft, edit.changed)));
}

Answer<Written<Event>> PgEventStore::pause(const EventId &id, const WriteContext &context)
{
    return change(WriteCall::of("scrip.pause_event", context, id, context.reason));
}

Answer<Written<Event>> PgEventStore::resume(const EventId &id, const WriteContext &context)
{
    return change(WriteCall::of("scrip.resume_event", context, id, context.reason));
}

Answer<Written<Event>> PgEventStore::archive(const EventId &id, const WriteContext &context)
{
    return change(WriteCall::of("scrip.archive_event", context, id, context.reason));
}

Answer<Written<Event>> PgEventStore::unarchive(const EventId &id, const WriteContext &context)
{
    return change(WriteCall::of("scrip.unarchive_event", context, id, context.reason));
}

Answer<Written<Event>> PgEventStore::undo(const EventId &id, const QString &done, const WriteContext &context)
{
    return change(WriteCall::of("scrip.undo_event", context, id, done, context.reason));
}

Answer<Written<Event>> PgEventStore::duplicate(const EventId &id, const WriteContext &context)
{
    return change(WriteCall::of("scrip.duplicate_event", context, id));
}

Answer<Written<Event>> PgEventStore::approve(const EventId &id, int version, const WriteContext &context)
{
    return change(WriteCall::of("scrip.approve_event", context, id, version));
}

Answer<Event> PgEventStore::event(const EventId &id)
{
    return ask<Event>(Statement::call("scrip.event", id),
                      [](const QJsonValue &json) { return eventFromJson(json.toObject()); });
}

Answer<Page<Event>> PgEventStore::page(const EventQuery &query)
{
    return ask<Page<Event>>(Statement::call("scrip.events", filterOf(query), orNull(query.after), query.limit),
                            [](const QJsonValue &json) { return pageFromJson<Event>(json, eventFromJson); });
}

Answer<EventCounts> PgEventStore::counts()
{
    return askRows<EventCounts>(
        Statement("SELECT scrip.event_counts(), scrip.hello() OPERATOR(pg_catalog.->>) 'metering_currency'"),
        countsOf);
}

Answer<Page<AuditEntry>> PgEventStore::history(const EventId &id, const QString &after, int limit)
{
    const auto behind = numericCursor(after);
    if (!behind)
        return answered<Page<AuditEntry>>(behind.failure());
    return ask<Page<AuditEntry>>(
        Statement::call("scrip.event_history", id, *behind, limit),
        [](const QJsonValue &json) { return pageFromJson<AuditEntry>(json, auditFromJson); });
}

Answer<EventId> PgEventStore::resolve(const QString &text)
{
    return askRows<EventId>(findId("event", text), [](const Rows &rows) { return rows.single<EventId>(); });
}

} // namespace scrip
