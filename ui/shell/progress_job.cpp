// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/progress_job.h"

#include <QCoreApplication>
#include <QThreadPool>

namespace scrip {

namespace {

constexpr int pollInterval = 100;
constexpr int quitPatience = 10'000;

} // namespace

ProgressJob::ProgressJob(Jobs &jobs, const Job &job)
    : QObject(&jobs)
    , m_jobs(jobs)
    , m_total(job.total)
    , m_counter(std::make_shared<Counter>())
    , m_control(std::make_shared<JobControl>([counter = m_counter](qint64 done, qint64 total) {
        counter->done.store(done, std::memory_order_relaxed);
        counter->total.store(total, std::memory_order_relaxed);
    }))
{
    Job own = job;
    own.cancel = [control = m_control] { control->cancel(); };
    m_id = jobs.add(own);
    // Whoever quits now cancels: the thread must not draw with fonts that are gone.
    connect(qApp, &QCoreApplication::aboutToQuit, this, [control = m_control] {
        control->cancel();
        QThreadPool::globalInstance()->waitForDone(quitPatience);
    });
    m_poll.setInterval(pollInterval);
    connect(&m_poll, &QTimer::timeout, this, &ProgressJob::poll);
    m_poll.start();
}

void ProgressJob::poll()
{
    const qint64 done = m_counter->done.load(std::memory_order_relaxed);
    // Whoever works may not know how much there is; then what was said at the beginning counts.
    const qint64 total = m_counter->total.load(std::memory_order_relaxed);
    if (done > 0 || total > 0)
        m_jobs.setProgress(m_id, done, total > 0 ? total : m_total);
}

void ProgressJob::finish(Job::State state, const QString &detail, const QString &offer, std::function<void()> show)
{
    m_poll.stop();
    if (state == Job::State::Done)
        poll();
    m_jobs.finish(m_id, state, detail, offer, std::move(show));
    deleteLater();
}

void ProgressJob::fail(const Failure &failure, const QString &detail, const QString &offer,
                       std::function<void()> show)
{
    m_jobs.setHelp(m_id, failure.name);
    finish(Job::State::Failed, detail, offer, std::move(show));
}

} // namespace scrip
