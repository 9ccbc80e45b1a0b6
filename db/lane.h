// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "db/connection.h"

#include <QMutex>
#include <QQueue>
#include <QThread>
#include <QWaitCondition>

#include <atomic>
#include <functional>

namespace scrip {

/// A thread with a connection of its own that does one job after the other. The connection is opened for the first
/// job and again, silently, when it was lost while idle. Owned by the executor; its end breaks off the running job
/// and abandons the others.
class Lane
{
public:
    /// Called on the lane's thread; without a connection when the lane ends and the job is abandoned.
    using Job = std::function<void(Connection *connection)>;

    Lane(ConnInfo info, QString program);
    ~Lane();
    Lane(const Lane &) = delete;
    Lane &operator=(const Lane &) = delete;

    /// Any thread.
    void add(Job job);
    [[nodiscard]] bool isStopping() const { return m_stopping.load(std::memory_order_relaxed); }

private:
    void work();
    bool take(Job *job);

    ConnInfo m_info;
    QString m_program;
    QMutex m_mutex;
    QWaitCondition m_added;
    QQueue<Job> m_jobs;
    std::atomic<bool> m_stopping = false;
    std::unique_ptr<QThread> m_thread; ///< Started by the first job.
};

} // namespace scrip
