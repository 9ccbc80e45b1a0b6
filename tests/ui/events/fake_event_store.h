// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/object_json.h"
#include "core/ports/event_store.h"
#include "ui/events/fake_answers.h"

#include <QTimeZone>

namespace scrip::testing {

/// One write as it arrived.
struct WriteSeen
{
    QString operation;
    EventId id;
    QString key;
    QString reason;
};

/// Events in memory, with the rules the pages need: versions, statuses, one answer a key. `nextWrite` and `nextRead`
/// put a failure in front of the next call; `loseNextAnswer` does the write and answers an unknown outcome.
class FakeEventStore : public EventStore
{
public:
    QList<Event> events;
    QList<WriteSeen> writes;
    QList<EventQuery> queries;
    QList<EventDraft> drafts;
    QList<EventEdit> edits;
    QList<AuditEntry> audit;
    std::optional<Failure> nextWrite;
    std::optional<Event> nextAnswer; ///< Instead of the work of the next write.
    std::optional<Failure> nextRead;
    bool readsFail = false;
    bool loseNextAnswer = false;
    bool createdWait = false; ///< For a second admin.
    FakeAnswers reading;
    FakeAnswers writing;

    Event &add(const QString &name, EventStatus status);
    [[nodiscard]] Event *find(const EventId &id);

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
    Answer<Written<Event>> write(const QString &operation, const EventId &id, const WriteContext &context,
                                 const std::function<Result<Event>()> &work);
    Result<Event> change(const EventId &id, EventStatus status, bool paused, bool archived);
    Result<Event> takeBack(const EventId &id, const QString &done);
    template <typename T> Answer<T> read(const Result<T> &result);

    QHash<QString, Event> m_done; ///< By key.
};

/// A draft's fields put onto an event, as the database would.
void apply(Event &event, const EventDraft &draft);

using namespace Qt::StringLiterals;

inline void apply(Event &event, const EventDraft &draft)
{
    event.name = draft.name;
    event.description = draft.description;
    event.amount = draft.amount;
    event.maxClaims = draft.maxClaims;
    if (draft.startsAt.isValid())
        event.startsAt = draft.startsAt;
    event.claimDeadline = draft.claimDeadline;
    event.creditExpiresAt = draft.creditExpiresAt;
    event.timeZone = draft.timeZone;
    event.claimUrl = draft.claimUrl;
    event.maxPerOrganization = draft.maxPerOrganization;
    event.maxPerDomain = draft.maxPerDomain;
    event.budget = draft.budget;
    event.tags = draft.tags;
    event.notes = draft.notes;
}

inline Event &FakeEventStore::add(const QString &name, EventStatus status)
{
    Event event;
    event.id = EventId(QUuid::createUuid());
    event.name = name;
    event.amount = Money(25 * Money::unit, Currency(u"USD"_s));
    event.maxClaims = 500;
    event.startsAt = QDateTime({2026, 11, 1}, {0, 0}, QTimeZone::utc());
    event.claimDeadline = QDateTime({2026, 11, 24}, {15, 59, 59}, QTimeZone::utc());
    event.creditExpiresAt = QDateTime({2027, 2, 28}, {15, 59, 59}, QTimeZone::utc());
    event.timeZone = u"Asia/Singapore"_s;
    event.claimUrl = u"https://claim.test/{code}"_s;
    event.status = status;
    event.paused = status == EventStatus::Paused;
    event.codes = {412, 412, 0, 0, 0};
    event.exposure = Money(412 * 25 * Money::unit, Currency(u"USD"_s));
    event.batches = 1;
    event.version = 1;
    event.createdAt = event.startsAt;
    event.createdBy = u"mara"_s;
    event.updatedAt = event.startsAt;
    events.append(event);
    return events.last();
}

inline Event *FakeEventStore::find(const EventId &id)
{
    for (Event &event : events) {
        if (event.id == id)
            return &event;
    }
    return nullptr;
}

inline Answer<Written<Event>> FakeEventStore::write(const QString &operation, const EventId &id,
                                                    const WriteContext &context,
                                                    const std::function<Result<Event>()> &work)
{
    writes.append({operation, id, context.key, context.reason});
    if (nextWrite)
        return writing.give<Written<Event>>(*std::exchange(nextWrite, {}));
    if (m_done.contains(context.key))
        return writing.give<Written<Event>>(Written<Event>{m_done.value(context.key), true});
    const Result<Event> done = nextAnswer ? Result<Event>(*std::exchange(nextAnswer, {})) : work();
    if (!done)
        return writing.give<Written<Event>>(done.failure());
    m_done.insert(context.key, *done);
    if (std::exchange(loseNextAnswer, false))
        return writing.give<Written<Event>>(Failure::named(u"unknown_outcome"_s, u"No answer came."_s));
    return writing.give<Written<Event>>(Written<Event>{*done, false});
}

inline Answer<Written<Event>> FakeEventStore::create(const EventDraft &draft, const WriteContext &context)
{
    drafts.append(draft);
    return write(u"create"_s, {}, context, [this, draft]() -> Result<Event> {
        Event &event = add(draft.name, EventStatus::Active);
        apply(event, draft);
        event.status = createdWait ? EventStatus::AwaitingApproval : event.status;
        event.codes = {};
        event.batches = 0;
        event.exposure = Money(0, draft.amount.currency());
        return event;
    });
}

inline Answer<Written<Event>> FakeEventStore::edit(const EventEdit &edit, const WriteContext &context)
{
    edits.append(edit);
    return write(u"edit"_s, edit.id, context, [this, edit]() -> Result<Event> {
        Event *event = find(edit.id);
        if (!event)
            return Failure::named(u"not_found"_s, u"There is no such event."_s);
        if (event->version != edit.version) {
            Failure stale = Failure::named(u"stale_version"_s, u"Somebody changed it."_s, u"version"_s);
            stale.detail = {{u"current"_s, toJson(*event)}, {u"yours"_s, edit.version}};
            return stale;
        }
        apply(*event, edit.draft);
        ++event->version;
        return *event;
    });
}

inline Result<Event> FakeEventStore::change(const EventId &id, EventStatus status, bool paused, bool archived)
{
    Event *event = find(id);
    if (!event)
        return Failure::named(u"not_found"_s, u"There is no such event."_s);
    event->status = status;
    event->paused = paused;
    event->archivedAt = archived ? QDateTime::currentDateTimeUtc() : QDateTime();
    ++event->version;
    return *event;
}

inline Answer<Written<Event>> FakeEventStore::pause(const EventId &id, const WriteContext &context)
{
    return write(u"pause"_s, id, context, [this, id] { return change(id, EventStatus::Paused, true, false); });
}

inline Answer<Written<Event>> FakeEventStore::resume(const EventId &id, const WriteContext &context)
{
    return write(u"resume"_s, id, context, [this, id] { return change(id, EventStatus::Active, false, false); });
}

inline Answer<Written<Event>> FakeEventStore::archive(const EventId &id, const WriteContext &context)
{
    return write(u"archive"_s, id, context, [this, id] { return change(id, EventStatus::Archived, false, true); });
}

inline Answer<Written<Event>> FakeEventStore::unarchive(const EventId &id, const WriteContext &context)
{
    return write(u"unarchive"_s, id, context, [this, id] { return change(id, EventStatus::Active, false, false); });
}

inline Result<Event> FakeEventStore::takeBack(const EventId &id, const QString &done)
{
    const Event *event = find(id);
    if (!event || !m_done.contains(done) || m_done.value(done).version != event->version) {
        Failure stale = Failure::named(u"stale_version"_s, u"It is not as you left it."_s, u"version"_s);
        if (event)
            stale.detail = {{u"current"_s, toJson(*event)}};
        return stale;
    }
    // The status says which of the four it was: each leads to one of its own.
    const bool back = event->status == EventStatus::Paused || event->status == EventStatus::Archived;
    return change(id, back ? EventStatus::Active : EventStatus::Paused, !back, false);
}

inline Answer<Written<Event>> FakeEventStore::undo(const EventId &id, const QString &done,
                                                   const WriteContext &context)
{
    return write(u"undo"_s, id, context, [this, id, done] { return takeBack(id, done); });
}

inline Answer<Written<Event>> FakeEventStore::duplicate(const EventId &id, const WriteContext &context)
{
    return write(u"duplicate"_s, id, context, [this, id]() -> Result<Event> {
        const Event *source = find(id);
        if (!source)
            return Failure::named(u"not_found"_s, u"There is no such event."_s);
        Event copy = *source;
        copy.id = EventId(QUuid::createUuid());
        copy.name += u" (copy)"_s;
        copy.paused = true;
        copy.status = EventStatus::Paused;
        copy.codes = {};
        copy.claimCount = 0;
        events.append(copy);
        return copy;
    });
}

inline Answer<Written<Event>> FakeEventStore::approve(const EventId &id, int version, const WriteContext &context)
{
    return write(u"approve"_s, id, context, [this, id, version]() -> Result<Event> {
        const Event *event = find(id);
        if (event && event->version != version) {
            Failure stale = Failure::named(u"stale_version"_s, u"Somebody changed it."_s, u"version"_s);
            stale.detail.insert(u"current"_s, toJson(*event));
            return stale;
        }
        return change(id, EventStatus::Active, false, false);
    });
}

template <typename T> Answer<T> FakeEventStore::read(const Result<T> &result)
{
    if (nextRead)
        return reading.give<T>(*std::exchange(nextRead, {}));
    if (readsFail)
        return reading.give<T>(Failure::named(u"connection_failed"_s, u"The server does not answer."_s));
    return reading.give<T>(result);
}

inline Answer<Event> FakeEventStore::event(const EventId &id)
{
    const Event *found = find(id);
    return read<Event>(found ? Result<Event>(*found)
                             : Result<Event>(Failure::named(u"not_found"_s, u"There is no such event."_s)));
}

inline Answer<Page<Event>> FakeEventStore::page(const EventQuery &query)
{
    queries.append(query);
    Page<Event> page;
    for (const Event &event : std::as_const(events)) {
        const bool status = query.statuses.isEmpty() ? event.status != EventStatus::Archived || query.archived
                                                     : query.statuses.contains(event.status);
        const bool text = query.search.isEmpty() || event.name.contains(query.search, Qt::CaseInsensitive) ||
                          event.id.toText() == query.search || event.tags.contains(query.search);
        if (status && text)
            page.items.append(event);
    }
    const bool down = query.sort.startsWith(u'-');
    if (query.sort.endsWith(u"name"_s))
        std::sort(page.items.begin(), page.items.end(),
                  [down](const Event &a, const Event &b) { return down ? b.name < a.name : a.name < b.name; });
    return read<Page<Event>>(page);
}

inline Answer<EventCounts> FakeEventStore::counts()
{
    EventCounts counts;
    for (const Event &event : std::as_const(events)) {
        ++counts.byStatus[event.status];
        counts.all += event.status == EventStatus::Archived ? 0 : 1;
        if (const Result<Money> sum = counts.exposure.plus(event.exposure))
            counts.exposure = *sum;
        if (const Result<Money> claimed = event.amount.times(event.claimCount))
            counts.claimedAmount = counts.claimedAmount.plus(*claimed).value();
    }
    if (readsFail)
        return reading.give<EventCounts>(Failure::named(u"connection_failed"_s, u"The server does not answer."_s));
    return reading.give<EventCounts>(counts);
}

inline Answer<Page<AuditEntry>> FakeEventStore::history(const EventId &, const QString &, int)
{
    return read<Page<AuditEntry>>(Page<AuditEntry>{audit, {}});
}

inline Answer<EventId> FakeEventStore::resolve(const QString &text)
{
    return read<EventId>(EventId::fromText(text));
}

} // namespace scrip::testing
