// SPDX-License-Identifier: GPL-3.0-or-later
#include "db/migrator_steps.h"

using namespace Qt::StringLiterals;

namespace scrip {

namespace {

/// $1: the billing schema.
constexpr auto loginFacts = R"(
SELECT quote_ident(session_user), quote_ident(current_database()),
       (SELECT rolsuper FROM pg_roles WHERE rolname = session_user),
       EXISTS (SELECT FROM pg_namespace n WHERE n.nspname = $1 AND has_schema_privilege('public', n.oid, 'CREATE')))";

QString heading(const QString &database)
{
    return u"-- What a DBA runs once in the database %1, for example with psql, so that Scrip can be installed "
           u"there.\n"
           "-- It may run again. Afterwards the login runs: scrip migrate\n"_s.arg(database);
}

QString openSchemaNote(const QString &schema)
{
    return u"--\n-- Everybody may create objects in the schema %1 now, which the backend's triggers trust. Scrip "
           u"does not\n"
           "-- work beside that; the owner of the schema has to run:\n"
           "--   REVOKE CREATE ON SCHEMA %1 FROM PUBLIC;\n"_s.arg(schema);
}

QString membership(const QString &login, bool superuser)
{
    const QString name = superuser ? u"that_login"_s : login;
    const QString grant = u"GRANT scrip_owner, scrip_vault TO %1;\n"_s.arg(name);
    return u"-- The login that migrates makes objects for these two roles.\n"_s + (superuser ? u"-- "_s : QString()) +
           grant;
}

} // namespace

Result<BillingPlace> MigratorSteps::billingForScript()
{
    MigratorTransaction transaction(m_session);
    if (Result<Done> begun = transaction.beginReading(); !begun.ok())
        return begun.failure();
    const Result<InstalledSchema> installed = probeInstalled(m_session, m_bundle);
    if (installed.ok())
        return probeBilling(m_session, *installed, m_bundle);
    // A login that may not look yet is just the one that needs the script.
    m_session.rollBack();
    if (Result<Done> begun = transaction.beginReading(); !begun.ok())
        return begun.failure();
    return probeBilling(m_session, {}, m_bundle);
}

Result<QString> MigratorSteps::script()
{
    const Result<BillingPlace> billing = billingForScript();
    if (!billing.ok())
        return billing.failure();
    const auto facts = m_session.rows(QString::fromLatin1(loginFacts), {billing->schema});
    if (!facts.ok())
        return facts.failure();
    const MigratorSession::Row &row = facts->first();
    const auto part = [&](const QString &path) {
        return QString(SqlBundle::forSchema(m_bundle.text(path), billing->quoted) + u"\nRESET ROLE;\n\n"_s);
    };
    QString text = heading(row.at(1));
    if (row.at(3) == "t"_L1)
        text += openSchemaNote(billing->quoted);
    text += u"BEGIN;\nSET LOCAL search_path = pg_catalog, pg_temp;\n\n"_s;
    text += part(u"migrations/0001_roles.sql"_s) + part(u"functions/01_grants.sql"_s);
    text += membership(row.at(0), row.at(2) == "t"_L1);
    text += u"COMMIT;\n"_s;
    return text;
}

} // namespace scrip
