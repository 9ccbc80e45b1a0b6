// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/async.h"
#include "core/audit_entry.h"
#include "core/page_query.h"
#include "core/write_context.h"

namespace scrip {

/// A write's answer: the object as it stands now, and whether an earlier call under the same key had done it.
template <typename T> struct Written
{
    T object;
    bool replayed = false;
};

/// Credit events. Implementations answer on any thread through the future; they outlive their answers.
class EventStore
{
public:
    virtual ~EventStore() = default;

    virtual Answer<Written<Event>> create(const EventDraft &draft, const WriteContext &context) = 0;
    /// Refuses with stale_version when another edit came first; the failure's detail holds the current event.
    virtual Answer<Written<Event>> edit(const EventEdit &edit, const WriteContext &context) = 0;
    virtual Answer<Written<Event>> pause(const EventId &id, const WriteContext &context) = 0;
    virtual Answer<Written<Event>> resume(const EventId &id, const WriteContext &context) = 0;
    virtual Answer<Written<Event>> archive(const EventId &id, const WriteContext &context) = 0;
    virtual Answer<Written<Event>> unarchive(const EventId &id, const WriteContext &context) = 0;
    /// Takes back what this login did to the event under the key `done` with one of the four above. Refuses with
    /// stale_version, the current event in its detail, when that changed nothing or the event was changed since.
    virtual Answer<Written<Event>> undo(const EventId &id, const QString &done, const WriteContext &context) = 0;
    virtual Answer<Written<Event>> duplicate(const EventId &id, const WriteContext &context) = 0;
    /// Lets people claim an event that waits for a second admin. Refuses with approval_by_same_person, and with
    /// stale_version as edit does when the event is another than the `version` that was looked at.
    virtual Answer<Written<Event>> approve(const EventId &id, int version, const WriteContext &context) = 0;

    virtual Answer<Event> event(const EventId &id) = 0;
    virtual Answer<Page<Event>> page(const EventQuery &query) = 0;
    virtual Answer<EventCounts> counts() = 0;
    virtual Answer<Page<AuditEntry>> history(const EventId &id, const QString &after, int limit) = 0;
    /// The id meant by a full id or any unique prefix or suffix of at least eight characters.
    virtual Answer<EventId> resolve(const QString &text) = 0;
};

} // namespace scrip
