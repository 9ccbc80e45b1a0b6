// SPDX-License-Identifier: GPL-3.0-or-later
#include "db/sandbox.h"

#include "db/migrator_steps.h"
#include "db/sandbox_note.h"

using namespace Qt::StringLiterals;

namespace scrip {

namespace {

/// The name while it is being made: what a crash leaves under it is thrown away by the next start.
QString unfinished()
{
    return u"scrip_unfinished"_s;
}

constexpr int startAttempts = 3;

} // namespace

Sandbox::Sandbox(ClusterOptions options, SqlBundle bundle)
    : m_options(std::move(options))
    , m_bundle(std::move(bundle))
{
}

QString Sandbox::database()
{
    return u"scrip"_s;
}

SandboxStatus Sandbox::statusOf(const Cluster &cluster) const
{
    SandboxStatus status;
    status.running = cluster.isRunning();
    status.dsn = cluster.dsn(database());
    status.dir = cluster.dir().path();
    status.version = cluster.version();
    return status;
}

QString Sandbox::running(const QString &dir) const
{
    if (!dir.isEmpty() || Cluster(dir, m_options).isRunning())
        return dir;
    const QString noted = SandboxNote::read();
    return !noted.isEmpty() && Cluster(noted, m_options).isRunning() ? noted : dir;
}

Result<SandboxStatus> Sandbox::status(const QString &dir)
{
    return statusOf(Cluster(running(dir), m_options));
}

QString Sandbox::runningDsn()
{
    const Cluster cluster(running({}), m_options);
    return cluster.isRunning() ? cluster.dsn(database()) : QString();
}

Result<SandboxStatus> Sandbox::stop(const QString &dir)
{
    Cluster cluster(running(dir), m_options);
    if (Result<Done> stopped = cluster.stop(); !stopped.ok())
        return stopped.failure();
    return statusOf(cluster);
}

Result<SandboxStatus> Sandbox::reset(const QString &dir, bool demo)
{
    if (Result<Done> removed = Cluster(dir, m_options).remove(); !removed.ok())
        return removed.failure();
    return start(dir, demo);
}

Result<SandboxStatus> Sandbox::start(const QString &dir, bool demo)
{
    Cluster cluster(dir, m_options);
    Result<Done> up = Done{};
    // A server that was killed a moment ago may still look alive when it is asked for.
    for (int attempt = 0; attempt < startAttempts; ++attempt) {
        if (up = cluster.start(); !up.ok())
            return up.failure();
        up = bringUp(cluster, demo);
        if (up.ok()) {
            if (!dir.isEmpty() && m_options.remembered)
                SandboxNote::write(cluster.dir().path());
            return statusOf(cluster);
        }
        if (up.failure().kind != FailureKind::Connection && up.failure().kind != FailureKind::UnknownOutcome)
            break;
    }
    return up.failure();
}

Result<Done> Sandbox::bringUp(Cluster &cluster, bool demo) const
{
    const auto server = MigratorSession::open(cluster.dsn(u"postgres"_s));
    if (!server.ok())
        return server.failure();
    // Two consoles may start at once: the second waits here and finds the database made. The lock ends with the
    // connection.
    if (auto locked = (*server)->run(u"SELECT pg_advisory_lock(7316820472)"_s); !locked.ok())
        return locked;
    const auto found = (*server)->rows(u"SELECT 1 FROM pg_database WHERE datname = $1"_s, {database()});
    if (!found.ok())
        return found.failure();
    if (found->isEmpty())
        return makeDatabase(cluster, **server, demo);
    const auto session = MigratorSession::open(cluster.dsn(database()));
    if (!session.ok())
        return session.failure();
    return fill(**session, false);
}

Result<Done> Sandbox::makeDatabase(const Cluster &cluster, MigratorSession &server, bool demo) const
{
    for (const QString &statement : {u"DROP DATABASE IF EXISTS %1 WITH (FORCE)"_s, u"CREATE DATABASE %1"_s}) {
        if (Result<Done> done = server.run(statement.arg(unfinished())); !done.ok())
            return done;
    }
    {
        const auto session = MigratorSession::open(cluster.dsn(unfinished()));
        if (!session.ok())
            return session.failure();
        if (Result<Done> billing = runFile(**session, u"sandbox/billing.sql"_s); !billing.ok())
            return billing;
        if (Result<Done> filled = fill(**session, demo); !filled.ok())
            return filled;
        if (Result<Done> analyzed = (*session)->run(u"ANALYZE"_s); !analyzed.ok())
            return analyzed;
    }
    return server.run(u"ALTER DATABASE %1 RENAME TO %2"_s.arg(unfinished(), database()));
}

Result<Done> Sandbox::fill(MigratorSession &session, bool demo) const
{
    const Result<MigrationReport> migrated = MigratorSteps(session, m_bundle, MigratorSteps::Kind::Sandbox).apply();
    if (!migrated.ok()) {
        Failure failure = migrated.failure();
        if (failure.kind == FailureKind::SchemaTooNew)
            failure.hint = u"scrip sandbox reset makes it anew, without what is in it."_s;
        return failure;
    }
    if (!demo)
        return Done{};
    for (const QString &file : {u"sandbox/demo.sql"_s, u"sandbox/demo_claims.sql"_s, u"sandbox/demo_settle.sql"_s}) {
        if (Result<Done> done = runFile(session, file); !done.ok())
            return done;
    }
    return Done{};
}

Result<Done> Sandbox::runFile(MigratorSession &session, const QString &path) const
{
    if (Result<Done> begun = session.run(u"BEGIN"_s); !begun.ok())
        return begun;
    Result<Done> done = session.run(SqlBundle::forSchema(m_bundle.text(path), u"public"_s), path);
    if (!done.ok()) {
        session.rollBack();
        return done;
    }
    return session.commit();
}

} // namespace scrip
