// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/ports/maintenance.h"
#include "db/executor.h"

namespace scrip {

/// Maintenance of a PostgreSQL database, on the bulk lane. Owned by whoever opened it.
class PgMaintenance : public Maintenance
{
public:
    explicit PgMaintenance(Executor &executor)
        : m_executor(executor)
    {
    }

    Answer<MaintenancePass> step(const QString &after) override;
    Answer<MaintenanceStatus> status() override;

private:
    Executor &m_executor;
};

} // namespace scrip
