// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/grants/grant_entry.h"

#include "core/event_times.h"

#include <QCoreApplication>
#include <QRegularExpression>

namespace scrip {

using namespace Qt::StringLiterals;

namespace {

class Say
{
    Q_DECLARE_TR_FUNCTIONS(scrip::GrantEntry)
};

void readMoney(GrantReading &reading, const GrantEntry &entry)
{
    static const QRegularExpression code(u"^[A-Z0-9]{3,10}$"_s);
    const Currency currency(entry.currency.trimmed());
    if (!code.match(currency.code()).hasMatch())
        reading.failures << Failure::named(u"invalid_currency"_s, Say::tr("Three to ten letters, such as USD."),
                                           u"currency"_s);
    const Result<Money> amount = Money::parsePositive(entry.amount, currency, u"amount"_s);
    if (amount)
        reading.draft.amount = *amount;
    else
        reading.failures << amount.failure();
    reading.draft.funding = entry.funding;
    reading.draft.availability = entry.availability;
    if (entry.costBasis.trimmed().isEmpty())
        return;
    // That it must be above zero is a rule, which names it.
    const Result<Money> cost = Money::parse(entry.costBasis, entry.costCurrency, u"cost_basis"_s);
    if (cost)
        reading.draft.costBasis = *cost;
    else
        reading.failures << Failure::named(u"invalid_cost_basis"_s, cost.failure().message, u"cost_basis"_s);
}

void readTime(GrantReading &reading, const QString &text, const QTimeZone &zone, BareDate meaning,
              const QString &field, QDateTime *time)
{
    if (text.isEmpty())
        return;
    const Result<QDateTime> read = parseTime(text, zone, meaning, field);
    if (read)
        *time = *read;
    else
        reading.failures << read.failure();
}

void readLabels(GrantReading &reading, const QString &text)
{
    const QStringList parts = text.split(u',', Qt::SkipEmptyParts);
    for (const QString &part : parts) {
        const qsizetype at = part.indexOf(u'=');
        const QString name = part.left(at).trimmed();
        if (at < 0 || name.isEmpty()) {
            reading.failures << Failure::named(u"invalid_text"_s, Say::tr("Write labels as name=value, name=value."),
                                               u"labels"_s);
            return;
        }
        reading.draft.labels.insert(name, part.mid(at + 1).trimmed());
    }
}

/// What could not be read needs no second complaint about its value.
void addRules(GrantReading &reading, const QDateTime &now)
{
    QSet<QString> told;
    for (const Failure &failure : std::as_const(reading.failures))
        told.insert(failure.field);
    const QList<Failure> rules = validate(reading.draft, now);
    for (const Failure &failure : rules) {
        if (!told.contains(failure.field))
            reading.failures << failure;
    }
}

} // namespace

GrantReading readGrant(const GrantEntry &entry, const QTimeZone &zone, const QDateTime &now)
{
    GrantReading reading;
    reading.draft.organization = entry.organization;
    if (entry.organization.isNull())
        reading.failures << Failure::named(u"not_found"_s, Say::tr("Name the organization by its id."),
                                           u"organization"_s);
    readMoney(reading, entry);
    reading.draft.name = entry.name.trimmed();
    constexpr qint64 beyond = mostPriority + 1;
    reading.draft.priority = int(std::clamp<qint64>(entry.priority.value_or(0), 0, beyond));
    readTime(reading, entry.effective, zone, BareDate::StartOfDay, u"effective_at"_s, &reading.draft.effectiveAt);
    readTime(reading, entry.expires, zone, BareDate::EndOfDay, u"expires_at"_s, &reading.draft.expiresAt);
    readLabels(reading, entry.labels);
    addRules(reading, now);
    return reading;
}

} // namespace scrip
