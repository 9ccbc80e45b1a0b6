// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDateTime>
#include <QElapsedTimer>

namespace scrip {

/// The database's time, counted on from the moment it was told: what the wall clock of this machine says does not
/// matter, and in a sandbox it may be another day altogether. A value; its page keeps one.
class DatabaseClock
{
public:
    /// `now` as the database said it this moment; an invalid time falls back on this machine's clock.
    void set(const QDateTime &now);
    /// UTC.
    [[nodiscard]] QDateTime now() const;

private:
    QDateTime m_base;
    QElapsedTimer m_since;
};

} // namespace scrip
