// SPDX-License-Identifier: GPL-3.0-or-later
#include "db/write_attempt.h"

#include "core/failure_names.h"

#include <QRandomGenerator>
#include <QThread>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace scrip {

namespace {

constexpr int mostConflicts = 5;
constexpr int sliceMs = 20;

} // namespace

WriteAttempt::WriteAttempt(Connection &connection, const WriteCall &call, int waitMs, bool inDoubt)
    : m_connection(connection)
    , m_call(call)
    , m_identity(connection.identity().value_or(DatabaseIdentity{}))
    , m_waitMs(waitMs)
    , m_inDoubt(inDoubt)
    , m_deadline(inDoubt ? QDeadlineTimer(waitMs) : QDeadlineTimer(QDeadlineTimer::Forever))
{
}

Result<QJsonObject> WriteAttempt::run(int silenceMs)
{
    for (;;) {
        m_connection.setDeadline(QDeadlineTimer(silenceMs));
        const Result<Rows> rows = m_connection.run(m_call.statement());
        m_connection.setDeadline(QDeadlineTimer::Forever);
        if (rows && m_connection.isDurabilityUnknown())
            return unknown(tr("The change was made, but no replica has confirmed it."));
        if (rows) {
            const auto answer = rows->single<QJsonObject>();
            return answer["ok"_L1].toBool() ? Result<QJsonObject>(answer) : judged(answeredRefusal(answer));
        }
        const PgError error = m_connection.lastError();
        if (!isWorthAnother(error))
            return judged(rows.failure());
    }
}

/// What a failure says of the whole call: with an attempt in doubt, one that says nothing about the key leaves it
/// there.
Failure WriteAttempt::judged(const Failure &failure) const
{
    return m_inDoubt && !settlesDoubt(failure) ? unknown(failure.message) : failure;
}

/// Waits as long as it makes sense to before the next attempt; false when there should be none.
bool WriteAttempt::isWorthAnother(const PgError &error)
{
    if (error.isInDoubt()) {
        if (!m_inDoubt)
            m_deadline = QDeadlineTimer(m_waitMs);
        m_inDoubt = true;
        return !error.interrupted && regain();
    }
    if (!error.isConflict() || m_deadline.hasExpired())
        return false;
    // With an attempt in doubt the conflict may be with ourselves, so only the time counts.
    ++m_conflicts;
    return (m_inDoubt || m_conflicts <= mostConflicts) &&
           pause(QRandomGenerator::global()->bounded(10, 30 * std::min(m_conflicts, mostConflicts) + 11));
}

/// A new connection to the same database; false when the time is up or it is another one.
bool WriteAttempt::regain()
{
    for (int waitMs = sliceMs; !m_deadline.hasExpired(); waitMs = std::min(2 * waitMs, 1000)) {
        if (m_connection.open().ok()) {
            const Result<DatabaseIdentity> identity = identify(m_connection);
            if (identity)
                return identity->isSame(m_identity);
        }
        if (!pause(waitMs))
            return false;
    }
    return false;
}

/// False when we were told to stop.
bool WriteAttempt::pause(int ms) const
{
    for (QDeadlineTimer end(ms); !end.hasExpired();) {
        if (m_connection.isInterrupted())
            return false;
        QThread::msleep(static_cast<unsigned long>(std::clamp<qint64>(end.remainingTime(), 1, sliceMs)));
    }
    return !m_connection.isInterrupted();
}

Failure WriteAttempt::unknown(const QString &reason) const
{
    Failure failure =
        Failure::named(u"unknown_outcome"_s, tr("It is not known whether this was written: %1").arg(reason), {},
                       tr("The same call under the same key resolves it, and never writes it twice."));
    failure.key = m_call.key;
    return failure;
}

} // namespace scrip
