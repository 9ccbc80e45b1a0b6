// SPDX-License-Identifier: GPL-3.0-or-later
#include "db/cluster_lock.h"

#include <QDeadlineTimer>
#include <QFile>
#include <QThread>

#include <cerrno>
#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

namespace scrip {

ClusterLock::ClusterLock(const QString &path)
    : m_path(path)
{
}

ClusterLock::~ClusterLock()
{
    if (m_file >= 0)
        close(m_file);
}

bool ClusterLock::acquire(int timeoutMs)
{
    m_file = open(QFile::encodeName(m_path).constData(), O_RDONLY | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0644);
    if (m_file < 0)
        return false;
    const QDeadlineTimer deadline(timeoutMs);
    while (flock(m_file, LOCK_EX | LOCK_NB) != 0) {
        if ((errno != EWOULDBLOCK && errno != EINTR) || deadline.hasExpired())
            return false;
        QThread::msleep(20);
    }
    return true;
}

} // namespace scrip
