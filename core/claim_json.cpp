// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/claim_json.h"

#include "core/grant_json.h"
#include "core/json_fields.h"

using namespace Qt::StringLiterals;

namespace scrip {

namespace {

template <typename TypedId> QJsonObject provisionedJson(const Provisioned<TypedId> &place)
{
    return {{u"id"_s, json::of(place.id)}, {u"name"_s, place.name}, {u"created"_s, place.created}};
}

template <typename TypedId> Provisioned<TypedId> provisionedFromJson(const QJsonValue &json)
{
    return {json::id<TypedId>(json["id"_L1]), json["name"_L1].toString(), json["created"_L1].toBool()};
}

} // namespace

QString claimOriginName(ClaimOrigin origin)
{
    return origin == ClaimOrigin::Backend ? u"backend"_s : u"scrip"_s;
}

ClaimOrigin claimOriginFromName(const QString &name)
{
    return name == u"backend" ? ClaimOrigin::Backend : ClaimOrigin::Scrip;
}

QJsonObject toJson(const Claim &claim)
{
    return {{u"id"_s, json::of(claim.id)},
            {u"event_id"_s, json::of(claim.eventId)},
            {u"event_name"_s, claim.eventName},
            {u"code_id"_s, json::of(claim.codeId)},
            {u"code"_s, json::orNull(claim.code)},
            {u"user_id"_s, json::of(claim.userId)},
            {u"email"_s, json::orNull(claim.email)},
            {u"organization_id"_s, json::of(claim.organizationId)},
            {u"organization_name"_s, json::orNull(claim.organizationName)},
            {u"grant_id"_s, json::of(claim.grantId)},
            {u"claimed_at"_s, json::of(claim.claimedAt)},
            {u"released_at"_s, json::of(claim.releasedAt)},
            {u"released_by"_s, json::orNull(claim.releasedBy)},
            {u"slot_returned"_s, claim.slotReturned},
            {u"code_freed"_s, claim.codeFreed},
            {u"origin"_s, claimOriginName(claim.origin)},
            {u"account"_s, json::orNull(claim.account)},
            {u"amount"_s, claim.amount.toText()},
            {u"currency"_s, claim.amount.currency().code()},
            {u"grant_status"_s, json::orNull(claim.grantStatus ? grantStatusName(*claim.grantStatus) : QString())}};
}

Claim claimFromJson(const QJsonObject &json)
{
    Claim claim;
    claim.id = json::id<ClaimId>(json["id"_L1]);
    claim.eventId = json::id<EventId>(json["event_id"_L1]);
    claim.eventName = json["event_name"_L1].toString();
    claim.codeId = json::id<CodeId>(json["code_id"_L1]);
    claim.code = json["code"_L1].toString();
    claim.userId = json::id<UserId>(json["user_id"_L1]);
    claim.email = json["email"_L1].toString();
    claim.organizationId = json::id<OrganizationId>(json["organization_id"_L1]);
    claim.organizationName = json["organization_name"_L1].toString();
    claim.grantId = json::id<GrantId>(json["grant_id"_L1]);
    claim.claimedAt = json::time(json["claimed_at"_L1]);
    claim.releasedAt = json::time(json["released_at"_L1]);
    claim.releasedBy = json["released_by"_L1].toString();
    claim.slotReturned = json["slot_returned"_L1].toBool();
    claim.codeFreed = json["code_freed"_L1].toBool();
    claim.origin = claimOriginFromName(json["origin"_L1].toString());
    claim.account = json["account"_L1].toString();
    claim.amount = json::money(json["amount"_L1], Currency(json["currency"_L1].toString(Currency().code())));
    claim.grantStatus = grantStatusFromName(json["grant_status"_L1].toString());
    claim.cursor = json["cursor"_L1].toString();
    return claim;
}

QJsonObject toJson(const Claimant &claimant)
{
    QJsonObject json;
    if (!claimant.user.isNull())
        json.insert(u"user"_s, claimant.user.toText());
    if (!claimant.email.isEmpty())
        json.insert(u"email"_s, claimant.email);
    if (!claimant.organization.isNull())
        json.insert(u"organization"_s, claimant.organization.toText());
    if (!claimant.account.isEmpty())
        json.insert(u"account"_s, claimant.account);
    return json;
}

QJsonObject toJson(const ApiKeyPrint &print)
{
    return {{u"hash"_s, print.hash}, {u"prefix"_s, print.prefix}};
}

QJsonObject toJson(const StoredApiKey &apiKey)
{
    return {{u"id"_s, json::of(apiKey.id)}, {u"prefix"_s, apiKey.prefix}, {u"secret"_s, QJsonValue()}};
}

StoredApiKey storedApiKeyFromJson(const QJsonObject &json)
{
    return {json::id<ApiKeyId>(json["id"_L1]), json["prefix"_L1].toString(), json["current"_L1].toBool()};
}

QJsonObject toJson(const ClaimOutcome &outcome)
{
    return {{u"claim"_s, toJson(outcome.claim)},
            {u"grant"_s, toJson(outcome.grant)},
            {u"organization"_s, provisionedJson(outcome.organization)},
            {u"workspace"_s, provisionedJson(outcome.workspace)},
            {u"api_key"_s, outcome.apiKey ? QJsonValue(toJson(*outcome.apiKey)) : QJsonValue()},
            {u"balance"_s, toJson(outcome.balance)},
            {u"replayed"_s, outcome.replayed}};
}

ClaimOutcome claimOutcomeFromJson(const QJsonObject &json)
{
    ClaimOutcome outcome;
    outcome.claim = claimFromJson(json["claim"_L1].toObject());
    outcome.grant = grantFromJson(json["grant"_L1].toObject());
    outcome.organization = provisionedFromJson<OrganizationId>(json["organization"_L1]);
    outcome.workspace = provisionedFromJson<WorkspaceId>(json["workspace"_L1]);
    if (json["api_key"_L1].isObject())
        outcome.apiKey = storedApiKeyFromJson(json["api_key"_L1].toObject());
    outcome.balance = balanceFromJson(json["balance"_L1].toObject());
    outcome.replayed = json["replayed"_L1].toBool();
    return outcome;
}

QJsonObject toJson(const ClaimCheck &check)
{
    QJsonArray reasons;
    for (const ClaimCheck::Reason &reason : check.reasons)
        reasons << QJsonObject{{u"name"_s, reason.name}, {u"message"_s, reason.message}};
    return {{u"claimable"_s, check.claimable}, {u"reasons"_s, reasons}};
}

ClaimCheck claimCheckFromJson(const QJsonObject &json)
{
    ClaimCheck check;
    check.claimable = json["claimable"_L1].toBool();
    const QJsonArray reasons = json["reasons"_L1].toArray();
    for (const QJsonValue &reason : reasons)
        check.reasons << ClaimCheck::Reason{reason["name"_L1].toString(), reason["message"_L1].toString()};
    return check;
}

QJsonObject toJson(const ReleaseOutcome &outcome)
{
    return {{u"claim"_s, toJson(outcome.claim)},
            {u"grant"_s, toJson(outcome.grant)},
            {u"forfeited"_s, outcome.forfeited.toText()}};
}

ReleaseOutcome releaseOutcomeFromJson(const QJsonObject &json)
{
    ReleaseOutcome outcome;
    outcome.claim = claimFromJson(json["claim"_L1].toObject());
    outcome.grant = grantFromJson(json["grant"_L1].toObject());
    outcome.forfeited = json::money(json["forfeited"_L1], outcome.grant.amount.currency());
    outcome.replayed = json["replayed"_L1].toBool();
    return outcome;
}

RotatedKey rotatedKeyFromJson(const QJsonObject &json)
{
    return {json::id<ClaimId>(json["claim_id"_L1]), storedApiKeyFromJson(json["api_key"_L1].toObject()),
            json["replayed"_L1].toBool()};
}

QJsonObject toJson(const Attempt &attempt)
{
    return {{u"id"_s, attempt.id},
            {u"at"_s, json::of(attempt.at)},
            {u"login"_s, attempt.login},
            {u"as"_s, json::orNull(attempt.as)},
            {u"event_id"_s, json::of(attempt.eventId)},
            {u"user_id"_s, json::of(attempt.userId)},
            {u"email"_s, json::orNull(attempt.email)},
            {u"outcome"_s, attempt.outcome},
            {u"fingerprint"_s, json::orNull(attempt.fingerprint)},
            {u"code_id"_s, json::of(attempt.codeId)}};
}

Attempt attemptFromJson(const QJsonObject &json)
{
    Attempt attempt;
    attempt.id = json["id"_L1].toInteger();
    attempt.at = json::time(json["at"_L1]);
    attempt.login = json["login"_L1].toString();
    attempt.as = json["as"_L1].toString();
    attempt.eventId = json::id<EventId>(json["event_id"_L1]);
    attempt.userId = json::id<UserId>(json["user_id"_L1]);
    attempt.email = json["email"_L1].toString();
    attempt.outcome = json["outcome"_L1].toString();
    attempt.fingerprint = json["fingerprint"_L1].toString();
    attempt.codeId = json::id<CodeId>(json["code_id"_L1]);
    return attempt;
}

} // namespace scrip
