// SPDX-License-Identifier: GPL-3.0-or-later
#include "exports/list_shapes.h"

#include "core/claim_json.h"
#include "core/grant_json.h"
#include "core/object_json.h"

using namespace Qt::StringLiterals;

namespace scrip {

namespace {

template <typename T> QJsonObject objectOf(const T &item)
{
    return toJson(item);
}

} // namespace

ExportShape<Claim> claimShape()
{
    return {{{u"id"_s},
             {u"event_id"_s},
             {u"event_name"_s},
             {u"code_id"_s},
             {u"code"_s},
             {u"user_id"_s},
             {u"email"_s},
             {u"account"_s},
             {u"origin"_s},
             {u"organization_id"_s},
             {u"organization_name"_s},
             {u"grant_id"_s},
             {u"claimed_at"_s},
             {u"released_at"_s},
             {u"released_by"_s},
             {u"slot_returned"_s},
             {u"code_freed"_s},
             {u"amount"_s, true},
             {u"currency"_s},
             {u"grant_status"_s}},
            objectOf};
}

ExportShape<Event> eventShape()
{
    return {{{u"id"_s},
             {u"name"_s},
             {u"description"_s},
             {u"status"_s},
             {u"amount"_s, true},
             {u"currency"_s},
             {u"max_claims"_s, true},
             {u"claim_count"_s, true},
             {u"codes.total"_s, true},
             {u"codes.available"_s, true},
             {u"codes.claimed"_s, true},
             {u"codes.disabled"_s, true},
             {u"codes.reissued"_s, true},
             {u"exposure"_s, true},
             {u"starts_at"_s},
             {u"claim_deadline"_s},
             {u"credit_expires_at"_s},
             {u"time_zone"_s},
             {u"tags"_s},
             {u"notes"_s},
             {u"created_at"_s},
             {u"created_by"_s}},
            objectOf};
}

ExportShape<Grant> grantShape()
{
    return {{{u"id"_s},
             {u"organization_id"_s},
             {u"organization_name"_s},
             {u"name"_s},
             {u"origin"_s},
             {u"event_id"_s},
             {u"claim_id"_s},
             {u"status"_s},
             {u"depleted"_s},
             {u"amount"_s, true},
             {u"currency"_s},
             {u"pending"_s, true},
             {u"available"_s, true},
             {u"consumed"_s, true},
             {u"unpaid"_s, true},
             {u"forfeited"_s, true},
             {u"clawed_back"_s, true},
             {u"priority"_s, true},
             {u"funding"_s},
             {u"availability"_s},
             {u"payment_status"_s},
             {u"payment_reference"_s},
             {u"cost_basis"_s, true},
             {u"cost_currency"_s},
             {u"effective_at"_s},
             {u"expires_at"_s},
             {u"created_at"_s},
             {u"created_by"_s},
             {u"voided_at"_s},
             {u"void_reason"_s},
             {u"labels"_s}},
            objectOf};
}

ExportShape<AuditEntry> auditShape()
{
    return {{{u"id"_s, true},
             {u"at"_s},
             {u"login"_s},
             {u"as"_s},
             {u"action"_s},
             {u"object_kind"_s},
             {u"object_id"_s},
             {u"reason"_s},
             {u"before"_s},
             {u"after"_s},
             {u"request_id"_s}},
            objectOf};
}

ExportShape<Batch> batchShape()
{
    return {{{u"id"_s},
             {u"event_id"_s},
             {u"event_name"_s},
             {u"number"_s, true},
             {u"prefix"_s},
             {u"requested"_s, true},
             {u"count"_s, true},
             {u"state"_s},
             {u"printed"_s, true},
             {u"handed_over"_s, true},
             {u"codes.available"_s, true},
             {u"codes.claimed"_s, true},
             {u"codes.disabled"_s, true},
             {u"codes.reissued"_s, true},
             {u"note"_s},
             {u"created_at"_s},
             {u"created_by"_s}},
            objectOf};
}

ExportShape<Attempt> attemptShape()
{
    return {{{u"id"_s, true},
             {u"at"_s},
             {u"login"_s},
             {u"as"_s},
             {u"event_id"_s},
             {u"user_id"_s},
             {u"email"_s},
             {u"outcome"_s},
             {u"fingerprint"_s},
             {u"code_id"_s}},
            objectOf};
}

ExportShape<TimelineItem> timelineShape()
{
    return {{{u"at"_s}, {u"kind"_s}, {u"summary"_s}, {u"refs"_s}}, objectOf};
}

} // namespace scrip
