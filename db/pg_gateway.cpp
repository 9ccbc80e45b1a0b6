// SPDX-License-Identifier: GPL-3.0-or-later
#include "db/pg_gateway.h"

#include "core/awaited.h"

namespace scrip {

PgGateway::PgGateway(WriteJournal journal, const QString &connections)
    : m_journal(std::move(journal))
    , m_connections(connections)
    , m_tester(m_connections, QStringLiteral("scrip"))
{
}

Result<OpenDatabase> PgGateway::open(const OpenOptions &options)
{
    m_database.reset();
    const Result<ConnInfo> info = m_connections.find(options.target);
    if (!info)
        return info.failure();
    auto database = std::make_unique<PgStores>(*info, options.program, options.waitMs, m_journal);
    const Result<Done> connected = awaited(database->connect());
    if (!connected)
        return connected.failure();
    m_database = std::move(database);
    return OpenDatabase{m_database->stores(), &m_database->migration()};
}

} // namespace scrip
