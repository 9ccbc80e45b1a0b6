// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace scrip {

/// Holds a lock file while it lives, so that two processes that start one cluster do so one after the other. The
/// system lets go of it when the holder dies.
class ClusterLock
{
public:
    explicit ClusterLock(const QString &path);
    ~ClusterLock();
    ClusterLock(const ClusterLock &) = delete;
    ClusterLock &operator=(const ClusterLock &) = delete;

    /// Waits for it; false when somebody held it all that time, or the file cannot be opened.
    [[nodiscard]] bool acquire(int timeoutMs);

private:
    QString m_path;
    int m_file = -1;
};

} // namespace scrip
