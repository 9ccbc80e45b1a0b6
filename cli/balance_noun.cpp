// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/balance_noun.h"

#include "cli/grant_columns.h"
#include "cli/table.h"
#include "core/grant_json.h"

#include <QJsonArray>

using namespace Qt::StringLiterals;

namespace scrip::cli {

void BalanceNoun::declare(CLI::App &root)
{
    verb(root, "balance", Say::tr("Show what an organization has, as if all that is due were booked now."),
         u"scrip balance 0190f3a1"_s, work(this, &BalanceNoun::show))
        .argument("organization", Say::tr("Its id, or at least 8 characters of the beginning or end."),
                  m_organization);
}

Result<Reply> BalanceNoun::show(Context &context)
{
    const Result<Stores> stores = context.stores();
    if (!stores)
        return stores.failure();
    const auto organization = awaited(stores->ledger->resolveOrganization(m_organization));
    if (!organization)
        return organization.failure();
    const Result<Balance> balance = awaited(stores->ledger->balance(*organization));
    if (!balance)
        return balance.failure();
    const QJsonObject object = toJson(*balance);
    if (context.output().isJson())
        return Reply::of(object);
    const Columns whose{{u"organization_name"_s, Say::tr("Organization")},
                        {u"organization_id"_s, Say::tr("Organization ID")},
                        {u"blocked"_s, Say::tr("Blocked")}};
    return Reply::plain(fieldsOf(object, whose) + u'\n' +
                        tableOf(object["currencies"_L1].toArray(), balanceColumns(), false));
}

} // namespace scrip::cli
