// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/ports/connection.h"
#include "db/connection.h"

namespace scrip {

/// Knows what of a database was seen last and asks for what came since: one cheap statement, on any connection, also
/// to a replica or through a pooler. Owned by the watch; its thread.
class ChangeFeed
{
public:
    /// The news since the last question; none at the first, which only marks the place. What is too much to name
    /// counts as everything.
    Result<Change> ask(Connection &connection);
    /// The place is lost: the next question marks a new one.
    void forget();

private:
    [[nodiscard]] Change changeOf(const QJsonObject &answer) const;

    QString m_snapshot; ///< Null: not marked yet.
    qint64 m_claims = 0;
    QJsonValue m_roles;
};

} // namespace scrip
