// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/ports/stores.h"

#include <algorithm>
#include <cmath>

namespace scrip::testing {

/// A failure as a lost connection gives it.
inline Failure goneFailure()
{
    return Failure::named(QStringLiteral("connection_failed"), QStringLiteral("gone"));
}

template <typename T> Answer<T> orGone(bool fails, T value)
{
    return fails ? answered<T>(goneFailure()) : answered<T>(std::move(value));
}

/// A page of rows that have a cursor: the place behind each, so that "3" leads to the fourth row and, backwards, to
/// the second and what is before it.
template <typename T> Page<T> cutPage(QList<T> rows, const QString &cursor, int limit, bool back)
{
    for (qsizetype i = 0; i < rows.size(); ++i)
        rows[i].cursor = QString::number(i + 1);
    if (back) {
        const qsizetype end = cursor.isEmpty() ? rows.size() : std::max<qsizetype>(0, cursor.toInt() - 1);
        const qsizetype from = std::max<qsizetype>(0, end - limit);
        return {rows.mid(from, end - from), {}};
    }
    const qsizetype from = cursor.toInt();
    Page<T> page{rows.mid(from, limit), {}};
    if (from + limit < rows.size())
        page.next = QString::number(from + limit);
    return page;
}

/// The cursor behind which that fraction of so many rows has passed.
inline QString cutPosition(qsizetype rows, double fraction)
{
    const auto place = qsizetype(std::ceil(fraction * double(rows)));
    return place < 1 ? QString() : QString::number(place);
}

/// Events held in memory, in the order given. Answers at once; `fails` makes every answer a lost connection.
class FakeEventStore : public EventStore
{
public:
    QList<Event> events;
    QList<EventQuery> asked;
    QList<WriteContext> resumed;
    std::optional<Failure> refusal;
    int pageSize = 200;
    bool fails = false;

    Answer<Page<Event>> page(const EventQuery &query) override
    {
        asked.append(query);
        QList<Event> found;
        for (const Event &event : std::as_const(events)) {
            if (query.statuses.isEmpty() || query.statuses.contains(event.status))
                found.append(event);
        }
        if (query.sort.endsWith(QStringLiteral("name")))
            std::sort(found.begin(), found.end(), [](const Event &a, const Event &b) { return a.name < b.name; });
        if (query.sort.startsWith(u'-'))
            std::reverse(found.begin(), found.end());
        const qsizetype from = query.after.toInt();
        Page<Event> page{found.mid(from, pageSize), {}};
        if (from + pageSize < found.size())
            page.next = QString::number(from + pageSize);
        return orGone(fails, page);
    }
    Answer<Event> event(const EventId &id) override
    {
        for (const Event &one : std::as_const(events)) {
            if (one.id == id)
                return orGone(fails, one);
        }
        return answered<Event>(Failure::named(QStringLiteral("not_found"), QStringLiteral("none")));
    }
    Answer<EventCounts> counts() override { return orGone(fails, EventCounts{}); }
    Answer<Page<AuditEntry>> history(const EventId &, const QString &, int) override
    {
        return orGone(fails, Page<AuditEntry>{});
    }
    Answer<EventId> resolve(const QString &text) override { return orGone(fails, EventId::fromText(text)); }

    Answer<Written<Event>> create(const EventDraft &, const WriteContext &) override { return refused(); }
    Answer<Written<Event>> edit(const EventEdit &, const WriteContext &) override { return refused(); }
    Answer<Written<Event>> pause(const EventId &, const WriteContext &) override { return refused(); }
    /// Refused with `refusal`, if that is set; otherwise the event is open again.
    Answer<Written<Event>> resume(const EventId &id, const WriteContext &context) override
    {
        resumed.append(context);
        for (Event &one : events) {
            if (one.id != id || refusal)
                continue;
            one.paused = false;
            one.status = EventStatus::Active;
            return orGone(fails, Written<Event>{one, false});
        }
        return refusal ? answered<Written<Event>>(*refusal) : refused();
    }
    Answer<Written<Event>> archive(const EventId &, const WriteContext &) override { return refused(); }
    Answer<Written<Event>> unarchive(const EventId &, const WriteContext &) override { return refused(); }
    Answer<Written<Event>> undo(const EventId &, const QString &, const WriteContext &) override { return refused(); }
    Answer<Written<Event>> duplicate(const EventId &, const WriteContext &) override { return refused(); }
    Answer<Written<Event>> approve(const EventId &, int, const WriteContext &) override { return refused(); }

private:
    static Answer<Written<Event>> refused()
    {
        return answered<Written<Event>>(
            Failure::named(QStringLiteral("not_permitted"), QStringLiteral("not in this test")));
    }
};

/// Batches and print runs held in memory. Minting answers at once, unless a test says how.
class FakeBatchStore : public BatchStore
{
public:
    using Mint =
        std::function<Answer<Written<Batch>>(const MintRequest &, const WriteContext &, const JobControlPtr &)>;
    QList<Batch> batches;
    QList<PrintRecord> runs;
    Mint mints;
    QList<MintRequest> minted;
    QStringList keys;
    QList<Batch> finished;
    bool fails = false;

    Answer<Written<Batch>> mint(const MintRequest &request, const WriteContext &context,
                                const JobControlPtr &control) override
    {
        minted.append(request);
        keys.append(context.key);
        if (mints)
            return mints(request, context, control);
        return orGone(fails, Written<Batch>{made(request), false});
    }
    /// The batch as the database would answer it.
    static Batch made(const MintRequest &request)
    {
        Batch batch;
        batch.id = BatchId(QUuid::createUuidV5(request.event.uuid(), QStringLiteral("batch")));
        batch.eventId = request.event;
        batch.eventName = QStringLiteral("Devcon Singapore");
        batch.number = 1;
        batch.requested = request.count;
        batch.count = request.count;
        batch.state = BatchState::Complete;
        return batch;
    }
    Answer<Written<Batch>> finish(const Batch &batch, const WriteContext &context,
                                  const JobControlPtr &control) override
    {
        keys.append(batch.key);
        finished.append(batch);
        MintRequest rest;
        rest.event = batch.eventId;
        rest.count = batch.requested;
        if (mints)
            return mints(rest, context, control);
        return orGone(fails, Written<Batch>{made(rest), false});
    }
    Answer<Batch> batch(const BatchId &id) override
    {
        for (const Batch &one : std::as_const(batches)) {
            if (one.id == id)
                return orGone(fails, one);
        }
        return answered<Batch>(Failure::named(QStringLiteral("not_found"), QStringLiteral("none")));
    }
    Answer<Page<Batch>> page(const BatchQuery &query) override
    {
        Page<Batch> page;
        for (const Batch &one : std::as_const(batches)) {
            if (query.event.isNull() || one.eventId == query.event)
                page.items.append(one);
        }
        return orGone(fails, page);
    }
    Answer<BatchId> resolve(const QString &text) override { return orGone(fails, BatchId::fromText(text)); }
    Answer<Written<PrintRecord>> recordPrint(const PrintRecord &record, const WriteContext &) override
    {
        runs.append(record);
        return orGone(fails, Written<PrintRecord>{record, false});
    }
    Answer<QList<PrintRecord>> prints(const BatchId &) override { return orGone(fails, runs); }
    Answer<PrintRecord> printByHash(const QString &) override
    {
        return answered<PrintRecord>(Failure::named(QStringLiteral("not_found"), QStringLiteral("none")));
    }
};

} // namespace scrip::testing
