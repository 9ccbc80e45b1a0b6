// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "bench/harness.h"
#include "db/pg_gateway.h"

#include <QTemporaryDir>

namespace scrip::bench {

/// A database of the cluster as the product sees it: its own stores, with a journal that goes away. Owned by the
/// benchmark.
class Trial
{
public:
    explicit Trial(const QString &database);

    [[nodiscard]] const Stores &stores() const { return m_stores; }

    [[nodiscard]] EventId createEvent(const QString &name) const;
    /// Mints through the store and answers the batch.
    BatchId mint(const EventId &event, qint64 count, const QString &key) const;

private:
    QTemporaryDir m_journal;
    PgGateway m_gateway;
    Stores m_stores;
};

/// The value, or the end of the program with what went wrong.
template <typename T> T must(const Result<T> &result)
{
    if (!result)
        giveUp(QString(result.failure().name + QStringLiteral(": ") + result.failure().message));
    return *result;
}

} // namespace scrip::bench
