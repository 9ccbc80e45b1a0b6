// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/audit_anchor.h"
#include "core/ports/event_store.h"

#include <QJsonArray>

namespace scrip {

/// Who we are to the database, and what it is.
struct Session
{
    int schemaVersion = 0;
    QString login;
    QStringList roles;   ///< Of admin, staff, support, auditor.
    QDateTime now;       ///< The database's time.
    QString environment; ///< "sandbox", "production" …, a setting.
    bool locked = false; ///< Production without an unlock of this login: writes answer read_only.
    QDateTime unlockedUntil;
    bool inRecovery = false; ///< A replica: nothing can be written.
    bool sandbox = false;
    Currency meteringCurrency;
    QString defaultPrefix;
    QString timeZone;

    [[nodiscard]] bool has(const QString &role) const { return roles.contains(role); }
};

struct Setting
{
    QString name;
    QString value;
    QString defaultValue;
    QString description;
    QDateTime updatedAt;
    QString updatedBy;
};

struct LoginRoles
{
    QString login;
    QStringList roles;
    bool superuser = false;
};

/// A login that was locked out.
struct LockedUser
{
    QString login;
    int sessionsEnded = 0;
};

/// One named check of the doctor.
struct Check
{
    QString name;
    QString severity; ///< "error" or "warn".
    bool ok = false;
    qint64 checked = 0;
    QStringList violations; ///< Offending ids, at most 100.
    QString detail;
};

struct Diagnosis
{
    bool ok = false; ///< False exactly when a check of severity error fails.
    QList<Check> checks;
};

struct AuditVerdict
{
    bool ok = false;
    qint64 rows = 0; ///< Of the audit and the ledger; unsealed likewise.
    qint64 seals = 0;
    qint64 unsealed = 0;
    QJsonValue firstBad; ///< {"kind","id","problem","message"}, or null when all is well.
};

class Administration
{
public:
    virtual ~Administration() = default;

    virtual Answer<Session> session() = 0;
    virtual Answer<QList<Setting>> settings() = 0;
    virtual Answer<Setting> setting(const QString &name) = 0;
    virtual Answer<Written<Setting>> setSetting(const QString &name, const QString &value,
                                                const WriteContext &context) = 0;
    virtual Answer<QList<LoginRoles>> roles() = 0;
    virtual Answer<Written<LoginRoles>> grantRole(const QString &login, const QString &role,
                                                  const WriteContext &context) = 0;
    virtual Answer<Written<LoginRoles>> revokeRole(const QString &login, const QString &role,
                                                   const WriteContext &context) = 0;
    /// Takes a login's right to log in and ends its sessions, with the caller's own rights over the server: refuses
    /// with missing_privilege where those do not reach, and with not_permitted for the caller's own login.
    virtual Answer<Written<LockedUser>> lockUser(const QString &login, const WriteContext &context) = 0;

    /// Lets this login write on a production database until the answered moment of the database's clock. Refuses with
    /// invalid_count (one second to eight hours) and reason_required.
    virtual Answer<Written<QDateTime>> unlock(int seconds, const WriteContext &context) = 0;
    /// Ends that at once; answers when.
    virtual Answer<Written<QDateTime>> lock(const WriteContext &context) = 0;

    virtual Answer<Page<AuditEntry>> audit(const AuditQuery &query) = 0;
    /// Of the filter alone.
    virtual Answer<RowCount> auditCount(const AuditQuery &query) = 0;
    /// Recomputes audit and ledger from their rows to the seals, and compares them with an anchor taken earlier, if
    /// there is one.
    virtual Answer<AuditVerdict> verifyAudit(const std::optional<AuditAnchor> &anchor) = 0;
    /// The newest seal.
    virtual Answer<AuditAnchor> auditAnchor() = 0;
    virtual Answer<Diagnosis> diagnose(bool quick) = 0;
};

} // namespace scrip
