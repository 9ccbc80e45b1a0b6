// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/fake_connections.h"

using namespace Qt::StringLiterals;

namespace scrip {

FakeConnections::FakeConnections()
{
    ConnectionProfile billing;
    billing.name = u"billing"_s;
    billing.host = u"db.example.com"_s;
    billing.database = u"billing"_s;
    billing.user = u"mara"_s;
    billing.safety = SafetyLevel::Production;
    profiles = {billing};
    known = {u"staging"_s};
    answer.target = u"billing on db.example.com:5432 as mara"_s;
    answer.latencyMs = 1.5;
    for (const char *stage : {"resolve", "connect", "tls", "login", "schema", "role", "latency"})
        answer.stages << ConnectionStage{QString::fromLatin1(stage), StageOutcome::Passed, u"Fine."_s, {}};
}

void FakeConnections::failAt(const QString &stage, const Failure &failure)
{
    bool behind = false;
    for (ConnectionStage &each : answer.stages) {
        if (behind)
            each = {each.name, StageOutcome::Skipped, {}, {}};
        if (each.name != stage)
            continue;
        each = {each.name, StageOutcome::Failed, failure.message, failure.hint};
        behind = true;
    }
    answer.failure = failure;
    answer.latencyMs.reset();
}

Result<QList<ConnectionProfile>> FakeConnections::saved() const
{
    return unreadable ? Result<QList<ConnectionProfile>>(*unreadable) : profiles;
}

Result<ConnectionAddress> FakeConnections::address(const ConnectionProfile &profile) const
{
    if (noAddress)
        return *noAddress;
    ConnectionAddress address;
    address.host = profile.host;
    address.port = 5432;
    address.database = profile.database;
    address.user = profile.user;
    address.sslMode = u"verify-full"_s;
    return address;
}

Result<Done> FakeConnections::save(const ConnectionProfile &profile, const QString &)
{
    profiles << profile;
    return Done{};
}

Result<Done> FakeConnections::remove(const QString &)
{
    profiles.clear();
    return Done{};
}

Answer<ConnectionTest> FakeConnections::test(const QString &target)
{
    tested << target;
    return answered<ConnectionTest>(answer);
}

Answer<ConnectionTest> FakeConnections::test(const ConnectionProfile &profile, const QString &)
{
    return test(profile.name);
}

} // namespace scrip
