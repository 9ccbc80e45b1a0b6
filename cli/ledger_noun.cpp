// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/ledger_noun.h"

#include "cli/values.h"
#include "exports/list_shapes.h"

using namespace Qt::StringLiterals;

namespace scrip::cli {

void LedgerNoun::declare(CLI::App &root)
{
    CLI::App &app = noun(root, "ledger", Say::tr("The bookings of all grants."));
    Verb declared = verb(app, "export", Say::tr("Write the bookings into a file, in the order they were made."),
                         u"scrip ledger export --format csv --output ledger.csv --from 2027-05-01 --to 2027-05-31"_s,
                         work(this, &LedgerNoun::exportAll));
    m_export.declare(declared);
    declared.value("--organization", u"ID"_s, Say::tr("Only those of this organization."), m_organization);
    declared.value("--from", u"TIME"_s, Say::tr("Not booked before; a bare date means its beginning."), m_from);
    declared.value("--to", u"TIME"_s, Say::tr("Booked before that; a bare date is still in it."), m_to);
}

Result<LedgerQuery> LedgerNoun::query(Context &context) const
{
    LedgerQuery query;
    const Result<Period> period = periodValue(context, m_from, m_to);
    if (!period)
        return period.failure();
    query.from = period->from;
    // The last second of a day is still that day.
    query.to = m_to && !m_to->contains(u':') && period->to.isValid() ? period->to.addSecs(1) : period->to;
    if (query.from.isValid() && query.to.isValid() && query.to <= query.from)
        return Failure::named(u"invalid_date"_s, Say::tr("The end lies before the beginning."), u"to"_s);
    if (!m_organization)
        return query;
    const Result<Stores> stores = context.stores();
    if (!stores)
        return stores.failure();
    const auto organization = awaited(stores->ledger->resolveOrganization(*m_organization));
    if (!organization)
        return organization.failure();
    query.organization = *organization;
    return query;
}

Result<Reply> LedgerNoun::exportAll(Context &context)
{
    const Result<LedgerQuery> asked = query(context);
    if (!asked)
        return asked.failure();
    const Result<Stores> stores = context.stores();
    if (!stores)
        return stores.failure();
    const ExportShape<Entry> shape = ledgerShape();
    const auto fetch = [&](const QString &after, int) {
        LedgerQuery next = *asked; // with pages of its own size: a round trip for ten thousand rows
        next.after = after;
        return exportPage(stores->ledger->page(next), shape);
    };
    return m_export.run(shape.columns, fetch);
}

} // namespace scrip::cli
