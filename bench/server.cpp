// SPDX-License-Identifier: GPL-3.0-or-later
#include "bench/server.h"

#include "bench/harness.h"

#include <algorithm>
#include <memory>
#include <vector>

#include <libpq-fe.h>

using namespace Qt::StringLiterals;

namespace scrip::bench {

namespace {

using Answer = std::unique_ptr<PGresult, decltype(&PQclear)>;

Answer checked(PGresult *answered)
{
    Answer result(answered, PQclear);
    const ExecStatusType status = PQresultStatus(result.get());
    if (status == PGRES_FATAL_ERROR || status == PGRES_BAD_RESPONSE || status == PGRES_EMPTY_QUERY)
        giveUp(QString::fromUtf8(PQresultErrorMessage(result.get())));
    return result;
}

Answer answer(PGconn *handle, const QString &statement)
{
    return checked(PQexec(handle, statement.toUtf8().constData()));
}

QString firstValue(const PGresult *result)
{
    return PQntuples(result) > 0 ? QString::fromUtf8(PQgetvalue(result, 0, 0)) : QString();
}

void finishCopy(PGconn *handle)
{
    while (PGresult *last = PQgetResult(handle)) {
        const Answer result(last, PQclear);
        if (PQresultStatus(last) != PGRES_COMMAND_OK)
            giveUp(QString::fromUtf8(PQresultErrorMessage(last)));
    }
}

} // namespace

Server::Server(const QString &database)
    : m_handle(PQconnectdb(dsn(database).toUtf8().constData()))
{
    if (PQstatus(m_handle) != CONNECTION_OK)
        giveUp(QString::fromUtf8(PQerrorMessage(m_handle)));
    PQsetNoticeReceiver(
        m_handle, [](void *, const PGresult *) {}, nullptr);
}

Server::~Server()
{
    PQfinish(m_handle);
}

QString Server::dsn(const QString &database)
{
    // Of a keyword that is there twice, the last one counts.
    return qEnvironmentVariable("SCRIP_DB") + u" dbname="_s + database;
}

void Server::run(const QString &statement)
{
    answer(m_handle, statement);
}

QString Server::value(const QString &statement)
{
    return firstValue(answer(m_handle, statement).get());
}

QString Server::execute(const QByteArray &name, const QStringList &values)
{
    std::vector<QByteArray> bytes;
    bytes.reserve(size_t(values.size()));
    std::vector<const char *> pointers;
    pointers.reserve(size_t(values.size()));
    for (const QString &value : values) {
        bytes.push_back(value.toUtf8());
        pointers.push_back(bytes.back().constData());
    }
    return firstValue(
        checked(PQexecPrepared(m_handle, name.constData(), int(values.size()), pointers.data(), nullptr, nullptr, 0))
            .get());
}

QByteArray Server::copyOut(const QString &statement)
{
    answer(m_handle, statement);
    QByteArray all;
    char *piece = nullptr;
    for (int size = 0; (size = PQgetCopyData(m_handle, &piece, 0)) > 0; PQfreemem(piece))
        all.append(piece, size);
    finishCopy(m_handle);
    return all;
}

void Server::copyIn(const QString &statement, const QByteArray &bytes)
{
    constexpr qsizetype piece = 1 << 18;
    answer(m_handle, statement);
    for (qsizetype at = 0; at < bytes.size(); at += piece) {
        if (PQputCopyData(m_handle, bytes.constData() + at, int(std::min(piece, bytes.size() - at))) != 1)
            giveUp(QString::fromUtf8(PQerrorMessage(m_handle)));
    }
    PQputCopyEnd(m_handle, nullptr);
    finishCopy(m_handle);
}

void Server::make(const QString &database, const QString &from)
{
    drop(database);
    Server(u"postgres"_s).run(u"CREATE DATABASE %1 TEMPLATE %2"_s.arg(database, from));
}

void Server::drop(const QString &database)
{
    Server(u"postgres"_s).run(u"DROP DATABASE IF EXISTS %1 WITH (FORCE)"_s.arg(database));
}

} // namespace scrip::bench
