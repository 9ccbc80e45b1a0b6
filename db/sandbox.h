// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/ports/sandbox_control.h"
#include "db/cluster.h"
#include "db/sql_bundle.h"

namespace scrip {

class MigratorSession;

/// A database to try things out in: a private cluster with the billing tables of a backend that is not there, Scrip's
/// schema, a clock that can be moved and, when asked for, demo campaigns. Blocks for seconds: not for the GUI thread.
/// Owned by whoever offers it; keeps nothing between calls, so any number of threads may use one.
class Sandbox : public SandboxControl
{
public:
    explicit Sandbox(ClusterOptions options = {}, SqlBundle bundle = SqlBundle());

    Result<SandboxStatus> start(const QString &dir, bool demo) override;
    Result<SandboxStatus> stop(const QString &dir) override;
    Result<SandboxStatus> status(const QString &dir) override;
    QString runningDsn() override;
    Result<SandboxStatus> reset(const QString &dir, bool demo) override;

    Result<QJsonObject> addUser(const QString &dsn, const QString &email, const QString &username,
                                const QString &organization) override;
    Result<QJsonObject> spend(const QString &dsn, const SandboxSpend &spend) override;
    Result<QJsonObject> payment(const QString &dsn, const OrganizationId &organization,
                                const QString &amount) override;
    Result<QJsonObject> backendClaim(const QString &dsn, const SandboxClaim &claim) override;
    Result<QJsonObject> setTime(const QString &dsn, const QDateTime &to, const QString &forward) override;

    /// The database's name in its cluster.
    static QString database();

private:
    /// For no folder: the usual one, or the one started last when only that runs.
    [[nodiscard]] QString running(const QString &dir) const;
    [[nodiscard]] SandboxStatus statusOf(const Cluster &cluster) const;
    Result<Done> bringUp(Cluster &cluster, bool demo) const;
    Result<Done> makeDatabase(const Cluster &cluster, MigratorSession &server, bool demo) const;
    Result<Done> fill(MigratorSession &session, bool demo) const;
    Result<Done> runFile(MigratorSession &session, const QString &path) const;
    [[nodiscard]] Result<QJsonObject> call(const QString &dsn, const QString &statement,
                                           const QStringList &parameters) const;

    ClusterOptions m_options;
    SqlBundle m_bundle;
};

} // namespace scrip
