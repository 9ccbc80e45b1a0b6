// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/grant_json.h"

#include "core/event_times.h"
#include "core/json_fields.h"

using namespace Qt::StringLiterals;

namespace scrip {

namespace {

QJsonObject labelsJson(const Labels &labels)
{
    QJsonObject json;
    for (auto label = labels.begin(); label != labels.end(); ++label)
        json.insert(label.key(), label.value());
    return json;
}

Labels labelsOf(const QJsonObject &json)
{
    Labels labels;
    for (auto label = json.begin(); label != json.end(); ++label)
        labels.insert(label.key(), label.value().toString());
    return labels;
}

QJsonValue currencyOf(const std::optional<Money> &money)
{
    return money ? QJsonValue(money->currency().code()) : QJsonValue();
}

void readBuckets(Grant &grant, const QJsonObject &json)
{
    const Currency currency(json["currency"_L1].toString(u"USD"_s));
    grant.amount = json::money(json["amount"_L1], currency);
    grant.available = json::money(json["available"_L1], currency);
    grant.consumed = json::money(json["consumed"_L1], currency);
    grant.forfeited = json::money(json["forfeited"_L1], currency);
    grant.clawedBack = json::money(json["clawed_back"_L1], currency);
    grant.pending = json::money(json["pending"_L1], currency);
    grant.unpaid = json::money(json["unpaid"_L1], currency);
}

void readPayment(Grant &grant, const QJsonObject &json)
{
    grant.funding = fundingFromName(json["funding"_L1].toString()).value_or(Funding::None);
    grant.availability = availabilityFromName(json["availability"_L1].toString()).value_or(Availability::OnCreation);
    grant.paymentStatus = paymentStatusFromName(json["payment_status"_L1].toString());
    grant.paymentReference = json["payment_reference"_L1].toString();
    grant.costBasis =
        json::optionalMoney(json["cost_basis"_L1], Currency(json["cost_currency"_L1].toString(u"USD"_s)));
}

} // namespace

QJsonObject toJson(const Grant &grant)
{
    const QJsonValue payment =
        grant.paymentStatus ? QJsonValue(paymentStatusName(*grant.paymentStatus)) : QJsonValue();
    return {{u"id"_s, json::of(grant.id)},
            {u"organization_id"_s, json::of(grant.organizationId)},
            {u"organization_name"_s, json::orNull(grant.organizationName)},
            {u"name"_s, json::orNull(grant.name)},
            {u"origin"_s, grantOriginName(grant.origin)},
            {u"event_id"_s, json::of(grant.eventId)},
            {u"claim_id"_s, json::of(grant.claimId)},
            {u"amount"_s, grant.amount.toText()},
            {u"available"_s, grant.available.toText()},
            {u"consumed"_s, grant.consumed.toText()},
            {u"forfeited"_s, grant.forfeited.toText()},
            {u"clawed_back"_s, grant.clawedBack.toText()},
            {u"pending"_s, grant.pending.toText()},
            {u"unpaid"_s, grant.unpaid.toText()},
            {u"currency"_s, grant.amount.currency().code()},
            {u"status"_s, grantStatusName(grant.status)},
            {u"depleted"_s, grant.depleted},
            {u"priority"_s, grant.priority},
            {u"funding"_s, fundingName(grant.funding)},
            {u"availability"_s, availabilityName(grant.availability)},
            {u"payment_status"_s, payment},
            {u"payment_reference"_s, json::orNull(grant.paymentReference)},
            {u"cost_basis"_s, json::of(grant.costBasis)},
            {u"cost_currency"_s, currencyOf(grant.costBasis)},
            {u"effective_at"_s, json::of(grant.effectiveAt)},
            {u"expires_at"_s, json::of(grant.expiresAt)},
            {u"created_at"_s, json::of(grant.createdAt)},
            {u"created_by"_s, json::orNull(grant.createdBy)},
            {u"voided_at"_s, json::of(grant.voidedAt)},
            {u"void_reason"_s, json::orNull(grant.voidReason)},
            {u"labels"_s, labelsJson(grant.labels)}};
}

Grant grantFromJson(const QJsonObject &json)
{
    Grant grant;
    grant.id = json::id<GrantId>(json["id"_L1]);
    grant.organizationId = json::id<OrganizationId>(json["organization_id"_L1]);
    grant.organizationName = json["organization_name"_L1].toString();
    grant.name = json["name"_L1].toString();
    grant.origin = grantOriginFromName(json["origin"_L1].toString()).value_or(GrantOrigin::Adopted);
    grant.eventId = json::id<EventId>(json["event_id"_L1]);
    grant.claimId = json::id<ClaimId>(json["claim_id"_L1]);
    readBuckets(grant, json);
    grant.status = grantStatusFromName(json["status"_L1].toString()).value_or(GrantStatus::Pending);
    grant.depleted = json["depleted"_L1].toBool();
    grant.priority = json["priority"_L1].toInt(usualPriority);
    readPayment(grant, json);
    grant.effectiveAt = json::time(json["effective_at"_L1]);
    grant.expiresAt = json::time(json["expires_at"_L1]);
    grant.createdAt = json::time(json["created_at"_L1]);
    grant.createdBy = json["created_by"_L1].toString();
    grant.voidedAt = json::time(json["voided_at"_L1]);
    grant.voidReason = json["void_reason"_L1].toString();
    grant.labels = labelsOf(json["labels"_L1].toObject());
    grant.cursor = json["cursor"_L1].toString();
    return grant;
}

QJsonObject toJson(const GrantDraft &draft)
{
    QJsonObject json{{u"amount"_s, draft.amount.toText()},
                     {u"currency"_s, draft.amount.currency().code()},
                     {u"funding"_s, fundingName(draft.funding)},
                     {u"availability"_s, availabilityName(draft.availability)},
                     {u"priority"_s, draft.priority}};
    if (!draft.name.isEmpty())
        json.insert(u"name"_s, draft.name);
    if (draft.costBasis) {
        json.insert(u"cost_basis"_s, draft.costBasis->toText());
        json.insert(u"cost_currency"_s, draft.costBasis->currency().code());
    }
    if (draft.effectiveAt.isValid())
        json.insert(u"effective_at"_s, timeText(draft.effectiveAt));
    if (draft.expiresAt.isValid())
        json.insert(u"expires_at"_s, timeText(draft.expiresAt));
    if (!draft.labels.isEmpty())
        json.insert(u"labels"_s, labelsJson(draft.labels));
    return json;
}

QJsonObject toJson(const Entry &entry)
{
    return {{u"id"_s, entry.id > 0 ? QJsonValue(entry.id) : QJsonValue()},
            {u"at"_s, json::of(entry.at)},
            {u"booked_at"_s, json::of(entry.bookedAt)},
            {u"type"_s, entry.type},
            {u"amount"_s, entry.amount.toText()},
            {u"from"_s, entry.from},
            {u"to"_s, entry.to},
            {u"actor"_s, json::orNull(entry.actor)},
            {u"reason"_s, json::orNull(entry.reason)},
            {u"request_id"_s, json::orNull(entry.requestId)}};
}

Entry entryFromJson(const QJsonObject &json, const Grant &grant)
{
    Entry entry;
    entry.id = json["id"_L1].toInteger();
    entry.at = json::time(json["at"_L1]);
    entry.bookedAt = json::time(json["booked_at"_L1]);
    entry.organizationId = grant.organizationId;
    entry.grantId = grant.id;
    entry.type = json["type"_L1].toString();
    entry.amount = json::money(json["amount"_L1], grant.amount.currency());
    entry.from = json["from"_L1].toString();
    entry.to = json["to"_L1].toString();
    entry.actor = json["actor"_L1].toString();
    entry.reason = json["reason"_L1].toString();
    entry.requestId = json["request_id"_L1].toString();
    return entry;
}

QJsonObject wholeJson(const Entry &entry)
{
    QJsonObject json = toJson(entry);
    json.insert(u"organization_id"_s, json::of(entry.organizationId));
    json.insert(u"grant_id"_s, json::of(entry.grantId));
    json.insert(u"currency"_s, entry.amount.currency().code());
    return json;
}

QJsonObject toJson(const GrantHistory &history)
{
    QJsonArray entries;
    for (const Entry &entry : history.entries)
        entries << toJson(entry);
    QJsonObject json = toJson(history.grant);
    json.insert(u"entries"_s, entries);
    return json;
}

GrantHistory grantHistoryFromJson(const QJsonObject &json)
{
    GrantHistory history{grantFromJson(json), {}};
    const QJsonArray entries = json["entries"_L1].toArray();
    for (const auto &entry : entries)
        history.entries << entryFromJson(entry.toObject(), history.grant);
    return history;
}

} // namespace scrip
