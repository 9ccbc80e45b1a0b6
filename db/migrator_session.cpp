// SPDX-License-Identifier: GPL-3.0-or-later
#include "db/migrator_session.h"

#include "db/pg_error.h"

#include <libpq-fe.h>

using namespace Qt::StringLiterals;

namespace scrip {

namespace {

struct ResultClearer
{
    void operator()(PGresult *result) const { PQclear(result); }
};
using ResultPtr = std::unique_ptr<PGresult, ResultClearer>;

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
    const PgError error = PgError::of(result);
    if (error.isInDoubt())
        return Failure::named(u"unknown_outcome"_s,
                              u"The connection was lost. Running it again is safe, and shows what was done."_s);
    if (error.state == "42501")
        return Failure::named(u"missing_privilege"_s, u"The database refused the login: %1."_s.arg(error.message), {},
                              u"scrip migrate --print-sql writes what a DBA has to run."_s);
    // Within our own scripts a thing that is not there is a defect, not a database without Scrip.
    Failure failure = error.state.startsWith("42") || error.state == "3F000"
                          ? Failure::named(u"internal"_s, error.message, {}, QString::fromLatin1(error.state))
                          : toFailure(error);
    if (failure.kind == FailureKind::Internal && !what.isEmpty())
        failure.message = QString(what + u": "_s + failure.message);
    return failure;
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
