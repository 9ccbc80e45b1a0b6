// SPDX-License-Identifier: GPL-3.0-or-later
#include "db/migrator.h"

#include "db/migrator_steps.h"

#include <QThreadPool>

namespace scrip {

Migrator::Migrator(QString conninfo, SqlBundle bundle)
    : m_conninfo(std::move(conninfo))
    , m_bundle(std::move(bundle))
{
}

template <typename T> Answer<T> Migrator::inPool(std::function<Result<T>(MigratorSteps &)> work) const
{
    auto promise = std::make_shared<QPromise<Result<T>>>();
    promise->start();
    QThreadPool::globalInstance()->start([promise, work, conninfo = m_conninfo, bundle = m_bundle] {
        const auto session = MigratorSession::open(conninfo);
        if (session.ok()) {
            MigratorSteps steps(**session, bundle);
            promise->addResult(work(steps));
        } else {
            promise->addResult(Result<T>(session.failure()));
        }
        promise->finish();
    });
    return promise->future();
}

Answer<MigrationReport> Migrator::status()
{
    return inPool<MigrationReport>([](MigratorSteps &steps) { return steps.status(); });
}

Answer<MigrationReport> Migrator::apply()
{
    return inPool<MigrationReport>([](MigratorSteps &steps) { return steps.apply(); });
}

Answer<MigrationReport> Migrator::dryRun()
{
    return inPool<MigrationReport>([](MigratorSteps &steps) { return steps.dryRun(); });
}

Answer<QString> Migrator::script()
{
    return inPool<QString>([](MigratorSteps &steps) { return steps.script(); });
}

Answer<MigrationReport> Migrator::remove()
{
    return inPool<MigrationReport>([](MigratorSteps &steps) { return steps.remove(); });
}

} // namespace scrip
