// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/ports/event_store.h"
#include "db/pg_store.h"

namespace scrip {

/// Events in a PostgreSQL database. Owned by whoever opened it.
class PgEventStore : public EventStore, private PgStore
{
public:
    PgEventStore(Executor &executor, const Writer &writer)
        : PgStore(executor, writer)
    {
    }

    Answer<Written<Event>> create(const EventDraft &draft, const WriteContext &context) override;
    Answer<Written<Event>> edit(const EventEdit &edit, const WriteContext &context) override;
    Answer<Written<Event>> pause(const EventId &id, const WriteContext &context) override;
    Answer<Written<Event>> resume(const EventId &id, const WriteContext &context) override;
    Answer<Written<Event>> archive(const EventId &id, const WriteContext &context) override;
    Answer<Written<Event>> unarchive(const EventId &id, const WriteContext &context) override;
    Answer<Written<Event>> undo(const EventId &id, const QString &done, const WriteContext &context) override;
    Answer<Written<Event>> duplicate(const EventId &id, const WriteContext &context) override;
    Answer<Written<Event>> approve(const EventId &id, int version, const WriteContext &context) override;

    Answer<Event> event(const EventId &id) override;
    Answer<Page<Event>> page(const EventQuery &query) override;
    Answer<EventCounts> counts() override;
    Answer<Page<AuditEntry>> history(const EventId &id, const QString &after, int limit) override;
    Answer<EventId> resolve(const QString &text) override;

private:
    Answer<Written<Event>> change(const WriteCall &call);
};

} // namespace scrip
