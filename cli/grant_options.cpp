// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/grant_options.h"

#include "cli/values.h"

#include <QRegularExpression>

using namespace Qt::StringLiterals;

namespace scrip::cli {

namespace {

Result<Currency> currencyValue(const QString &text, const QString &field)
{
    static const QRegularExpression shape(u"^[A-Z]{3,10}$"_s);
    const Currency currency(text.trimmed());
    if (shape.match(currency.code()).hasMatch())
        return currency;
    return Failure::named(u"invalid_currency"_s, Say::tr("Write a currency as its letters, such as USD."), field);
}

/// One of the words of the contract, as its value. Nothing typed leaves the target alone.
template <typename Value>
Result<Done> choice(const std::optional<QString> &typed, std::optional<Value> (*read)(const QString &),
                    const QString &field, Value &target)
{
    if (!typed)
        return Done{};
    const std::optional<Value> value = read(*typed);
    if (!value)
        return usage(Say::tr("“%1” is not among the choices of --%2.").arg(typed->left(80), field), field);
    target = *value;
    return Done{};
}

} // namespace

void GrantOptions::declare(Verb &verb)
{
    verb.required("--organization", u"ID"_s, Say::tr("Whose credit it is."), m_organization);
    verb.required("--amount", u"DECIMAL"_s, Say::tr("How much, such as 50 or 12.50."), m_amount);
    verb.value("--currency", u"CODE"_s,
               Say::tr("Its currency (the one that the backend meters). Usage does not burn credit in another one."),
               m_currency);
    verb.value("--name", u"TEXT"_s, Say::tr("What it is called."), m_name);
    verb.value("--funding", u"none|invoice|external"_s, Say::tr("How it is paid for (none: it is given)."),
               m_funding);
    verb.value("--availability", u"on_creation|on_authorization|on_settlement"_s,
               Say::tr("From which step of its payment on it can be spent (on_creation)."), m_availability);
    verb.value("--cost-basis", u"DECIMAL"_s,
               Say::tr("What a unit of it costs, with a funding method (1): 0.80 sells 50 for 40."), m_costBasis);
    verb.value("--cost-currency", u"CODE"_s, Say::tr("Currency of the cost basis."), m_costCurrency);
    verb.value("--priority", u"N"_s, Say::tr("1 to 1000 (10); the smaller is spent first."), m_priority);
    verb.value("--effective", u"TIME"_s,
               Say::tr("From when it can be spent (at once); a bare date means its beginning."), m_effective);
    verb.value("--expires", u"TIME"_s,
               Say::tr("Until when it lasts (for ever); a bare date means the end of that day."), m_expires);
    verb.values("--label", u"NAME=TEXT"_s, Say::tr("A label; may be given more than once."), m_labels);
}

Result<GrantDraft> GrantOptions::draft(Context &context, const Session &session) const
{
    GrantDraft draft;
    draft.name = m_name.value_or(QString());
    // What cannot be a priority is refused as one that is out of bounds.
    if (m_priority)
        draft.priority = int(wholeNumber(*m_priority, leastPriority, mostPriority).value_or(0));
    if (const auto taken = takeMoney(draft, session.meteringCurrency); !taken)
        return taken.failure();
    if (const auto taken = takeChoices(draft); !taken)
        return taken.failure();
    if (const auto taken = takeCost(draft); !taken)
        return taken.failure();
    if (const auto taken = takeTimes(context, draft); !taken)
        return taken.failure();
    if (const auto taken = takeLabels(draft); !taken)
        return taken.failure();
    return draft;
}

Result<Done> GrantOptions::takeMoney(GrantDraft &draft, const Currency &metering) const
{
    const Result<Currency> currency =
        m_currency ? currencyValue(*m_currency, u"currency"_s) : Result<Currency>(metering);
    if (!currency)
        return currency.failure();
    const Result<Money> amount = Money::parsePositive(m_amount, *currency, u"amount"_s);
    if (!amount)
        return amount.failure();
    draft.amount = *amount;
    return Done{};
}

Result<Done> GrantOptions::takeCost(GrantDraft &draft) const
{
    if (!m_costBasis && !m_costCurrency)
        return Done{};
    const Result<Currency> currency = m_costCurrency ? currencyValue(*m_costCurrency, u"cost_currency"_s)
                                                     : Result<Currency>(draft.amount.currency());
    if (!currency)
        return currency.failure();
    const Result<Money> cost = Money::parsePositive(m_costBasis.value_or(u"1"_s), *currency, u"cost_basis"_s);
    if (!cost)
        return Failure::named(u"invalid_cost_basis"_s, cost.failure().message, u"cost_basis"_s);
    draft.costBasis = *cost;
    return Done{};
}

Result<Done> GrantOptions::takeChoices(GrantDraft &draft) const
{
    if (const auto taken = choice(m_funding, &fundingFromName, u"funding"_s, draft.funding); !taken)
        return taken;
    return choice(m_availability, &availabilityFromName, u"availability"_s, draft.availability);
}

Result<Done> GrantOptions::takeTimes(Context &context, GrantDraft &draft) const
{
    const Result<QDateTime> effective = timeValue(context, m_effective, false, u"effective_at"_s);
    if (!effective)
        return effective.failure();
    const Result<QDateTime> expires = timeValue(context, m_expires, true, u"expires_at"_s);
    if (!expires)
        return expires.failure();
    draft.effectiveAt = *effective;
    draft.expiresAt = *expires;
    return Done{};
}

Result<Done> GrantOptions::takeLabels(GrantDraft &draft) const
{
    for (const QString &label : m_labels.value_or(QStringList())) {
        const qsizetype equals = label.indexOf(u'=');
        const QString name = label.left(equals).trimmed();
        if (equals < 1 || name.isEmpty())
            return usage(Say::tr("Write a label as NAME=TEXT."), u"label"_s);
        if (draft.labels.contains(name))
            return usage(Say::tr("The label “%1” is given twice.").arg(name.left(80)), u"label"_s);
        draft.labels.insert(name, label.mid(equals + 1));
    }
    return Done{};
}

} // namespace scrip::cli
