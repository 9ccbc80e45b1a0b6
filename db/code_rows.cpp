// SPDX-License-Identifier: GPL-3.0-or-later
#include "db/code_rows.h"

#include "db/pg_store.h"

namespace scrip {

namespace {

/// The most that scrip.codes answers at once, less the row that tells of more.
constexpr int mostCodes = 9'999;
constexpr int mostRevealed = 10'000;

const char *const codeColumns = "id, masked, state, uses, max_uses, event_id, event_name, batch_id, batch_number, "
                                "serial, batch_count, claimed_by, claimed_email, claimed_at, state_at, reissued_to, "
                                "print_run, cursor";

const char *const revealColumns = "id, code, serial, state, uses, max_uses, event_id, batch_id, claimed_by, "
                                  "claimed_at, cursor";

/// Compared as bytes: there are thousands of them in a page.
CodeState stateOf(const Cell &cell)
{
    switch (cell.size > 0 ? *cell.data : '\0') {
    case 'c':
        return CodeState::Claimed;
    case 'd':
        return CodeState::Disabled;
    case 'r':
        return CodeState::Reissued;
    default:
        return CodeState::Available;
    }
}

Code codeAt(const Rows &rows, int row)
{
    Code code;
    code.id = rows.value<CodeId>(row, 0);
    code.masked = rows.value<QString>(row, 1);
    code.state = stateOf(rows.cell(row, 2));
    code.uses = rows.value<int>(row, 3);
    code.maxUses = rows.value<int>(row, 4);
    code.eventId = rows.value<EventId>(row, 5);
    code.eventName = rows.value<QString>(row, 6);
    code.batchId = rows.value<BatchId>(row, 7);
    code.batchNumber = rows.value<int>(row, 8);
    code.serial = rows.value<int>(row, 9);
    code.batchCount = rows.value<qint64>(row, 10);
    code.claimedBy = rows.value<UserId>(row, 11);
    code.claimedEmail = rows.value<QString>(row, 12);
    code.claimedAt = rows.value<QDateTime>(row, 13);
    code.stateAt = rows.value<QDateTime>(row, 14);
    code.reissuedTo = rows.value<QString>(row, 15);
    code.printRun = rows.value<int>(row, 16);
    code.cursor = rows.value<QString>(row, 17);
    return code;
}

RevealedCode revealedAt(const Rows &rows, int row)
{
    RevealedCode code;
    code.id = rows.value<CodeId>(row, 0);
    code.code = CodeText::canonical(rows.value<QString>(row, 1));
    code.serial = rows.value<int>(row, 2);
    code.state = stateOf(rows.cell(row, 3));
    code.uses = rows.value<int>(row, 4);
    code.maxUses = rows.value<int>(row, 5);
    code.eventId = rows.value<EventId>(row, 6);
    code.batchId = rows.value<BatchId>(row, 7);
    code.claimedBy = rows.value<UserId>(row, 8);
    code.claimedAt = rows.value<QDateTime>(row, 9);
    code.cursor = rows.value<QString>(row, 10);
    return code;
}

int limitOf(const CodeQuery &query)
{
    return qBound(1, query.limit, mostCodes);
}

int revealLimitOf(const RevealRequest &request)
{
    return qBound(1, request.limit, mostRevealed);
}

} // namespace

Statement codePage(const CodeQuery &query)
{
    return Statement::rows(codeColumns, "scrip.codes", query.filter.event, query.filter.batch,
                           stateArgument(query.filter), orNull(query.filter.prefix), orNull(query.sort),
                           orNull(query.after), limitOf(query) + 1, query.back);
}

Page<Code> codePageOf(const Rows &rows, const CodeQuery &query)
{
    // Read backwards, the row too many is the first: rows come in list order.
    const int surplus = rows.count() > limitOf(query) ? 1 : 0;
    const int first = query.back ? surplus : 0;
    const int count = rows.count() - surplus;
    Page<Code> page;
    page.items.reserve(count);
    for (int row = first; row < first + count; ++row)
        page.items << codeAt(rows, row);
    if (surplus > 0)
        page.next = query.back ? page.items.first().cursor : page.items.last().cursor;
    return page;
}

Statement revealTicket(const RevealRequest &request)
{
    return Statement::call("scrip.reveal_codes", orNull(request.as), request.filter.event, request.filter.batch,
                           stateArgument(request.filter), request.ids, request.from, request.to,
                           orNull(request.after), revealLimitOf(request), request.purpose);
}

Statement revealedPage(const RevealTicket &ticket)
{
    return Statement::rows(revealColumns, "scrip.revealed_codes", ticket);
}

Page<RevealedCode> revealedPageOf(const Rows &rows, const RevealRequest &request)
{
    Page<RevealedCode> page;
    page.items.reserve(rows.count());
    for (int row = 0; row < rows.count(); ++row)
        page.items << revealedAt(rows, row);
    if (page.items.size() >= revealLimitOf(request))
        page.next = page.items.last().cursor;
    return page;
}

QString stateArgument(const CodeFilter &filter)
{
    return filter.state ? codeStateName(*filter.state) : QString();
}

} // namespace scrip
