// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtGlobal>

#include <atomic>
#include <functional>
#include <memory>

namespace scrip {

/// Shared between the one who waits for a long job and the thread that does it. `progress` is called on the working
/// thread, with what is done and what there is to do; the receiver brings it to its own thread.
class JobControl
{
public:
    using Progress = std::function<void(qint64 done, qint64 total)>;

    explicit JobControl(Progress progress = {})
        : m_progress(std::move(progress))
    {
    }

    /// Asks the job to stop at its next whole step. Any thread.
    void cancel() { m_cancelled.store(true, std::memory_order_relaxed); }
    [[nodiscard]] bool isCancelled() const { return m_cancelled.load(std::memory_order_relaxed); }

    void report(qint64 done, qint64 total) const
    {
        if (m_progress)
            m_progress(done, total);
    }

private:
    Progress m_progress;
    std::atomic<bool> m_cancelled{false};
};

using JobControlPtr = std::shared_ptr<JobControl>;

} // namespace scrip
