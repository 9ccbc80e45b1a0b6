// SPDX-License-Identifier: GPL-3.0-or-later
#include "db/pg_ledger_store.h"

#include "core/grant_json.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace scrip {

namespace {

/// The most rows that the functions answer at once.
constexpr int mostEntries = 10'000;
constexpr int mostDue = 10'000;

const char *const entryColumns = "id, at, booked_at, organization_id, grant_id, type, amount, currency, from_bucket, "
                                 "to_bucket, actor_kind, actor, reason, request_id";

Entry entryAt(const Rows &rows, int row)
{
    Entry entry;
    entry.id = rows.value<qint64>(row, 0);
    entry.at = rows.value<QDateTime>(row, 1);
    entry.bookedAt = rows.value<QDateTime>(row, 2);
    entry.organizationId = rows.value<OrganizationId>(row, 3);
    entry.grantId = rows.value<GrantId>(row, 4);
    entry.type = rows.value<QString>(row, 5);
    entry.amount = Money(rows.value<qint64>(row, 6), Currency(rows.value<QString>(row, 7)));
    entry.from = rows.value<QString>(row, 8);
    entry.to = rows.value<QString>(row, 9);
    entry.actor = rows.value<QString>(row, 10) + u':' + rows.value<QString>(row, 11);
    entry.reason = rows.value<QString>(row, 12);
    entry.requestId = rows.value<QString>(row, 13);
    return entry;
}

/// A page that is full may have another behind it.
Page<Entry> entriesOf(const Rows &rows, int limit)
{
    Page<Entry> page;
    page.items.reserve(rows.count());
    for (int row = 0; row < rows.count(); ++row)
        page.items << entryAt(rows, row);
    if (rows.count() == limit)
        page.next = QString::number(page.items.last().id);
    return page;
}

Page<OrganizationId> dueOf(const Rows &rows, int limit)
{
    Page<OrganizationId> page;
    for (int row = 0; row < rows.count(); ++row)
        page.items << rows.value<OrganizationId>(row, 0);
    if (rows.count() == limit)
        page.next = page.items.last().toText();
    return page;
}

} // namespace

Answer<Balance> PgLedgerStore::balance(const OrganizationId &organization)
{
    return ask<Balance>(Statement::call("scrip.balance", organization),
                        [](const QJsonValue &json) { return balanceFromJson(json.toObject()); });
}

Answer<Page<Entry>> PgLedgerStore::page(const LedgerQuery &query)
{
    const int limit = std::clamp(query.limit, 1, mostEntries);
    const Statement statement = Statement::rows(entryColumns, "scrip.ledger", query.organization, query.from,
                                                query.to, numericCursor(query.after), limit);
    return m_executor.read<Page<Entry>>(Kind::Bulk,
                                        [statement, limit](Connection &connection) -> Result<Page<Entry>> {
                                            const Result<Rows> rows = connection.run(statement);
                                            if (!rows)
                                                return rows.failure();
                                            return entriesOf(*rows, limit);
                                        });
}

Answer<Page<OrganizationId>> PgLedgerStore::due(bool beforeAdoption, const QString &after, int limit)
{
    const int size = std::clamp(limit, 1, mostDue);
    return askRows<Page<OrganizationId>>(
        Statement::rows("id", "scrip.due", beforeAdoption, OrganizationId::fromText(after), size),
        [size](const Rows &rows) { return dueOf(rows, size); });
}

Answer<SettleOutcome> PgLedgerStore::previewSettle(const SettleRequest &request)
{
    return ask<SettleOutcome>(Statement::call("scrip.preview_settle", request.organization, request.beforeAdoption),
                              [](const QJsonValue &json) { return settleOutcomeFromJson(json.toObject()); });
}

Answer<SettleOutcome> PgLedgerStore::settle(const SettleRequest &request, const WriteContext &context)
{
    return write<SettleOutcome>(WriteCall::of("scrip.settle", context, request.organization, request.beforeAdoption),
                                settleOutcomeFromJson);
}

Answer<OrganizationId> PgLedgerStore::resolveOrganization(const QString &text)
{
    return askRows<OrganizationId>(findId("organization", text),
                                   [](const Rows &rows) { return rows.single<OrganizationId>(); });
}

} // namespace scrip
