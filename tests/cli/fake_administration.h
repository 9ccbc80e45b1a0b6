// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "cli/fake_events.h"
#include "core/ports/administration.h"
#include "core/ports/migration.h"

namespace scrip {

/// Settings, roles, audit and doctor in memory.
class FakeAdministration : public Administration
{
public:
    explicit FakeAdministration(FakeLog &log);

    Session now;
    Diagnosis diagnosis;
    AuditVerdict verdict;
    AuditAnchor newest;
    std::optional<AuditAnchor> against; ///< The anchor that was asked about last.
    AuditQuery asked;
    QString set;
    bool quick = false;

    Answer<Session> session() override;
    Answer<QList<Setting>> settings() override;
    Answer<Setting> setting(const QString &name) override;
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
    Answer<Diagnosis> diagnose(bool quickly) override;

private:
    FakeLog &m_log;
};

class FakeMigration : public Migration
{
public:
    explicit FakeMigration(FakeLog &log)
        : m_log(log)
    {
    }
    Answer<MigrationReport> status() override;
    Answer<MigrationReport> apply() override;
    Answer<MigrationReport> dryRun() override;
    Answer<QString> script() override;
    Answer<MigrationReport> remove() override;

private:
    FakeLog &m_log;
};

} // namespace scrip
