// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/person.h"

#include "core/json_fields.h"

using namespace Qt::StringLiterals;

namespace scrip {

namespace {

PersonKey keyFromJson(const QJsonValue &json)
{
    PersonKey key;
    key.id = json::id<ApiKeyId>(json["id"_L1]);
    key.prefix = json["prefix"_L1].toString();
    key.name = json["name"_L1].toString();
    key.workspace = json["workspace"_L1].toString();
    key.organization = json::id<OrganizationId>(json["organization_id"_L1]);
    key.active = json["active"_L1].toBool();
    key.createdAt = json::time(json["created_at"_L1]);
    key.claim = json::id<ClaimId>(json["claim_id"_L1]);
    return key;
}

} // namespace

Person personFromMatch(const Match &match)
{
    Person person;
    person.id = UserId::fromText(match.id);
    person.email = match.label;
    person.username = match.fields["username"_L1].toString();
    person.active = match.fields["active"_L1].toBool();
    const QJsonArray organizations = match.fields["organizations"_L1].toArray();
    for (const QJsonValue &json : organizations)
        person.organizations.append(
            {json::id<OrganizationId>(json["id"_L1]), json["name"_L1].toString(), json["role"_L1].toString()});
    const QJsonArray keys = match.fields["api_keys"_L1].toArray();
    for (const QJsonValue &json : keys)
        person.keys.append(keyFromJson(json));
    return person;
}

} // namespace scrip
