// SPDX-License-Identifier: GPL-3.0-or-later
#include "db/pg_maintenance.h"

#include "core/grant_json.h"
#include "db/pg_store.h"

namespace scrip {

Answer<MaintenancePass> PgMaintenance::step(const QString &after)
{
    // It has no key: a step that is done again finds nothing left to do, so it may be sent again like a read.
    const Statement statement = Statement::call("scrip.maintain", orNull(after));
    return m_executor.read<MaintenancePass>(Executor::Kind::Bulk,
                                            [statement](Connection &connection) -> Result<MaintenancePass> {
                                                const Result<Rows> rows = connection.run(statement);
                                                if (!rows)
                                                    return rows.failure();
                                                return maintenancePassFromJson(rows->single<QJsonObject>());
                                            });
}

Answer<MaintenanceStatus> PgMaintenance::status()
{
    return m_executor.read<MaintenanceStatus>(
        Executor::Kind::Interactive, [](Connection &connection) -> Result<MaintenanceStatus> {
            const Result<Rows> rows = connection.run(Statement::call("scrip.maintenance"));
            if (!rows)
                return rows.failure();
            return maintenanceStatusFromJson(rows->single<QJsonObject>());
        });
}

} // namespace scrip
