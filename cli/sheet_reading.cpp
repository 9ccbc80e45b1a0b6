// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/sheet_reading.h"

#include "cli/interrupt.h"
#include "cli/verb.h"
#include "sheets/print_codes.h"
#include "sheets/sheet_marks.h"
#include "sheets/sheet_verifier.h"
#include "sheets/template_catalogue.h"

#include <QFileInfo>
#include <QJsonArray>
#include <QSet>

using namespace Qt::StringLiterals;

namespace scrip::cli {

namespace {

/// What the run was: as recorded, or as the caller says it was.
struct Expected
{
    LabelTemplate stock;
    int startAt = 1;
    std::optional<PrintRecord> record;
};

Result<std::optional<PrintRecord>> recordOf(const Stores &stores, const SheetToVerify &sheet)
{
    const Result<SheetMarks> marks = readSheetMarks(sheet.file);
    if (!marks)
        return sheet.stock ? Result<std::optional<PrintRecord>>(std::nullopt) : marks.failure();
    const Result<PrintRecord> record = awaited(stores.batches->printByHash(marks->sheetHash));
    if (!record) {
        if (record.failure().name == u"not_found" && sheet.stock)
            return std::optional<PrintRecord>();
        return record.failure();
    }
    if (record->batchId != sheet.batch)
        return Failure::named(u"not_found"_s, Say::tr("This sheet was printed from another batch."), u"batch"_s,
                              Say::tr("It is of batch %1.").arg(record->batchId.toText()));
    return std::optional(*record);
}

Result<Expected> expectedOf(const Stores &stores, const SheetToVerify &sheet)
{
    if (const QFileInfo info(sheet.file); !info.isFile() || !info.isReadable())
        return Failure::named(u"not_found"_s, Say::tr("There is no file %1 that can be read.").arg(sheet.file),
                              u"file"_s);
    const auto record = recordOf(stores, sheet);
    if (!record)
        return record.failure();
    Expected expected;
    expected.record = *record;
    if (sheet.stock) {
        expected.stock = *sheet.stock;
    } else {
        const Result<LabelTemplate> stock = TemplateCatalogue::builtIn().find((*record)->templateId);
        if (!stock)
            return stock.failure();
        expected.stock = *stock;
    }
    expected.startAt = sheet.startAt > 0 ? sheet.startAt : *record ? (*record)->startAt : 1;
    return expected;
}

/// Serials of the run that could not be claimed any more when it was printed, and so were left out.
Result<QSet<int>> leftOut(const Stores &stores, const PrintRecord &record)
{
    QSet<int> serials;
    if (record.labels == record.to - record.from + 1)
        return serials;
    for (const auto state : {CodeState::Claimed, CodeState::Disabled, CodeState::Reissued}) {
        CodeQuery query;
        query.filter.batch = record.batchId;
        query.filter.state = state;
        do {
            const auto page = awaited(stores.codes->page(query));
            if (!page)
                return page.failure();
            for (const Code &code : page->items) {
                const QDateTime since = state == CodeState::Claimed ? code.claimedAt : code.stateAt;
                if (!since.isValid() || since <= record.at)
                    serials << code.serial;
            }
            query.after = page->next;
        } while (!query.after.isEmpty());
    }
    return serials;
}

/// The codes that should be on the sheet, all as if they could still be claimed: people may have claimed since.
Result<std::unique_ptr<PrintCodes>> expectedCodes(const Context &context, const Stores &stores,
                                                  const SheetToVerify &sheet,
                                                  const std::optional<PrintRecord> &record)
{
    QSet<int> without;
    if (record) {
        const Result<QSet<int>> serials = leftOut(stores, *record);
        if (!serials)
            return serials.failure();
        without = *serials;
    }
    auto codes = std::make_unique<PrintCodes>(record ? record->labels : 0);
    RevealRequest request;
    request.filter.batch = sheet.batch;
    request.from = record ? record->from : 0;
    request.to = record ? record->to : 0;
    request.purpose = u"verify"_s;
    request.as = context.actingAs();
    do {
        const auto page = awaited(stores.codes->reveal(request));
        if (!page)
            return page.failure();
        for (RevealedCode code : page->items) {
            code.state = CodeState::Available;
            if (!without.contains(code.serial))
                codes->add(code);
        }
        request.after = page->next;
    } while (!request.after.isEmpty());
    return Result<std::unique_ptr<PrintCodes>>(std::move(codes));
}

Reply replyOf(const VerifyOutcome &outcome, const std::optional<PrintRecord> &record)
{
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
    const QJsonObject answer{{u"ok"_s, outcome.ok()},
                             {u"labels"_s, outcome.labels},
                             {u"decoded"_s, outcome.decoded},
                             {u"mismatched"_s, mismatched},
                             {u"unexpected"_s, unexpected.size()},
                             {u"unexpected_at"_s, unexpected},
                             {u"sheet_hash"_s, record ? QJsonValue(record->sheetHash) : QJsonValue()}};
    const Columns columns{{u"decoded"_s, Say::tr("Right")},
                          {u"labels"_s, Say::tr("Of")},
                          {u"mismatched"_s, Say::tr("Wrong")},
                          {u"unexpected"_s, Say::tr("Not expected")}};
    return Reply::of(answer, columns, outcome.ok() ? 0 : 1);
}

} // namespace

Result<Reply> readSheet(Context &context, const Stores &stores, const SheetToVerify &sheet)
{
    const Result<Expected> expected = expectedOf(stores, sheet);
    if (!expected)
        return expected.failure();
    const Result<Batch> batch = awaited(stores.batches->batch(sheet.batch));
    if (!batch)
        return batch.failure();
    const Result<Event> event = awaited(stores.events->event(batch->eventId));
    if (!event)
        return event.failure();
    const auto codes = expectedCodes(context, stores, sheet, expected->record);
    if (!codes)
        return codes.failure();
    SheetJob job = SheetJob::of(*event, expected->stock);
    job.startAt = expected->startAt;
    PrintCodesSource source(**codes, batch->number, batch->count);
    const auto progress = context.progress(Say::tr("%1 of %2 sheets"));
    const auto control =
        std::make_shared<JobControl>([&](qint64 done, qint64 total) { progress->show(done, total); });
    const Interrupt interrupt(control);
    std::stop_source stop;
    const auto report = [&](qint64 done, qint64 total) {
        if (control->isCancelled())
            stop.request_stop();
        control->report(done, total);
    };
    const Result<VerifyOutcome> outcome = verifySheet(sheet.file, job, source, report, stop.get_token());
    return outcome ? Result<Reply>(replyOf(*outcome, expected->record)) : outcome.failure();
}

} // namespace scrip::cli
