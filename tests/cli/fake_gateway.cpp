// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/fake_gateway.h"

using namespace Qt::StringLiterals;

namespace scrip {

SandboxStatus FakeSandbox::now(const QString &dir) const
{
    return {running ? u"host=/run/sandbox"_s : QString(), dir.isEmpty() ? u"/usual"_s : dir, running, u"15.8"_s};
}

Result<SandboxStatus> FakeSandbox::start(const QString &dir, bool demo)
{
    m_log.calls << (demo ? u"start demo"_s : u"start empty"_s);
    running = true;
    return now(dir);
}

Result<SandboxStatus> FakeSandbox::stop(const QString &dir)
{
    m_log.calls << u"stop"_s;
    running = false;
    return now(dir);
}

Result<SandboxStatus> FakeSandbox::status(const QString &dir)
{
    return now(dir);
}

Result<SandboxStatus> FakeSandbox::reset(const QString &dir, bool demo)
{
    m_log.calls << (demo ? u"reset demo"_s : u"reset empty"_s);
    return now(dir);
}

Result<QJsonObject> FakeSandbox::addUser(const QString &dsn, const QString &email, const QString &username,
                                         const QString &organization)
{
    m_log.calls << u"addUser "_s + QStringList{dsn, email, username, organization}.join(u'|');
    return QJsonObject{{u"email"_s, email}};
}

Result<QJsonObject> FakeSandbox::spend(const QString &, const SandboxSpend &spend)
{
    m_log.calls << u"spend"_s;
    spent = spend;
    return QJsonObject{{u"amount"_s, spend.amount}};
}

Result<QJsonObject> FakeSandbox::payment(const QString &dsn, const OrganizationId &organization,
                                         const QString &amount)
{
    m_log.calls << u"payment "_s + QStringList{dsn, organization.toText(), amount}.join(u'|');
    return QJsonObject{{u"amount"_s, amount}};
}

Result<QJsonObject> FakeSandbox::backendClaim(const QString &, const SandboxClaim &claim)
{
    m_log.calls << u"backendClaim"_s;
    claimed = claim;
    return QJsonObject{{u"claim_id"_s, claimIdOf(1).toText()}};
}

Result<QJsonObject> FakeSandbox::setTime(const QString &, const QDateTime &to, const QString &forward)
{
    m_log.calls << u"setTime "_s + forward;
    movedTo = to;
    return QJsonObject{{u"now"_s, u"2027-01-01T00:00:00Z"_s}};
}

Result<OpenDatabase> FakeGateway::open(const OpenOptions &options)
{
    opened = options;
    if (refuses && refusals != 0) {
        --refusals;
        return *refuses;
    }
    return OpenDatabase{stores(), &migration};
}

} // namespace scrip
