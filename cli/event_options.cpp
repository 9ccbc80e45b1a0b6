// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/event_options.h"

#include "cli/values.h"
#include "core/event_times.h"

#include <QRegularExpression>

using namespace Qt::StringLiterals;

namespace scrip::cli {

void EventOptions::declare(Verb &verb, bool creating)
{
    const auto main = [&](const char *name, const QString &placeholder, const QString &text,
                          std::optional<QString> &target) {
        if (creating)
            verb.required(name, placeholder, text, target);
        else
            verb.value(name, placeholder, text, target);
    };
    main("--name", u"TEXT"_s, Say::tr("Its name."), m_name);
    main("--amount", u"DECIMAL"_s, Say::tr("Credit per claim, such as 25 or 12.50."), m_amount);
    main("--credit-expires", u"TIME"_s,
         Say::tr("Until when the credit lasts; a bare date means the end of that day."), m_creditExpires);
    verb.value("--currency", u"CODE"_s, Say::tr("Currency of the credit (the metering one)."), m_currency);
    verb.value("--description", u"TEXT"_s, Say::tr("What it is about."), m_description);
    verb.value("--max-claims", u"N"_s, Say::tr("Cap on claims; empty: none."), m_maxClaims);
    verb.value("--starts", u"TIME"_s, Say::tr("From when one may claim (at once); a bare date means its beginning."),
               m_starts);
    verb.value("--claim-deadline", u"TIME"_s,
               Say::tr("Until when one may claim; a bare date means the end of that day."), m_claimDeadline);
    verb.value("--time-zone", u"ZONE"_s, Say::tr("Zone of the dates, such as Asia/Singapore."), m_timeZone);
    verb.value("--claim-url", u"URL"_s, Say::tr("Where one claims, with {code} and perhaps {event} in it."),
               m_claimUrl);
    verb.value("--max-per-organization", u"N"_s, Say::tr("Claims an organization may make."), m_maxPerOrganization);
    verb.value("--max-per-domain", u"N"_s, Say::tr("Claims an e-mail domain may make."), m_maxPerDomain);
    verb.value("--budget", u"DECIMAL"_s, Say::tr("Sum of claims above which an alarm is raised."), m_budget);
    verb.values("--tag", u"TEXT"_s, Say::tr("A tag; may be given more than once."), m_tags);
    verb.value("--notes", u"TEXT"_s, Say::tr("Notes for colleagues."), m_notes);
    verb.flag("--paused", Say::tr("Nobody can claim until it is resumed."), m_paused);
}

Result<EventFields> EventOptions::applyTo(EventDraft &draft) const
{
    EventFields given;
    for (const auto step : {&EventOptions::applyTexts, &EventOptions::applyMoney, &EventOptions::applyCounts,
                            &EventOptions::applyTimes}) {
        Result<EventFields> fields = (this->*step)(draft);
        if (!fields)
            return fields;
        given |= *fields;
    }
    return given;
}

Result<EventFields> EventOptions::applyTexts(EventDraft &draft) const
{
    EventFields given;
    const auto take = [&given](const std::optional<QString> &text, QString &target, EventField field) {
        if (!text)
            return;
        target = *text;
        given |= field;
    };
    take(m_name, draft.name, EventField::Name);
    take(m_description, draft.description, EventField::Description);
    take(m_claimUrl, draft.claimUrl, EventField::ClaimUrl);
    take(m_notes, draft.notes, EventField::Notes);
    if (m_tags) {
        draft.tags = *m_tags;
        draft.tags.removeAll(QString());
        given |= EventField::Tags;
    }
    if (m_paused) {
        draft.paused = true;
        given |= EventField::Paused;
    }
    return given;
}

Result<EventFields> EventOptions::applyMoney(EventDraft &draft) const
{
    static const QRegularExpression shape(u"^[A-Z0-9]{3,10}$"_s);
    EventFields given;
    if (m_currency) {
        const Currency currency(m_currency->trimmed());
        if (!shape.match(currency.code()).hasMatch())
            return Failure::named(u"invalid_currency"_s, Say::tr("Write a currency as its letters, such as USD."),
                                  u"currency"_s);
        draft.amount = Money(draft.amount.nano(), currency);
        given |= EventField::Currency;
    }
    if (m_amount) {
        const Result<Money> amount = Money::parsePositive(*m_amount, draft.amount.currency(), u"amount"_s);
        if (!amount)
            return amount.failure();
        draft.amount = *amount;
        given |= EventField::Amount;
    }
    if (m_budget) {
        draft.budget.reset();
        given |= EventField::Budget;
        if (!m_budget->trimmed().isEmpty()) {
            const Result<Money> budget = Money::parsePositive(*m_budget, draft.amount.currency(), u"budget"_s);
            if (!budget)
                return budget.failure();
            draft.budget = *budget;
        }
    }
    return given;
}

Result<EventFields> EventOptions::applyCounts(EventDraft &draft) const
{
    struct Count
    {
        const std::optional<QString> &text;
        std::optional<qint64> &target;
        EventField field;
    };
    EventFields given;
    for (const Count &count : {Count{m_maxClaims, draft.maxClaims, EventField::MaxClaims},
                               Count{m_maxPerOrganization, draft.maxPerOrganization, EventField::MaxPerOrganization},
                               Count{m_maxPerDomain, draft.maxPerDomain, EventField::MaxPerDomain}}) {
        if (!count.text)
            continue;
        const auto value = countValue(*count.text, fieldName(count.field));
        if (!value)
            return value.failure();
        count.target = *value;
        given |= count.field;
    }
    return given;
}

Result<EventFields> EventOptions::applyTimes(EventDraft &draft) const
{
    EventFields given;
    if (m_timeZone) {
        draft.timeZone = m_timeZone->trimmed();
        given |= EventField::TimeZone;
    }
    const Result<QTimeZone> zone = parseZone(draft.timeZone);
    if (!zone)
        return zone.failure();
    struct Clock
    {
        const std::optional<QString> &text;
        QDateTime &target;
        EventField field;
        BareDate meaning;
    };
    for (const Clock &clock :
         {Clock{m_starts, draft.startsAt, EventField::StartsAt, BareDate::StartOfDay},
          Clock{m_claimDeadline, draft.claimDeadline, EventField::ClaimDeadline, BareDate::EndOfDay},
          Clock{m_creditExpires, draft.creditExpiresAt, EventField::CreditExpiresAt, BareDate::EndOfDay}}) {
        if (!clock.text)
            continue;
        given |= clock.field;
        clock.target = QDateTime();
        if (clock.text->trimmed().isEmpty())
            continue;
        const Result<QDateTime> time = parseTime(*clock.text, *zone, clock.meaning, fieldName(clock.field));
        if (!time)
            return time.failure();
        clock.target = *time;
    }
    return given;
}

} // namespace scrip::cli
