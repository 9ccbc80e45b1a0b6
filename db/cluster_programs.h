// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/result.h"

#include <QStringList>

namespace scrip {

/// Where the programs of a PostgreSQL server are on this computer. A value.
struct ServerPrograms
{
    QString dir;     ///< Holds initdb, pg_ctl and postgres.
    int major = 0;   ///< Such as 15.
    QString version; ///< Such as "15.8".

    [[nodiscard]] QString path(const QString &program) const { return dir + u'/' + program; }

    /// The newest usable ones, or those of exactly the major version wanted. Refuses with connection_failed, and a
    /// hint that names the package, when there are none.
    static Result<ServerPrograms> find(const QStringList &dirs, int wantedMajor = 0);

    /// The folders to look in: $SCRIP_SERVER_PROGRAMS alone when it is set, else Debian's, else what pg_config says.
    static QStringList usualDirs();

    /// The oldest server that can be used.
    static constexpr int oldestMajor = 13;
};

} // namespace scrip
