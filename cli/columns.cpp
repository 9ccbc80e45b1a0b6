// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/columns.h"

#include "cli/verb.h"

using namespace Qt::StringLiterals;

namespace scrip::cli {

Columns eventColumns()
{
    return {{u"id"_s, Say::tr("ID")},
            {u"name"_s, Say::tr("Name")},
            {u"status"_s, Say::tr("Status")},
            {u"amount"_s, Say::tr("Credit"), Align::Right},
            {u"currency"_s, Say::tr("Currency")},
            {u"claim_count"_s, Say::tr("Claims"), Align::Right},
            {u"max_claims"_s, Say::tr("Cap"), Align::Right},
            {u"codes.total"_s, Say::tr("Codes"), Align::Right},
            {u"claim_deadline"_s, Say::tr("Claim until")},
            {u"credit_expires_at"_s, Say::tr("Credit lasts until")}};
}

Columns eventFields()
{
    return {{u"id"_s, Say::tr("ID")},
            {u"name"_s, Say::tr("Name")},
            {u"description"_s, Say::tr("Description")},
            {u"status"_s, Say::tr("Status")},
            {u"amount"_s, Say::tr("Credit")},
            {u"currency"_s, Say::tr("Currency")},
            {u"max_claims"_s, Say::tr("Cap")},
            {u"claim_count"_s, Say::tr("Claims")},
            {u"exposure"_s, Say::tr("Exposure")},
            {u"codes.total"_s, Say::tr("Codes")},
            {u"codes.available"_s, Say::tr("Codes available")},
            {u"codes.disabled"_s, Say::tr("Codes disabled")},
            {u"starts_at"_s, Say::tr("Starts")},
            {u"claim_deadline"_s, Say::tr("Claim until")},
            {u"credit_expires_at"_s, Say::tr("Credit lasts until")},
            {u"time_zone"_s, Say::tr("Time zone")},
            {u"claim_url"_s, Say::tr("Claim URL")},
            {u"max_per_organization"_s, Say::tr("Claims per organization")},
            {u"max_per_domain"_s, Say::tr("Claims per e-mail domain")},
            {u"budget"_s, Say::tr("Budget alarm")},
            {u"tags"_s, Say::tr("Tags")},
            {u"notes"_s, Say::tr("Notes")},
            {u"version"_s, Say::tr("Version")},
            {u"created_at"_s, Say::tr("Created")},
            {u"created_by"_s, Say::tr("Created by")}};
}

Columns batchColumns()
{
    return {{u"id"_s, Say::tr("ID")},
            {u"event_name"_s, Say::tr("Event")},
            {u"number"_s, Say::tr("Batch"), Align::Right},
            {u"prefix"_s, Say::tr("Prefix")},
            {u"count"_s, Say::tr("Codes"), Align::Right},
            {u"requested"_s, Say::tr("Of"), Align::Right},
            {u"state"_s, Say::tr("State")},
            {u"printed"_s, Say::tr("Printed"), Align::Right},
            {u"created_at"_s, Say::tr("Created")},
            {u"created_by"_s, Say::tr("By")}};
}

Columns batchFields(const QString &prefix)
{
    Columns columns{{u"id"_s, Say::tr("ID")},
                    {u"event_id"_s, Say::tr("Event ID")},
                    {u"event_name"_s, Say::tr("Event")},
                    {u"number"_s, Say::tr("Batch")},
                    {u"prefix"_s, Say::tr("Prefix")},
                    {u"count"_s, Say::tr("Codes")},
                    {u"requested"_s, Say::tr("Requested")},
                    {u"state"_s, Say::tr("State")},
                    {u"max_uses"_s, Say::tr("Uses per code")},
                    {u"note"_s, Say::tr("Note")},
                    {u"codes.available"_s, Say::tr("Codes available")},
                    {u"codes.claimed"_s, Say::tr("Codes claimed")},
                    {u"codes.disabled"_s, Say::tr("Codes disabled")},
                    {u"prints"_s, Say::tr("Print runs")},
                    {u"printed"_s, Say::tr("Labels printed")},
                    {u"created_at"_s, Say::tr("Created")},
                    {u"created_by"_s, Say::tr("By")}};
    for (Column &column : columns)
        column.path.prepend(prefix);
    return columns;
}

Columns codeColumns()
{
    return {{u"code"_s, Say::tr("Code")},
            {u"state"_s, Say::tr("State")},
            {u"uses"_s, Say::tr("Uses"), Align::Right},
            {u"max_uses"_s, Say::tr("Of"), Align::Right},
            {u"batch_number"_s, Say::tr("Batch"), Align::Right},
            {u"serial"_s, Say::tr("Serial"), Align::Right},
            {u"claimed_at"_s, Say::tr("Claimed")},
            {u"id"_s, Say::tr("ID")}};
}

Columns codeFields()
{
    return {{u"id"_s, Say::tr("ID")},
            {u"code"_s, Say::tr("Code")},
            {u"state"_s, Say::tr("State")},
            {u"uses"_s, Say::tr("Uses")},
            {u"max_uses"_s, Say::tr("Of")},
            {u"event_name"_s, Say::tr("Event")},
            {u"event_id"_s, Say::tr("Event ID")},
            {u"batch_id"_s, Say::tr("Batch ID")},
            {u"serial"_s, Say::tr("Serial")},
            {u"claimed_by"_s, Say::tr("Claimed by")},
            {u"claimed_at"_s, Say::tr("Claimed")},
            {u"state_at"_s, Say::tr("In this state since")},
            {u"reissued_to"_s, Say::tr("Replaced by")}};
}

Columns auditColumns()
{
    return {{u"id"_s, Say::tr("ID"), Align::Right}, {u"at"_s, Say::tr("At")},
            {u"login"_s, Say::tr("Who")},           {u"as"_s, Say::tr("For")},
            {u"action"_s, Say::tr("Action")},       {u"object_kind"_s, Say::tr("Object")},
            {u"object_id"_s, Say::tr("Object ID")}, {u"reason"_s, Say::tr("Reason")}};
}

Columns settingColumns()
{
    return {{u"name"_s, Say::tr("Name")},
            {u"value"_s, Say::tr("Value")},
            {u"default"_s, Say::tr("Default")},
            {u"description"_s, Say::tr("Description")}};
}

Columns roleColumns()
{
    return {{u"login"_s, Say::tr("Login")}, {u"roles"_s, Say::tr("Roles")}, {u"superuser"_s, Say::tr("Superuser")}};
}

Columns checkColumns()
{
    return {{u"name"_s, Say::tr("Check")},
            {u"ok"_s, Say::tr("OK")},
            {u"severity"_s, Say::tr("Severity")},
            {u"checked"_s, Say::tr("Checked"), Align::Right},
            {u"violations"_s, Say::tr("Violations")},
            {u"detail"_s, Say::tr("Detail")}};
}

Columns stockColumns()
{
    return {{u"id"_s, Say::tr("ID")},
            {u"title"_s, Say::tr("Stock")},
            {u"kind"_s, Say::tr("Kind")},
            {u"paper"_s, Say::tr("Paper")},
            {u"per_page"_s, Say::tr("Labels a sheet"), Align::Right},
            {u"label_w_mm"_s, Say::tr("Width mm"), Align::Right},
            {u"label_h_mm"_s, Say::tr("Height mm"), Align::Right},
            {u"grade"_s, Say::tr("Confidence")}};
}

} // namespace scrip::cli
