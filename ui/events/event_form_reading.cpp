// SPDX-License-Identifier: GPL-3.0-or-later
// How the form becomes a draft, and how what is wrong with it comes back to the fields.
#include "ui/events/event_form.h"

#include "ui/events/event_words.h"
#include "ui/events/moment_field.h"
#include "ui/events/tags_field.h"
#include "ui/events/two_clocks.h"
#include "ui/events/zone_field.h"
#include "ui/widgets/count_field.h"
#include "ui/widgets/date_field.h"
#include "ui/widgets/form_field.h"
#include "ui/widgets/money_field.h"

#include <QLineEdit>
#include <QPlainTextEdit>

using namespace Qt::StringLiterals;

namespace scrip {

namespace {

/// Keeps the first failure of a field: what cannot be read is told before what follows from it.
void addOnce(QList<Failure> &failures, const Failure &failure)
{
    for (const Failure &one : std::as_const(failures)) {
        if (one.field == failure.field)
            return;
    }
    failures << failure;
}

void sortByForm(QList<Failure> &failures)
{
    QStringList order;
    for (const EventField field : enteredFields())
        order << fieldName(field);
    std::stable_sort(failures.begin(), failures.end(), [&order](const Failure &a, const Failure &b) {
        return order.indexOf(a.field) < order.indexOf(b.field);
    });
}

} // namespace

FormReading EventForm::read(const QDateTime &now) const
{
    FormReading reading;
    EventDraft &draft = reading.draft;
    draft.name = m_name->text();
    draft.tags = m_tags->tags();
    draft.timeZone = m_zone->zone();
    draft.claimUrl = m_url->text().trimmed();
    draft.description = m_description->toPlainText();
    draft.notes = m_notes->toPlainText();
    draft.paused = m_paused;
    readMoney(reading);
    readCounts(reading);
    readTimes(reading);
    const QList<Failure> rules = validate(draft, now);
    for (const Failure &rule : rules)
        addOnce(reading.failures, rule);
    sortByForm(reading.failures);
    return reading;
}

void EventForm::readMoney(FormReading &reading) const
{
    reading.draft.amount = Money(0, m_amount->currency());
    if (m_amount->isEmpty()) {
        addOnce(reading.failures, Failure::named(u"invalid_amount"_s, tr("Give the credit that each code is worth."),
                                                 fieldName(EventField::Amount)));
    } else if (const Result<Money> amount = m_amount->money(fieldName(EventField::Amount)); amount) {
        reading.draft.amount = *amount;
    } else {
        addOnce(reading.failures, amount.failure());
    }
    if (m_budget->isEmpty())
        return;
    if (const Result<Money> budget = m_budget->money(fieldName(EventField::Budget)); budget)
        reading.draft.budget = *budget;
    else
        addOnce(reading.failures, budget.failure());
}

void EventForm::readCounts(FormReading &reading) const
{
    const auto take = [&reading](const CountField *field, EventField which, std::optional<qint64> &count) {
        count = field->count();
        if (!field->understood())
            addOnce(reading.failures,
                    Failure::named(u"invalid_count"_s,
                                   field->isTooLarge() ? tr("The number is too large.")
                                                       : tr("Give a whole number, or leave it empty."),
                                   fieldName(which)));
        if (field->isEmpty())
            count.reset();
    };
    take(m_maxClaims, EventField::MaxClaims, reading.draft.maxClaims);
    take(m_perOrganization, EventField::MaxPerOrganization, reading.draft.maxPerOrganization);
    take(m_perDomain, EventField::MaxPerDomain, reading.draft.maxPerDomain);
}

void EventForm::readTimes(FormReading &reading) const
{
    const QTimeZone zone = zoneOrUtc(m_zone->zone());
    const auto take = [&](const MomentField *field, QDateTime &time) {
        if (const Result<QDateTime> moment = field->moment(zone); moment)
            time = *moment;
        else
            addOnce(reading.failures, moment.failure());
    };
    take(m_starts, reading.draft.startsAt);
    take(m_deadline, reading.draft.claimDeadline);
    take(m_expires, reading.draft.creditExpiresAt);
}

void EventForm::showFailures(const QList<Failure> &failures, bool all)
{
    QHash<QString, QString> errors;
    for (const Failure &failure : failures) {
        // Each clock is judged against the others: a field that was filled in may show what another one did to it.
        if (all || isTouched(failure.field))
            errors.insert(failure.field, failure.message);
    }
    for (auto it = m_fields.cbegin(); it != m_fields.cend(); ++it) {
        if (it.value()->error() != errors.value(it.key()))
            it.value()->setError(errors.value(it.key()));
    }
}

bool EventForm::showRefusal(const Failure &failure)
{
    FormField *form = formField(failure.field);
    if (!form)
        return false;
    form->setError(failureWords(failure));
    focusField(failure.field);
    return true;
}

void EventForm::showMeanings(const QDateTime &now)
{
    const QTimeZone zone = zoneOrUtc(m_zone->zone());
    const auto hint = [&](MomentField *field, const QString &empty) {
        // A frozen field says why it is frozen.
        if (field->edit()->isEnabled())
            field->showMeaning(zone, empty);
    };
    hint(m_starts, m_startsWhenEmpty);
    hint(m_deadline, tr("empty: as long as the credit lasts"));
    hint(m_expires, tr("a bare date lasts until its end"));
    const FormReading reading = read(now);
    const auto local = [&zone](const QDateTime &time) { return time.isValid() ? time.toTimeZone(zone) : time; };
    m_clocks->setTimes(local(reading.draft.startsAt.isValid() ? reading.draft.startsAt : now),
                       local(reading.draft.claimDeadline), local(reading.draft.creditExpiresAt));
}

} // namespace scrip
