// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/fake_events.h"

using namespace Qt::StringLiterals;

namespace scrip {

EventId eventIdOf(int number)
{
    return EventId::fromText(u"0190f3a1-0000-7000-8000-%1"_s.arg(number, 12, 16, QChar(u'0')));
}

FakeEvents::FakeEvents(FakeLog &log)
    : m_log(log)
{
    for (int number = 1; number <= 3; ++number) {
        Event event;
        event.id = eventIdOf(number);
        event.name = u"Event %1"_s.arg(number);
        event.amount = Money(25 * Money::unit, Currency(u"USD"_s));
        event.exposure = event.amount;
        event.status = EventStatus::Active;
        event.timeZone = u"Asia/Singapore"_s;
        event.startsAt = QDateTime({2026, 1, 1}, {0, 0}, Qt::UTC);
        event.creditExpiresAt = QDateTime({2027, 6, 30}, {15, 59, 59}, Qt::UTC);
        event.claimUrl = u"https://app.example.com/claim?code={code}"_s;
        event.version = 7;
        events << event;
    }
}

Answer<Written<Event>> FakeEvents::create(const EventDraft &draft, const WriteContext &context)
{
    created = draft;
    Event event = events.first();
    event.name = draft.name;
    event.amount = draft.amount;
    return m_log.written<Event>(u"create"_s, context, event);
}

Answer<Written<Event>> FakeEvents::edit(const EventEdit &edit, const WriteContext &context)
{
    edited = edit;
    return change(u"edit"_s, edit.id, context);
}

Answer<Written<Event>> FakeEvents::change(const QString &call, const EventId &id, const WriteContext &context)
{
    for (const Event &event : events) {
        if (event.id == id)
            return m_log.written<Event>(call, context, event);
    }
    return answered<Written<Event>>(Failure::named(u"not_found"_s, u"There is no such event."_s, u"event"_s));
}

Answer<Written<Event>> FakeEvents::pause(const EventId &id, const WriteContext &context)
{
    return change(u"pause"_s, id, context);
}

Answer<Written<Event>> FakeEvents::resume(const EventId &id, const WriteContext &context)
{
    return change(u"resume"_s, id, context);
}

Answer<Written<Event>> FakeEvents::archive(const EventId &id, const WriteContext &context)
{
    return change(u"archive"_s, id, context);
}

Answer<Written<Event>> FakeEvents::unarchive(const EventId &id, const WriteContext &context)
{
    return change(u"unarchive"_s, id, context);
}

Answer<Written<Event>> FakeEvents::undo(const EventId &id, const QString &, const WriteContext &context)
{
    return change(u"undo"_s, id, context);
}

Answer<Written<Event>> FakeEvents::duplicate(const EventId &id, const WriteContext &context)
{
    return change(u"duplicate"_s, id, context);
}

Answer<Written<Event>> FakeEvents::approve(const EventId &id, int version, const WriteContext &context)
{
    approved = version;
    return change(u"approve"_s, id, context);
}

Answer<Event> FakeEvents::event(const EventId &id)
{
    for (const Event &event : events) {
        if (event.id == id)
            return m_log.answer<Event>(u"event"_s, event);
    }
    return answered<Event>(Failure::named(u"not_found"_s, u"There is no such event."_s, u"event"_s));
}

Answer<Page<Event>> FakeEvents::page(const EventQuery &query)
{
    asked = query;
    Page<Event> page;
    const int begin = query.after.toInt();
    page.items = events.mid(begin, query.limit);
    if (begin + page.items.size() < events.size())
        page.next = QString::number(begin + page.items.size());
    return m_log.answer<Page<Event>>(u"events"_s, page);
}

Answer<EventCounts> FakeEvents::counts()
{
    return m_log.answer<EventCounts>(u"counts"_s, {});
}

Answer<Page<AuditEntry>> FakeEvents::history(const EventId &, const QString &, int)
{
    return m_log.answer<Page<AuditEntry>>(u"history"_s, {});
}

Answer<EventId> FakeEvents::resolve(const QString &text)
{
    if (m_log.fail)
        return answered<EventId>(*m_log.fail);
    QList<EventId> found;
    for (const Event &event : events) {
        const QString id = event.id.toText();
        if (text.size() >= 8 && (id.startsWith(text) || id.endsWith(text)))
            found << event.id;
    }
    if (found.size() == 1)
        return answered<EventId>(found.first());
    return answered<EventId>(Failure::named(found.isEmpty() ? u"not_found"_s : u"ambiguous_id"_s,
                                            u"There is no such event, or more than one."_s, u"event"_s));
}

} // namespace scrip
