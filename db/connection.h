// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "db/conninfo.h"
#include "db/database_identity.h"
#include "db/pg_error.h"
#include "db/rows.h"
#include "db/statement.h"

#include <QCoreApplication>
#include <QDeadlineTimer>

#include <functional>

struct pg_conn;
struct pg_result;

namespace scrip {

/// One session with the server: QSqlDatabase opens, keeps and closes it, statements run on its native handle. Opened,
/// used and destroyed on one thread, by a lane or whoever needs one for a while.
class Connection
{
    Q_DECLARE_TR_FUNCTIONS(scrip::Connection)
public:
    Connection(ConnInfo info, QString program);
    ~Connection();
    Connection(const Connection &) = delete;
    Connection &operator=(const Connection &) = delete;

    /// Opens it, anew when it is open. Refuses with connection_failed; nothing was sent then.
    Result<Done> open();
    void close();
    /// Whether it still stands. Notices what the server said meanwhile, such as the end of an idle session; asks it
    /// nothing.
    bool isOpen();

    /// Runs one statement and waits for its end. A failure's story is in lastError().
    Result<Rows> run(const Statement &statement);
    /// Of the last run(); none after a success.
    [[nodiscard]] const PgError &lastError() const { return m_error; }
    /// The last statement was committed here, but the wait for its replica was broken off.
    [[nodiscard]] bool isDurabilityUnknown() const { return m_durabilityUnknown; }

    /// Asked while a statement runs, about twenty times a second: true ends the statement on the server.
    void setInterrupt(std::function<bool()> interrupt) { m_interrupt = std::move(interrupt); }
    [[nodiscard]] bool isInterrupted() const { return m_interrupt && m_interrupt(); }
    /// A statement without an answer by then counts as lost, and the connection with it.
    void setDeadline(QDeadlineTimer deadline) { m_deadline = deadline; }

    [[nodiscard]] int backendPid() const;
    /// Which database this is, kept as long as the session stands; asked for by identify().
    [[nodiscard]] const std::optional<DatabaseIdentity> &identity() const { return m_identity; }
    void setIdentity(const DatabaseIdentity &identity) { m_identity = identity; }
    [[nodiscard]] const ConnInfo &info() const { return m_info; }
    [[nodiscard]] const QString &program() const { return m_program; }

private:
    static void noteNotice(void *self, const pg_result *notice);
    bool openDatabase(QString *reason);
    bool send(const Statement &statement);
    bool awaitAnswer();
    bool readWithin(int ms);
    void cancelRunning();
    Result<Rows> takeAnswer();
    [[nodiscard]] PgError lost() const;
    Failure fail(const PgError &error);

    ConnInfo m_info;
    QString m_program;
    QString m_name; ///< Of the QSqlDatabase; empty when closed.
    pg_conn *m_handle = nullptr;
    std::optional<DatabaseIdentity> m_identity;
    PgError m_error;
    bool m_durabilityUnknown = false;
    bool m_interrupted = false;
    bool m_ending = false; ///< The server said that it ends the session.
    std::function<bool()> m_interrupt;
    QDeadlineTimer m_deadline{QDeadlineTimer::Forever};
    QDeadlineTimer m_limit{QDeadlineTimer::Forever}; ///< Of the running statement.
};

} // namespace scrip
