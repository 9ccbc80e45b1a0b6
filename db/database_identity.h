// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/ports/administration.h"

namespace scrip {

class Connection;

/// Which database a session is in, and what it may do there. A write in doubt is sent again only to the same one.
struct DatabaseIdentity
{
    QString cluster;     ///< The server's system identifier, new with each initdb.
    qint64 database = 0; ///< Its oid there: another one may come to have its name.
    Session session;

    /// Whether keys of both mean the same: they are kept per login.
    [[nodiscard]] bool isSame(const DatabaseIdentity &other) const;
    /// A short name of it for a folder.
    [[nodiscard]] QString digest() const;
};

/// Asks once for each session. Refuses with schema_missing or not_permitted.
[[nodiscard]] Result<DatabaseIdentity> identify(Connection &connection);

/// Why nothing can be written there, whatever it is: read_only on a replica, schema_too_new when a newer version
/// migrated it.
[[nodiscard]] std::optional<Failure> whyReadOnly(const DatabaseIdentity &identity);

/// Whether a newer version of Scrip migrated that database.
[[nodiscard]] bool isTooNew(const Session &session);

} // namespace scrip
