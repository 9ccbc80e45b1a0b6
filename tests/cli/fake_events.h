// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/ports/event_store.h"

namespace scrip {

/// What the fakes were asked to do, in order, and the failure that the next write or read shall have.
struct FakeLog
{
    QStringList calls;
    std::optional<Failure> fail;
    QList<WriteContext> writes;

    template <typename T> Answer<T> answer(const QString &call, T value)
    {
        calls << call;
        return fail ? answered<T>(*fail) : answered<T>(std::move(value));
    }
    template <typename T> Answer<Written<T>> written(const QString &call, const WriteContext &context, T value)
    {
        const bool again =
            std::any_of(writes.begin(), writes.end(), [&](const WriteContext &w) { return w.key == context.key; });
        writes << context;
        return answer<Written<T>>(call, {std::move(value), again});
    }
};

/// Events in memory.
class FakeEvents : public EventStore
{
public:
    explicit FakeEvents(FakeLog &log);

    QList<Event> events;
    EventDraft created;
    EventEdit edited;
    int approved = 0; ///< The version.
    EventQuery asked;

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
    Answer<Written<Event>> change(const QString &call, const EventId &id, const WriteContext &context);

    FakeLog &m_log;
};

/// The id that all events of the fakes begin with, made of this number.
[[nodiscard]] EventId eventIdOf(int number);

} // namespace scrip
