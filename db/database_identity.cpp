// SPDX-License-Identifier: GPL-3.0-or-later
#include "db/database_identity.h"

#include "core/object_json.h"
#include "db/connection.h"
#include "db/sql_bundle.h"

#include <QCryptographicHash>

using namespace Qt::StringLiterals;

namespace scrip {

bool DatabaseIdentity::isSame(const DatabaseIdentity &other) const
{
    return cluster == other.cluster && database == other.database && session.login == other.session.login;
}

QString DatabaseIdentity::digest() const
{
    const QString all = cluster + u'\n' + QString::number(database) + u'\n' + session.login;
    return QString::fromLatin1(QCryptographicHash::hash(all.toUtf8(), QCryptographicHash::Sha256).toHex().left(32));
}

Result<DatabaseIdentity> identify(Connection &connection)
{
    if (connection.identity())
        return *connection.identity();
    const Result<Rows> rows =
        connection.run(Statement("SELECT scrip.hello(), (SELECT d.oid::pg_catalog.int8 FROM pg_catalog.pg_database d "
                                 "WHERE d.datname OPERATOR(pg_catalog.=) pg_catalog.current_database())"));
    if (!rows)
        return rows.failure();
    const auto hello = rows->value<QJsonObject>(0, 0);
    connection.setIdentity(
        {hello["system_identifier"_L1].toString(), rows->value<qint64>(0, 1), sessionFromJson(hello)});
    return *connection.identity();
}

std::optional<Failure> whyReadOnly(const DatabaseIdentity &identity)
{
    if (isTooNew(identity.session))
        return Failure::named(u"schema_too_new"_s,
                              Connection::tr("A newer version of Scrip has migrated this database."), {},
                              Connection::tr("Update Scrip: this version only reads here."));
    if (identity.session.inRecovery)
        return Failure::named(u"read_only"_s, Connection::tr("This is a replica: nothing can be written here."));
    return std::nullopt;
}

bool isTooNew(const Session &session)
{
    static const int ours = SqlBundle().version();
    return session.schemaVersion > ours;
}

} // namespace scrip
