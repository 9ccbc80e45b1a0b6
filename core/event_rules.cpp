// SPDX-License-Identifier: GPL-3.0-or-later
// The rules of an event draft that need no database. Each answers one sentence with the remedy, at its field.
#include "core/event.h"
#include "core/event_times.h"
#include "core/text_rules.h"

#include <QCoreApplication>
#include <QUrl>

using namespace Qt::StringLiterals;

namespace scrip {

namespace {

using Failures = QList<Failure>;

QString words(const char *text)
{
    return QCoreApplication::translate("scrip::EventRules", text);
}

void refuse(Failures &failures, const QString &name, EventField field, const char *sentence)
{
    failures << Failure::named(name, words(sentence), fieldName(field));
}

void checkCount(Failures &failures, std::optional<qint64> count, EventField field)
{
    if (count && (*count < 1 || *count > std::numeric_limits<qint32>::max()))
        refuse(failures, u"invalid_count"_s, field,
               QT_TRANSLATE_NOOP("scrip::EventRules", "Give a whole number of at least 1, or leave it empty."));
}

void checkTexts(Failures &failures, const EventDraft &draft)
{
    const Result<QString> name = checkedName(draft.name, fieldName(EventField::Name));
    if (!name)
        failures << name.failure();
    for (const auto &[text, field] :
         {std::pair{draft.description, EventField::Description}, std::pair{draft.notes, EventField::Notes}}) {
        const Result<QString> checked = checkedText(text, fieldName(field));
        if (!checked)
            failures << checked.failure();
    }
}

void checkMoney(Failures &failures, const EventDraft &draft)
{
    if (draft.amount.nano() <= 0)
        refuse(failures, u"invalid_amount"_s, EventField::Amount,
               QT_TRANSLATE_NOOP("scrip::EventRules", "The credit per code must be above zero."));
    if (!exposureOf(draft.amount, draft.maxClaims, std::nullopt))
        refuse(failures, u"invalid_amount"_s, EventField::MaxClaims,
               QT_TRANSLATE_NOOP("scrip::EventRules",
                                 "Claims times credit is more than can be booked: lower one of them."));
    if (draft.budget && draft.budget->nano() <= 0)
        refuse(failures, u"invalid_amount"_s, EventField::Budget,
               QT_TRANSLATE_NOOP("scrip::EventRules", "The budget alarm must be above zero, or empty."));
    checkCount(failures, draft.maxClaims, EventField::MaxClaims);
    checkCount(failures, draft.maxPerOrganization, EventField::MaxPerOrganization);
    checkCount(failures, draft.maxPerDomain, EventField::MaxPerDomain);
}

void checkTimes(Failures &failures, const EventDraft &draft, const QDateTime &now)
{
    if (const Result<QTimeZone> zone = parseZone(draft.timeZone); !zone)
        failures << zone.failure();
    const QDateTime start = draft.startsAt.isValid() ? draft.startsAt : now;
    if (draft.claimDeadline.isValid() && draft.claimDeadline <= start)
        refuse(failures, u"invalid_date"_s, EventField::ClaimDeadline,
               QT_TRANSLATE_NOOP("scrip::EventRules", "Claiming ends before it starts: choose a later end."));
    if (!draft.creditExpiresAt.isValid())
        refuse(failures, u"invalid_date"_s, EventField::CreditExpiresAt,
               QT_TRANSLATE_NOOP("scrip::EventRules", "Say until when the credit lasts."));
    else if (draft.claimDeadline.isValid() && draft.creditExpiresAt < draft.claimDeadline)
        refuse(failures, u"invalid_date"_s, EventField::CreditExpiresAt,
               QT_TRANSLATE_NOOP("scrip::EventRules",
                                 "The credit ends before claiming does: choose the day claiming ends, or later."));
    else if (draft.creditExpiresAt <= std::max(start, now))
        refuse(failures, u"invalid_date"_s, EventField::CreditExpiresAt,
               QT_TRANSLATE_NOOP("scrip::EventRules", "The credit would have ended already: choose a later day."));
}

void checkUrl(Failures &failures, const EventDraft &draft)
{
    if (draft.claimUrl.isEmpty())
        return;
    QString plain = draft.claimUrl;
    const bool hasCode = plain.contains(u"{code}"_s);
    plain.replace(u"{code}"_s, u"CODE"_s).replace(u"{event}"_s, u"EVENT"_s);
    const QUrl url(plain, QUrl::StrictMode);
    const QString scheme = url.scheme().toLower();
    const bool web = (scheme == u"https" || scheme == u"http") && !url.host().isEmpty();
    if (!hasCode || !web || !url.isValid() || plain.contains(u'{') || plain.contains(u'}') || plain.size() > 500)
        refuse(failures, u"invalid_url"_s, EventField::ClaimUrl,
               QT_TRANSLATE_NOOP(
                   "scrip::EventRules",
                   "Write a web address with {code} in it, such as https://app.example.com/claim?code={code}."));
}

} // namespace

QList<Failure> validate(const EventDraft &draft, const QDateTime &now)
{
    Failures failures;
    checkTexts(failures, draft);
    checkMoney(failures, draft);
    checkTimes(failures, draft, now);
    checkUrl(failures, draft);
    return failures;
}

} // namespace scrip
