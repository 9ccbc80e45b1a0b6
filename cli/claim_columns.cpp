// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/claim_columns.h"

#include "cli/verb.h"

using namespace Qt::StringLiterals;

namespace scrip::cli {

Columns claimColumns()
{
    return {{u"id"_s, Say::tr("ID")},
            {u"claimed_at"_s, Say::tr("Claimed")},
            {u"event_name"_s, Say::tr("Event")},
            {u"email"_s, Say::tr("User")},
            {u"organization_name"_s, Say::tr("Organization")},
            {u"code"_s, Say::tr("Code")},
            {u"origin"_s, Say::tr("By")},
            {u"released_at"_s, Say::tr("Released")}};
}

Columns claimFields()
{
    return {{u"id"_s, Say::tr("ID")},
            {u"event_name"_s, Say::tr("Event")},
            {u"event_id"_s, Say::tr("Event ID")},
            {u"code"_s, Say::tr("Code")},
            {u"code_id"_s, Say::tr("Code ID")},
            {u"email"_s, Say::tr("User")},
            {u"user_id"_s, Say::tr("User ID")},
            {u"organization_name"_s, Say::tr("Organization")},
            {u"organization_id"_s, Say::tr("Organization ID")},
            {u"grant_id"_s, Say::tr("Grant ID")},
            {u"account"_s, Say::tr("NEAR account")},
            {u"origin"_s, Say::tr("By")},
            {u"claimed_at"_s, Say::tr("Claimed")},
            {u"released_at"_s, Say::tr("Released")},
            {u"released_by"_s, Say::tr("Released by")},
            {u"slot_returned"_s, Say::tr("Slot returned")},
            {u"code_freed"_s, Say::tr("Code freed")}};
}

Columns claimedFields()
{
    return {{u"claim.id"_s, Say::tr("Claim ID")},
            {u"claim.event_name"_s, Say::tr("Event")},
            {u"claim.email"_s, Say::tr("User")},
            {u"grant.id"_s, Say::tr("Grant ID")},
            {u"grant.amount"_s, Say::tr("Credit")},
            {u"grant.currency"_s, Say::tr("Currency")},
            {u"grant.expires_at"_s, Say::tr("Credit lasts until")},
            {u"organization.name"_s, Say::tr("Organization")},
            {u"organization.id"_s, Say::tr("Organization ID")},
            {u"workspace.name"_s, Say::tr("Workspace")},
            {u"api_key.prefix"_s, Say::tr("API key begins with")},
            {u"api_key.secret"_s, Say::tr("API key (shown once)")},
            {u"hint"_s, Say::tr("Hint")}};
}

Columns releasedFields()
{
    return {{u"claim.id"_s, Say::tr("Claim ID")},
            {u"claim.released_at"_s, Say::tr("Released")},
            {u"claim.slot_returned"_s, Say::tr("Slot returned")},
            {u"claim.code_freed"_s, Say::tr("Code freed")},
            {u"grant.id"_s, Say::tr("Grant ID")},
            {u"grant.status"_s, Say::tr("Grant")},
            {u"grant.consumed"_s, Say::tr("Consumed")},
            {u"forfeited"_s, Say::tr("Forfeited")}};
}

Columns attemptColumns()
{
    return {{u"at"_s, Say::tr("At")},
            {u"outcome"_s, Say::tr("Outcome")},
            {u"login"_s, Say::tr("Who")},
            {u"as"_s, Say::tr("For")},
            {u"event_id"_s, Say::tr("Event ID")},
            {u"user_id"_s, Say::tr("User ID")},
            {u"email"_s, Say::tr("E-mail")},
            {u"code_id"_s, Say::tr("Code ID")},
            {u"fingerprint"_s, Say::tr("Fingerprint")}};
}

Columns matchColumns()
{
    return {{u"kind"_s, Say::tr("Kind")}, {u"label"_s, Say::tr("What")}, {u"id"_s, Say::tr("ID")}};
}

Columns timelineColumns()
{
    return {{u"at"_s, Say::tr("At")}, {u"kind"_s, Say::tr("Kind")}, {u"summary"_s, Say::tr("What happened")}};
}

} // namespace scrip::cli
