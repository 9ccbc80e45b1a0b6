// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/result.h"
#include "db/cluster_user.h"

#include <QString>

#include <sys/types.h>

namespace scrip {

/// What the server wrote down about itself.
struct Postmaster
{
    pid_t pid = 0;      ///< 0: there is none.
    QString socketDir;  ///< Where its socket is.
    bool ready = false; ///< Whether it takes connections.
};

/// The folder a private cluster lives in, with the user it belongs to. It holds a mark that it is one of ours
/// (nothing else is ever taken over or removed), the data, the log, a lock and, when the path allows, the socket. A
/// value.
class ClusterDir
{
public:
    explicit ClusterDir(const QString &path);

    /// Below /var/lib/scrip for root, else in the user's data; $SCRIP_SANDBOX_DIR goes before both.
    static QString usualPath();

    [[nodiscard]] const QString &path() const { return m_path; }
    [[nodiscard]] const ClusterUser &user() const { return m_user; }
    [[nodiscard]] QString data() const { return m_path + QStringLiteral("/data"); }
    /// Where data is made before it is whole: a place of each process's own.
    [[nodiscard]] QString unfinishedData() const;
    [[nodiscard]] QString log() const { return m_path + QStringLiteral("/server.log"); }
    [[nodiscard]] QString lock() const { return m_path + QStringLiteral("/lock"); }

    [[nodiscard]] bool hasData() const;
    /// Of the data that is there, 0: none.
    [[nodiscard]] int dataMajor() const;
    /// Makes the folder and hands it to its user. Refuses a folder with something else in it, and one that its user
    /// could not reach.
    Result<Done> prepare();
    /// Throws away what was begun under unfinishedData(), by whomever.
    void clearUnfinished() const;
    /// Throws data, log and socket away; the server must not run.
    Result<Done> clear();

    /// The server of this folder, when it lives.
    [[nodiscard]] Postmaster postmaster() const;
    /// What still works on the data: the server with its sessions, or sessions whose server was killed.
    [[nodiscard]] QList<pid_t> processes() const;
    /// Removes the marks of a server that is gone. It would believe them when another process, or a dead one that
    /// nobody has collected, has its number by now. Only when there are no processes: the marks are what keeps a
    /// second server off the data.
    void forgetDeadPostmaster() const;
    /// A folder for the socket whose path is short enough; made when it is not there.
    [[nodiscard]] QString socketDir() const;

private:
    [[nodiscard]] QString mark() const { return m_path + QStringLiteral("/scrip-sandbox"); }
    [[nodiscard]] bool writeOwned(const QString &path, const QByteArray &bytes) const;
    /// Fails when the file is there already.
    [[nodiscard]] bool writeNew(const QString &path, const QByteArray &bytes) const;

    QString m_path;
    ClusterUser m_user;
};

} // namespace scrip
