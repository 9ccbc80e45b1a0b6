// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QApplication>
#include <QElapsedTimer>

#include <functional>
#include <map>

namespace scrip::bench {

/// An application that times what its event loop does: when something was painted, and which events took longest.
/// Owned by main; GUI thread.
class WatchedApplication : public QApplication
{
public:
    WatchedApplication(int &argc, char **argv);

    bool notify(QObject *receiver, QEvent *event) override;

    /// Runs the event loop until a window was painted with `ready` being true, and answers the milliseconds since the
    /// clock's start. Ends the program after a minute.
    double untilPainted(const QElapsedTimer &clock, const std::function<bool()> &ready);
    /// Runs the event loop until `ready`.
    void until(const std::function<bool()> &ready);

    /// Forgets which events took long.
    void forgetEvents() { m_longest.clear(); }
    /// The longest event of each kind of receiver and event, slowest first.
    [[nodiscard]] QStringList longestEvents(int count) const;

private:
    void note(const QString &what, double ms);

    int m_depth = 0;
    bool m_painted = false; ///< Within the event being delivered.
    double m_paintedAt = -1;
    const QElapsedTimer *m_clock = nullptr;
    std::function<bool()> m_ready;
    std::map<QString, double> m_longest;
};

} // namespace scrip::bench
