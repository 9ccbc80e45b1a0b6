// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/async.h"
#include "core/ids.h"

#include <QDateTime>
#include <QJsonObject>

namespace scrip {

struct SandboxStatus
{
    QString dsn; ///< Connects as the sandbox's superuser; empty when it does not run.
    QString dir;
    bool running = false;
    QString version; ///< Of the server.
};

struct SandboxSpend
{
    OrganizationId organization;
    QString amount; ///< Decimal text.
    QDateTime at;   ///< Invalid: now.
    bool log = true;
};

/// A claim past Scrip, as the billing backend makes one.
struct SandboxClaim
{
    EventId event;
    QString code; ///< In plain, as printed.
    QString email;
};

/// The private PostgreSQL cluster for trying things out.
class SandboxControl
{
public:
    virtual ~SandboxControl() = default;

    /// Starts (and makes, when there is none) the cluster in `dir`, empty: the default place. Recovers a half-dead
    /// one.
    virtual Result<SandboxStatus> start(const QString &dir, bool demo) = 0;
    virtual Result<SandboxStatus> stop(const QString &dir) = 0;
    virtual Result<SandboxStatus> status(const QString &dir) = 0;
    /// The dsn of the sandbox in its usual place, empty when none is running. Asked by every call that names no
    /// database, so it runs no program.
    virtual QString runningDsn() = 0;
    /// Throws the cluster away and makes it anew.
    virtual Result<SandboxStatus> reset(const QString &dir, bool demo) = 0;

    virtual Result<QJsonObject> addUser(const QString &dsn, const QString &email, const QString &username,
                                        const QString &organization) = 0;
    virtual Result<QJsonObject> spend(const QString &dsn, const SandboxSpend &spend) = 0;
    /// `amount`: decimal text, what the organization has paid all told from now on.
    virtual Result<QJsonObject> payment(const QString &dsn, const OrganizationId &organization,
                                        const QString &amount) = 0;
    virtual Result<QJsonObject> backendClaim(const QString &dsn, const SandboxClaim &claim) = 0;
    /// Moves the sandbox's clock: to a time, forward by an interval as PostgreSQL reads it, or back to the real one.
    virtual Result<QJsonObject> setTime(const QString &dsn, const QDateTime &to, const QString &forward) = 0;
};

} // namespace scrip
