// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/migrate_noun.h"

#include <QJsonArray>

using namespace Qt::StringLiterals;

namespace scrip::cli {

void MigrateNoun::declare(CLI::App &root)
{
    verb(root, "migrate",
         Say::tr("Install or update Scrip's schema beside the billing tables, which stay as they are."),
         u"scrip migrate --db service=billing --dry-run"_s, work(this, &MigrateNoun::migrate))
        .flag("--status", Say::tr("Only say where the schema stands."), m_status)
        .flag("--dry-run", Say::tr("Do everything, then roll it back."), m_dryRun)
        .flag("--print-sql", Say::tr("Print what a DBA has to run: roles, schemas and grants."), m_printSql)
        .flag("--remove", Say::tr("Take Scrip's schemas and grants away; the billing tables stay."), m_remove);
}

Result<Reply> MigrateNoun::migrate(Context &context)
{
    if (int(m_status) + int(m_dryRun) + int(m_printSql) + int(m_remove) > 1)
        return usage(Say::tr("Choose one of --status, --dry-run, --print-sql and --remove."));
    const Result<OpenDatabase> database = context.database();
    if (!database)
        return database.failure();
    Migration &migration = *database->migration;
    if (m_printSql)
        return printScript(context, migration);
    const Result<MigrationReport> report = awaited(m_status   ? migration.status()
                                                   : m_dryRun ? migration.dryRun()
                                                   : m_remove ? migration.remove()
                                                              : migration.apply());
    if (!report)
        return report.failure();
    const QJsonObject answer{{u"version"_s, report->version},
                             {u"applied"_s, QJsonArray::fromStringList(report->applied)},
                             {u"pending"_s, QJsonArray::fromStringList(report->pending)}};
    return Reply::of(answer, {{u"version"_s, Say::tr("Schema version")},
                              {u"applied"_s, Say::tr("Applied")},
                              {u"pending"_s, Say::tr("Still to apply")}});
}

Result<Reply> MigrateNoun::printScript(Context &context, Migration &migration) const
{
    const Result<QString> script = awaited(migration.script());
    if (!script)
        return script.failure();
    if (context.jsonAsked())
        return Reply::of({{u"sql"_s, *script}});
    return Reply::plain(*script);
}

} // namespace scrip::cli
