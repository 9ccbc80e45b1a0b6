// SPDX-License-Identifier: GPL-3.0-or-later
#include "db/function_sources.h"

#include "db/rows.h"
#include "db/statement.h"

#include <QCryptographicHash>
#include <QRegularExpression>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace scrip {

namespace {

/// Whose rights it runs with, and its text; of an aggregate the function that it adds up with.
QByteArray digestOf(bool definer, const QString &source)
{
    const QByteArray hash = QCryptographicHash::hash(source.toUtf8(), QCryptographicHash::Sha256).toHex();
    return (definer ? "definer " : "caller ") + hash;
}

} // namespace

FunctionSources::FunctionSources(const SqlBundle &bundle, const QString &billingSchema, bool sandbox)
{
    const auto text = [&](const QString &raw) { return SqlBundle::forSchema(raw, billingSchema); };
    // Those of the vault are made once, all others with each migrate.
    const QList<SqlFile> migrations = bundle.migrations();
    for (const SqlFile &file : migrations)
        read(text(file.text), u"scrip_vault"_s, true);
    const QList<SqlFile> functions = bundle.functions();
    for (const SqlFile &file : functions)
        read(text(file.text), u"scrip"_s, false);
    if (sandbox)
        read(text(bundle.text(u"sandbox/clock.sql"_s)), u"scrip"_s, true);
}

void FunctionSources::read(const QString &text, const QString &schema, bool replaces)
{
    static const QRegularExpression form(u"^CREATE (?:OR REPLACE )?(?:FUNCTION "
                                         u"(?<function>(\\w+)\\.\\w+)\\((?<head>.*?)\\bAS \\$\\$(?<body>.*?)\\$\\$;"
                                         "|AGGREGATE (?<aggregate>(\\w+)\\.\\w+)\\(.*?\\(SFUNC = (?<step>\\w+))"_s,
                                         QRegularExpression::DotMatchesEverythingOption |
                                             QRegularExpression::MultilineOption);
    auto matches = form.globalMatch(text);
    while (matches.hasNext()) {
        const QRegularExpressionMatch match = matches.next();
        const QString name = match.captured(u"function"_s) + match.captured(u"aggregate"_s);
        if (name.section(u'.', 0, 0) != schema)
            continue;
        if (replaces)
            m_sources.remove(name);
        m_sources.insert(name, digestOf(match.captured(u"head"_s).contains("SECURITY DEFINER"_L1),
                                        match.captured(u"body"_s) + match.captured(u"step"_s)));
    }
}

Statement FunctionSources::statement()
{
    return Statement(
        "SELECT n.nspname || '.' || p.proname, p.oid::pg_catalog.regprocedure::text, "
        "CASE WHEN p.prosecdef THEN 'definer ' ELSE 'caller ' END || pg_catalog.encode(pg_catalog.sha256("
        "pg_catalog.convert_to(coalesce(f.proname::text, p.prosrc), 'UTF8')), 'hex') "
        "FROM pg_catalog.pg_proc p JOIN pg_catalog.pg_namespace n ON n.oid = p.pronamespace "
        "LEFT JOIN pg_catalog.pg_aggregate a ON a.aggfnoid = p.oid LEFT JOIN pg_catalog.pg_proc f ON f.oid = "
        "a.aggtransfn "
        "WHERE n.nspname IN ('scrip', 'scrip_vault') ORDER BY 2");
}

QStringList FunctionSources::differing(const Rows &installed) const
{
    QMultiHash<QString, QByteArray> left = m_sources;
    QStringList differing;
    for (int row = 0; row < installed.count(); ++row) {
        const auto name = installed.value<QString>(row, 0);
        if (left.remove(name, installed.value<QString>(row, 2).toLatin1()) == 0)
            differing << installed.value<QString>(row, 1);
    }
    // What was changed is in the answer under its name already.
    for (auto it = left.keyBegin(); it != left.keyEnd(); ++it) {
        const QString name = *it;
        if (std::none_of(differing.cbegin(), differing.cend(),
                         [&name](const QString &one) { return one.startsWith(QString(name + u'(')); }))
            differing << name;
    }
    return differing;
}

} // namespace scrip
