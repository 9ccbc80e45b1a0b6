// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QElapsedTimer>
#include <QTimer>

#include <vector>

namespace scrip::bench {

/// Beats once a millisecond in the event loop of its thread; a beat that comes late is a gap in which nothing else
/// was answered either. Owned by the benchmark.
class Heartbeat
{
public:
    Heartbeat();

    void start();
    void stop() { m_timer.stop(); }

    [[nodiscard]] size_t beats() const { return m_gaps.size(); }
    /// In milliseconds.
    [[nodiscard]] double longest() const;
    [[nodiscard]] double percentile(double part) const;
    [[nodiscard]] int longerThan(double ms) const;
    /// The longest time that this thread itself was at work without a beat: a gap beyond that is a processor that
    /// somebody else had.
    [[nodiscard]] double longestWork() const;

private:
    void beat();

    QTimer m_timer;
    QElapsedTimer m_clock;
    double m_worked = 0;
    std::vector<double> m_gaps;
    std::vector<double> m_works;
};

} // namespace scrip::bench
