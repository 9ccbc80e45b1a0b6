// SPDX-License-Identifier: GPL-3.0-or-later
#include "exports/list_columns.h"

using namespace Qt::StringLiterals;

namespace scrip {

QList<ExportColumn> claimFileColumns()
{
    return {{u"id"_s},
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
            {u"grant_status"_s}};
}

QList<ExportColumn> codeFileColumns()
{
    return {{u"id"_s},       {u"code"_s},     {u"state"_s},        {u"uses"_s, true}, {u"max_uses"_s, true},
            {u"event_id"_s}, {u"batch_id"_s}, {u"serial"_s, true}, {u"claimed_by"_s}, {u"claimed_at"_s}};
}

QList<ExportColumn> eventFileColumns()
{
    return {{u"id"_s},
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
            {u"created_by"_s}};
}

QList<ExportColumn> grantFileColumns()
{
    return {{u"id"_s},
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
            {u"labels"_s}};
}

QList<ExportColumn> auditFileColumns()
{
    return {{u"id"_s, true},  {u"at"_s},     {u"login"_s},  {u"as"_s},    {u"action"_s},    {u"object_kind"_s},
            {u"object_id"_s}, {u"reason"_s}, {u"before"_s}, {u"after"_s}, {u"request_id"_s}};
}

QList<ExportColumn> batchFileColumns()
{
    return {{u"id"_s},
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
            {u"created_by"_s}};
}

QList<ExportColumn> entryFileColumns()
{
    return {{u"id"_s, true}, {u"at"_s}, {u"booked_at"_s}, {u"type"_s},   {u"amount"_s, true},
            {u"from"_s},     {u"to"_s}, {u"actor"_s},     {u"reason"_s}, {u"request_id"_s}};
}

QList<ExportColumn> attemptFileColumns()
{
    return {{u"id"_s, true}, {u"at"_s},    {u"login"_s},   {u"as"_s},          {u"event_id"_s},
            {u"user_id"_s},  {u"email"_s}, {u"outcome"_s}, {u"fingerprint"_s}, {u"code_id"_s}};
}

QList<ExportColumn> timelineFileColumns()
{
    return {{u"at"_s}, {u"kind"_s}, {u"summary"_s}, {u"refs"_s}};
}

} // namespace scrip
