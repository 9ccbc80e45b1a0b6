// SPDX-License-Identifier: GPL-3.0-or-later
#include "db/migrator_probe.h"

#include <QJsonArray>
#include <QRegularExpression>

using namespace Qt::StringLiterals;

namespace scrip {

namespace {

QString scriptHint()
{
    return u"scrip migrate --print-sql writes what a DBA has to run."_s;
}

Failure unknownForm(const QString &message)
{
    return Failure::named(u"schema_too_new"_s, message, {}, u"Use the version of Scrip that migrated it last."_s);
}

/// Catalogue look-ups go by class, not by to_regclass: that raises where the login may not use the schema.
constexpr auto installedTables = R"(
SELECT count(*) FILTER (WHERE n.nspname = 'scrip' AND c.relname = 'migration'),
       count(*) FILTER (WHERE n.nspname = 'scrip' AND c.relname = 'setting'),
       count(*) FILTER (WHERE n.nspname = 'scrip_sandbox' AND c.relname = 'clock')
FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace)";

constexpr auto billingCandidates = R"(
SELECT n.nspname, quote_ident(n.nspname)
FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
WHERE c.relname = 'credit_events' AND c.relkind IN ('r', 'p') AND n.nspname NOT LIKE 'pg\_%'
ORDER BY array_position(string_to_array($1, ','), n.nspname::text) NULLS LAST, n.nspname <> 'public', n.nspname)";

/// What the login lacks before it can make roles and schemas.
constexpr auto lackingToInstall = R"(
WITH wanted AS (SELECT unnest(ARRAY['scrip_owner', 'scrip_vault', 'scrip_admin', 'scrip_staff', 'scrip_support',
                                    'scrip_auditor']) AS role),
     me AS (SELECT r.rolsuper OR r.rolcreaterole AS creates FROM pg_roles r WHERE r.rolname = current_user),
     state AS (SELECT bool_and(to_regrole(w.role) IS NOT NULL) AS all_there FROM wanted w)
SELECT 'CREATEROLE' FROM me, state WHERE NOT all_there AND NOT creates
UNION ALL
SELECT 'membership of ' || w.role FROM me, state, wanted w
WHERE all_there AND NOT creates AND w.role IN ('scrip_owner', 'scrip_vault')
  AND NOT pg_has_role(current_user, to_regrole(w.role), 'MEMBER')
UNION ALL
SELECT 'CREATE ON DATABASE ' || quote_ident(current_database())
WHERE (to_regnamespace('scrip') IS NULL OR to_regnamespace('scrip_vault') IS NULL)
  AND NOT has_database_privilege(current_database(), 'CREATE'))";

/// What the login lacks to look at an installed schema, and to take it away: whoever may make roles is still none of
/// these two.
constexpr auto lackingMemberships = R"(
SELECT 'membership of ' || r.rolname FROM pg_roles r
WHERE r.rolname IN ('scrip_owner', 'scrip_vault') AND NOT pg_has_role(current_user, r.oid, 'MEMBER')
ORDER BY r.rolname)";

/// $1 schema, $2 "table privilege" pairs as one text: what neither scrip_owner has nor the login may give.
constexpr auto lackingToGrant = R"(
WITH billing AS (SELECT n.oid, quote_ident(n.nspname) AS name FROM pg_namespace n WHERE n.nspname = $1),
     owner AS (SELECT to_regrole('scrip_owner') AS oid),
     wanted AS (SELECT split_part(w, ' ', 1) AS relation, split_part(w, ' ', 2) AS privilege, n,
                       split_part(split_part(w, ' ', 2), '(', 1) AS verb, substring(w FROM '\((.*)\)') AS attribute
                FROM unnest(string_to_array($2, ',')) WITH ORDINALITY AS u (w, n))
SELECT 'USAGE ON SCHEMA ' || b.name || ' WITH GRANT OPTION' FROM billing b, owner o
WHERE NOT coalesce(has_schema_privilege(o.oid, b.oid, 'USAGE'), false)
  AND NOT has_schema_privilege(b.oid, 'USAGE WITH GRANT OPTION')
UNION ALL
(SELECT w.privilege || ' ON ' || b.name || '.' || quote_ident(w.relation) || ' WITH GRANT OPTION'
 FROM wanted w CROSS JOIN billing b CROSS JOIN owner o
 JOIN pg_class c ON c.relnamespace = b.oid AND c.relname = w.relation
 LEFT JOIN pg_attribute a ON a.attrelid = c.oid AND a.attname = w.attribute AND NOT a.attisdropped
 WHERE CASE WHEN w.attribute IS NULL
            THEN NOT coalesce(has_table_privilege(o.oid, c.oid, w.verb), false)
                 AND NOT has_table_privilege(c.oid, w.verb || ' WITH GRANT OPTION')
            ELSE NOT coalesce(has_column_privilege(o.oid, c.oid, a.attnum, w.verb), false)
                 AND NOT coalesce(has_column_privilege(c.oid, a.attnum, w.verb || ' WITH GRANT OPTION'), false) END
 ORDER BY w.n))";

/// $1 schema, $2 pairs: the rights that scrip_owner lacks now, and a table that is not there counts as lacking.
constexpr auto ungranted = R"(
WITH billing AS (SELECT n.oid FROM pg_namespace n WHERE n.nspname = $1),
     wanted AS (SELECT split_part(w, ' ', 1) AS relation, split_part(split_part(w, ' ', 2), '(', 1) AS verb,
                       substring(w FROM '\((.*)\)') AS attribute
                FROM unnest(string_to_array($2, ',')) w)
SELECT 1 FROM billing b WHERE NOT has_schema_privilege('scrip_owner', b.oid, 'USAGE')
UNION ALL
SELECT 1 FROM billing b CROSS JOIN wanted w LEFT JOIN pg_class c ON c.relnamespace = b.oid AND c.relname = w.relation
LEFT JOIN pg_attribute a ON a.attrelid = c.oid AND a.attname = w.attribute AND NOT a.attisdropped
WHERE NOT coalesce(CASE WHEN w.attribute IS NULL THEN has_table_privilege('scrip_owner', c.oid, w.verb)
                        ELSE has_column_privilege('scrip_owner', c.oid, a.attnum, w.verb) END, false))";

constexpr auto missingTables = R"(
SELECT DISTINCT split_part(w, ' ', 1) FROM unnest(string_to_array($2, ',')) w
WHERE NOT EXISTS (SELECT FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
                  WHERE n.nspname = $1 AND c.relname = split_part(w, ' ', 1)) ORDER BY 1)";

/// Looks at the catalogue alone: a function of ours might be the one that was changed.
constexpr auto fingerprint = R"(
WITH ours AS (SELECT n.oid, n.nspname, n.nspacl FROM pg_namespace n WHERE n.nspname IN ('scrip', 'scrip_vault')),
     facts AS (SELECT concat_ws('|', o.nspname, o.nspacl) AS fact FROM ours o
               UNION ALL
               SELECT concat_ws('|', o.nspname, p.proname, pg_get_function_identity_arguments(p.oid), p.prosrc,
                                p.prosecdef, p.proconfig, p.proowner::regrole, p.proacl)
               FROM pg_proc p JOIN ours o ON o.oid = p.pronamespace)
SELECT encode(sha256(convert_to(coalesce(string_agg(fact, E'\n' ORDER BY fact COLLATE "C"), ''), 'UTF8')), 'hex')
FROM facts)";

QStringList firstColumn(const QList<MigratorSession::Row> &rows)
{
    QStringList values;
    for (const MigratorSession::Row &row : rows)
        values.append(row.value(0));
    return values;
}

Failure missingTable(const QString &schema, const QStringList &tables)
{
    Failure failure = Failure::named(
        u"missing_table"_s,
        u"The schema %1 does not hold the billing tables %2, which Scrip needs."_s.arg(schema, tables.join(u", "_s)));
    failure.detail.insert(u"missing"_s, QJsonArray::fromStringList(tables));
    return failure;
}

QStringList tablesOf(const SqlBundle &bundle)
{
    QStringList tables;
    const QStringList rights = bundle.billingRights();
    for (const QString &right : rights)
        tables.append(right.section(u' ', 0, 0));
    tables.removeDuplicates();
    return tables;
}

QStringList parametersFor(const BillingPlace &billing, const SqlBundle &bundle)
{
    return {billing.schema, bundle.billingRights().join(u',')};
}

Failure openSchema(const BillingPlace &billing)
{
    const QString remedy = u"REVOKE CREATE ON SCHEMA %1 FROM PUBLIC"_s.arg(billing.quoted);
    return Failure::named(u"missing_privilege"_s,
                          u"Everybody may create objects in the schema %1, which the backend's triggers trust. Its "
                          "owner has to run: %2;"_s.arg(billing.schema, remedy),
                          {}, remedy);
}

Failure missingPrivileges(const QStringList &lacking)
{
    Failure failure = Failure::named(u"missing_privilege"_s, u"The login lacks: "_s + lacking.join(u"; "_s) + u'.',
                                     {}, scriptHint());
    failure.detail.insert(u"missing"_s, QJsonArray::fromStringList(lacking));
    return failure;
}

/// All there, under a name that our scripts can write, and nobody else's objects beside them.
Result<Done> checkTables(MigratorSession &session, const BillingPlace &billing, const SqlBundle &bundle)
{
    static const QRegularExpression plain(u"^[\\w .-]+$"_s, QRegularExpression::UseUnicodePropertiesOption);
    if (!plain.match(billing.schema).hasMatch())
        return Failure::named(u"invalid_setting"_s, u"Scrip cannot work with a schema of that name."_s,
                              u"billing_schema"_s);
    const auto tables = session.rows(QString::fromLatin1(missingTables), parametersFor(billing, bundle));
    if (!tables.ok())
        return tables.failure();
    if (!tables->isEmpty())
        return missingTable(billing.schema, firstColumn(*tables));
    const auto open = session.rows(u"SELECT 1 FROM pg_namespace n WHERE n.nspname = $1 "
                                   "AND has_schema_privilege('public', n.oid, 'CREATE')"_s,
                                   {billing.schema});
    if (!open.ok())
        return open.failure();
    if (!open->isEmpty())
        return openSchema(billing);
    return Done{};
}

/// Names, for a login that cannot become scrip_owner, that and all else it lacks. The setting of the billing schema
/// cannot be read then, so the rights there are looked at where the tables are found without it.
Result<Done> checkMayLook(MigratorSession &session, const SqlBundle &bundle)
{
    const auto becomes = session.rows(u"SELECT pg_has_role(current_user, 'scrip_owner', 'MEMBER')"_s);
    if (!becomes.ok())
        return becomes.failure();
    if (becomes->value(0).value(0) == "t"_L1)
        return Done{};
    const auto memberships = session.rows(QString::fromLatin1(lackingMemberships));
    if (!memberships.ok())
        return memberships.failure();
    QStringList lacking = firstColumn(*memberships);
    if (const auto billing = probeBilling(session, {}, bundle); billing.ok()) {
        const auto grant = session.rows(QString::fromLatin1(lackingToGrant), parametersFor(*billing, bundle));
        if (!grant.ok())
            return grant.failure();
        lacking += firstColumn(*grant);
    }
    return missingPrivileges(lacking);
}

} // namespace

Result<InstalledSchema> probeInstalled(MigratorSession &session, const SqlBundle &bundle)
{
    InstalledSchema installed;
    const auto tables = session.rows(QString::fromLatin1(installedTables));
    if (!tables.ok())
        return tables.failure();
    installed.sandbox = tables->first().at(2) != "0"_L1;
    if (tables->first().at(0) == "0"_L1)
        return installed;
    if (Result<Done> mayLook = checkMayLook(session, bundle); !mayLook.ok())
        return mayLook.failure();
    if (const auto asOwner = session.run(u"SET LOCAL ROLE scrip_owner"_s); !asOwner.ok())
        return asOwner.failure();
    const auto rows = session.rows(u"SELECT number, name, checksum FROM scrip.migration ORDER BY number"_s);
    if (!rows.ok())
        return rows.failure();
    for (const MigratorSession::Row &row : *rows) {
        if (row.at(0) == "0"_L1)
            installed.functionsNote = row.at(2);
        else
            installed.migrations.insert(row.at(0).toInt(), {row.at(1), row.at(2)});
    }
    if (tables->first().at(1) != "0"_L1) {
        const auto setting = session.rows(u"SELECT value FROM scrip.setting WHERE name = 'billing_schema'"_s);
        if (!setting.ok())
            return setting.failure();
        installed.billingSetting = setting->value(0).value(0);
    }
    if (const auto asSelf = session.run(u"RESET ROLE"_s); !asSelf.ok())
        return asSelf.failure();
    return installed;
}

Result<Done> checkKnown(const InstalledSchema &installed, const SqlBundle &bundle)
{
    QMap<int, SqlFile> known;
    const QList<SqlFile> files = bundle.migrations();
    for (const SqlFile &file : files)
        known.insert(file.number, file);
    for (auto it = installed.migrations.cbegin(); it != installed.migrations.cend(); ++it) {
        if (!known.contains(it.key()))
            return unknownForm(
                u"The database holds the migration %1, which this version of Scrip does not know."_s.arg(it->name));
        if (known.value(it.key()).checksum != it->checksum)
            return unknownForm(
                u"The migration %1 was applied in another form than this version of Scrip has."_s.arg(it->name));
    }
    return Done{};
}

Result<BillingPlace> probeBilling(MigratorSession &session, const InstalledSchema &installed, const SqlBundle &bundle)
{
    // A transaction of ours has a search path of its own; what counts is the login's.
    const auto path = session.rows(u"SELECT array_to_string(array(SELECT CASE p WHEN '\"$user\"' THEN "
                                   u"session_user::text ELSE btrim(p, '\"') END "
                                   "FROM unnest(string_to_array(replace(reset_val, ', ', ','), ',')) p), ',') "
                                   "FROM pg_settings WHERE name = 'search_path'"_s);
    if (!path.ok())
        return path.failure();
    const auto found = session.rows(QString::fromLatin1(billingCandidates), {path->value(0).value(0)});
    if (!found.ok())
        return found.failure();
    const QStringList searched = path->value(0).value(0).split(u',');
    QStringList all;
    for (const MigratorSession::Row &row : *found) {
        const bool chosen = installed.billingSetting.isEmpty()
                                ? searched.contains(row.at(0)) || row.at(0) == "public"_L1 || found->size() == 1
                                : row.at(0) == installed.billingSetting;
        if (chosen)
            return BillingPlace{row.at(0), row.at(1)};
        all.append(row.at(0));
    }
    if (!installed.billingSetting.isEmpty())
        return missingTable(installed.billingSetting, tablesOf(bundle));
    if (all.isEmpty())
        return missingTable(u"public"_s, tablesOf(bundle));
    return Failure::named(
        u"invalid_setting"_s,
        u"Several schemas hold billing tables: %1. Put the right one on the login's search_path."_s.arg(
            all.join(u", "_s)),
        u"billing_schema"_s);
}

Result<Done> checkRights(MigratorSession &session, const BillingPlace &billing, const SqlBundle &bundle)
{
    if (Result<Done> tables = checkTables(session, billing, bundle); !tables.ok())
        return tables;
    const auto install = session.rows(QString::fromLatin1(lackingToInstall));
    if (!install.ok())
        return install.failure();
    const auto grant = session.rows(QString::fromLatin1(lackingToGrant), parametersFor(billing, bundle));
    if (!grant.ok())
        return grant.failure();
    const QStringList lacking = firstColumn(*install) + firstColumn(*grant);
    if (!lacking.isEmpty())
        return missingPrivileges(lacking);
    return Done{};
}

Result<Done> checkMayRemove(MigratorSession &session)
{
    const auto lacking = session.rows(QString::fromLatin1(lackingMemberships));
    if (!lacking.ok())
        return lacking.failure();
    if (!lacking->isEmpty())
        return missingPrivileges(firstColumn(*lacking));
    return Done{};
}

Result<QString> probeFingerprint(MigratorSession &session)
{
    // Names of types are written as this path has it.
    if (Result<Done> path = session.run(u"SET LOCAL search_path = pg_catalog, pg_temp"_s); !path.ok())
        return path.failure();
    const auto rows = session.rows(QString::fromLatin1(fingerprint));
    if (!rows.ok())
        return rows.failure();
    return rows->value(0).value(0);
}

Result<bool> hasBillingRights(MigratorSession &session, const BillingPlace &billing, const SqlBundle &bundle)
{
    const auto rows = session.rows(QString::fromLatin1(ungranted), parametersFor(billing, bundle));
    if (!rows.ok())
        return rows.failure();
    return rows->isEmpty();
}

} // namespace scrip
