// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/mint/mint_run.h"

#include "ui/mint/code_words.h"
#include "ui/shell/jobs.h"
#include "ui/widgets/figures.h"
#include "ui/widgets/toast.h"

namespace scrip {

namespace {

constexpr int pollInterval = 100;

} // namespace

/// Written by the thread that mints, read by the one that paints.
struct MintRun::Counter
{
    std::atomic<qint64> done{0};
    std::atomic<bool> moved{false};
};

MintRun::MintRun(const MintPorts &ports, QWidget *page, QObject *parent)
    : QObject(parent)
    , m_ports(ports)
    , m_context{newKey(), {}, {}}
    , m_page(page)
{
    m_poll.setInterval(pollInterval);
    connect(&m_poll, &QTimer::timeout, this, &MintRun::poll);
}

void MintRun::setRequest(const MintRequest &request, const QString &title)
{
    m_request = request;
    m_title = title;
}

void MintRun::setBatch(const Batch &batch, const QString &title)
{
    m_batch = batch;
    m_context.key = batch.key;
    m_request.event = batch.eventId;
    m_request.count = batch.requested;
    m_title = title;
}

void MintRun::start()
{
    if (isRunning())
        return;
    m_counter = std::make_shared<Counter>();
    m_control = std::make_shared<JobControl>([counter = m_counter](qint64 done, qint64) {
        counter->done.store(done, std::memory_order_relaxed);
        counter->moved.store(true, std::memory_order_release);
    });
    m_poll.start();
    const auto answer = m_batch ? m_ports.batches->finish(*m_batch, m_context, m_control)
                                : m_ports.batches->mint(m_request, m_context, m_control);
    onDone(this, answer, [this](const Result<Written<Batch>> &minted) { end(minted); });
}

void MintRun::resume()
{
    if (isRunning())
        return;
    beginJob();
    start();
}

void MintRun::beginJob()
{
    // The dialog closes now; whoever keeps the jobs keeps the run.
    setParent(m_ports.jobs);
    Job job;
    job.title = m_title;
    job.unit = tr("codes");
    job.total = m_request.count;
    job.detail =
        tr("Minted in chunks of %1. Cancel keeps whole chunks; starting again with the same key finishes the "
           "same batch.")
            .arg(countText(mintChunk));
    job.cancel = [run = QPointer<MintRun>(this)] {
        if (run)
            run->cancel();
    };
    m_job = m_ports.jobs->add(job);
    Q_EMIT taken();
}

void MintRun::poll()
{
    if (!m_counter->moved.exchange(false, std::memory_order_acquire))
        return;
    if (m_job == 0)
        beginJob();
    const qint64 done = m_counter->done.load(std::memory_order_relaxed);
    m_ports.jobs->setProgress(m_job, done, m_request.count);
    m_ports.jobs->setDetail(m_job,
                            tr("%1 are saved, in chunks of %2. Cancel keeps them; starting again with the same "
                               "key finishes the same batch.")
                                .arg(countText(done), countText(mintChunk)));
}

void MintRun::cancel()
{
    if (m_control)
        m_control->cancel();
}

void MintRun::end(const Result<Written<Batch>> &answer)
{
    m_poll.stop();
    m_control.reset();
    if (!answer && m_job == 0) {
        Q_EMIT failed(answer.failure());
        return;
    }
    if (m_job == 0)
        beginJob();
    if (!answer)
        endFailed(answer.failure());
    else if (answer->object.state == BatchState::Complete)
        endMinted(answer->object);
    else
        endCancelled(answer->object);
}

void MintRun::endMinted(const Batch &batch)
{
    const auto show = showing(batch.id);
    m_ports.jobs->setProgress(m_job, batch.count, batch.count);
    m_ports.jobs->finish(m_job, Job::State::Done,
                         tr("Batch %1 of %2 is complete.").arg(QString::number(batch.number), batch.eventName),
                         tr("Show"), show);
    const QString done = tr("%1 code(s) minted", nullptr, int(batch.count)).arg(countText(batch.count));
    if (m_page)
        Toast::show(m_page, Tone::Good, m_lead.isEmpty() ? done : QString(m_lead % u' ' % done), {tr("Show"), show});
    Q_EMIT minted(batch);
    deleteLater();
}

void MintRun::endCancelled(const Batch &batch)
{
    m_ports.jobs->setProgress(m_job, batch.count, batch.requested);
    m_ports.jobs->finish(m_job, Job::State::Cancelled,
                         tr("Batch %1 keeps %2 of %3 codes. Resume finishes the same batch.")
                             .arg(QString::number(batch.number), countText(batch.count), countText(batch.requested)),
                         tr("Resume"), resuming());
    m_job = 0;
    Q_EMIT minted(batch);
}

void MintRun::endFailed(const Failure &failure)
{
    const QString text =
        tr("%1 Whole chunks are kept; Resume finishes the same batch.").arg(codeFailureWords(failure));
    m_ports.jobs->setHelp(m_job, failure.name);
    m_ports.jobs->finish(m_job, Job::State::Failed, text, tr("Resume"), resuming());
    if (m_page)
        Toast::show(m_page, Tone::Bad, tr("Minting stopped: %1").arg(codeFailureWords(failure)),
                    {tr("Resume"), resuming()}, failure.name);
    m_job = 0;
}

std::function<void()> MintRun::resuming()
{
    return [run = QPointer<MintRun>(this)] {
        if (run)
            run->resume();
    };
}

std::function<void()> MintRun::showing(const BatchId &batch) const
{
    return [page = m_page, show = m_ports.showBatch, batch] {
        if (page && show)
            show(batch);
    };
}

} // namespace scrip
