// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/code_transfers.h"

#include "cli/csv_file.h"
#include "cli/replies.h"
#include "cli/values.h"
#include "exports/list_shapes.h"

#include <QFileInfo>
#include <QHash>

using namespace Qt::StringLiterals;

namespace scrip::cli {

namespace {

constexpr qsizetype idsAtOnce = 5'000;
constexpr qsizetype linesTold = 20;

ExportShape<QJsonObject> recipientShape()
{
    return {{{u"recipient"_s}, {u"code"_s}, {u"event_id"_s}, {u"batch_id"_s}, {u"serial"_s, true}, {u"id"_s}},
            [](const QJsonObject &line) { return line; }};
}

Result<CodeFilter> filterOf(const Stores &stores, const std::optional<QString> &event,
                            const std::optional<QString> &batch)
{
    if (event.has_value() == batch.has_value())
        return usage(Say::tr("Say of which event, or of which batch."), u"batch"_s);
    CodeFilter filter;
    if (event) {
        const Result<EventId> id = awaited(stores.events->resolve(*event));
        if (!id)
            return id.failure();
        filter.event = *id;
    } else {
        const Result<BatchId> id = awaited(stores.batches->resolve(*batch));
        if (!id)
            return id.failure();
        filter.batch = *id;
    }
    return filter;
}

RevealRequest revealOf(const Context &context)
{
    RevealRequest request;
    request.purpose = u"export"_s;
    request.as = context.actingAs();
    return request;
}

/// The codes that were handed over, in plain, by their ids.
Result<QHash<CodeId, QJsonObject>> plainOf(const Context &context, const Stores &stores, const QList<HandOver> &items)
{
    QHash<CodeId, QJsonObject> plain;
    for (qsizetype begin = 0; begin < items.size(); begin += idsAtOnce) {
        RevealRequest request = revealOf(context);
        for (const HandOver &item : items.mid(begin, idsAtOnce))
            request.ids << item.code;
        const auto page = awaited(stores.codes->reveal(request));
        if (!page)
            return page.failure();
        for (const RevealedCode &code : page->items)
            plain.insert(code.id, toJson(code));
    }
    return plain;
}

/// A line a name, with the code that is theirs from now on.
Result<ExportPage> handedOver(const Context &context, const Stores &stores, const HandOverOutcome &outcome)
{
    const auto plain = plainOf(context, stores, outcome.items);
    if (!plain)
        return plain.failure();
    Page<QJsonObject> page;
    for (const HandOver &item : outcome.items) {
        QJsonObject line = plain->value(item.code);
        line.insert(u"recipient"_s, item.recipient);
        page.items << line;
    }
    return exportPage(page, recipientShape());
}

/// What is wrong, by the lines of the file in place of the places in a list.
QJsonArray linesOf(const QList<ImportRejection> &rejected, const QList<CsvValue> &values)
{
    QJsonArray lines;
    for (const ImportRejection &rejection : rejected)
        lines << QJsonObject{{u"line"_s, values.value(rejection.place - 1).line},
                             {u"name"_s, rejection.name},
                             {u"message"_s, rejection.message}};
    return lines;
}

Failure withLines(const Failure &refused, const QList<CsvValue> &values, Output &output)
{
    Failure failure = refused;
    if (!refused.detail.contains(u"rejected"_s))
        return failure;
    const QJsonArray lines = linesOf(rejectionsFromJson(refused.detail["rejected"_L1]), values);
    for (qsizetype i = 0; i < lines.size() && i < linesTold; ++i)
        output.note(
            Say::tr("Line %1: %2").arg(lines.at(i)["line"_L1].toInt()).arg(lines.at(i)["message"_L1].toString()));
    failure.detail = {{u"accepted"_s, 0}, {u"rejected"_s, lines}};
    failure.hint = Say::tr("Mend these lines, or take them out, and import the file again.");
    return failure;
}

Columns importColumns()
{
    return {{u"accepted"_s, Say::tr("Accepted")},
            {u"rejected"_s, Say::tr("Rejected")},
            {u"batch.id"_s, Say::tr("Batch ID")},
            {u"batch.number"_s, Say::tr("Batch")}};
}

} // namespace

void CodeExport::declare(Verb &verb)
{
    verb.value("--event", u"ID"_s, Say::tr("The codes of this event."), m_event);
    verb.value("--batch", u"ID"_s, Say::tr("The codes of this batch."), m_batch);
    m_export.declare(verb, u"csv|xlsx|jsonl"_s);
    verb.flag("--reveal", Say::tr("Plain codes; that leaves an audit entry."), m_reveal);
    verb.value("--recipients", u"FILE"_s,
               Say::tr("CSV with a column “recipient”: one code for each name, the next that nobody was given, "
                       "recorded as handed over. Needs --reveal."),
               m_recipients);
}

Result<Reply> CodeExport::run(Context &context) const
{
    if (m_recipients && !m_reveal)
        return usage(Say::tr("Codes for people are plain codes: add --reveal."), u"reveal"_s);
    const Result<Stores> stores = context.stores();
    if (!stores)
        return stores.failure();
    const Result<CodeFilter> filter = filterOf(*stores, m_event, m_batch);
    if (!filter)
        return filter.failure();
    return m_recipients ? handOver(context, *stores, *filter) : exportList(context, *stores, *filter);
}

Result<Reply> CodeExport::exportList(Context &context, const Stores &stores, const CodeFilter &filter) const
{
    const auto revealed = [&](const QString &after, int limit) {
        RevealRequest request = revealOf(context);
        request.filter = filter;
        request.after = after;
        request.limit = limit;
        return exportPage(stores.codes->reveal(request), revealedCodeShape());
    };
    const auto masked = [&](const QString &after, int limit) {
        CodeQuery query;
        query.filter = filter;
        query.after = after;
        query.limit = limit;
        return exportPage(stores.codes->page(query), codeShape());
    };
    return m_export.run(codeShape().columns, m_reveal ? ExportFetch(revealed) : ExportFetch(masked));
}

Result<Reply> CodeExport::handOver(Context &context, const Stores &stores, const CodeFilter &filter) const
{
    const auto names = columnOfFile(*m_recipients, {u"recipient"_s, u"name"_s}, u"recipients"_s);
    if (!names)
        return names.failure();
    HandOverRequest request{filter.event, filter.batch, {}};
    for (const CsvValue &name : *names)
        request.recipients << name.text;
    bool recorded = false;
    // Called once the file can be written, so that nothing is recorded for a file that never could be.
    const auto fetch = [&](const QString &, int) {
        const auto outcome = awaited(stores.transfer->handOver(request, context.write()));
        if (!outcome)
            return answered<ExportPage>(outcome.failure());
        recorded = true;
        return answered(handedOver(context, stores, *outcome));
    };
    Result<Reply> reply = m_export.run(recipientShape().columns, fetch);
    if (reply || !recorded)
        return reply;
    Failure failure = reply.failure();
    failure.key = context.write().key;
    failure.hint =
        Say::tr("The codes are recorded as handed over: the same call with --key %1 writes them.").arg(failure.key);
    return failure;
}

void CodeImport::declare(Verb &verb)
{
    verb.argument("file", Say::tr("CSV with a column “code”, or one code a line."), m_file, u"FILE"_s);
    verb.required("--event", u"ID"_s, Say::tr("Of which event they are to be."), m_event);
    verb.flag("--dry-run", Say::tr("Only say what would be taken and what not."), m_dryRun);
}

Result<Reply> CodeImport::run(Context &context) const
{
    const auto values = columnOfFile(m_file, {u"code"_s, u"codes"_s}, u"file"_s);
    if (!values)
        return values.failure();
    const Result<Stores> stores = context.stores();
    if (!stores)
        return stores.failure();
    const Result<EventId> event = awaited(stores->events->resolve(m_event));
    if (!event)
        return event.failure();
    ImportRequest request{*event, {}, Say::tr("Imported from %1").arg(QFileInfo(m_file).fileName())};
    for (const CsvValue &value : *values)
        request.codes << value.text;
    const auto outcome = awaited(m_dryRun ? stores->transfer->checkImport(request)
                                          : stores->transfer->import(request, context.write()));
    if (!outcome)
        return withLines(outcome.failure(), *values, context.output());
    QJsonObject answer{{u"accepted"_s, outcome->accepted}, {u"rejected"_s, linesOf(outcome->rejected, *values)}};
    if (m_dryRun)
        return Reply::of(answer, importColumns());
    answer.insert(u"batch"_s, toJson(outcome->batch));
    return writtenReply(answer, outcome->replayed, importColumns());
}

} // namespace scrip::cli
