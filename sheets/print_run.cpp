// SPDX-License-Identifier: GPL-3.0-or-later
#include "sheets/print_run.h"

#include "core/awaited.h"
#include "core/private_file.h"
#include "core/text_rules.h"
#include "sheets/device_sheets.h"
#include "sheets/pdf_sheet_writer.h"
#include "sheets/print_codes.h"
#include "sheets/sheet_layout.h"

#include <QCoreApplication>
#include <QThreadPool>

using namespace Qt::StringLiterals;

namespace scrip {

namespace {

constexpr qint64 warnSeconds = qint64(24) * 3600;

QString words(const char *text)
{
    return QCoreApplication::translate("scrip::Sheets", text);
}

Failure cancelled()
{
    return Failure::cancelled(words(QT_TRANSLATE_NOOP("scrip::Sheets", "Cancelled; nothing was printed.")),
                              u"file_not_written"_s);
}

PrintOutcome outcomeOf(const SheetOutcome &sheets)
{
    PrintOutcome outcome;
    outcome.file = sheets.file;
    outcome.pages = sheets.pages;
    outcome.labels = sheets.marks.labels;
    outcome.first = sheets.marks.first;
    outcome.last = sheets.marks.last;
    outcome.sheetHash = sheets.marks.sheetHash;
    outcome.warnings = sheets.warnings;
    return outcome;
}

bool overlaps(const PrintRecord &record, const PrintRequest &request)
{
    return record.from <= request.to && record.to >= request.from;
}

} // namespace

PrintRun::PrintRun(const Stores &stores, PrintRequest request)
    : m_stores(stores)
    , m_request(std::move(request))
{
}

PrintRun::~PrintRun() = default;

Result<Done> PrintRun::check()
{
    m_warnings.clear();
    for (const auto step : {&PrintRun::load, &PrintRun::checkEvent, &PrintRun::checkRange, &PrintRun::checkPrinted}) {
        if (auto passed = (this->*step)(); !passed)
            return passed;
    }
    return Done{};
}

Result<Done> PrintRun::load()
{
    const auto batch = awaited(m_stores.batches->batch(m_request.batch));
    if (!batch)
        return batch.failure();
    const auto event = awaited(m_stores.events->event(batch->eventId));
    if (!event)
        return event.failure();
    m_batch = *batch;
    m_event = *event;
    m_job = SheetJob::of(m_event, m_request.stock);
    m_job.startAt = m_request.startAt;
    m_job.batchId = m_batch.id.toText();
    return Done{};
}

Result<Done> PrintRun::checkEvent()
{
    if (m_event.status == EventStatus::Archived)
        return Failure::named(
            u"event_archived"_s,
            words(QT_TRANSLATE_NOOP("scrip::Sheets", "The event is archived: take it out of the archive first.")),
            u"event"_s);
    if (m_event.status == EventStatus::Ended)
        return Failure::named(
            u"claim_deadline_passed"_s,
            words(QT_TRANSLATE_NOOP("scrip::Sheets", "The event has ended: nobody could claim these codes.")),
            u"event"_s);
    if (m_event.status == EventStatus::AwaitingApproval)
        m_warnings << words(
            QT_TRANSLATE_NOOP("scrip::Sheets", "The event waits for approval: nobody can claim yet."));
    if (m_event.status == EventStatus::Paused)
        m_warnings << words(QT_TRANSLATE_NOOP("scrip::Sheets", "The event is paused: nobody can claim now."));
    const auto session = awaited(m_stores.administration->session());
    if (!session)
        return session.failure();
    if (session->now.isValid() && session->now.addSecs(warnSeconds) > m_job.claimBy)
        m_warnings << words(QT_TRANSLATE_NOOP("scrip::Sheets", "Claiming ends in less than a day."));
    return Done{};
}

Result<Done> PrintRun::checkRange()
{
    if (m_batch.state == BatchState::Minting)
        m_warnings << words(
                          QT_TRANSLATE_NOOP("scrip::Sheets", "The batch is not complete: %1 of %2 codes are there."))
                          .arg(m_batch.count)
                          .arg(m_batch.requested);
    const auto refuse = [this](const char *sentence, const QString &field) {
        return Failure::named(u"invalid_count"_s, words(sentence).arg(m_batch.count), field);
    };
    if (m_batch.count < 1)
        return refuse(QT_TRANSLATE_NOOP("scrip::Sheets", "The batch has no codes."), u"batch"_s);
    m_request.from = m_request.from == 0 ? 1 : m_request.from;
    m_request.to = m_request.to == 0 ? int(m_batch.count) : m_request.to;
    if (m_request.from < 1 || m_request.from > m_batch.count)
        return refuse(QT_TRANSLATE_NOOP("scrip::Sheets", "The first serial must lie between 1 and %1."), u"from"_s);
    if (m_request.to < m_request.from || m_request.to > m_batch.count)
        return refuse(
            QT_TRANSLATE_NOOP("scrip::Sheets", "The last serial must not lie before the first, nor behind %1."),
            u"to"_s);
    const auto layout = SheetLayout::make(m_job.stock, m_request.to - m_request.from + 1, m_job.startAt);
    return layout ? Result<Done>(Done{}) : layout.failure();
}

Result<Done> PrintRun::checkPrinted()
{
    const auto runs = awaited(m_stores.batches->prints(m_batch.id));
    if (!runs)
        return runs.failure();
    const auto earlier = std::count_if(runs->begin(), runs->end(),
                                       [this](const PrintRecord &record) { return overlaps(record, m_request); });
    if (!m_request.reprint) {
        if (earlier == 0 || m_request.mayBeReplay)
            return Done{};
        return Failure::named(u"already_printed"_s,
                              words(QT_TRANSLATE_NOOP("scrip::Sheets", "Labels of this range are on paper already.")),
                              u"from"_s,
                              words(QT_TRANSLATE_NOOP("scrip::Sheets", "Say that this is a reprint, and why.")));
    }
    if (const auto reason = checkedReason(m_request.context.reason); !reason)
        return reason.failure();
    m_job.reprint = int(qMax<qsizetype>(1, earlier));
    return Done{};
}

Result<Done> PrintRun::reveal(const JobControl &control)
{
    m_codes = std::make_unique<PrintCodes>(m_request.to - m_request.from + 1);
    RevealRequest request;
    request.filter.batch = m_batch.id;
    request.from = m_request.from;
    request.to = m_request.to;
    request.purpose = u"print"_s;
    request.as = m_request.context.as;
    do {
        if (control.isCancelled())
            return cancelled();
        const auto page = awaited(m_stores.codes->reveal(request));
        if (!page)
            return page.failure();
        for (const RevealedCode &code : page->items)
            m_codes->add(code);
        request.after = page->next;
    } while (!request.after.isEmpty());
    m_warnings << m_codes->warnings();
    if (m_codes->count() == 0)
        return Failure::named(
            u"invalid_count"_s,
            words(QT_TRANSLATE_NOOP("scrip::Sheets", "None of these codes can be claimed, so none is printed.")),
            u"from"_s);
    return Done{};
}

Result<Done> PrintRun::record(PrintOutcome &outcome, const QString &destination)
{
    PrintRecord record;
    record.batchId = m_batch.id;
    record.templateId = m_job.stock.id;
    record.from = int(outcome.first);
    record.to = int(outcome.last);
    record.labels = int(outcome.labels);
    record.pages = int(outcome.pages);
    record.startAt = m_job.startAt;
    record.sheetHash = outcome.sheetHash;
    record.reprint = m_request.reprint;
    record.reason = m_request.context.reason;
    record.destination = destination;
    const auto written = awaited(m_stores.batches->recordPrint(record, m_request.context));
    if (!written)
        return written.failure();
    outcome.record = written->object;
    outcome.replayed = written->replayed;
    outcome.warnings = m_warnings + outcome.warnings;
    return Done{};
}

Result<PrintOutcome> PrintRun::toPdf(const QString &path, bool overwrite, JobControl &control)
{
    if (auto checked = check(); !checked)
        return checked.failure();
    if (auto target = PrivateFile::checkTarget(path, overwrite); !target)
        return target.failure();
    if (auto revealed = reveal(control); !revealed)
        return revealed.failure();
    PrintCodesSource source(*m_codes, m_batch.number, m_batch.labels());
    PrintOutcome outcome;
    std::stop_source stop;
    const auto progress = [&](qint64 pagesDone, qint64 pages) {
        if (control.isCancelled())
            stop.request_stop();
        control.report(pages == 0 ? 0 : m_codes->count() * pagesDone / pages, m_codes->count());
    };
    const auto seal = [&](const SheetOutcome &sheets) {
        outcome = outcomeOf(sheets);
        return record(outcome, u"pdf"_s);
    };
    const auto written = writePdfSheet(m_job, source, path, overwrite, progress, stop.get_token(), seal);
    if (!written)
        return written.failure();
    return outcome;
}

Result<PrintOutcome> PrintRun::toDevice(QPagedPaintDevice &device, const QString &name, JobControl &control,
                                        const std::function<void()> &abandon)
{
    if (auto checked = check(); !checked)
        return checked.failure();
    if (auto revealed = reveal(control); !revealed)
        return revealed.failure();
    PrintCodesSource source(*m_codes, m_batch.number, m_batch.labels());
    PrintOutcome outcome;
    const auto seal = [&](const SheetOutcome &sheets) {
        outcome = outcomeOf(sheets);
        return record(outcome, name);
    };
    const auto painted = paintSheets(m_job, source, device, control, seal, abandon);
    return painted ? Result<PrintOutcome>(outcome) : painted.failure();
}

namespace {

template <typename Work> Answer<PrintOutcome> onOwnThread(Work work)
{
    auto promise = std::make_shared<QPromise<Result<PrintOutcome>>>();
    promise->start();
    Answer<PrintOutcome> answer = promise->future();
    QThreadPool::globalInstance()->start([promise, work] {
        promise->addResult(work());
        promise->finish();
    });
    return answer;
}

} // namespace

Answer<PrintOutcome> printToPdf(const Stores &stores, const PrintRequest &request, const QString &path,
                                bool overwrite, const JobControlPtr &control)
{
    return onOwnThread([=] { return PrintRun(stores, request).toPdf(path, overwrite, *control); });
}

Answer<PrintOutcome> printToDevice(const Stores &stores, const PrintRequest &request,
                                   const std::shared_ptr<QPagedPaintDevice> &device, const QString &name,
                                   const JobControlPtr &control, const std::function<void()> &abandon)
{
    return onOwnThread([=] { return PrintRun(stores, request).toDevice(*device, name, *control, abandon); });
}

} // namespace scrip
