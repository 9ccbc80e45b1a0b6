// SPDX-License-Identifier: GPL-3.0-or-later
#include "bench/heartbeat.h"

#include <algorithm>
#include <ctime>

namespace scrip::bench {

namespace {

/// Processor time of this thread, in milliseconds.
double workedMs()
{
    timespec time{};
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
    return double(time.tv_sec) * 1e3 + double(time.tv_nsec) / 1e6;
}

} // namespace

Heartbeat::Heartbeat()
{
    m_timer.setTimerType(Qt::PreciseTimer);
    m_timer.setInterval(1);
    QObject::connect(&m_timer, &QTimer::timeout, &m_timer, [this] { beat(); });
}

void Heartbeat::start()
{
    m_clock.start();
    m_worked = workedMs();
    m_timer.start();
}

void Heartbeat::beat()
{
    const double worked = workedMs();
    m_gaps.push_back(double(m_clock.nsecsElapsed()) / 1e6);
    m_works.push_back(worked - m_worked);
    m_clock.start();
    m_worked = worked;
}

double Heartbeat::longest() const
{
    return percentile(1);
}

double Heartbeat::percentile(double part) const
{
    if (m_gaps.empty())
        return 0;
    std::vector<double> sorted = m_gaps;
    std::sort(sorted.begin(), sorted.end());
    return sorted[static_cast<size_t>(part * double(sorted.size() - 1))];
}

int Heartbeat::longerThan(double ms) const
{
    return int(std::count_if(m_gaps.begin(), m_gaps.end(), [ms](double gap) { return gap > ms; }));
}

double Heartbeat::longestWork() const
{
    return m_works.empty() ? 0 : *std::max_element(m_works.begin(), m_works.end());
}

} // namespace scrip::bench
