// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/event_noun.h"

#include "cli/replies.h"
#include "cli/values.h"
#include "core/object_json.h"

using namespace Qt::StringLiterals;

namespace scrip::cli {

namespace {

/// The first rule that a draft breaks, among the fields that this call touches.
std::optional<Failure> firstFailure(const EventDraft &draft, const QDateTime &now, EventFields fields)
{
    const auto clocks = EventField::StartsAt | EventField::ClaimDeadline | EventField::CreditExpiresAt;
    if (fields & clocks)
        fields |= clocks; // a clock is judged against the others
    QStringList touched;
    for (int bit = 1; bit <= int(EventField::Paused); bit <<= 1) {
        if (fields.testFlag(EventField(bit)))
            touched << fieldName(EventField(bit));
    }
    for (const Failure &failure : validate(draft, now)) {
        if (touched.contains(failure.field))
            return failure;
    }
    return std::nullopt;
}

} // namespace

void EventNoun::declare(CLI::App &root)
{
    CLI::App &app = noun(root, "event", Say::tr("Credit events."));
    Verb create = verb(app, "create", Say::tr("Create an event."),
                       u"scrip event create --name Devcon --amount 25 --credit-expires 2027-06-30 --max-claims 500 "
                       "--time-zone Asia/Singapore"_s,
                       work(this, &EventNoun::create));
    m_options.declare(create, true);
    Verb edit =
        verb(app, "edit", Say::tr("Change fields of an event; an empty text clears one."),
             u"scrip event edit 0190f3a1 --version 7 --max-claims 600 --notes \"\""_s, work(this, &EventNoun::edit));
    edit.argument("id", Say::tr("Its id, or at least 8 characters of the beginning or end."), m_id);
    m_options.declare(edit, false);
    edit.required("--version", u"N"_s,
                  Say::tr("The version you have seen, as event show tells it; another one is refused."), m_version);
    Verb list = verb(app, "list", Say::tr("List events, newest first."), u"scrip event list --status active"_s,
                     work(this, &EventNoun::list));
    list.values("--status", u"awaiting_approval|upcoming|active|paused|exhausted|ended|archived"_s,
                Say::tr("Only those; may be given more than once."), m_status);
    list.value("--search", u"TEXT"_s, Say::tr("Words of the name."), m_search);
    list.value("--tag", u"TEXT"_s, Say::tr("Only those with this tag."), m_tag);
    m_list.declare(list);
    verb(app, "show", Say::tr("Show one event."), u"scrip event show 0190f3a1"_s, work(this, &EventNoun::show))
        .argument("id", Say::tr("Its id, or at least 8 characters of the beginning or end."), m_id);
    declareState(app, "pause", Say::tr("Stop claims for a while."), true, &EventStore::pause);
    declareState(app, "resume", Say::tr("Let people claim again."), true, &EventStore::resume);
    declareState(app, "archive", Say::tr("Put an event away; nothing is deleted."), true, &EventStore::archive);
    declareState(app, "unarchive", Say::tr("Take an event out of the archive."), true, &EventStore::unarchive);
    verb(app, "approve", Say::tr("Approve what another admin made or raised, so that people can claim."),
         u"scrip event approve 0190f3a1"_s, work(this, &EventNoun::approve))
        .argument("id", Say::tr("Its id, or at least 8 characters of the beginning or end."), m_id);
    declareState(app, "duplicate", Say::tr("Make a new event with the same fields."), false, &EventStore::duplicate);
}

void EventNoun::declareState(CLI::App &app, const char *name, const QString &summary, bool withReason, Change action)
{
    const QString example = u"scrip event "_s + QString::fromLatin1(name) + u" 0190f3a1"_s +
                            (withReason ? u" --reason \"a code list leaked\""_s : QString());
    Verb declared =
        verb(app, name, summary, example, [this, action](Context &context) { return change(context, action); });
    declared.argument("id", Say::tr("Its id, or at least 8 characters of the beginning or end."), m_id);
    if (withReason)
        declared.value("--reason", u"TEXT"_s, Say::tr("Why; recorded."), m_reason);
}

Result<Reply> EventNoun::create(Context &context)
{
    const Result<Session> session = context.session();
    if (!session)
        return session.failure();
    EventDraft draft;
    draft.amount = Money(0, session->meteringCurrency);
    if (!session->timeZone.isEmpty())
        draft.timeZone = session->timeZone;
    const Result<EventFields> given = m_options.applyTo(draft);
    if (!given)
        return given.failure();
    if (const auto failure = firstFailure(draft, session->now, EventFields::fromInt(0xFFFF)))
        return *failure;
    return written(awaited(context.stores()->events->create(draft, context.write())), eventFields());
}

Result<Reply> EventNoun::edit(Context &context)
{
    const Result<Stores> stores = context.stores();
    if (!stores)
        return stores.failure();
    EventEdit edit;
    const auto version = wholeNumber(m_version, 1, std::numeric_limits<int>::max());
    if (!version)
        return usage(Say::tr("--version takes a whole number from 1 on."), u"version"_s);
    edit.version = int(*version);
    const Result<Event> event = seen(*stores);
    if (!event)
        return event.failure();
    edit.id = event->id;
    edit.draft = EventDraft::of(*event);
    // Only what was given, and not what differs: the same call under the same key stays the same call.
    const Result<EventFields> given = m_options.applyTo(edit.draft);
    if (!given)
        return given.failure();
    edit.changed = *given;
    const Result<Session> session = context.session();
    if (!session)
        return session.failure();
    if (const auto failure = firstFailure(edit.draft, session->now, edit.changed))
        return *failure;
    return written(awaited(stores->events->edit(edit, context.write())), eventFields());
}

Result<EventQuery> EventNoun::query() const
{
    EventQuery query;
    query.search = m_search.value_or(QString());
    query.tag = m_tag.value_or(QString());
    for (const QString &name : m_status.value_or(QStringList())) {
        const auto status = statusFromName(name);
        if (!status)
            return usage(Say::tr("There is no status “%1”.").arg(name.left(80)), u"status"_s);
        query.statuses << *status;
    }
    return query;
}

Result<Reply> EventNoun::list(Context &context)
{
    Result<EventQuery> asked = query();
    if (!asked)
        return asked.failure();
    const Result<Stores> stores = context.stores();
    if (!stores)
        return stores.failure();
    const auto fetch = [&](const QString &after, int limit) {
        EventQuery page = *asked;
        page.after = after;
        page.limit = limit;
        return ListOptions::sliceOf(awaited(stores->events->page(page)));
    };
    return m_list.run(context, eventColumns(), fetch);
}

Result<Reply> EventNoun::show(Context &context)
{
    const Result<Stores> stores = context.stores();
    if (!stores)
        return stores.failure();
    const Result<Event> event = seen(*stores);
    return event ? Result<Reply>(Reply::of(toJson(*event), eventFields())) : event.failure();
}

Result<Event> EventNoun::seen(const Stores &stores) const
{
    const Result<EventId> id = awaited(stores.events->resolve(m_id));
    return id ? awaited(stores.events->event(*id)) : id.failure();
}

Result<Reply> EventNoun::approve(Context &context)
{
    const Result<Stores> stores = context.stores();
    if (!stores)
        return stores.failure();
    const Result<Event> event = seen(*stores);
    if (!event)
        return event.failure();
    return written(awaited(stores->events->approve(event->id, event->version, context.write())), eventFields());
}

Result<Reply> EventNoun::change(Context &context, Change action)
{
    const Result<Stores> stores = context.stores();
    if (!stores)
        return stores.failure();
    const Result<EventId> id = awaited(stores->events->resolve(m_id));
    if (!id)
        return id.failure();
    return written(awaited((stores->events->*action)(*id, context.write(m_reason))), eventFields());
}

} // namespace scrip::cli
