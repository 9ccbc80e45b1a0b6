// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/job_control.h"
#include "core/result.h"
#include "ui/shell/jobs.h"

#include <QObject>
#include <QPointer>
#include <QTimer>

namespace scrip {

/// A job in the drawer whose work runs on another thread: brings its progress here ten times a second, and its
/// cancellation there. Owned by the jobs from start to end; whoever started it calls finish().
class ProgressJob : public QObject
{
    Q_OBJECT
public:
    ProgressJob(Jobs &jobs, const Job &job);

    /// What the working thread is given.
    [[nodiscard]] const JobControlPtr &control() const { return m_control; }
    [[nodiscard]] int id() const { return m_id; }
    /// Ends the job and deletes this.
    void finish(Job::State state, const QString &detail, const QString &offer = {}, std::function<void()> show = {});
    /// The same for one that failed, with the way to the help about the refusal.
    void fail(const Failure &failure, const QString &detail, const QString &offer = {},
              std::function<void()> show = {});

private:
    struct Counter
    {
        std::atomic<qint64> done{0};
        std::atomic<qint64> total{0};
    };

    void poll();

    Jobs &m_jobs;
    qint64 m_total;
    std::shared_ptr<Counter> m_counter;
    JobControlPtr m_control;
    QTimer m_poll;
    int m_id = 0;
};

} // namespace scrip
