// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/sheet_studio.h"

#include "cli/interrupt.h"
#include "cli/replies.h"
#include "cli/values.h"
#include "cli/verb.h"
#include "sheets/print_run.h"
#include "sheets/sheet_reading.h"
#include "sheets/template_catalogue.h"

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

Reply replyOf(const SheetReading &reading)
{
    const VerifyOutcome &outcome = reading.outcome;
    QJsonArray mismatched;
    for (const LabelMismatch &label : outcome.mismatched)
        mismatched << QJsonObject{{u"page"_s, label.page},
                                  {u"slot"_s, label.slot},
                                  {u"serial"_s, label.serial},
                                  {u"fault"_s, faultName(label.fault)},
                                  {u"found"_s, label.found > 0 ? QJsonValue(label.found) : QJsonValue()}};
    QJsonArray unexpected;
    for (const UnexpectedLabel &label : outcome.unexpected)
        unexpected << QJsonObject{{u"page"_s, label.page},
                                  {u"slot"_s, label.slot > 0 ? QJsonValue(label.slot) : QJsonValue()}};
    const QJsonObject answer{
        {u"ok"_s, outcome.ok()},
        {u"labels"_s, outcome.labels},
        {u"decoded"_s, outcome.decoded},
        {u"mismatched"_s, mismatched},
        {u"unexpected"_s, unexpected.size()},
        {u"unexpected_at"_s, unexpected},
        {u"sheet_hash"_s, reading.record ? QJsonValue(reading.record->sheetHash) : QJsonValue()}};
    const Columns columns{{u"decoded"_s, Say::tr("Right")},
                          {u"labels"_s, Say::tr("Of")},
                          {u"mismatched"_s, Say::tr("Wrong")},
                          {u"unexpected"_s, Say::tr("Not expected")}};
    return Reply::of(answer, columns, outcome.ok() ? 0 : 1);
}

} // namespace

Result<Reply> SheetStudio::templates(Context &context, const SheetOptions &options)
{
    QJsonArray items;
    for (const LabelTemplate &stock : TemplateCatalogue::builtIn().all())
        items << stockObject(stock);
    return options.list.runWhole(context, stockColumns(), items, u"id"_s);
}

Result<BatchId> SheetStudio::chosenBatch(const Stores &stores, const SheetOptions &options) const
{
    if (options.batch.has_value() == options.event.has_value())
        return usage(Say::tr("Give a batch with --batch, or an event with --event."), u"batch"_s);
    if (options.batch)
        return awaited(stores.batches->resolve(*options.batch));
    const Result<EventId> event = awaited(stores.events->resolve(*options.event));
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

Result<PrintRequest> SheetStudio::printRequest(const Context &context, const SheetOptions &options) const
{
    PrintRequest request;
    const Result<LabelTemplate> stock = TemplateCatalogue::builtIn().find(*options.stock);
    if (!stock)
        return stock.failure();
    request.stock = *stock;
    struct Number
    {
        const std::optional<QString> &text;
        int &target;
        QString field;
    };
    for (const Number &number :
         {Number{options.from, request.from, u"from"_s}, Number{options.to, request.to, u"to"_s},
          Number{options.startAt, request.startAt, u"start_at"_s}}) {
        if (!number.text)
            continue;
        const Result<int> value = numberValue(*number.text, number.field);
        if (!value)
            return value.failure();
        number.target = *value;
    }
    request.reprint = options.reprint;
    request.context = context.write(options.reason);
    request.mayBeReplay = context.keyGiven();
    return request;
}

Result<Reply> SheetStudio::render(Context &context, const SheetOptions &options)
{
    Result<PrintRequest> request = printRequest(context, options);
    if (!request)
        return request.failure();
    const Result<Stores> stores = context.stores();
    if (!stores)
        return stores.failure();
    const Result<BatchId> batch = chosenBatch(*stores, options);
    if (!batch)
        return batch.failure();
    request.value().batch = *batch;
    const auto progress = context.progress(Say::tr("%1 of %2 labels"));
    const auto control =
        std::make_shared<JobControl>([&](qint64 done, qint64 total) { progress->show(done, total); });
    const Interrupt interrupt(control);
    const Result<PrintOutcome> outcome = PrintRun(*stores, *request).toPdf(options.file, options.overwrite, *control);
    if (!outcome)
        return outcome.failure();
    return writtenReply(outcomeObject(*outcome), outcome->replayed, outcomeFields());
}

Result<Reply> SheetStudio::verify(Context &context, const SheetOptions &options)
{
    SheetToRead sheet;
    sheet.file = options.file;
    if (options.stock) {
        const Result<LabelTemplate> stock = TemplateCatalogue::builtIn().find(*options.stock);
        if (!stock)
            return stock.failure();
        sheet.stock = *stock;
    }
    const Result<int> startAt = numberOrZero(options.startAt, u"start_at"_s);
    if (!startAt)
        return startAt.failure();
    sheet.startAt = *startAt;
    const Result<Stores> stores = context.stores();
    if (!stores)
        return stores.failure();
    const Result<BatchId> batch = awaited(stores->batches->resolve(*options.batch));
    if (!batch)
        return batch.failure();
    sheet.batch = *batch;
    sheet.as = context.actingAs();
    const auto progress = context.progress(Say::tr("%1 of %2 sheets"));
    const auto control =
        std::make_shared<JobControl>([&](qint64 done, qint64 total) { progress->show(done, total); });
    const Interrupt interrupt(control);
    const Result<SheetReading> reading = readSheet(*stores, sheet, *control);
    return reading ? Result<Reply>(replyOf(*reading)) : reading.failure();
}

} // namespace scrip::cli
