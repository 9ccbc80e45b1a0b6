// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/sheet_noun.h"

#include "cli/interrupt.h"
#include "cli/replies.h"
#include "cli/sheet_reading.h"
#include "cli/values.h"
#include "sheets/print_run.h"
#include "sheets/template_catalogue.h"

#include <QDir>
#include <QJsonArray>

using namespace Qt::StringLiterals;

namespace scrip::cli {

namespace {

QJsonObject stockObject(const LabelTemplate &stock)
{
    return {{u"id"_s, stock.id},
            {u"title"_s, stock.title()},
            {u"vendor"_s, stock.vendor},
            {u"parts"_s, QJsonArray::fromStringList(stock.parts)},
            {u"kind"_s, kindName(stock.kind)},
            {u"shape"_s, shapeName(stock.shape)},
            {u"paper"_s, stock.paper},
            {u"page_w_mm"_s, stock.page.width()},
            {u"page_h_mm"_s, stock.page.height()},
            {u"columns"_s, stock.columns},
            {u"rows"_s, stock.rows},
            {u"per_page"_s, stock.perPage()},
            {u"label_w_mm"_s, stock.label.width()},
            {u"label_h_mm"_s, stock.label.height()},
            {u"grade"_s, gradeName(stock.grade)},
            {u"note"_s, stock.note}};
}

QJsonObject outcomeObject(const PrintOutcome &outcome)
{
    return {{u"file"_s, outcome.file},
            {u"pages"_s, outcome.pages},
            {u"labels"_s, outcome.labels},
            {u"first"_s, outcome.first},
            {u"last"_s, outcome.last},
            {u"sheet_hash"_s, outcome.sheetHash},
            {u"warnings"_s, QJsonArray::fromStringList(outcome.warnings)},
            {u"print"_s, toJson(outcome.record)}};
}

Columns outcomeFields()
{
    return {{u"file"_s, Say::tr("File")},        {u"pages"_s, Say::tr("Sheets")},
            {u"labels"_s, Say::tr("Labels")},    {u"first"_s, Say::tr("First serial")},
            {u"last"_s, Say::tr("Last serial")}, {u"sheet_hash"_s, Say::tr("Sheet hash")},
            {u"warnings"_s, Say::tr("Warnings")}};
}

} // namespace

void SheetNoun::declare(CLI::App &root)
{
    CLI::App &app = noun(root, "sheet", Say::tr("Sheets of labels with QR codes."));
    Verb list = verb(app, "templates", Say::tr("List the label stocks that can be printed on."),
                     u"scrip sheet templates --all"_s, work(this, &SheetNoun::templates));
    m_list.declare(list);
    verb(app, "render",
         Say::tr("Write a batch as a PDF of labels, and record the print on the batch. The file holds "
                 "plain codes: only you can read it."),
         u"scrip sheet render --batch 0190f3a1 --template avery-l7160 --output sheet.pdf"_s,
         work(this, &SheetNoun::render))
        .value("--batch", u"ID"_s, Say::tr("The batch to print."), m_batch)
        .value("--event", u"ID"_s, Say::tr("The only batch of this event."), m_event)
        .required("--template", u"ID"_s, Say::tr("Label stock: an id or a part number, such as L7160."), m_template)
        .required("--output", u"FILE"_s, Say::tr("Where to; never overwritten unless asked."), m_output)
        .value("--start-at", u"N"_s, Say::tr("First label used on the first sheet (1)."), m_startAt)
        .value("--from", u"N"_s, Say::tr("First serial (the first)."), m_from)
        .value("--to", u"N"_s, Say::tr("Last serial (the last)."), m_to)
        .flag("--reprint", Say::tr("Labels that are on paper already may be printed again; needs --reason."),
              m_reprint)
        .value("--reason", u"TEXT"_s, Say::tr("Why it is printed again; recorded."), m_reason)
        .flag("--overwrite", Say::tr("Replace the file."), m_overwrite);
    verb(app, "verify", Say::tr("Read every label of a PDF back from pixels. Exit status 1 unless all are right."),
         u"scrip sheet verify sheet.pdf --batch 0190f3a1"_s, work(this, &SheetNoun::verify))
        .argument("file", Say::tr("The PDF."), m_file, u"FILE"_s)
        .required("--batch", u"ID"_s, Say::tr("The batch that should be on it."), m_verifiedBatch)
        .value("--template", u"ID"_s, Say::tr("Label stock (as the print was recorded)."), m_verifiedTemplate)
        .value("--start-at", u"N"_s, Say::tr("First label used (as the print was recorded)."), m_startAt);
}

Result<Reply> SheetNoun::templates(Context &context)
{
    QJsonArray items;
    for (const LabelTemplate &stock : TemplateCatalogue::builtIn().all())
        items << stockObject(stock);
    return m_list.runWhole(context, stockColumns(), items, u"id"_s);
}

Result<BatchId> SheetNoun::chosenBatch(const Stores &stores) const
{
    if (m_batch.has_value() == m_event.has_value())
        return usage(Say::tr("Give a batch with --batch, or an event with --event."), u"batch"_s);
    if (m_batch)
        return awaited(stores.batches->resolve(*m_batch));
    const Result<EventId> event = awaited(stores.events->resolve(*m_event));
    if (!event)
        return event.failure();
    BatchQuery query;
    query.event = *event;
    query.limit = 2;
    const Result<Page<Batch>> batches = awaited(stores.batches->page(query));
    if (!batches)
        return batches.failure();
    if (batches->items.isEmpty())
        return Failure::named(u"not_found"_s, Say::tr("The event has no batch."), u"event"_s);
    if (batches->items.size() > 1)
        return Failure::named(u"ambiguous_id"_s, Say::tr("The event has more than one batch."), u"event"_s,
                              Say::tr("Name one with --batch."));
    return batches->items.first().id;
}

Result<PrintRequest> SheetNoun::printRequest(Context &context) const
{
    PrintRequest request;
    const Result<LabelTemplate> stock = TemplateCatalogue::builtIn().find(m_template);
    if (!stock)
        return stock.failure();
    request.stock = *stock;
    struct Number
    {
        const std::optional<QString> &text;
        int &target;
        QString field;
    };
    for (const Number &number : {Number{m_from, request.from, u"from"_s}, Number{m_to, request.to, u"to"_s},
                                 Number{m_startAt, request.startAt, u"start_at"_s}}) {
        if (!number.text)
            continue;
        const Result<int> value = numberValue(*number.text, number.field);
        if (!value)
            return value.failure();
        number.target = *value;
    }
    request.reprint = m_reprint;
    request.context = context.write(m_reason);
    request.mayBeReplay = context.keyGiven();
    return request;
}

Result<Reply> SheetNoun::render(Context &context)
{
    Result<PrintRequest> request = printRequest(context);
    if (!request)
        return request.failure();
    const Result<Stores> stores = context.stores();
    if (!stores)
        return stores.failure();
    const Result<BatchId> batch = chosenBatch(*stores);
    if (!batch)
        return batch.failure();
    request.value().batch = *batch;
    const auto progress = context.progress(Say::tr("%1 of %2 labels"));
    const auto control =
        std::make_shared<JobControl>([&](qint64 done, qint64 total) { progress->show(done, total); });
    const Interrupt interrupt(control);
    const Result<PrintOutcome> outcome = PrintRun(*stores, *request).toPdf(m_output, m_overwrite, *control);
    if (!outcome)
        return outcome.failure();
    return writtenReply(outcomeObject(*outcome), outcome->replayed, outcomeFields());
}

Result<Reply> SheetNoun::verify(Context &context)
{
    SheetToVerify sheet;
    sheet.file = m_file;
    if (m_verifiedTemplate) {
        const Result<LabelTemplate> stock = TemplateCatalogue::builtIn().find(*m_verifiedTemplate);
        if (!stock)
            return stock.failure();
        sheet.stock = *stock;
    }
    const Result<int> startAt = numberOrZero(m_startAt, u"start_at"_s);
    if (!startAt)
        return startAt.failure();
    sheet.startAt = *startAt;
    const Result<Stores> stores = context.stores();
    if (!stores)
        return stores.failure();
    const Result<BatchId> batch = awaited(stores->batches->resolve(m_verifiedBatch));
    if (!batch)
        return batch.failure();
    sheet.batch = *batch;
    return readSheet(context, *stores, sheet);
}

} // namespace scrip::cli
