// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/fake_administration.h"

using namespace Qt::StringLiterals;

namespace scrip {

FakeAdministration::FakeAdministration(FakeLog &log)
    : m_log(log)
{
    now.login = u"alice"_s;
    now.now = QDateTime({2026, 11, 21}, {12, 0}, Qt::UTC);
    now.meteringCurrency = Currency(u"USD"_s);
    now.timeZone = u"Europe/Berlin"_s;
    diagnosis.ok = true;
    diagnosis.checks = {{u"schema"_s, u"error"_s, true, 37, {}, {}},
                        {u"logging"_s, u"warn"_s, false, 1, {u"x"_s}, {}}};
    verdict.ok = true;
    verdict.rows = 6;
    newest = {3, QString(64, u'a'), 12, u"2026-11-21T12:00:00.123456Z"_s, u"7712674581543173930"_s, u"billing"_s};
}

Answer<Session> FakeAdministration::session()
{
    return m_log.answer<Session>(u"session"_s, now);
}

Answer<QList<Setting>> FakeAdministration::settings()
{
    QList<Setting> settings;
    for (const auto &name : {u"default_prefix"_s, u"issuer"_s, u"time_zone"_s})
        settings << Setting{name, u"value of "_s + name, {}, {}, {}, {}};
    return m_log.answer<QList<Setting>>(u"settings"_s, settings);
}

Answer<Setting> FakeAdministration::setting(const QString &name)
{
    return m_log.answer<Setting>(u"setting "_s + name, {name, u"NEAR"_s, u"NEAR"_s, {}, {}, {}});
}

Answer<Written<Setting>> FakeAdministration::setSetting(const QString &name, const QString &value,
                                                        const WriteContext &context)
{
    set = value.isNull() ? u"(null)"_s : value;
    return m_log.written<Setting>(u"setSetting "_s + name, context, Setting{name, value, {}, {}, {}, {}});
}

Answer<Written<LockedUser>> FakeAdministration::lockUser(const QString &login, const WriteContext &context)
{
    return m_log.written<LockedUser>(u"lock-user "_s + login, context, {login, 2});
}

Answer<Written<QDateTime>> FakeAdministration::unlock(int seconds, const WriteContext &context)
{
    return m_log.written<QDateTime>(u"unlock "_s + QString::number(seconds), context, now.now.addSecs(seconds));
}

Answer<Written<QDateTime>> FakeAdministration::lock(const WriteContext &context)
{
    return m_log.written<QDateTime>(u"lock"_s, context, now.now);
}

Answer<QList<LoginRoles>> FakeAdministration::roles()
{
    return m_log.answer<QList<LoginRoles>>(u"roles"_s, {{u"alice"_s, {u"admin"_s}, false}});
}

Answer<Written<LoginRoles>> FakeAdministration::grantRole(const QString &login, const QString &role,
                                                          const WriteContext &context)
{
    return m_log.written<LoginRoles>(u"grant "_s + login + u' ' + role, context, {login, {role}, false});
}

Answer<Written<LoginRoles>> FakeAdministration::revokeRole(const QString &login, const QString &role,
                                                           const WriteContext &context)
{
    return m_log.written<LoginRoles>(u"revoke "_s + login + u' ' + role, context, {login, {}, false});
}

Answer<Page<AuditEntry>> FakeAdministration::audit(const AuditQuery &query)
{
    asked = query;
    AuditEntry entry;
    entry.id = 6;
    entry.login = u"alice"_s;
    entry.action = u"create_event"_s;
    return m_log.answer<Page<AuditEntry>>(u"audit"_s, {{entry}, {}});
}

Answer<RowCount> FakeAdministration::auditCount(const AuditQuery &query)
{
    asked = query;
    return m_log.answer<RowCount>(u"auditCount"_s, {1, true});
}

Answer<AuditVerdict> FakeAdministration::verifyAudit(const std::optional<AuditAnchor> &anchor)
{
    against = anchor;
    return m_log.answer<AuditVerdict>(u"verifyAudit"_s, verdict);
}

Answer<AuditAnchor> FakeAdministration::auditAnchor()
{
    return m_log.answer<AuditAnchor>(u"auditAnchor"_s, newest);
}

Answer<Diagnosis> FakeAdministration::diagnose(bool quickly)
{
    quick = quickly;
    return m_log.answer<Diagnosis>(u"diagnose"_s, diagnosis);
}

Answer<MigrationReport> FakeMigration::status()
{
    return m_log.answer<MigrationReport>(u"migration status"_s, {4, {}, {u"0005_codes"_s}});
}

Answer<MigrationReport> FakeMigration::apply()
{
    return m_log.answer<MigrationReport>(u"migration apply"_s, {5, {u"0005_codes"_s}, {}});
}

Answer<MigrationReport> FakeMigration::dryRun()
{
    return m_log.answer<MigrationReport>(u"migration dryRun"_s, {4, {u"0005_codes"_s}, {}});
}

Answer<QString> FakeMigration::script()
{
    return m_log.answer<QString>(u"migration script"_s, u"CREATE ROLE scrip_owner;\n"_s);
}

Answer<MigrationReport> FakeMigration::remove()
{
    return m_log.answer<MigrationReport>(u"migration remove"_s, {0, {}, {}});
}

} // namespace scrip
