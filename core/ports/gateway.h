// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/ports/connection_book.h"
#include "core/ports/connection_tester.h"
#include "core/ports/migration.h"
#include "core/ports/sandbox_control.h"
#include "core/ports/stores.h"

namespace scrip {

struct OpenOptions
{
    QString target;        ///< A conninfo, a URI, or the name of a libpq service or a saved connection.
    int waitMs = 15000;    ///< How long a write in doubt is resolved before it answers unknown_outcome.
    QString program;       ///< application_name of the connections.
    QString password = {}; ///< From a keyring or a person, kept nowhere; empty: libpq finds one, or there is none.
};

/// What a command works on once a database is open. Borrowed from the gateway.
struct OpenDatabase
{
    Stores stores;
    Migration *migration = nullptr;
};

/// The way from a command to a database. Connects at once and blocks; not for the GUI thread.
class Gateway
{
public:
    virtual ~Gateway() = default;

    /// Refuses with connection_failed (nothing was sent), or usage for a target that holds a password or cannot be
    /// read. Does not need Scrip's schema to be there: the stores answer schema_missing then.
    virtual Result<OpenDatabase> open(const OpenOptions &options) = 0;
    virtual SandboxControl &sandbox() = 0;
    virtual ConnectionBook &connections() = 0;
    virtual ConnectionTester &tester() = 0;
};

} // namespace scrip
