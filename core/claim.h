// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/api_key_secret.h"
#include "core/ledger.h"

#include <optional>

namespace scrip {

/// By which path a claim was made.
enum class ClaimOrigin { Scrip, Backend };

[[nodiscard]] QString claimOriginName(ClaimOrigin origin);
[[nodiscard]] ClaimOrigin claimOriginFromName(const QString &name);

/// A credit that somebody claimed with a code.
struct Claim
{
    ClaimId id;
    EventId eventId;
    QString eventName;
    CodeId codeId;
    QString code; ///< Masked.
    UserId userId;
    QString email;
    OrganizationId organizationId;
    QString organizationName;
    GrantId grantId;
    QDateTime claimedAt;
    QDateTime releasedAt; ///< Invalid: not released.
    QString releasedBy;
    bool slotReturned = false; ///< Released, and somebody else may claim in its place.
    bool codeFreed = false;    ///< Released, and its code is good again.
    ClaimOrigin origin = ClaimOrigin::Scrip;
    QString account;                        ///< NEAR account, mostly empty.
    Money amount;                           ///< Of its grant.
    std::optional<GrantStatus> grantStatus; ///< None while the grant is still to be adopted.
    QString cursor;                         ///< Its place in the list that it came with; empty when it came alone.
};

/// Who claims: a user or an e-mail, one of both.
struct Claimant
{
    UserId user;
    QString email;
    OrganizationId organization; ///< Null: the user's only one, else the oldest owned one.
    QString account;             ///< NEAR account; empty: the user's own, if it is one.
};

struct ClaimRequest
{
    EventId event;
    QString code; ///< In plain, in any spelling.
    Claimant claimant;
    ApiKeyPrint apiKey; ///< Of a key that only the caller knows, for a user who has none.
};

/// Something that the claimant has now.
template <typename TypedId> struct Provisioned
{
    TypedId id;
    QString name;
    bool created = false; ///< By this claim.
};

struct StoredApiKey
{
    ApiKeyId id;
    QString prefix;
    bool current = false; ///< It is the one whose print the call brought: the caller knows it in plain.
};

struct ClaimOutcome
{
    Claim claim;
    Grant grant;
    Provisioned<OrganizationId> organization;
    Provisioned<WorkspaceId> workspace;
    std::optional<StoredApiKey> apiKey; ///< No value: the user had one that works.
    Balance balance;
    bool replayed = false;
};

/// Whether a claim would work, with every condition that fails.
struct ClaimCheck
{
    struct Reason
    {
        QString name; ///< Of the refusal.
        QString message;
    };
    bool claimable = false;
    QList<Reason> reasons; ///< In the order of the refusals.
};

struct ReleaseRequest
{
    ClaimId claim;
    bool returnSlot = false; ///< Somebody else may claim in its place.
    bool freeCode = false;   ///< The code is good again for somebody else.
};

struct ReleaseOutcome
{
    Claim claim;
    Grant grant;
    Money forfeited; ///< The remainder of its grant, which is void.
    bool replayed = false;
};

struct RotatedKey
{
    ClaimId claim;
    StoredApiKey apiKey;
    bool replayed = false;
};

/// Somebody tried to claim. Never holds a code in plain.
struct Attempt
{
    qint64 id = 0;
    QDateTime at;
    QString login;
    QString as; ///< Whom the caller claimed to act for.
    EventId eventId;
    UserId userId;
    QString email;       ///< As given, when it led to no user.
    QString outcome;     ///< "claimed", or the name of the refusal.
    QString fingerprint; ///< Stands for what was typed.
    CodeId codeId;       ///< Null: there is no such code.
};

} // namespace scrip
