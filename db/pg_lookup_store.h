// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/ports/lookup_store.h"
#include "db/pg_store.h"

namespace scrip {

/// Finding things in a PostgreSQL database. Owned by whoever opened it.
class PgLookupStore : public LookupStore, private PgStore
{
public:
    PgLookupStore(Executor &executor, const Writer &writer)
        : PgStore(executor, writer)
    {
    }

    Answer<LookupResult> lookup(const QString &text) override;
    Answer<Page<TimelineItem>> timeline(const TimelineQuery &query) override;
    Answer<UserId> resolveUser(const QString &text) override;
};

} // namespace scrip
