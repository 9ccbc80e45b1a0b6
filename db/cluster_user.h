// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/result.h"

#include <QList>
#include <QStringList>

#include <sys/types.h>

namespace scrip {

/// The user of this computer that a private server runs as: PostgreSQL refuses to run as root. A value.
struct ClusterUser
{
    uid_t uid = 0;
    gid_t gid = 0;
    QList<gid_t> groups;
    QString name;

    /// Who we are.
    static ClusterUser current();
    /// The owner of what is at `dir` already, when we are root and that is another; else postgres, or nobody when
    /// there is no postgres; else who we are.
    static ClusterUser forDir(const QString &dir);

    [[nodiscard]] bool isCurrent() const;
    /// Makes a file or a folder, not what is in it, belong to this user. Nothing to do for who we are.
    [[nodiscard]] bool own(const QString &path) const;
    /// The first of the folders that lead to `path`, and `path` itself, that this user may not enter; empty: none.
    [[nodiscard]] QString barrier(const QString &path) const;
};

/// What a program said and how it ended.
struct ProgramRun
{
    bool ok = false;
    QString output; ///< Both streams, trimmed.
};

/// Runs a program as that user, in a session of its own, with none of our files open and without PG* variables, and
/// waits for its end.
[[nodiscard]] ProgramRun runAs(const ClusterUser &user, const QString &program, const QStringList &arguments,
                               int timeoutMs);

} // namespace scrip
