// SPDX-License-Identifier: GPL-3.0-or-later
#include "db/pg_administration.h"

#include "core/event_times.h"
#include "core/object_json.h"
#include "db/function_sources.h"
#include "db/sql_bundle.h"

using namespace Qt::StringLiterals;

namespace scrip {

namespace {

constexpr int auditSlice = 20'000;
/// The database tells as many.
constexpr qsizetype mostViolations = 100;

QJsonObject filterOf(const AuditQuery &query)
{
    QJsonObject filter;
    if (!query.object.isEmpty())
        filter.insert(u"object"_s, query.object);
    if (!query.actor.isEmpty())
        filter.insert(u"actor"_s, query.actor);
    if (query.from.isValid())
        filter.insert(u"from"_s, timeText(query.from));
    if (query.to.isValid())
        filter.insert(u"to"_s, timeText(query.to));
    return filter;
}

Written<QDateTime> untilOf(const QJsonObject &answer)
{
    return {QDateTime::fromString(answer["until"_L1].toString(), Qt::ISODateWithMs), answer["replayed"_L1].toBool()};
}

Written<LoginRoles> rolesOf(const QJsonObject &answer)
{
    return {loginRolesFromJson(answer), answer["replayed"_L1].toBool()};
}

Written<LockedUser> lockedOf(const QJsonObject &answer)
{
    return {{answer["login"_L1].toString(), answer["sessions_ended"_L1].toInt()}, answer["replayed"_L1].toBool()};
}

Statement verifySlice(qint64 after, const std::optional<AuditAnchor> &anchor)
{
    if (anchor)
        return Statement::call("scrip.audit_verify", after, auditSlice, toJson(*anchor));
    return Statement::call("scrip.audit_verify", after, auditSlice);
}

/// Slice by slice, up to the first row or seal that is not as it was.
Result<AuditVerdict> verify(Connection &connection, const std::optional<AuditAnchor> &anchor)
{
    AuditVerdict verdict;
    verdict.ok = true;
    for (QJsonValue next = 0; verdict.ok && next.isDouble();) {
        const Result<Rows> rows = connection.run(verifySlice(next.toInteger(), anchor));
        if (!rows)
            return rows.failure();
        const auto slice = rows->single<QJsonObject>();
        verdict.ok = slice["ok"_L1].toBool();
        verdict.rows += slice["rows"_L1].toInteger();
        verdict.seals += slice["seals"_L1].toInteger();
        verdict.unsealed += slice["unsealed"_L1].toInteger();
        verdict.firstBad = slice["first_bad"_L1];
        next = slice["next"_L1];
    }
    return verdict;
}

int ourVersion()
{
    static const int ours = SqlBundle().version();
    return ours;
}

/// The database knows what it should hold, but only the program which version of that it can work with.
void judgeVersion(Check &check, int version)
{
    const int ours = ourVersion();
    if (version == ours)
        return;
    check.ok = false;
    check.violations.prepend(u"version %1"_s.arg(version));
    const QString sentence =
        version > ours
            ? Connection::tr("A newer version of Scrip migrated this database: it is at version %1, and this program "
                             "knows %2. Update Scrip: this version only reads here.")
            : Connection::tr("The schema is at version %1, and this program knows %2: run scrip migrate.");
    check.detail = QString(sentence.arg(version).arg(ours) + u' ' + check.detail).trimmed();
}

/// What the database says of its functions was noted there; this is by those that came with the program.
Result<Done> judgeFunctions(Check &check, Connection &connection, const QJsonObject &hello)
{
    const Result<Rows> installed = connection.run(FunctionSources::statement());
    if (!installed)
        return installed.failure();
    const FunctionSources ours(SqlBundle(), hello["billing_schema"_L1].toString(), hello["sandbox"_L1].toBool());
    const QStringList differing = ours.differing(*installed);
    if (differing.isEmpty())
        return Done{};
    check.ok = false;
    check.violations = check.violations + differing.mid(0, mostViolations - check.violations.size());
    check.violations.removeDuplicates();
    check.detail =
        QString(check.detail + u' ' +
                Connection::tr("These functions are not those that this program brings: run scrip migrate "
                               "with the newest version of Scrip; what remains after that, somebody changed."))
            .trimmed();
    return Done{};
}

Result<Diagnosis> examine(Connection &connection, bool quick)
{
    const Result<Rows> names = connection.run(Statement::call("scrip.doctor_checks"));
    if (!names)
        return names.failure();
    Diagnosis diagnosis;
    diagnosis.ok = true;
    // Not what this session knows: somebody may have migrated since it began.
    const Result<Rows> hello = connection.run(Statement::call("scrip.hello"));
    if (!hello)
        return hello.failure();
    const auto session = hello->single<QJsonObject>();
    const int version = sessionFromJson(session).schemaVersion;
    const auto list = names->single<QJsonArray>();
    for (const auto &name : list) {
        const Result<Rows> found = connection.run(Statement::call("scrip.doctor", name.toString(), quick));
        if (!found)
            return found.failure();
        diagnosis.checks << checkFromJson(found->single<QJsonObject>());
        Check &check = diagnosis.checks.last();
        if (check.name == "schema"_L1)
            judgeVersion(check, version);
        // Those of another version are others.
        if (check.name == "functions"_L1 && version == ourVersion()) {
            if (const Result<Done> judged = judgeFunctions(check, connection, session); !judged)
                return judged.failure();
        }
        diagnosis.ok = diagnosis.ok && (check.ok || check.severity != "error"_L1);
    }
    return diagnosis;
}

} // namespace

Answer<Session> PgAdministration::session()
{
    return m_executor.read<Session>(Kind::Interactive, [](Connection &connection) -> Result<Session> {
        const Result<Rows> rows = connection.run(Statement::call("scrip.hello"));
        if (!rows)
            return rows.failure();
        return sessionFromJson(rows->single<QJsonObject>());
    });
}

Answer<QList<Setting>> PgAdministration::settings()
{
    return ask<QList<Setting>>(Statement::call("scrip.settings"),
                               [](const QJsonValue &json) { return listFromJson<Setting>(json, settingFromJson); });
}

Answer<Setting> PgAdministration::setting(const QString &name)
{
    return ask<Setting>(Statement::call("scrip.setting", name),
                        [](const QJsonValue &json) { return settingFromJson(json.toObject()); });
}

Answer<Written<Setting>> PgAdministration::setSetting(const QString &name, const QString &value,
                                                      const WriteContext &context)
{
    return write<Written<Setting>>(WriteCall::of("scrip.set_setting", context, name, value),
                                   written<Setting>("setting", settingFromJson));
}

Answer<QList<LoginRoles>> PgAdministration::roles()
{
    return ask<QList<LoginRoles>>(Statement::call("scrip.roles"), [](const QJsonValue &json) {
        return listFromJson<LoginRoles>(json, loginRolesFromJson);
    });
}

Answer<Written<LoginRoles>> PgAdministration::grantRole(const QString &login, const QString &role,
                                                        const WriteContext &context)
{
    return write<Written<LoginRoles>>(WriteCall::of("scrip.grant_role", context, login, role), rolesOf);
}

Answer<Written<LoginRoles>> PgAdministration::revokeRole(const QString &login, const QString &role,
                                                         const WriteContext &context)
{
    return write<Written<LoginRoles>>(WriteCall::of("scrip.revoke_role", context, login, role), rolesOf);
}

Answer<Written<LockedUser>> PgAdministration::lockUser(const QString &login, const WriteContext &context)
{
    return write<Written<LockedUser>>(WriteCall::of("scrip.lock_user", context, login), lockedOf);
}

Answer<Written<QDateTime>> PgAdministration::unlock(int seconds, const WriteContext &context)
{
    return write<Written<QDateTime>>(WriteCall::of("scrip.unlock", context, seconds, context.reason), untilOf);
}

Answer<Written<QDateTime>> PgAdministration::lock(const WriteContext &context)
{
    return write<Written<QDateTime>>(WriteCall::of("scrip.lock", context), untilOf);
}

Answer<Page<AuditEntry>> PgAdministration::audit(const AuditQuery &query)
{
    const auto after = numericCursor(query.after);
    if (!after)
        return answered<Page<AuditEntry>>(after.failure());
    return ask<Page<AuditEntry>>(
        Statement::call("scrip.audit_list", filterOf(query), *after, query.limit),
        [](const QJsonValue &json) { return pageFromJson<AuditEntry>(json, auditFromJson); });
}

Answer<RowCount> PgAdministration::auditCount(const AuditQuery &query)
{
    return ask<RowCount>(Statement::call("scrip.count_audit", filterOf(query)), rowCountFromJson);
}

Answer<AuditVerdict> PgAdministration::verifyAudit(const std::optional<AuditAnchor> &anchor)
{
    return m_executor.read<AuditVerdict>(Kind::Bulk,
                                         [anchor](Connection &connection) { return verify(connection, anchor); });
}

Answer<AuditAnchor> PgAdministration::auditAnchor()
{
    return ask<AuditAnchor>(Statement::call("scrip.audit_anchor"),
                            [](const QJsonValue &json) { return anchorFromJson(json.toObject()); });
}

Answer<Diagnosis> PgAdministration::diagnose(bool quick)
{
    return m_executor.read<Diagnosis>(Kind::Bulk,
                                      [quick](Connection &connection) { return examine(connection, quick); });
}

} // namespace scrip
