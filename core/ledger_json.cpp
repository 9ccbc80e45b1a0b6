// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/grant_json.h"
#include "core/json_fields.h"

using namespace Qt::StringLiterals;

namespace scrip {

QJsonObject toJson(const CurrencyBalance &balance)
{
    return {{u"currency"_s, balance.settled.currency().code()},
            {u"settled"_s, balance.settled.toText()},
            {u"live"_s, balance.live.toText()},
            {u"pending"_s, balance.pending.toText()},
            {u"consumed"_s, balance.consumed.toText()},
            {u"forfeited"_s, balance.forfeited.toText()},
            {u"clawed_back"_s, balance.clawedBack.toText()},
            {u"overdraft"_s, balance.overdraft.toText()},
            {u"baseline"_s, json::of(balance.baseline)},
            {u"at_risk"_s, balance.atRisk.toText()}};
}

QJsonObject toJson(const Balance &balance)
{
    QJsonArray currencies;
    for (const CurrencyBalance &currency : balance.currencies)
        currencies << toJson(currency);
    return {{u"organization_id"_s, json::of(balance.organizationId)},
            {u"organization_name"_s, json::orNull(balance.organizationName)},
            {u"blocked"_s, balance.blocked},
            {u"currencies"_s, currencies}};
}

namespace {

CurrencySum currencySumOf(const QJsonObject &json, const Currency &currency)
{
    return {json::money(json["forfeited"_L1], currency), json::money(json["consumed"_L1], currency),
            json::money(json["balance_before"_L1], currency), json::money(json["balance_after"_L1], currency)};
}

QList<CurrencySum> currencySumsOf(const QJsonObject &json)
{
    QList<CurrencySum> sums;
    const QJsonArray currencies = json["currencies"_L1].toArray();
    for (const auto &one : currencies)
        sums << currencySumOf(one.toObject(), Currency(one["currency"_L1].toString()));
    return sums;
}

enum class Told { WouldDo, Did };

void insertSum(QJsonObject *json, const CurrencySum &sum, Told told)
{
    json->insert(u"forfeited"_s, sum.forfeited.toText());
    if (told == Told::Did)
        return;
    json->insert(u"consumed"_s, sum.consumed.toText());
    json->insert(u"balance_before"_s, sum.balanceBefore.toText());
    json->insert(u"balance_after"_s, sum.balanceAfter.toText());
}

/// Each currency by itself, where there are several.
void insertSums(QJsonObject *json, const QList<CurrencySum> &sums, Told told)
{
    QJsonArray currencies;
    for (const CurrencySum &sum : sums) {
        QJsonObject one{{u"currency"_s, sum.forfeited.currency().code()}};
        insertSum(&one, sum, told);
        currencies << one;
    }
    if (!currencies.isEmpty())
        json->insert(u"currencies"_s, currencies);
}

CurrencyBalance currencyBalanceOf(const QJsonObject &json)
{
    const Currency currency(json["currency"_L1].toString(u"USD"_s));
    return {json::money(json["settled"_L1], currency),   json::money(json["live"_L1], currency),
            json::money(json["pending"_L1], currency),   json::money(json["consumed"_L1], currency),
            json::money(json["forfeited"_L1], currency), json::money(json["clawed_back"_L1], currency),
            json::money(json["overdraft"_L1], currency), json::optionalMoney(json["baseline"_L1], currency),
            json::money(json["at_risk"_L1], currency)};
}

/// Sums over many grants come without their currency: it is that of the backend.
Money summed(const QJsonValue &value)
{
    return json::money(value, Currency());
}

} // namespace

Balance balanceFromJson(const QJsonObject &json)
{
    Balance balance;
    balance.organizationId = json::id<OrganizationId>(json["organization_id"_L1]);
    balance.organizationName = json["organization_name"_L1].toString();
    balance.blocked = json["blocked"_L1].toBool();
    const QJsonArray currencies = json["currencies"_L1].toArray();
    for (const auto &currency : currencies)
        balance.currencies << currencyBalanceOf(currency.toObject());
    return balance;
}

QJsonObject toJson(const VoidOutcome &outcome)
{
    return {{u"grant"_s, toJson(outcome.grant)},
            {u"forfeited"_s, outcome.forfeited.toText()},
            {u"consumed"_s, outcome.consumed.toText()},
            {u"balance_before"_s, outcome.balanceBefore.toText()},
            {u"balance_after"_s, outcome.balanceAfter.toText()},
            {u"blocked_after"_s, outcome.blockedAfter}};
}

VoidOutcome voidOutcomeFromJson(const QJsonObject &json)
{
    VoidOutcome outcome;
    outcome.grant = grantFromJson(json["grant"_L1].toObject());
    const Currency &currency = outcome.grant.amount.currency();
    outcome.forfeited = json::money(json["forfeited"_L1], currency);
    outcome.consumed = json::money(json["consumed"_L1], currency);
    outcome.balanceBefore = json::money(json["balance_before"_L1], currency);
    outcome.balanceAfter = json::money(json["balance_after"_L1], currency);
    outcome.blockedAfter = json["blocked_after"_L1].toBool();
    outcome.replayed = json["replayed"_L1].toBool();
    return outcome;
}

QJsonObject toJson(const ClawBackOutcome &outcome)
{
    QJsonObject json = toJson(outcome.outcome);
    json.insert(u"clawed_back"_s, outcome.clawedBack.toText());
    json.insert(u"overdraft_after"_s, outcome.overdraftAfter.toText());
    return json;
}

ClawBackOutcome clawBackOutcomeFromJson(const QJsonObject &json)
{
    ClawBackOutcome outcome;
    outcome.outcome = voidOutcomeFromJson(json);
    const Currency &currency = outcome.outcome.grant.amount.currency();
    outcome.clawedBack = json::money(json["clawed_back"_L1], currency);
    outcome.overdraftAfter = json::money(json["overdraft_after"_L1], currency);
    return outcome;
}

QJsonObject toJson(const BulkVoidPreview &preview)
{
    QJsonObject json{{u"count"_s, preview.count}, {u"blocked_after"_s, preview.blockedAfter}};
    insertSum(&json, preview.sum, Told::WouldDo);
    insertSums(&json, preview.currencies, Told::WouldDo);
    return json;
}

BulkVoidPreview bulkVoidPreviewFromJson(const QJsonObject &json)
{
    return {json["count"_L1].toInteger(), currencySumOf(json, Currency()), json["blocked_after"_L1].toInteger(),
            currencySumsOf(json)};
}

QJsonObject toJson(const BulkVoidOutcome &outcome)
{
    QJsonArray skipped;
    for (const auto &one : outcome.skipped)
        skipped << QJsonObject{{u"id"_s, json::of(one.grant)}, {u"name"_s, one.name}};
    QJsonObject json{
        {u"voided"_s, outcome.voided}, {u"skipped"_s, skipped}, {u"forfeited"_s, outcome.forfeited.toText()}};
    insertSums(&json, outcome.currencies, Told::Did);
    return json;
}

BulkVoidOutcome bulkVoidOutcomeFromJson(const QJsonObject &json)
{
    BulkVoidOutcome outcome;
    outcome.total = json["total"_L1].toInteger();
    outcome.voided = json["voided"_L1].toInteger();
    const QJsonArray skipped = json["skipped"_L1].toArray();
    for (const auto &one : skipped)
        outcome.skipped << BulkVoidOutcome::Skipped{json::id<GrantId>(one["id"_L1]), one["name"_L1].toString()};
    outcome.forfeited = summed(json["forfeited"_L1]);
    outcome.currencies = currencySumsOf(json);
    outcome.done = json["done"_L1].toBool();
    outcome.replayed = json["replayed"_L1].toBool();
    return outcome;
}

QJsonObject toJson(const SettleOutcome &outcome)
{
    return {{u"released"_s, outcome.released},
            {u"settled"_s, outcome.settled},
            {u"breakage"_s, outcome.breakage.toText()},
            {u"protected"_s, outcome.protectedWorth.toText()}};
}

SettleOutcome settleOutcomeFromJson(const QJsonObject &json)
{
    return {json["released"_L1].toInteger(), json["settled"_L1].toInteger(), summed(json["breakage"_L1]),
            summed(json["protected"_L1]), json["replayed"_L1].toBool()};
}

QJsonObject toJson(const MaintenancePass &pass)
{
    return {{u"released"_s, pass.released},      {u"attributed"_s, pass.attributed}, {u"settled"_s, pass.settled},
            {u"sealed"_s, pass.sealed},          {u"reconciled"_s, pass.reconciled}, {u"alarms"_s, pass.alarms},
            {u"failed"_s, json::of(pass.failed)}};
}

MaintenancePass maintenancePassFromJson(const QJsonObject &json)
{
    const QJsonValue next = json["next"_L1];
    return {json["released"_L1].toInteger(),   json["attributed"_L1].toInteger(),
            json["settled"_L1].toInteger(),    json["sealed"_L1].toInteger(),
            json["reconciled"_L1].toInteger(), json["alarms"_L1].toInteger(),
            json::texts(json["failed"_L1]),    next.isDouble() ? QString::number(next.toInteger()) : next.toString(),
            json["busy"_L1].toBool()};
}

MaintenanceStatus maintenanceStatusFromJson(const QJsonObject &json)
{
    return {json::time(json["last_pass"_L1]), json["age_seconds"_L1].toInteger(), json["late"_L1].toBool()};
}

} // namespace scrip
