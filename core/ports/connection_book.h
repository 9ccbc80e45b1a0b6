// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/connection_profile.h"

#include <QStringList>

namespace scrip {

/// The saved connections of a person, and libpq's services beside them. Reads and writes a small file at once; owned
/// by whoever wires the program.
class ConnectionBook
{
public:
    virtual ~ConnectionBook() = default;

    /// As they were saved, by name. Refuses with usage a file that cannot be read, which is then left alone.
    virtual Result<QList<ConnectionProfile>> saved() const = 0;
    /// The names in libpq's service files, the user's and the computer's.
    virtual QStringList services() const = 0;
    /// Where it leads. Refuses with usage what does not fit together, such as a service that is gone.
    virtual Result<ConnectionAddress> address(const ConnectionProfile &profile) const = 0;

    /// Adds a connection or puts it in the place of that name; `replacing` is the name it had, when it gets another.
    /// Refuses what validate() refuses, a name that somebody else has (invalid_name), and file_not_written.
    virtual Result<Done> save(const ConnectionProfile &profile, const QString &replacing = {}) = 0;
    /// Refuses with not_found.
    virtual Result<Done> remove(const QString &name) = 0;
};

} // namespace scrip
