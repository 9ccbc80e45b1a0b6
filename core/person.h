// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/lookup.h"

namespace scrip {

/// Of which organization somebody is a member, and as what.
struct Membership
{
    OrganizationId organization;
    QString name;
    QString role; ///< owner, admin or member.
};

/// An API key as others may know it.
struct PersonKey
{
    ApiKeyId id;
    QString prefix;
    QString name;
    QString workspace;
    OrganizationId organization;
    bool active = false;
    QDateTime createdAt;
    ClaimId claim; ///< Null: no claim made it, and it cannot be rotated here.
};

/// A user as a look-up tells: organizations in the order they were joined, keys newest first.
struct Person
{
    UserId id;
    QString email;
    QString username;
    bool active = false;
    QList<Membership> organizations;
    QList<PersonKey> keys; ///< Only of one who was found alone.
};

/// Reads a match of the kind "user".
[[nodiscard]] Person personFromMatch(const Match &match);

} // namespace scrip
