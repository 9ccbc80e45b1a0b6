// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/ports/migration.h"
#include "db/sql_bundle.h"

#include <functional>

namespace scrip {

class MigratorSteps;

/// The schema's life in one database, each call on a connection and a pool thread of its own: a migration may take
/// minutes and must not hold up a lane. Owned by whoever opened the database; answers outlive it.
class Migrator : public Migration
{
public:
    /// `conninfo` as libpq takes it.
    explicit Migrator(QString conninfo, SqlBundle bundle = SqlBundle());

    Answer<MigrationReport> status() override;
    Answer<MigrationReport> apply() override;
    Answer<MigrationReport> dryRun() override;
    Answer<QString> script() override;
    Answer<MigrationReport> remove() override;

private:
    template <typename T> Answer<T> inPool(std::function<Result<T>(MigratorSteps &)> work) const;

    QString m_conninfo;
    SqlBundle m_bundle;
};

} // namespace scrip
