// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/json_fields.h"
#include "core/object_json.h"

using namespace Qt::StringLiterals;

namespace scrip {

QJsonObject toJson(const CodeCounts &counts)
{
    return {{u"total"_s, counts.total},
            {u"available"_s, counts.available},
            {u"claimed"_s, counts.claimed},
            {u"disabled"_s, counts.disabled},
            {u"reissued"_s, counts.reissued}};
}

CodeCounts codeCountsFromJson(const QJsonObject &json)
{
    return {json["total"_L1].toInteger(), json["available"_L1].toInteger(), json["claimed"_L1].toInteger(),
            json["disabled"_L1].toInteger(), json["reissued"_L1].toInteger()};
}

QJsonObject toJson(const Event &event)
{
    return {{u"id"_s, json::of(event.id)},
            {u"name"_s, event.name},
            {u"description"_s, json::orNull(event.description)},
            {u"amount"_s, event.amount.toText()},
            {u"currency"_s, event.amount.currency().code()},
            {u"max_claims"_s, json::of(event.maxClaims)},
            {u"claim_count"_s, event.claimCount},
            {u"codes"_s, toJson(event.codes)},
            {u"starts_at"_s, json::of(event.startsAt)},
            {u"claim_deadline"_s, json::of(event.claimDeadline)},
            {u"credit_expires_at"_s, json::of(event.creditExpiresAt)},
            {u"time_zone"_s, event.timeZone},
            {u"claim_url"_s, json::orNull(event.claimUrl)},
            {u"max_per_organization"_s, json::of(event.maxPerOrganization)},
            {u"max_per_domain"_s, json::of(event.maxPerDomain)},
            {u"budget"_s, json::of(event.budget)},
            {u"tags"_s, json::of(event.tags)},
            {u"notes"_s, json::orNull(event.notes)},
            {u"status"_s, statusName(event.status)},
            {u"paused"_s, event.paused},
            {u"exposure"_s, event.exposure.toText()},
            {u"batches"_s, event.batches},
            {u"printed"_s, event.printed},
            {u"version"_s, event.version},
            {u"created_at"_s, json::of(event.createdAt)},
            {u"created_by"_s, json::orNull(event.createdBy)},
            {u"updated_at"_s, json::of(event.updatedAt)},
            {u"archived_at"_s, json::of(event.archivedAt)}};
}

Event eventFromJson(const QJsonObject &json)
{
    const Currency currency(json["currency"_L1].toString(u"USD"_s));
    Event event;
    event.id = json::id<EventId>(json["id"_L1]);
    event.name = json["name"_L1].toString();
    event.description = json["description"_L1].toString();
    event.amount = json::money(json["amount"_L1], currency);
    event.maxClaims = json::count(json["max_claims"_L1]);
    event.claimCount = json["claim_count"_L1].toInteger();
    event.codes = codeCountsFromJson(json["codes"_L1].toObject());
    event.startsAt = json::time(json["starts_at"_L1]);
    event.claimDeadline = json::time(json["claim_deadline"_L1]);
    event.creditExpiresAt = json::time(json["credit_expires_at"_L1]);
    event.timeZone = json["time_zone"_L1].toString(u"UTC"_s);
    event.claimUrl = json["claim_url"_L1].toString();
    event.maxPerOrganization = json::count(json["max_per_organization"_L1]);
    event.maxPerDomain = json::count(json["max_per_domain"_L1]);
    event.budget = json::optionalMoney(json["budget"_L1], currency);
    event.tags = json::texts(json["tags"_L1]);
    event.notes = json["notes"_L1].toString();
    event.status = statusFromName(json["status"_L1].toString()).value_or(EventStatus::Ended);
    event.paused = json["paused"_L1].toBool();
    event.exposure = json::money(json["exposure"_L1], currency);
    event.batches = json["batches"_L1].toInteger();
    event.printed = json["printed"_L1].toInteger();
    event.version = json["version"_L1].toInt();
    event.createdAt = json::time(json["created_at"_L1]);
    event.createdBy = json["created_by"_L1].toString();
    event.updatedAt = json::time(json["updated_at"_L1]);
    event.archivedAt = json::time(json["archived_at"_L1]);
    return event;
}

QJsonObject toJson(const EventDraft &draft, EventFields fields)
{
    const QList<std::pair<EventField, QJsonValue>> all{
        {EventField::Name, draft.name},
        {EventField::Description, json::orNull(draft.description)},
        {EventField::Amount, draft.amount.toText()},
        {EventField::Currency, draft.amount.currency().code()},
        {EventField::MaxClaims, json::of(draft.maxClaims)},
        {EventField::StartsAt, json::of(draft.startsAt)},
        {EventField::ClaimDeadline, json::of(draft.claimDeadline)},
        {EventField::CreditExpiresAt, json::of(draft.creditExpiresAt)},
        {EventField::TimeZone, draft.timeZone},
        {EventField::ClaimUrl, json::orNull(draft.claimUrl)},
        {EventField::MaxPerOrganization, json::of(draft.maxPerOrganization)},
        {EventField::MaxPerDomain, json::of(draft.maxPerDomain)},
        {EventField::Budget, json::of(draft.budget)},
        {EventField::Tags, json::of(draft.tags)},
        {EventField::Notes, json::orNull(draft.notes)},
        {EventField::Paused, draft.paused},
    };
    QJsonObject json;
    for (const auto &[field, value] : all) {
        if (fields.testFlag(field))
            json.insert(fieldName(field), value);
    }
    return json;
}

} // namespace scrip
