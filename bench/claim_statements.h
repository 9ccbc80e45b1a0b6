// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "bench/server.h"

#include <QList>

namespace scrip::bench {

/// Somebody with a code: what one claim needs, as texts. A value.
struct Ticket
{
    QString user;
    QString organization;
    QString code;
    QString codeId;
    QString event;
    QString batch;
};

enum class EventLock {
    First, ///< The event's row is locked before anything else is done.
    Last   ///< The event is looked at without a lock, and its counter is the last statement.
};

/// The work of a claim as an application would do it that has no functions in the database: one statement after the
/// other in a transaction, prepared once a session, writing the same rows as scrip.create_claim().
class ClaimStatements
{
public:
    /// Prepares them in a session that the benchmark owns.
    explicit ClaimStatements(Server &server);

    void claim(const Ticket &ticket, EventLock lock, const QString &key);

private:
    Server &m_server;
    QString m_identifier; ///< Of the server, as audit rows and ledger entries carry it.
};

/// The claims of a database that can still be made: users with an organization, a workspace and a key of their own,
/// and a code for each.
[[nodiscard]] QList<Ticket> makeTickets(const QString &database, int events, int count);

} // namespace scrip::bench
