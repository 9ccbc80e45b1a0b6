// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/ports/migration.h"
#include "db/migrator_probe.h"

namespace scrip {

/// Runs the schema's scripts on one connection, blocking. Used by the Migrator on a thread of the pool, and by the
/// sandbox. Owned by the caller; borrows the session.
class MigratorSteps
{
public:
    enum class Kind {
        Real,
        Sandbox ///< Gets the clock that can be moved and the backend that plays along.
    };

    MigratorSteps(MigratorSession &session, SqlBundle bundle, Kind kind = Kind::Real);

    Result<MigrationReport> status();
    /// Each migration in a transaction of its own, then all functions in one.
    Result<MigrationReport> apply();
    Result<MigrationReport> dryRun();
    /// Text for psql; see Migration::script().
    Result<QString> script();
    Result<MigrationReport> remove();

private:
    /// What a run has to do, as it stands inside the transaction that asks.
    struct Plan
    {
        InstalledSchema installed;
        BillingPlace billing;
        QList<SqlFile> migrations;
        bool functions = false;

        [[nodiscard]] QStringList names() const;
    };

    Result<BillingPlace> billingForScript();
    Result<Plan> plan();
    /// Checks the rights when there is something to do.
    Result<Plan> checkedPlan();
    Result<Done> applyMigration(const Plan &plan, const SqlFile &file);
    Result<bool> areFunctionsDue(const Plan &plan);
    Result<Done> applyFunctions(const Plan &plan);
    /// Everything that is applied whole, in its order.
    [[nodiscard]] QList<SqlFile> wholeFiles(const Plan &plan) const;
    Result<Done> noteFunctions(const Plan &plan);
    Result<MigrationReport> checked(const MigrationReport &report);
    Result<Done> note(int number, const QString &name, const QString &checksum);
    [[nodiscard]] bool isSandbox(const Plan &plan) const;

    MigratorSession &m_session;
    SqlBundle m_bundle;
    Kind m_kind;
};

} // namespace scrip
