// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/result.h"

#include <QList>
#include <QStringList>

#include <memory>

struct pg_conn;
struct pg_result;

namespace scrip {

/// A connection for scripts: many statements in one text, which the lanes do not do. Owned by whoever migrates, for
/// as long as that takes; one thread.
class MigratorSession
{
public:
    using Row = QStringList; ///< Values as text; null is a null string.

    ~MigratorSession();
    MigratorSession(const MigratorSession &) = delete;
    MigratorSession &operator=(const MigratorSession &) = delete;

    /// Refuses with connection_failed.
    static Result<std::shared_ptr<MigratorSession>> open(const QString &conninfo);

    /// Runs every statement of the text. `what` names the text in a failure.
    Result<Done> run(const QString &script, const QString &what = {});
    /// Runs one statement with $n parameters.
    Result<QList<Row>> rows(const QString &statement, const QStringList &parameters = {});

    /// Begins a transaction in which only one migrating client can be at a time, safe from what is on the caller's
    /// search path and from timeouts meant for small statements.
    Result<Done> beginAlone();
    /// Begins one that only looks, and waits for nobody.
    Result<Done> beginReading();
    Result<Done> commit();
    void rollBack();

private:
    explicit MigratorSession(pg_conn *connection);
    [[nodiscard]] Failure failure(const pg_result *result, const QString &what) const;

    pg_conn *m_connection;
};

/// Rolls back at its end unless the work was committed.
class MigratorTransaction
{
public:
    explicit MigratorTransaction(MigratorSession &session)
        : m_session(session)
    {
    }
    ~MigratorTransaction()
    {
        if (m_open)
            m_session.rollBack();
    }
    MigratorTransaction(const MigratorTransaction &) = delete;
    MigratorTransaction &operator=(const MigratorTransaction &) = delete;

    Result<Done> begin()
    {
        m_open = true;
        return m_session.beginAlone();
    }
    Result<Done> beginReading()
    {
        m_open = true;
        return m_session.beginReading();
    }
    Result<Done> commit()
    {
        m_open = false;
        return m_session.commit();
    }

private:
    MigratorSession &m_session;
    bool m_open = false;
};

} // namespace scrip
