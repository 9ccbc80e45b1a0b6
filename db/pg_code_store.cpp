// SPDX-License-Identifier: GPL-3.0-or-later
#include "db/pg_code_store.h"

#include "core/object_json.h"
#include "db/code_rows.h"

using namespace Qt::StringLiterals;

namespace scrip {

namespace {

Changed changedFromJson(const QJsonObject &answer)
{
    return {answer["changed"_L1].toInteger(), answer["skipped"_L1].toInteger(), answer["replayed"_L1].toBool()};
}

/// In two statements: the database tells codes only once it is committed that they were to be told.
Result<Page<RevealedCode>> revealed(Connection &connection, const RevealRequest &request)
{
    const Result<Rows> ticket = connection.run(revealTicket(request));
    if (!ticket)
        return ticket.failure();
    const auto id = ticket->single<RevealTicket>();
    if (id.isNull())
        return Page<RevealedCode>{};
    const Result<Rows> rows = connection.run(revealedPage(id));
    if (!rows)
        return rows.failure();
    return revealedPageOf(*rows, request);
}

} // namespace

Answer<Page<Code>> PgCodeStore::page(const CodeQuery &query)
{
    return askRows<Page<Code>>(codePage(query), [query](const Rows &rows) { return codePageOf(rows, query); });
}

Answer<RowCount> PgCodeStore::count(const CodeFilter &filter)
{
    return ask<RowCount>(Statement::call("scrip.count_codes", filter.event, filter.batch, stateArgument(filter),
                                         orNull(filter.prefix)),
                         rowCountFromJson);
}

Answer<QString> PgCodeStore::position(const CodeFilter &filter, const QString &sort, double fraction)
{
    return askRows<QString>(Statement::call("scrip.code_position", filter.event, filter.batch, stateArgument(filter),
                                            orNull(filter.prefix), orNull(sort), fraction),
                            [](const Rows &rows) { return rows.single<QString>(); });
}

Answer<Code> PgCodeStore::code(const QString &text)
{
    return lookUp<Code>(text, Statement::call("scrip.code", text), orRefusal<Code>(codeFromJson));
}

Answer<Page<AuditEntry>> PgCodeStore::history(const CodeId &id)
{
    return ask<Page<AuditEntry>>(Statement::call("scrip.code_history", id), [](const QJsonValue &json) {
        return Page<AuditEntry>{listFromJson<AuditEntry>(json, auditFromJson), {}};
    });
}

Answer<Page<RevealedCode>> PgCodeStore::reveal(const RevealRequest &request)
{
    return m_executor.read<Page<RevealedCode>>(
        Kind::Interactive, [request](Connection &connection) { return revealed(connection, request); });
}

/// The journal may hold no code in plain, so a write names a code by its id.
Result<CodeId> PgCodeStore::idOf(Connection &connection, const QString &code)
{
    if (const CodeId id = CodeId::fromText(code.trimmed()); !id.isNull())
        return id;
    const Result<Rows> rows = lookedUp(connection, code, Statement::call("scrip.code", code));
    if (!rows)
        return rows.failure();
    return orRefusal<Code>(codeFromJson)(rows->single<QJsonValue>()).then([](const Code &found) { return found.id; });
}

template <typename T, typename Decode>
Answer<T> PgCodeStore::writeCode(const char *function, const QString &code, const WriteContext &context,
                                 Decode decode)
{
    return m_executor.run<T>(
        Kind::Interactive, [this, function, code, context, decode](Connection &connection) -> Result<T> {
            const Result<CodeId> id = idOf(connection, code);
            if (!id)
                return id.failure();
            return m_writer.call(connection, WriteCall::of(function, context, id->toText(), context.reason))
                .then(decode);
        });
}

Answer<Written<Code>> PgCodeStore::change(const char *function, const QString &code, const WriteContext &context)
{
    return writeCode<Written<Code>>(function, code, context, written<Code>("code", codeFromJson));
}

Answer<Changed> PgCodeStore::changeRange(const char *function, const SerialRange &range, const WriteContext &context)
{
    return write<Changed>(WriteCall::of(function, context, range.batch, range.from, range.to, context.reason),
                          changedFromJson, Kind::Bulk);
}

Answer<Written<Code>> PgCodeStore::disable(const QString &code, const WriteContext &context)
{
    return change("scrip.disable_code", code, context);
}

Answer<Written<Code>> PgCodeStore::enable(const QString &code, const WriteContext &context)
{
    return change("scrip.enable_code", code, context);
}

Answer<Changed> PgCodeStore::disableRange(const SerialRange &range, const WriteContext &context)
{
    return changeRange("scrip.disable_codes", range, context);
}

Answer<Changed> PgCodeStore::enableRange(const SerialRange &range, const WriteContext &context)
{
    return changeRange("scrip.enable_codes", range, context);
}

Answer<ReissueOutcome> PgCodeStore::reissue(const QString &code, const WriteContext &context)
{
    return writeCode<ReissueOutcome>("scrip.reissue_code", code, context, reissueFromJson);
}

Answer<ReissueOutcome> PgCodeStore::reissueRange(const SerialRange &range, const WriteContext &context)
{
    return write<ReissueOutcome>(
        WriteCall::of("scrip.reissue_codes", context, range.batch, range.from, range.to, context.reason),
        reissueFromJson, Kind::Bulk);
}

} // namespace scrip
