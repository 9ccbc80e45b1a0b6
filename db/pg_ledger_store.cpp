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

/// Where a reading is: behind an entry, among those that were there when it began.
struct Place
{
    QString end; ///< Of scrip.ledger_end(); empty before the first page.
    std::optional<qint64> after;

    [[nodiscard]] QString toText() const { return end + u':' + QString::number(*after); }
};

Result<Place> placeOf(const QString &cursor)
{
    if (cursor.isEmpty())
        return Place{};
    const QString end = cursor.section(u':', 0, 0);
    const auto after = numericCursor(cursor.section(u':', 1));
    if (!after || !*after || !numericCursor(end))
        return noCursor();
    return Place{end, *after};
}

/// A page that is full may have another behind it.
Page<Entry> entriesOf(const Rows &rows, int limit, const QString &end)
{
    Page<Entry> page;
    page.items.reserve(rows.count());
    for (int row = 0; row < rows.count(); ++row)
        page.items << entryAt(rows, row);
    if (rows.count() == limit)
        page.next = Place{end, page.items.last().id}.toText();
    return page;
}

Result<QString> endOf(Connection &connection)
{
    const Result<Rows> rows = connection.run(Statement::call("scrip.ledger_end"));
    return rows ? Result<QString>(rows->single<QString>()) : rows.failure();
}

Result<Page<Entry>> readEntries(Connection &connection, const LedgerQuery &query, const Place &place, int limit)
{
    const Result<QString> end = place.end.isEmpty() ? endOf(connection) : Result<QString>(place.end);
    if (!end)
        return end.failure();
    const Result<Rows> rows = connection.run(Statement::rows(entryColumns, "scrip.ledger", query.organization,
                                                             query.from, query.to, place.after, limit, *end));
    if (!rows)
        return rows.failure();
    return entriesOf(*rows, limit, *end);
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
    const Result<Place> place = placeOf(query.after);
    if (!place)
        return answered<Page<Entry>>(place.failure());
    const int limit = std::clamp(query.limit, 1, mostEntries);
    return m_executor.read<Page<Entry>>(Kind::Bulk, [query, place = *place, limit](Connection &connection) {
        return readEntries(connection, query, place, limit);
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
