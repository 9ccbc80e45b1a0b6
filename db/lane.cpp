// SPDX-License-Identifier: GPL-3.0-or-later
#include "db/lane.h"

namespace scrip {

Lane::Lane(ConnInfo info, QString program)
    : m_info(std::move(info))
    , m_program(std::move(program))
{
}

Lane::~Lane()
{
    {
        const QMutexLocker lock(&m_mutex);
        m_stopping = true;
        m_added.wakeAll();
    }
    if (m_thread)
        m_thread->wait();
}

void Lane::add(Job job)
{
    const QMutexLocker lock(&m_mutex);
    m_jobs.enqueue(std::move(job));
    m_added.wakeOne();
    if (!m_thread) {
        m_thread.reset(QThread::create([this] { work(); }));
        m_thread->start();
    }
}

/// Waits for a job; false at the end.
bool Lane::take(Job *job)
{
    QMutexLocker lock(&m_mutex);
    while (m_jobs.isEmpty() && !m_stopping)
        m_added.wait(&m_mutex);
    if (m_jobs.isEmpty())
        return false;
    *job = m_jobs.dequeue();
    return true;
}

void Lane::work()
{
    Connection connection(m_info, m_program);
    Job job;
    while (take(&job)) {
        job(m_stopping ? nullptr : &connection);
        job = {}; // what it holds ends here and not with the next one
    }
}

} // namespace scrip
