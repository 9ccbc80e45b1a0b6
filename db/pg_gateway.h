// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/ports/gateway.h"
#include "db/pg_stores.h"
#include "db/sandbox.h"

namespace scrip {

/// The way of commands to a PostgreSQL database. Owned by the program; what open() answered lives until the next
/// open() or the gateway's end.
class PgGateway : public Gateway
{
public:
    explicit PgGateway(WriteJournal journal = WriteJournal());

    Result<OpenDatabase> open(const OpenOptions &options) override;
    SandboxControl &sandbox() override { return m_sandbox; }

private:
    WriteJournal m_journal;
    Sandbox m_sandbox;
    std::unique_ptr<PgStores> m_database;
};

} // namespace scrip
