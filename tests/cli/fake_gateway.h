// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "cli/fake_administration.h"
#include "cli/fake_claims.h"
#include "cli/fake_codes.h"
#include "cli/fake_connections.h"
#include "cli/fake_grants.h"
#include "cli/fake_transfer.h"
#include "core/ports/gateway.h"

namespace scrip {

class FakeSandbox : public SandboxControl
{
public:
    explicit FakeSandbox(FakeLog &log)
        : m_log(log)
    {
    }
    bool running = true;
    SandboxSpend spent;
    SandboxClaim claimed;
    QDateTime movedTo;

    Result<SandboxStatus> start(const QString &dir, bool demo) override;
    Result<SandboxStatus> stop(const QString &dir) override;
    Result<SandboxStatus> status(const QString &dir) override;
    QString runningDsn() override { return now({}).dsn; }
    Result<SandboxStatus> reset(const QString &dir, bool demo) override;
    Result<QJsonObject> addUser(const QString &dsn, const QString &email, const QString &username,
                                const QString &organization) override;
    Result<QJsonObject> spend(const QString &dsn, const SandboxSpend &spend) override;
    Result<QJsonObject> payment(const QString &dsn, const OrganizationId &organization,
                                const QString &amount) override;
    Result<QJsonObject> backendClaim(const QString &dsn, const SandboxClaim &claim) override;
    Result<QJsonObject> setTime(const QString &dsn, const QDateTime &to, const QString &forward) override;

private:
    [[nodiscard]] SandboxStatus now(const QString &dir) const;

    FakeLog &m_log;
};

/// A database in memory: one log over all of its stores.
class FakeGateway : public Gateway
{
public:
    FakeLog log;
    FakeEvents events{log};
    FakeBatches batches{log};
    FakeCodes codes{log, 30};
    FakeAdministration administration{log};
    FakeGrants grants{log};
    FakeLedger ledger{log};
    FakeMaintenance maintenance{log};
    FakeClaims claims{log};
    FakeLookup lookup{log};
    FakeTransfer transfer{log, codes};
    FakeMigration migration{log};
    FakeSandbox cluster{log};
    FakeConnections book;
    std::optional<Failure> refuses; ///< What open() answers.
    int refusals = -1;              ///< How often; below 0: always.
    OpenOptions opened;

    Result<OpenDatabase> open(const OpenOptions &options) override;
    SandboxControl &sandbox() override { return cluster; }
    ConnectionBook &connections() override { return book; }
    ConnectionTester &tester() override { return book; }
    [[nodiscard]] Stores stores()
    {
        return {&events, &batches,     &codes,  &administration, &grants,
                &ledger, &maintenance, &claims, &lookup,         &transfer};
    }
};

} // namespace scrip
