// SPDX-License-Identifier: GPL-3.0-or-later
#include "sheets/sheet_reading.h"

#include "core/awaited.h"
#include "sheets/print_codes.h"
#include "sheets/sheet_marks.h"
#include "sheets/template_catalogue.h"

#include <QCoreApplication>
#include <QFileInfo>
#include <QSet>
#include <QThreadPool>

#include <algorithm>

namespace scrip {

using namespace Qt::StringLiterals;

namespace {

class Say
{
    Q_DECLARE_TR_FUNCTIONS(scrip::SheetReading)
};

/// One reading, step by step.
class Reader
{
public:
    Reader(const Stores &stores, const SheetToRead &sheet, const JobControl &control)
        : m_stores(stores)
        , m_sheet(sheet)
        , m_control(control)
    {
        m_reading.file = sheet.file;
    }

    Result<SheetReading> run()
    {
        for (const auto step :
             {&Reader::findRecord, &Reader::load, &Reader::findLeftOut, &Reader::reveal, &Reader::compare}) {
            if (auto passed = (this->*step)(); !passed)
                return passed.failure();
        }
        return m_reading;
    }

private:
    Result<Done> findRecord()
    {
        if (const QFileInfo info(m_sheet.file); !info.isFile() || !info.isReadable())
            return Failure::named(u"not_found"_s, Say::tr("There is no file %1 that can be read.").arg(m_sheet.file),
                                  u"file"_s);
        const Result<SheetMarks> marks = readSheetMarks(m_sheet.file);
        const Result<PrintRecord> record =
            marks ? awaited(m_stores.batches->printByHash(marks->sheetHash)) : Result<PrintRecord>(marks.failure());
        if (!record) {
            // Whoever says what the sheet is needs no record of it.
            const bool unknown = record.failure().name == u"not_found";
            return unknown && m_sheet.stock ? Result<Done>(Done{}) : record.failure();
        }
        if (record->batchId != m_sheet.batch)
            return Failure::named(u"not_found"_s, Say::tr("This sheet was printed from another batch."), u"batch"_s,
                                  Say::tr("It is of batch %1.").arg(record->batchId.toText()));
        return chooseRecord(*record, *marks);
    }

    /// Codes that were printed several times have the same hash each time; the sheet says itself on what and from
    /// where.
    Result<Done> chooseRecord(const PrintRecord &latest, const SheetMarks &marks)
    {
        const auto prints = awaited(m_stores.batches->prints(latest.batchId));
        if (!prints)
            return prints.failure();
        const auto found = std::find_if(prints->crbegin(), prints->crend(), [&marks](const PrintRecord &print) {
            return print.sheetHash == marks.sheetHash && print.templateId == marks.templateId &&
                   print.startAt == marks.startAt;
        });
        m_reading.record = found == prints->crend() ? latest : *found;
        return Done{};
    }

    Result<Done> load()
    {
        const auto batch = awaited(m_stores.batches->batch(m_sheet.batch));
        if (!batch)
            return batch.failure();
        const auto event = awaited(m_stores.events->event(batch->eventId));
        if (!event)
            return event.failure();
        const auto stock = m_sheet.stock ? Result<LabelTemplate>(*m_sheet.stock)
                                         : TemplateCatalogue::builtIn().find(m_reading.record->templateId);
        if (!stock)
            return stock.failure();
        m_batch = *batch;
        m_job = SheetJob::of(*event, *stock);
        const int recorded = m_reading.record ? m_reading.record->startAt : 1;
        m_job.startAt = m_sheet.startAt > 0 ? m_sheet.startAt : recorded;
        return Done{};
    }

    /// Serials that could not be claimed any more when the sheet was printed, and so are not on it.
    Result<Done> findLeftOut()
    {
        const std::optional<PrintRecord> &record = m_reading.record;
        if (!record || record->labels == record->to - record->from + 1)
            return Done{};
        for (const CodeState state : {CodeState::Claimed, CodeState::Disabled, CodeState::Reissued}) {
            CodeQuery query;
            query.filter.batch = m_sheet.batch;
            query.filter.state = state;
            do {
                const auto page = awaited(m_stores.codes->page(query));
                if (!page)
                    return page.failure();
                for (const Code &code : page->items) {
                    const QDateTime since = state == CodeState::Claimed ? code.claimedAt : code.stateAt;
                    if (!since.isValid() || since <= record->at)
                        m_leftOut << code.serial;
                }
                query.after = page->next;
            } while (!query.after.isEmpty());
        }
        return Done{};
    }

    Result<Done> reveal()
    {
        const std::optional<PrintRecord> &record = m_reading.record;
        m_codes = std::make_unique<PrintCodes>(record ? record->labels : 0);
        RevealRequest request;
        request.filter.batch = m_sheet.batch;
        request.from = record ? record->from : 0;
        request.to = record ? record->to : 0;
        request.purpose = u"verify"_s;
        request.as = m_sheet.as;
        do {
            const auto page = awaited(m_stores.codes->reveal(request));
            if (!page)
                return page.failure();
            for (RevealedCode code : page->items) {
                // It may have been claimed since: what counts is that it was printed.
                code.state = CodeState::Available;
                if (!m_leftOut.contains(code.serial))
                    m_codes->add(code);
            }
            request.after = page->next;
        } while (!request.after.isEmpty());
        return Done{};
    }

    Result<Done> compare()
    {
        PrintCodesSource source(*m_codes, m_batch.number, m_batch.labels());
        std::stop_source stop;
        const auto progress = [&](qint64 done, qint64 pages) {
            if (m_control.isCancelled())
                stop.request_stop();
            m_control.report(done, pages);
        };
        const auto outcome = verifySheet(m_sheet.file, m_job, source, progress, stop.get_token());
        if (!outcome)
            return outcome.failure();
        m_reading.outcome = *outcome;
        return Done{};
    }

    Stores m_stores;
    const SheetToRead &m_sheet;
    const JobControl &m_control;
    SheetReading m_reading;
    Batch m_batch;
    SheetJob m_job;
    QSet<int> m_leftOut;
    std::unique_ptr<PrintCodes> m_codes;
};

} // namespace

Result<SheetReading> readSheet(const Stores &stores, const SheetToRead &sheet, const JobControl &control)
{
    return Reader(stores, sheet, control).run();
}

Answer<SheetReading> readSheetAside(const Stores &stores, const SheetToRead &sheet, const JobControlPtr &control)
{
    auto promise = std::make_shared<QPromise<Result<SheetReading>>>();
    promise->start();
    const Answer<SheetReading> answer = promise->future();
    QThreadPool::globalInstance()->start([=] {
        promise->addResult(readSheet(stores, sheet, *control));
        promise->finish();
    });
    return answer;
}

} // namespace scrip
