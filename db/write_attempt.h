// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "db/connection.h"
#include "db/write_call.h"

#include <QDeadlineTimer>

namespace scrip {

/// Sends one call until its outcome is known or the time is up. Lives for one call on a lane's thread.
class WriteAttempt
{
    Q_DECLARE_TR_FUNCTIONS(scrip::WriteAttempt)
public:
    /// `inDoubt`: the same call may have been carried out before.
    WriteAttempt(Connection &connection, const WriteCall &call, int waitMs, bool inDoubt);

    /// `silenceMs`: how long the server may take to answer, -1: for ever.
    Result<QJsonObject> run(int silenceMs);

private:
    bool isWorthAnother(const PgError &error);
    bool regain();
    bool pause(int ms) const;
    [[nodiscard]] Failure judged(const Failure &failure) const;
    [[nodiscard]] Failure unknown(const QString &reason) const;

    Connection &m_connection;
    const WriteCall &m_call;
    DatabaseIdentity m_identity;
    int m_waitMs;
    int m_conflicts = 0;
    bool m_inDoubt; ///< An earlier attempt may have been carried out.
    QDeadlineTimer m_deadline;
};

} // namespace scrip
