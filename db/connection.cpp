// SPDX-License-Identifier: GPL-3.0-or-later
#include "db/connection.h"

#include "db/session_cancel.h"

#include <QSqlDatabase>
#include <QSqlDriver>
#include <QSqlError>
#include <QVariant>

#include <array>
#include <atomic>
#include <cstring>
#include <memory>

#include <libpq-fe.h>
#include <poll.h>

using namespace Qt::StringLiterals;

namespace scrip {

namespace {

constexpr int lookEveryMs = 50;
/// How long the server may take to end what it was asked to end.
constexpr int cancelGraceMs = 5000;
constexpr int binary = 1;

QString nextName()
{
    static std::atomic<int> number = 0;
    return QString(u"scrip-"_s + QString::number(++number));
}

pg_conn *nativeHandle(const QSqlDatabase &database)
{
    const QVariant handle = database.driver()->handle();
    if (!handle.isValid() || std::strcmp(handle.typeName(), "pg_conn*") != 0)
        return nullptr;
    return *static_cast<pg_conn *const *>(handle.constData());
}

/// QSqlDatabase has places of its own for four fields; the rest goes in as options.
void describe(QSqlDatabase &database, ConnectionFields fields)
{
    database.setHostName(fields.take(u"host"_s));
    database.setDatabaseName(fields.take(u"dbname"_s));
    database.setUserName(fields.take(u"user"_s));
    database.setPassword(fields.take(u"password"_s));
    QStringList options;
    for (auto field = fields.begin(); field != fields.end(); ++field)
        options << QString(field.key() + u'=' + ConnInfo::quoted(field.value()));
    database.setConnectOptions(options.join(u' '));
}

/// Arguments in the form that libpq takes; borrows from the statement.
struct WireArguments
{
    explicit WireArguments(const Statement &statement)
    {
        for (const Parameter &parameter : statement.parameters()) {
            types << parameter.type;
            values << (parameter.text ? parameter.text->constData() : nullptr);
            lengths << (parameter.text ? static_cast<int>(parameter.text->size()) : 0);
            // The same bytes in both formats, but binary has a length: a NUL inside is refused and does not cut.
            formats << (parameter.type == oid::text ? binary : 0);
        }
    }

    QList<Oid> types;
    QList<const char *> values;
    QList<int> lengths;
    QList<int> formats;
};

} // namespace

Connection::Connection(ConnInfo info, QString program)
    : m_info(std::move(info))
    , m_program(std::move(program))
{
}

Connection::~Connection()
{
    close();
}

Result<Done> Connection::open()
{
    close();
    if (m_info.fault())
        return *m_info.fault();
    m_ending = false;
    if (const Result<Done> reached = m_info.reach(m_interrupt); !reached)
        return reached.failure();
    QString reason;
    if (openDatabase(&reason)) {
        PQsetNoticeReceiver(m_handle, &Connection::noteNotice, this);
        return Done{};
    }
    close();
    return Failure::named(u"connection_failed"_s, tr("No connection to %1: %2").arg(m_info.target(), reason));
}

bool Connection::openDatabase(QString *reason)
{
    m_name = nextName();
    QSqlDatabase database = QSqlDatabase::addDatabase(u"QPSQL"_s, m_name);
    describe(database, m_info.fields(m_program));
    if (!database.open()) {
        *reason = database.lastError().databaseText().simplified();
        return false;
    }
    m_handle = nativeHandle(database);
    *reason = tr("the driver of Qt does not fit");
    return m_handle != nullptr;
}

void Connection::close()
{
    m_handle = nullptr;
    m_identity.reset();
    if (m_name.isEmpty())
        return;
    QSqlDatabase::database(m_name, false).close();
    QSqlDatabase::removeDatabase(std::exchange(m_name, {}));
}

bool Connection::isOpen()
{
    if (m_handle == nullptr)
        return false;
    pollfd socket{PQsocket(m_handle), POLLIN, 0};
    while (poll(&socket, 1, 0) > 0) {
        if (PQconsumeInput(m_handle) == 0)
            return false;
        // Looks at what was read: the end of a session comes as a message nobody asked for.
        PQisBusy(m_handle);
    }
    return !m_ending && PQstatus(m_handle) == CONNECTION_OK;
}

Result<Rows> Connection::run(const Statement &statement)
{
    m_error = {};
    m_durabilityUnknown = false;
    m_interrupted = false;
    m_limit = m_deadline;
    if (m_handle == nullptr || !send(statement))
        return fail(lost());
    return takeAnswer();
}

bool Connection::send(const Statement &statement)
{
    const WireArguments arguments(statement);
    return PQsendQueryParams(m_handle, statement.text().constData(), static_cast<int>(arguments.types.size()),
                             arguments.types.constData(), arguments.values.constData(), arguments.lengths.constData(),
                             arguments.formats.constData(), binary) == 1;
}

/// False when the connection broke or the time is up.
bool Connection::awaitAnswer()
{
    while (PQisBusy(m_handle) != 0) {
        if (!readWithin(lookEveryMs) || m_limit.hasExpired())
            return false;
        if (!m_interrupted && m_interrupt && m_interrupt()) {
            m_interrupted = true;
            cancelRunning();
        }
    }
    return true;
}

bool Connection::readWithin(int ms)
{
    pollfd socket{PQsocket(m_handle), POLLIN, 0};
    const int ready = poll(&socket, 1, ms);
    return ready <= 0 || PQconsumeInput(m_handle) == 1;
}

/// The connection closes after a while if the server does not do as asked, so that nobody waits for ever.
void Connection::cancelRunning()
{
    const QDeadlineTimer grace(cancelGraceMs);
    if (m_limit.isForever() || grace < m_limit)
        m_limit = grace;
    cancelSession(*this, m_handle);
}

/// The server commits after it has sent the rows, which arrive also when it dies in between: a statement is carried
/// out only once the server is ready for the next.
Result<Rows> Connection::takeAnswer()
{
    Rows answer;
    PgError error;
    for (bool first = true;; first = false) {
        if (!awaitAnswer())
            return fail(lost());
        pg_result *result = PQgetResult(m_handle);
        if (result == nullptr)
            break;
        const Rows owner(result);
        const ExecStatusType status = PQresultStatus(result);
        if (status != PGRES_TUPLES_OK && status != PGRES_COMMAND_OK && error.isNone())
            error = PgError::of(result);
        else if (first)
            answer = owner;
    }
    if (!error.isNone())
        return fail(error);
    if (PQtransactionStatus(m_handle) == PQTRANS_UNKNOWN)
        return fail(lost());
    return answer;
}

PgError Connection::lost() const
{
    return PgError::lost(m_handle != nullptr ? QString::fromUtf8(PQerrorMessage(m_handle)).simplified() : QString());
}

Failure Connection::fail(const PgError &error)
{
    m_error = error;
    m_error.interrupted = m_interrupted && (error.state == "57014" || error.isInDoubt());
    if (error.isInDoubt())
        close();
    return toFailure(m_error);
}

void Connection::noteNotice(void *self, const pg_result *notice)
{
    // Told by the place in the server that says it: the words are in the server's language.
    auto *connection = static_cast<Connection *>(self);
    const QByteArray function = PQresultErrorField(notice, PG_DIAG_SOURCE_FUNCTION);
    const QByteArray state = PQresultErrorField(notice, PG_DIAG_SQLSTATE);
    connection->m_durabilityUnknown = connection->m_durabilityUnknown || function == "SyncRepWaitForLSN";
    connection->m_ending = connection->m_ending || state.startsWith("57P0");
}

int Connection::backendPid() const
{
    return m_handle != nullptr ? PQbackendPID(m_handle) : 0;
}

} // namespace scrip
