// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/customers/customer.h"

#include "core/api_key_secret.h"
#include "core/text_rules.h"
#include "models/customer_models.h"

#include <algorithm>
#include <utility>

namespace scrip {

using namespace Qt::StringLiterals;

namespace {

QString field(const Match &match, QLatin1StringView name)
{
    return match.fields[name].toString();
}

/// The person whom a match is about, if it is about one.
UserId userOf(const Match &match)
{
    if (match.kind == u"user")
        return UserId::fromText(match.id);
    return UserId::fromText(field(match, match.kind == u"code" ? "claimed_by"_L1 : "user_id"_L1));
}

QUrlQuery placeOf(const QString &name, const QString &id)
{
    QUrlQuery place;
    place.addQueryItem(name, id);
    return place;
}

} // namespace

QString Customer::title() const
{
    return shownText(kind == Kind::Person ? person.email : match.label);
}

QString Customer::about() const
{
    if (kind == Kind::Person)
        return shownText(person.username);
    if (kind == Kind::Organization)
        return kindText(match.kind);
    const QString event = shownText(field(match, "event_name"_L1));
    return event.isEmpty() ? kindText(match.kind) : QString(kindText(match.kind) % u" · "_s % event);
}

QList<Membership> Customer::organizations() const
{
    if (kind == Kind::Person)
        return person.organizations;
    if (kind == Kind::Organization)
        return {{OrganizationId::fromText(match.id), match.label, {}}};
    return {};
}

TimelineQuery Customer::timeline() const
{
    TimelineQuery query;
    if (kind == Kind::Person)
        query.user = person.id;
    else if (kind == Kind::Organization)
        query.organization = OrganizationId::fromText(match.id);
    else
        query.code = match.id;
    return query;
}

QUrlQuery Customer::place() const
{
    if (kind == Kind::Person)
        return placeOf(u"user"_s, person.id.toText());
    return placeOf(match.kind, match.id);
}

CustomerFinder::CustomerFinder(LookupStore &store, QObject *parent)
    : QObject(parent)
    , m_store(store)
{
}

void CustomerFinder::setLooking(bool looking)
{
    if (std::exchange(m_looking, looking) != looking)
        Q_EMIT lookingChanged();
}

void CustomerFinder::look(const QString &text, const std::function<void(const LookupResult &)> &take)
{
    setLooking(true);
    m_asked.ask(this, m_store.lookup(withoutApiKey(text)), [this, take](const Result<LookupResult> &answer) {
        setLooking(false);
        if (answer)
            take(*answer);
        else
            Q_EMIT failed(answer.failure());
    });
}

void CustomerFinder::forget()
{
    m_asked.forget();
    setLooking(false);
}

void CustomerFinder::find(const QString &text)
{
    look(text, [this, text](const LookupResult &result) { openOnly(result, text); });
}

void CustomerFinder::openOnly(const LookupResult &result, const QString &text)
{
    const bool one = result.matches.size() == 1;
    if (one && result.matches.constFirst().kind == u"user") {
        Customer customer;
        customer.person = personFromMatch(result.matches.constFirst());
        Q_EMIT opened(customer);
    } else if (one) {
        open(result.matches.constFirst());
    } else {
        Q_EMIT found(result, text);
    }
}

void CustomerFinder::open(const Match &match)
{
    const UserId user = userOf(match);
    if (!user.isNull())
        openPerson(user, match.kind == u"code" ? match.id : QString());
    else if (match.kind == u"event")
        Q_EMIT openRequested(u"events"_s, placeOf(u"event"_s, match.id));
    else if (match.kind == u"batch")
        Q_EMIT openRequested(u"codes"_s, placeOf(u"batch"_s, match.id));
    else if (match.kind == u"organization" || match.kind == u"code")
        openMatch(match, {});
    else if (const QString organization = field(match, "organization_id"_L1); !organization.isEmpty())
        openById(organization);
    else
        Q_EMIT found({match.kind, {match}}, match.label);
}

void CustomerFinder::openMatch(const Match &match, const QString &code)
{
    Customer customer;
    customer.kind = match.kind == u"code" ? Customer::Kind::Code : Customer::Kind::Organization;
    customer.match = match;
    customer.pendingCode = code;
    Q_EMIT opened(customer);
}

void CustomerFinder::openUser(const UserId &id)
{
    openPerson(id, {});
}

void CustomerFinder::openPerson(const UserId &id, const QString &code)
{
    look(id.toText(), [this, id, code](const LookupResult &result) {
        for (const Match &match : result.matches) {
            if (match.kind != u"user" || UserId::fromText(match.id) != id)
                continue;
            Customer customer;
            customer.person = personFromMatch(match);
            customer.pendingCode = code;
            Q_EMIT opened(customer);
            return;
        }
        Q_EMIT found(result, id.toText());
    });
}

void CustomerFinder::openById(const QString &id)
{
    look(id, [this, id](const LookupResult &result) {
        const auto match = std::find_if(result.matches.cbegin(), result.matches.cend(),
                                        [&id](const Match &one) { return one.id == id; });
        if (match != result.matches.cend() && (match->kind == u"organization" || match->kind == u"code"))
            openMatch(*match, {});
        else
            Q_EMIT found(result, id);
    });
}

} // namespace scrip
