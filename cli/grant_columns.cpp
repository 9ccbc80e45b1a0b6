// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/grant_columns.h"

#include "cli/verb.h"

using namespace Qt::StringLiterals;

namespace scrip::cli {

Columns grantColumns()
{
    return {{u"id"_s, Say::tr("ID")},
            {u"organization_name"_s, Say::tr("Organization")},
            {u"name"_s, Say::tr("Name")},
            {u"origin"_s, Say::tr("Origin")},
            {u"status"_s, Say::tr("Status")},
            {u"amount"_s, Say::tr("Amount"), Align::Right},
            {u"available"_s, Say::tr("Available"), Align::Right},
            {u"consumed"_s, Say::tr("Consumed"), Align::Right},
            {u"unpaid"_s, Say::tr("Unpaid"), Align::Right},
            {u"currency"_s, Say::tr("Currency")},
            {u"expires_at"_s, Say::tr("Expires")}};
}

Columns grantFields(const QString &prefix)
{
    Columns columns{{u"id"_s, Say::tr("ID")},
                    {u"organization_name"_s, Say::tr("Organization")},
                    {u"organization_id"_s, Say::tr("Organization ID")},
                    {u"name"_s, Say::tr("Name")},
                    {u"origin"_s, Say::tr("Origin")},
                    {u"event_id"_s, Say::tr("Event ID")},
                    {u"claim_id"_s, Say::tr("Claim ID")},
                    {u"status"_s, Say::tr("Status")},
                    {u"depleted"_s, Say::tr("Depleted")},
                    {u"amount"_s, Say::tr("Amount")},
                    {u"currency"_s, Say::tr("Currency")},
                    {u"pending"_s, Say::tr("Pending")},
                    {u"available"_s, Say::tr("Available")},
                    {u"consumed"_s, Say::tr("Consumed")},
                    {u"unpaid"_s, Say::tr("Unpaid")},
                    {u"forfeited"_s, Say::tr("Forfeited")},
                    {u"clawed_back"_s, Say::tr("Clawed back")},
                    {u"priority"_s, Say::tr("Priority")},
                    {u"funding"_s, Say::tr("Funding")},
                    {u"availability"_s, Say::tr("Available from")},
                    {u"payment_status"_s, Say::tr("Payment")},
                    {u"payment_reference"_s, Say::tr("Payment reference")},
                    {u"cost_basis"_s, Say::tr("Cost basis")},
                    {u"cost_currency"_s, Say::tr("Cost currency")},
                    {u"effective_at"_s, Say::tr("Effective")},
                    {u"expires_at"_s, Say::tr("Expires")},
                    {u"voided_at"_s, Say::tr("Voided")},
                    {u"void_reason"_s, Say::tr("Reason of the void")},
                    {u"labels"_s, Say::tr("Labels")},
                    {u"created_at"_s, Say::tr("Created")},
                    {u"created_by"_s, Say::tr("Created by")}};
    for (Column &column : columns)
        column.path.prepend(prefix);
    return columns;
}

Columns entryColumns()
{
    return {{u"at"_s, Say::tr("At")},
            {u"type"_s, Say::tr("Entry")},
            {u"amount"_s, Say::tr("Amount"), Align::Right},
            {u"from"_s, Say::tr("From")},
            {u"to"_s, Say::tr("To")},
            {u"actor"_s, Say::tr("Who")},
            {u"reason"_s, Say::tr("Reason")}};
}

Columns balanceColumns()
{
    return {{u"currency"_s, Say::tr("Currency")},
            {u"live"_s, Say::tr("Live"), Align::Right},
            {u"settled"_s, Say::tr("Settled"), Align::Right},
            {u"pending"_s, Say::tr("Pending"), Align::Right},
            {u"consumed"_s, Say::tr("Consumed"), Align::Right},
            {u"forfeited"_s, Say::tr("Forfeited"), Align::Right},
            {u"clawed_back"_s, Say::tr("Clawed back"), Align::Right},
            {u"overdraft"_s, Say::tr("Overdraft"), Align::Right},
            {u"baseline"_s, Say::tr("Backend says"), Align::Right},
            {u"at_risk"_s, Say::tr("At risk"), Align::Right}};
}

Columns voidFields()
{
    return {{u"grant.id"_s, Say::tr("Grant")},
            {u"grant.organization_name"_s, Say::tr("Organization")},
            {u"grant.name"_s, Say::tr("Name")},
            {u"grant.amount"_s, Say::tr("Amount")},
            {u"grant.currency"_s, Say::tr("Currency")},
            {u"consumed"_s, Say::tr("Consumed")},
            {u"forfeited"_s, Say::tr("Forfeited")},
            {u"balance_before"_s, Say::tr("Balance before")},
            {u"balance_after"_s, Say::tr("Balance after")},
            {u"blocked_after"_s, Say::tr("Blocked after")}};
}

Columns clawBackFields()
{
    return voidFields() +
           Columns{{u"clawed_back"_s, Say::tr("Clawed back")}, {u"overdraft_after"_s, Say::tr("Overdraft after")}};
}

Columns bulkPreviewFields()
{
    return {{u"count"_s, Say::tr("Grants")},
            {u"forfeited"_s, Say::tr("Forfeited")},
            {u"consumed"_s, Say::tr("Consumed")},
            {u"balance_before"_s, Say::tr("Balance before")},
            {u"balance_after"_s, Say::tr("Balance after")},
            {u"blocked_after"_s, Say::tr("Organizations blocked after")}};
}

Columns forfeitedColumns()
{
    return {{u"currency"_s, Say::tr("Currency")}, {u"forfeited"_s, Say::tr("Forfeited"), Align::Right}};
}

Columns currencySumColumns()
{
    return forfeitedColumns() + Columns{{u"consumed"_s, Say::tr("Consumed"), Align::Right},
                                        {u"balance_before"_s, Say::tr("Balance before"), Align::Right},
                                        {u"balance_after"_s, Say::tr("Balance after"), Align::Right}};
}

Columns bulkVoidFields()
{
    return {
        {u"voided"_s, Say::tr("Voided")}, {u"skipped"_s, Say::tr("Skipped")}, {u"forfeited"_s, Say::tr("Forfeited")}};
}

Columns settleFields()
{
    return {{u"released"_s, Say::tr("Released")},
            {u"settled"_s, Say::tr("Settled")},
            {u"breakage"_s, Say::tr("Breakage")},
            {u"protected"_s, Say::tr("Protected")}};
}

Columns maintenanceFields()
{
    return {{u"released"_s, Say::tr("Released")},     {u"attributed"_s, Say::tr("Attributed")},
            {u"settled"_s, Say::tr("Settled")},       {u"sealed"_s, Say::tr("Sealed")},
            {u"reconciled"_s, Say::tr("Reconciled")}, {u"alarms"_s, Say::tr("Alarms")},
            {u"failed"_s, Say::tr("Left for later")}};
}

} // namespace scrip::cli
