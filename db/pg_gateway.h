// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/ports/gateway.h"
#include "db/pg_connection_tester.h"
#include "db/pg_stores.h"
#include "db/sandbox.h"

namespace scrip {

/// The way of commands to a PostgreSQL database. Owned by the program; what open() answered lives until the next
/// open() or the gateway's end. `connections`: the file of saved ones, empty for the usual place.
class PgGateway : public Gateway
{
public:
    explicit PgGateway(WriteJournal journal = WriteJournal(), const QString &connections = {});

    Result<OpenDatabase> open(const OpenOptions &options) override;
    SandboxControl &sandbox() override { return m_sandbox; }
    ConnectionBook &connections() override { return m_connections; }
    ConnectionTester &tester() override { return m_tester; }

private:
    WriteJournal m_journal;
    Sandbox m_sandbox;
    SavedConnections m_connections;
    PgConnectionTester m_tester; ///< Borrows the connections.
    std::unique_ptr<PgStores> m_database;
};

} // namespace scrip
