// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/ports/administration.h"
#include "db/pg_store.h"

namespace scrip {

/// Settings, roles, audit and the doctor of a PostgreSQL database. Owned by whoever opened it.
class PgAdministration : public Administration, private PgStore
{
public:
    PgAdministration(Executor &executor, const Writer &writer)
        : PgStore(executor, writer)
    {
    }

    Answer<Session> session() override;
    Answer<QList<Setting>> settings() override;
    Answer<Setting> setting(const QString &name) override;
    /// A null value goes back to the default.
    Answer<Written<Setting>> setSetting(const QString &name, const QString &value,
                                        const WriteContext &context) override;
    Answer<QList<LoginRoles>> roles() override;
    Answer<Written<LoginRoles>> grantRole(const QString &login, const QString &role,
                                          const WriteContext &context) override;
    Answer<Written<LoginRoles>> revokeRole(const QString &login, const QString &role,
                                           const WriteContext &context) override;
    Answer<Written<LockedUser>> lockUser(const QString &login, const WriteContext &context) override;

    Answer<Written<QDateTime>> unlock(int seconds, const WriteContext &context) override;
    Answer<Written<QDateTime>> lock(const WriteContext &context) override;

    Answer<Page<AuditEntry>> audit(const AuditQuery &query) override;
    Answer<RowCount> auditCount(const AuditQuery &query) override;
    Answer<AuditVerdict> verifyAudit(const std::optional<AuditAnchor> &anchor) override;
    Answer<AuditAnchor> auditAnchor() override;
    Answer<Diagnosis> diagnose(bool quick) override;
};

} // namespace scrip
