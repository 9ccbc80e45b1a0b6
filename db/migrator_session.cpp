// SPDX-License-Identifier: GPL-3.0-or-later
#include "db/migrator_session.h"

#include <QJsonDocument>

#include <libpq-fe.h>

using namespace Qt::StringLiterals;

namespace scrip {

namespace {

struct ResultClearer
{
    void operator()(PGresult *result) const { PQclear(result); }
};
using ResultPtr = std::unique_ptr<PGresult, ResultClearer>;

QString field(const PGresult *result, int code)
{
    return QString::fromUtf8(PQresultErrorField(result, code));
}

/// A refusal of our own SQL: name|sentence|field, and what the rule adds as JSON.
Failure refusal(const PGresult *result)
{
    const QString message = field(result, PG_DIAG_MESSAGE_PRIMARY);
    Failure failure =
        Failure::named(message.section(u'|', 0, 0), message.section(u'|', 1, 1), message.section(u'|', 2, 2));
    failure.detail = QJsonDocument::fromJson(field(result, PG_DIAG_MESSAGE_DETAIL).toUtf8()).object();
    return failure;
}

bool isGood(const PGresult *result)
{
    const ExecStatusType status = PQresultStatus(result);
    return status == PGRES_COMMAND_OK || status == PGRES_TUPLES_OK || status == PGRES_EMPTY_QUERY;
}

void ignoreNotice(void *, const PGresult *) {}

} // namespace

MigratorSession::MigratorSession(pg_conn *connection)
    : m_connection(connection)
{
}

MigratorSession::~MigratorSession()
{
    PQfinish(m_connection);
}

Result<std::shared_ptr<MigratorSession>> MigratorSession::open(const QString &conninfo)
{
    const QByteArray target = conninfo.toUtf8();
    // What the target says itself comes later and wins.
    const char *const keywords[] = {"connect_timeout",
                                    "application_name",
                                    "keepalives_idle",
                                    "tcp_user_timeout",
                                    "dbname",
                                    "client_encoding",
                                    nullptr};
    const char *const values[] = {"10", "scrip migrate", "10", "60000", target.constData(), "UTF8", nullptr};
    pg_conn *connection = PQconnectdbParams(keywords, values, 1);
    std::shared_ptr<MigratorSession> session(new MigratorSession(connection));
    if (PQstatus(connection) != CONNECTION_OK)
        return Failure::named(u"connection_failed"_s, QString::fromUtf8(PQerrorMessage(connection)).trimmed());
    PQsetNoticeReceiver(connection, ignoreNotice, nullptr);
    return session;
}

Failure MigratorSession::failure(const pg_result *result, const QString &what) const
{
    const QString state = field(result, PG_DIAG_SQLSTATE);
    const QString message = field(result, PG_DIAG_MESSAGE_PRIMARY);
    if (state == "SC001"_L1)
        return refusal(result);
    if (state.isEmpty() || state.startsWith("08"_L1) || state.startsWith("57P0"_L1))
        return Failure::named(u"unknown_outcome"_s,
                              u"The connection was lost. Running it again is safe, and shows what was done."_s);
    if (state == "42501"_L1)
        return Failure::named(u"missing_privilege"_s, u"The database refused the login: %1."_s.arg(message), {},
                              u"scrip migrate --print-sql writes what a DBA has to run."_s);
    if (state == "55P03"_L1 || state == "40P01"_L1 || state == "40001"_L1)
        return Failure::named(u"busy"_s, u"Others hold what this needs: try again in a moment."_s);
    if (state == "25006"_L1)
        return Failure::named(u"read_only"_s, u"This database can only be read: it may be a replica."_s);
    QString where = what;
    if (!where.isEmpty())
        where += u": "_s;
    return Failure::named(u"internal"_s, where + message + u" ("_s + state + u')', {},
                          field(result, PG_DIAG_CONTEXT));
}

Result<Done> MigratorSession::run(const QString &script, const QString &what)
{
    const ResultPtr result(PQexec(m_connection, script.toUtf8().constData()));
    if (!isGood(result.get()))
        return failure(result.get(), what);
    return Done{};
}

Result<QList<MigratorSession::Row>> MigratorSession::rows(const QString &statement, const QStringList &parameters)
{
    QList<QByteArray> texts;
    for (const QString &parameter : parameters)
        texts.append(parameter.toUtf8());
    QList<const char *> values;
    for (qsizetype i = 0; i < texts.size(); ++i)
        values.append(parameters.at(i).isNull() ? nullptr : texts.at(i).constData());
    const ResultPtr result(PQexecParams(m_connection, statement.toUtf8().constData(), static_cast<int>(values.size()),
                                        nullptr, values.constData(), nullptr, nullptr, 0));
    if (!isGood(result.get()))
        return failure(result.get(), {});
    QList<Row> rows;
    for (int r = 0; r < PQntuples(result.get()); ++r) {
        Row row;
        for (int c = 0; c < PQnfields(result.get()); ++c)
            row.append(PQgetisnull(result.get(), r, c) != 0 ? QString()
                                                            : QString::fromUtf8(PQgetvalue(result.get(), r, c)));
        rows.append(row);
    }
    return rows;
}

Result<Done> MigratorSession::beginAlone()
{
    // The number is arbitrary and never changes: every version of Scrip waits for the same one.
    return run(u"BEGIN ISOLATION LEVEL READ COMMITTED READ WRITE;"
               "SET LOCAL statement_timeout = 0;"
               "SET LOCAL lock_timeout = '60s';"
               "SELECT pg_advisory_xact_lock(7316820471);"
               "SET LOCAL lock_timeout = '20s';"
               "SET LOCAL search_path = pg_catalog, pg_temp;"
               "SET LOCAL client_min_messages = warning"_s);
}

Result<Done> MigratorSession::beginReading()
{
    return run(u"BEGIN ISOLATION LEVEL READ COMMITTED READ ONLY;"
               "SET LOCAL search_path = pg_catalog, pg_temp"_s);
}

Result<Done> MigratorSession::commit()
{
    const ResultPtr result(PQexec(m_connection, "COMMIT"));
    if (!isGood(result.get()))
        return failure(result.get(), {});
    if (qstrcmp(PQcmdStatus(result.get()), "COMMIT") != 0)
        return Failure::named(u"internal"_s, u"The transaction had failed and was rolled back."_s);
    return Done{};
}

void MigratorSession::rollBack()
{
    const ResultPtr result(PQexec(m_connection, "ROLLBACK"));
}

} // namespace scrip
