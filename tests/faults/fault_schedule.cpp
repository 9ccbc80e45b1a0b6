// SPDX-License-Identifier: GPL-3.0-or-later
#include "faults/fault_schedule.h"

#include <algorithm>
#include <csignal>

using namespace Qt::StringLiterals;

namespace scrip::test {

QString Fault::toText() const
{
    static const QStringList names{u"kill -9 of a backend"_s, u"kill -9 of the server"_s, u"stop -m immediate"_s,
                                   u"kill -9 of a client"_s, u"restart"_s};
    return u"%1 after %2 writes and %3 claims"_s.arg(names.at(static_cast<int>(kind)))
        .arg(afterAcknowledged)
        .arg(afterClaims);
}

FaultSchedule::FaultSchedule(quint32 seed)
    : m_random(seed)
{
    for (int kind = 0; kind < Fault::kinds; ++kind)
        m_first << Fault::Kind(kind);
    std::shuffle(m_first.begin(), m_first.end(), m_random);
}

Fault FaultSchedule::next()
{
    Fault fault;
    fault.kind = m_first.isEmpty() ? Fault::Kind(m_random.bounded(Fault::kinds)) : m_first.takeFirst();
    fault.afterAcknowledged = m_random.bounded(20, 80);
    fault.afterClaims = m_random.bounded(5, 20);
    fault.victim = m_random.generate();
    return fault;
}

namespace {

/// As the kernel does that has no memory left: the server then starts all over.
bool killBackend(PrivateCluster &cluster, quint32 victim)
{
    const QStringList pids =
        cluster
            .value(
                cluster.dsn(u"postgres"_s),
                u"SELECT string_agg(pid::text, ',' ORDER BY pid) FROM pg_stat_activity WHERE backend_type = 'client "
                "backend' AND application_name <> 'reckoning' AND pid <> pg_backend_pid()"_s)
            .split(u',', Qt::SkipEmptyParts);
    if (pids.isEmpty())
        return false;
    return ::kill(pids.at(static_cast<qsizetype>(victim % static_cast<quint32>(pids.size()))).toInt(), SIGKILL) == 0;
}

} // namespace

bool inject(const Fault &fault, PrivateCluster &cluster, ClientCrew &crew)
{
    switch (fault.kind) {
    case Fault::Kind::KillBackend:
        return killBackend(cluster, fault.victim);
    case Fault::Kind::KillServer:
        return cluster.kill9() && cluster.start();
    case Fault::Kind::StopAtOnce:
        return cluster.stopAtOnce() && cluster.start();
    case Fault::Kind::KillClient:
        crew.killOne(static_cast<int>(fault.victim % static_cast<quint32>(crew.size())));
        return true;
    case Fault::Kind::Restart:
        return cluster.stop() && cluster.start();
    }
    return false;
}

} // namespace scrip::test
