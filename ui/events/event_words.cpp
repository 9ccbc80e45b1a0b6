// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/events/event_words.h"

#include "core/result.h"
#include "core/text_rules.h"
#include "ui/widgets/figures.h"
#include "ui/widgets/money_field.h"

#include <QCoreApplication>
#include <QLocale>

#include <array>

using namespace Qt::StringLiterals;

namespace scrip {

namespace {

QString words(const char *text)
{
    return QCoreApplication::translate("scrip::EventWords", text);
}

struct FieldWords
{
    EventField field;
    const char *label;
};

constexpr std::array<FieldWords, 16> labels{{
    {EventField::Name, QT_TRANSLATE_NOOP("scrip::EventWords", "Name")},
    {EventField::Tags, QT_TRANSLATE_NOOP("scrip::EventWords", "Tags")},
    {EventField::Amount, QT_TRANSLATE_NOOP("scrip::EventWords", "Credit per code")},
    {EventField::MaxClaims, QT_TRANSLATE_NOOP("scrip::EventWords", "Most claims")},
    {EventField::MaxPerOrganization, QT_TRANSLATE_NOOP("scrip::EventWords", "Per organization")},
    {EventField::TimeZone, QT_TRANSLATE_NOOP("scrip::EventWords", "Time zone")},
    {EventField::StartsAt, QT_TRANSLATE_NOOP("scrip::EventWords", "Starts")},
    {EventField::MaxPerDomain, QT_TRANSLATE_NOOP("scrip::EventWords", "Per e-mail domain")},
    {EventField::ClaimDeadline, QT_TRANSLATE_NOOP("scrip::EventWords", "Claim until")},
    {EventField::CreditExpiresAt, QT_TRANSLATE_NOOP("scrip::EventWords", "Credit lasts until")},
    {EventField::ClaimUrl, QT_TRANSLATE_NOOP("scrip::EventWords", "Claim link")},
    {EventField::Budget, QT_TRANSLATE_NOOP("scrip::EventWords", "Budget alarm at")},
    {EventField::Description, QT_TRANSLATE_NOOP("scrip::EventWords", "Description")},
    {EventField::Notes, QT_TRANSLATE_NOOP("scrip::EventWords", "Notes")},
    {EventField::Currency, QT_TRANSLATE_NOOP("scrip::EventWords", "Currency")},
    {EventField::Paused, QT_TRANSLATE_NOOP("scrip::EventWords", "Paused")},
}};

QString orDash(const QString &text)
{
    return text.isEmpty() ? QString(QChar(0x2014)) : shownText(text);
}

QString orDash(std::optional<qint64> count)
{
    return orDash(count ? countText(*count) : QString());
}

/// Sentences of this program for refusals whose stored sentence does not say what helps.
const char *ownSentence(const QString &name)
{
    static const QHash<QString, const char *> sentences{
        {u"stale_version"_s,
         QT_TRANSLATE_NOOP("scrip::EventWords", "Somebody else changed this event while it was open here.")},
        {u"not_permitted"_s,
         QT_TRANSLATE_NOOP("scrip::EventWords",
                           "Your login may not do this. An admin can, or can give you the role.")},
        {u"read_only"_s, QT_TRANSLATE_NOOP("scrip::EventWords", "The database is locked against changes.")},
        {u"busy"_s,
         QT_TRANSLATE_NOOP("scrip::EventWords", "Somebody else was changing the same event. Nothing was written.")},
        {u"connection_failed"_s, QT_TRANSLATE_NOOP("scrip::EventWords", "The database cannot be reached.")},
        {u"unknown_outcome"_s,
         QT_TRANSLATE_NOOP("scrip::EventWords", "The answer was lost on the way, so this may or may not be done.")},
        {u"schema_missing"_s,
         QT_TRANSLATE_NOOP("scrip::EventWords", "This database does not hold Scrip yet. Run the migration first.")},
    };
    return sentences.value(name, nullptr);
}

} // namespace

const QList<EventField> &enteredFields()
{
    static const QList<EventField> fields = [] {
        QList<EventField> all;
        for (const FieldWords &one : labels) {
            if (one.field != EventField::Currency && one.field != EventField::Paused)
                all << one.field;
        }
        return all;
    }();
    return fields;
}

QString fieldLabel(const QString &field)
{
    for (const FieldWords &one : labels) {
        if (fieldName(one.field) == field)
            return words(one.label);
    }
    return field;
}

QTimeZone zoneOrUtc(const QString &name)
{
    const QTimeZone zone(name.toUtf8());
    return zone.isValid() && !name.isEmpty() ? zone : QTimeZone::utc();
}

QString cityOf(const QTimeZone &zone)
{
    return QString::fromUtf8(zone.id()).section(u'/', -1).replace(u'_', u' ');
}

QString momentIn(const QTimeZone &zone, const QDateTime &time)
{
    if (!time.isValid())
        return orDash(QString());
    const QDateTime local = time.toTimeZone(zone);
    const bool whole = local.time().second() == 0;
    return QString(QLocale().toString(local.date(), u"d MMM yyyy"_s) % u' ' %
                   local.time().toString(whole ? u"HH:mm"_s : u"HH:mm:ss"_s));
}

QString fieldText(const EventDraft &draft, EventField field)
{
    const QTimeZone zone = zoneOrUtc(draft.timeZone);
    switch (field) {
    case EventField::Name:
        return orDash(draft.name);
    case EventField::Description:
        return orDash(draft.description);
    case EventField::Amount:
        return moneyText(draft.amount);
    case EventField::Currency:
        return draft.amount.currency().code();
    case EventField::MaxClaims:
        return orDash(draft.maxClaims);
    case EventField::StartsAt:
        return momentIn(zone, draft.startsAt);
    case EventField::ClaimDeadline:
        return momentIn(zone, draft.claimDeadline);
    case EventField::CreditExpiresAt:
        return momentIn(zone, draft.creditExpiresAt);
    case EventField::TimeZone:
        return draft.timeZone;
    case EventField::ClaimUrl:
        return orDash(draft.claimUrl);
    case EventField::MaxPerOrganization:
        return orDash(draft.maxPerOrganization);
    case EventField::MaxPerDomain:
        return orDash(draft.maxPerDomain);
    case EventField::Budget:
        return orDash(draft.budget ? moneyText(*draft.budget) : QString());
    case EventField::Tags:
        return orDash(draft.tags.join(u", "_s));
    case EventField::Notes:
        return orDash(draft.notes);
    case EventField::Paused:
        return draft.paused ? words(QT_TRANSLATE_NOOP("scrip::EventWords", "yes"))
                            : words(QT_TRANSLATE_NOOP("scrip::EventWords", "no"));
    }
    return {};
}

QString summaryOf(const Event &event)
{
    QStringList parts{words(QT_TRANSLATE_NOOP("scrip::EventWords", "%1 in %2"))
                          .arg(moneyText(event.amount), event.amount.currency().code())};
    if (event.maxPerOrganization)
        parts << words(QT_TRANSLATE_NOOP("scrip::EventWords", "up to %1 per organization"))
                     .arg(countText(*event.maxPerOrganization));
    if (event.maxPerDomain)
        parts << words(QT_TRANSLATE_NOOP("scrip::EventWords", "up to %1 per e-mail domain"))
                     .arg(countText(*event.maxPerDomain));
    if (!event.tags.isEmpty())
        parts << QString(words(QT_TRANSLATE_NOOP("scrip::EventWords", "tags")) % u' ' %
                         shownText(event.tags.join(u", "_s)));
    return parts.join(u" · "_s);
}

QString failureWords(const Failure &failure)
{
    const char *own = ownSentence(failure.name);
    QString text = own ? words(own) : failure.message;
    if (text.isEmpty())
        text = words(QT_TRANSLATE_NOOP("scrip::EventWords", "The database answered something unexpected."));
    return failure.hint.isEmpty() ? text : QString(text % u' ' % failure.hint);
}

} // namespace scrip
