// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/ports/overview_store.h"
#include "db/pg_store.h"

namespace scrip {

/// The sums of a PostgreSQL database. Owned by whoever opened it.
class PgOverviewStore : public OverviewStore, private PgStore
{
public:
    PgOverviewStore(Executor &executor, const Writer &writer)
        : PgStore(executor, writer)
    {
    }

    Answer<Overview> overview() override;
    Answer<Expiring> expiring(int days) override;
    Answer<EventSeries> series(const EventId &event, SeriesBucket bucket, const QDateTime &from) override;
};

} // namespace scrip
