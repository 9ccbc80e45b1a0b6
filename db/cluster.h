// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "db/cluster_dir.h"
#include "db/cluster_programs.h"

#include <QStringList>

namespace scrip {

/// How a private cluster is made and run.
struct ClusterOptions
{
    QStringList programDirs = ServerPrograms::usualDirs();
    bool durable = true;    ///< False: without syncing to disk, for tests.
    bool remembered = true; ///< Whether other programs find it by themselves when it is in no usual place.
};

/// A private PostgreSQL cluster in a folder: reached over a socket only, superuser by peer for its owner and root,
/// everybody else by password. The server outlives whoever started it; several processes may share one. Blocks; any
/// thread, one object for each.
class Cluster
{
public:
    /// `dir` empty: the usual place.
    explicit Cluster(const QString &dir, ClusterOptions options = {});

    /// Makes the cluster when there is none, recovers a half-dead one, starts it when it does not run. Refuses with
    /// connection_failed when there are no programs or the server does not come up (the hint has the log's end),
    /// file_exists or file_not_written for a folder that cannot be used, busy when another start takes too long.
    Result<Done> start();
    /// Ends sessions and stops; nothing to do when it does not run.
    Result<Done> stop();
    /// Stops, and throws all data away.
    Result<Done> remove();

    [[nodiscard]] bool isRunning() const;
    [[nodiscard]] const ClusterDir &dir() const { return m_dir; }
    /// A connection string as the superuser; empty when it does not run.
    [[nodiscard]] QString dsn(const QString &database) const;
    /// Of the server's programs, such as "15.8"; empty when there are none.
    [[nodiscard]] QString version() const;

    /// The role that owner and root log in as.
    static QString superuser();

private:
    Result<ServerPrograms> programs() const;
    Result<Done> create(const ServerPrograms &programs);
    Result<Done> configure();
    /// Waits until the server is up, or nothing of a dead one works on the data any more.
    Result<Done> settle();
    Result<Done> launch(const ServerPrograms &programs);
    Result<Done> halt();

    ClusterDir m_dir;
    ClusterOptions m_options;
};

} // namespace scrip
