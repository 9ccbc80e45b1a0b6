// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/sheets/sheet_reading.h"

#include "core/awaited.h"
#include "sheets/print_codes.h"
#include "sheets/sheet_marks.h"
#include "sheets/template_catalogue.h"
#include "ui/sheets/sheet_plan.h"

#include <QCoreApplication>
#include <QSet>
#include <QThreadPool>

namespace scrip {

using namespace Qt::StringLiterals;

namespace {

QString words(const char *text)
{
    return QCoreApplication::translate("scrip::SheetReading", text);
}

/// One reading, step by step, on a working thread.
class Reader
{
public:
    Reader(const Stores &stores, const BatchId &batch, const QString &file, const JobControlPtr &control)
        : m_stores(stores)
        , m_batchId(batch)
        , m_control(control)
    {
        m_reading.file = file;
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
        const auto marks = readSheetMarks(m_reading.file);
        if (!marks)
            return marks.failure();
        const auto record = awaited(m_stores.batches->printByHash(marks->sheetHash));
        if (!record)
            return record.failure();
        if (record->batchId != m_batchId)
            return Failure::named(
                u"not_found"_s,
                words(QT_TRANSLATE_NOOP("scrip::SheetReading", "This sheet was printed from another batch.")),
                u"batch"_s);
        m_reading.record = *record;
        return Done{};
    }

    Result<Done> load()
    {
        const auto batch = awaited(m_stores.batches->batch(m_batchId));
        if (!batch)
            return batch.failure();
        const auto event = awaited(m_stores.events->event(batch->eventId));
        if (!event)
            return event.failure();
        const auto stock = TemplateCatalogue::builtIn().find(m_reading.record.templateId);
        if (!stock)
            return stock.failure();
        m_batch = *batch;
        m_job = SheetJob::of(*event, *stock);
        m_job.startAt = m_reading.record.startAt;
        return Done{};
    }

    /// Serials that could not be claimed any more when the sheet was printed, and so are not on it.
    Result<Done> findLeftOut()
    {
        const PrintRecord &record = m_reading.record;
        if (record.labels == record.to - record.from + 1)
            return Done{};
        for (const CodeState state : {CodeState::Claimed, CodeState::Disabled, CodeState::Reissued}) {
            CodeQuery query;
            query.filter.batch = m_batchId;
            query.filter.state = state;
            do {
                const auto page = awaited(m_stores.codes->page(query));
                if (!page)
                    return page.failure();
                for (const Code &code : page->items) {
                    const QDateTime since = state == CodeState::Claimed ? code.claimedAt : code.stateAt;
                    if (!since.isValid() || since <= record.at)
                        m_leftOut << code.serial;
                }
                query.after = page->next;
            } while (!query.after.isEmpty());
        }
        return Done{};
    }

    Result<Done> reveal()
    {
        const PrintRecord &record = m_reading.record;
        m_codes = std::make_unique<PrintCodes>(record.labels);
        RevealRequest request;
        request.filter.batch = m_batchId;
        request.from = record.from;
        request.to = record.to;
        request.purpose = u"verify"_s;
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
        PrintCodesSource source(*m_codes, m_batch.number, labelsOfBatch(m_batch));
        std::stop_source stop;
        const auto progress = [&](qint64 done, qint64 pages) {
            if (m_control->isCancelled())
                stop.request_stop();
            m_control->report(done, pages);
        };
        const auto outcome = verifySheet(m_reading.file, m_job, source, progress, stop.get_token());
        if (!outcome)
            return outcome.failure();
        m_reading.outcome = *outcome;
        return Done{};
    }

    Stores m_stores;
    BatchId m_batchId;
    JobControlPtr m_control;
    SheetReading m_reading;
    Batch m_batch;
    SheetJob m_job;
    QSet<int> m_leftOut;
    std::unique_ptr<PrintCodes> m_codes;
};

} // namespace

Answer<SheetReading> readSheetBack(const Stores &stores, const BatchId &batch, const QString &file,
                                   const JobControlPtr &control)
{
    auto promise = std::make_shared<QPromise<Result<SheetReading>>>();
    promise->start();
    const Answer<SheetReading> answer = promise->future();
    QThreadPool::globalInstance()->start([=] {
        promise->addResult(Reader(stores, batch, file, control).run());
        promise->finish();
    });
    return answer;
}

} // namespace scrip
