// SPDX-License-Identifier: GPL-3.0-or-later
#include "db/migrator_steps.h"

using namespace Qt::StringLiterals;

namespace scrip {

namespace {

/// The functions are noted beside the migrations, under a number that no migration has.
constexpr int functionsNumber = 0;

QString functionsName()
{
    return u"functions"_s;
}

} // namespace

MigratorSteps::MigratorSteps(MigratorSession &session, SqlBundle bundle, Kind kind)
    : m_session(session)
    , m_bundle(std::move(bundle))
    , m_kind(kind)
{
}

QStringList MigratorSteps::Plan::names() const
{
    QStringList names;
    for (const SqlFile &file : migrations)
        names.append(file.name);
    if (functions)
        names.append(functionsName());
    return names;
}

bool MigratorSteps::isSandbox(const Plan &plan) const
{
    return m_kind == Kind::Sandbox || plan.installed.sandbox;
}

Result<MigratorSteps::Plan> MigratorSteps::plan()
{
    Plan plan;
    Result<InstalledSchema> installed = probeInstalled(m_session, m_bundle);
    if (!installed.ok())
        return installed.failure();
    plan.installed = *installed;
    if (Result<Done> known = checkKnown(plan.installed, m_bundle); !known.ok())
        return known.failure();
    Result<BillingPlace> billing = probeBilling(m_session, plan.installed, m_bundle);
    if (!billing.ok())
        return billing.failure();
    plan.billing = billing.value();
    const QList<SqlFile> files = m_bundle.migrations();
    for (const SqlFile &file : files) {
        if (!plan.installed.migrations.contains(file.number))
            plan.migrations.append(file);
    }
    Result<bool> due = areFunctionsDue(plan);
    if (!due.ok())
        return due.failure();
    plan.functions = *due;
    return plan;
}

Result<bool> MigratorSteps::areFunctionsDue(const Plan &plan)
{
    if (!plan.migrations.isEmpty() || (m_kind == Kind::Sandbox && !plan.installed.sandbox))
        return true;
    Result<QString> actual = probeFingerprint(m_session);
    if (!actual.ok())
        return actual.failure();
    const QString wanted = m_bundle.functionsChecksum(plan.billing.quoted) + u' ' + *actual;
    if (plan.installed.functionsNote != wanted)
        return true;
    Result<bool> granted = hasBillingRights(m_session, plan.billing, m_bundle);
    return granted.ok() ? Result<bool>(!*granted) : granted;
}

Result<MigratorSteps::Plan> MigratorSteps::checkedPlan()
{
    Result<Plan> found = plan();
    if (!found.ok() || found->names().isEmpty())
        return found;
    if (Result<Done> rights = checkRights(m_session, found->billing, m_bundle); !rights.ok())
        return rights.failure();
    return found;
}

Result<Done> MigratorSteps::note(int number, const QString &name, const QString &checksum)
{
    const auto noted =
        m_session.rows(u"INSERT INTO scrip.migration AS m (number, name, checksum) VALUES ($1::integer, $2, $3) "
                       "ON CONFLICT (number) DO UPDATE SET name = excluded.name, checksum = excluded.checksum, "
                       "applied_at = clock_timestamp(), applied_by = session_user"_s,
                       {QString::number(number), name, checksum});
    if (!noted.ok())
        return noted.failure();
    return Done{};
}

Result<Done> MigratorSteps::applyMigration(const Plan &plan, const SqlFile &file)
{
    const QString text = SqlBundle::forSchema(file.text, plan.billing.quoted);
    if (Result<Done> run = m_session.run(text, file.name); !run.ok())
        return run;
    // A file may leave another role behind; the note is the owner's.
    if (Result<Done> role = m_session.run(u"SET LOCAL ROLE scrip_owner"_s); !role.ok())
        return role;
    if (Result<Done> noted = note(file.number, file.name, file.checksum); !noted.ok())
        return noted;
    return m_session.run(u"RESET ROLE"_s);
}

QList<SqlFile> MigratorSteps::wholeFiles(const Plan &plan) const
{
    const auto file = [this](const QString &folder, const QString &name) {
        SqlFile one;
        one.name = name;
        one.text = m_bundle.text(folder + u'/' + name + u".sql"_s);
        return one;
    };
    // The roles may run again, and bring back what somebody took from them.
    QList<SqlFile> files{file(u"migrations"_s, u"0001_roles"_s)};
    files += m_bundle.functions();
    if (isSandbox(plan))
        files += {file(u"sandbox"_s, u"clock"_s), file(u"sandbox"_s, u"backend"_s)};
    return files;
}

Result<Done> MigratorSteps::applyFunctions(const Plan &plan)
{
    const QList<SqlFile> files = wholeFiles(plan);
    for (const SqlFile &file : files) {
        if (Result<Done> role = m_session.run(u"RESET ROLE"_s); !role.ok())
            return role;
        const QString text = SqlBundle::forSchema(file.text, plan.billing.quoted);
        if (Result<Done> run = m_session.run(text, file.name); !run.ok())
            return run;
    }
    return noteFunctions(plan);
}

Result<Done> MigratorSteps::noteFunctions(const Plan &plan)
{
    if (Result<Done> role = m_session.run(u"SET LOCAL ROLE scrip_owner"_s); !role.ok())
        return role;
    if (plan.installed.billingSetting.isEmpty() && plan.billing.schema != "public"_L1) {
        const auto set = m_session.rows(
            u"INSERT INTO scrip.setting (name, value, updated_at, updated_by) "
            "VALUES ('billing_schema', $1, clock_timestamp(), session_user) ON CONFLICT (name) DO NOTHING"_s,
            {plan.billing.schema});
        if (!set.ok())
            return set.failure();
    }
    const Result<QString> actual = probeFingerprint(m_session);
    if (!actual.ok())
        return actual.failure();
    Result<Done> noted =
        note(functionsNumber, functionsName(), m_bundle.functionsChecksum(plan.billing.quoted) + u' ' + *actual);
    return noted.ok() ? m_session.run(u"RESET ROLE"_s) : noted;
}

/// Nothing is to be done; but the backend may have changed its tables since something was.
Result<MigrationReport> MigratorSteps::checked(const MigrationReport &report)
{
    Result<Done> fits = m_session.run(u"SET LOCAL ROLE scrip_owner"_s);
    if (fits.ok())
        fits = m_session.run(u"SELECT scrip.check_billing()"_s);
    return fits.ok() ? Result<MigrationReport>(report) : fits.failure();
}

Result<MigrationReport> MigratorSteps::apply()
{
    MigrationReport report;
    for (;;) {
        // Each turn looks again: another client may have done the next step while this one waited.
        MigratorTransaction transaction(m_session);
        if (Result<Done> begun = transaction.begin(); !begun.ok())
            return begun.failure();
        const Result<Plan> plan = checkedPlan();
        if (!plan.ok())
            return plan.failure();
        report.version = plan->installed.version();
        if (plan->names().isEmpty())
            return checked(report);
        const bool migrates = !plan->migrations.isEmpty();
        const Result<Done> applied =
            migrates ? applyMigration(*plan, plan->migrations.first()) : applyFunctions(*plan);
        if (!applied.ok())
            return applied.failure();
        if (Result<Done> committed = transaction.commit(); !committed.ok())
            return committed.failure();
        report.applied.append(plan->names().first());
        if (!migrates)
            return report;
    }
}

Result<MigrationReport> MigratorSteps::status()
{
    MigratorTransaction transaction(m_session);
    // No lock: looking must not wait for somebody who migrates.
    if (Result<Done> begun = transaction.beginReading(); !begun.ok())
        return begun.failure();
    const Result<Plan> found = plan();
    if (!found.ok())
        return found.failure();
    MigrationReport report;
    report.version = found->installed.version();
    for (const InstalledSchema::Migration &migration : found->installed.migrations)
        report.applied << migration.name;
    report.pending = found->names();
    return report;
}

Result<MigrationReport> MigratorSteps::dryRun()
{
    MigratorTransaction transaction(m_session);
    if (Result<Done> begun = transaction.begin(); !begun.ok())
        return begun.failure();
    const Result<Plan> found = checkedPlan();
    if (!found.ok())
        return found.failure();
    MigrationReport report;
    report.version = found->installed.version();
    report.applied = found->names();
    report.pending = found->names();
    for (const SqlFile &file : found->migrations) {
        if (Result<Done> applied = applyMigration(*found, file); !applied.ok())
            return applied.failure();
    }
    if (found->names().isEmpty())
        return checked(report);
    if (found->functions) {
        if (Result<Done> applied = applyFunctions(*found); !applied.ok())
            return applied.failure();
    }
    return report;
}

Result<MigrationReport> MigratorSteps::remove()
{
    MigratorTransaction transaction(m_session);
    if (Result<Done> begun = transaction.begin(); !begun.ok())
        return begun.failure();
    // What a newer version made is not ours to take away, nor do we know all of it.
    const Result<InstalledSchema> installed = probeInstalled(m_session, m_bundle);
    if (!installed.ok())
        return installed.failure();
    if (Result<Done> known = checkKnown(*installed, m_bundle); !known.ok())
        return known.failure();
    if (installed->version() > 0) {
        if (Result<Done> may = checkMayRemove(m_session); !may.ok())
            return may.failure();
    }
    if (Result<Done> removed = m_session.run(m_bundle.text(u"remove.sql"_s), u"remove"_s); !removed.ok())
        return removed.failure();
    if (Result<Done> committed = transaction.commit(); !committed.ok())
        return committed.failure();
    return MigrationReport{};
}

} // namespace scrip
