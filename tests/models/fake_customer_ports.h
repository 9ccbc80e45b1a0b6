// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/fake_claim_ports.h"

#include <QHash>
#include <QJsonArray>

#include <functional>

namespace scrip::testing {

/// Priya, owner of Lumenforge Labs and member of Kestrel Systems, with one key that a claim made and an old one.
inline Match samplePerson()
{
    using namespace Qt::StringLiterals;
    const auto organization = [](int number, const QString &name, const QString &role) {
        return QJsonObject{
            {u"id"_s, sampleId<OrganizationId>(number).toText()}, {u"name"_s, name}, {u"role"_s, role}};
    };
    const auto key = [](int number, const QString &prefix, bool active, const QJsonValue &claim) {
        return QJsonObject{{u"id"_s, sampleId<ApiKeyId>(number).toText()},
                           {u"prefix"_s, prefix},
                           {u"workspace"_s, u"default"_s},
                           {u"active"_s, active},
                           {u"created_at"_s, u"2026-10-04T00:51:00Z"_s},
                           {u"claim_id"_s, claim}};
    };
    Match match{u"user"_s, sampleId<UserId>(300'001).toText(), u"priya.raman@lumenforge.example"_s, {}};
    match.fields = {{u"username"_s, u"priya"_s},
                    {u"active"_s, true},
                    {u"organizations"_s, QJsonArray{organization(400'000, u"Lumenforge Labs"_s, u"owner"_s),
                                                    organization(400'001, u"Kestrel Systems"_s, u"member"_s)}},
                    {u"api_keys"_s, QJsonArray{key(1, u"sk-7Q2cV9"_s, true, sampleId<ClaimId>(200'001).toText()),
                                               key(2, u"sk-01hTzP"_s, false, QJsonValue())}}};
    return match;
}

inline Match sampleMatch(const QString &kind, const QString &id, const QString &label, const QJsonObject &fields = {})
{
    return {kind, id, label, fields};
}

/// Look-ups by the exact text, told apart by nothing else. Answers at once; `fails` makes every answer a lost
/// connection.
class FakeLookup : public LookupStore
{
public:
    QHash<QString, QList<Match>> known;
    QList<TimelineItem> items; ///< Oldest first.
    int pageSize = 1000;
    bool fails = false;
    bool waits = false; ///< Look-ups are answered by release().
    QStringList asked;
    QList<TimelineQuery> timelinesAsked;

    void know(const QString &text, const QList<Match> &matches)
    {
        known.insert(text, matches);
        for (const Match &match : matches)
            known.insert(match.id, {match});
    }

    Answer<LookupResult> lookup(const QString &text) override
    {
        asked.append(text);
        LookupResult result;
        result.matches = known.value(text);
        result.kind = result.matches.isEmpty() ? QString() : result.matches.constFirst().kind;
        if (!waits)
            return orGone(fails, result);
        auto promise = std::make_shared<QPromise<Result<LookupResult>>>();
        promise->start();
        m_waiting.append([promise, result] {
            promise->addResult(result);
            promise->finish();
        });
        return promise->future();
    }
    /// Answers what waits, in the order asked.
    void release()
    {
        for (const auto &answer : std::exchange(m_waiting, {}))
            answer();
    }
    Answer<Page<TimelineItem>> timeline(const TimelineQuery &query) override
    {
        timelinesAsked.append(query);
        const qsizetype from = query.after.toInt();
        Page<TimelineItem> page{items.mid(from, pageSize), {}};
        if (from + pageSize < items.size())
            page.next = QString::number(from + pageSize);
        return orGone(fails, page);
    }
    Answer<UserId> resolveUser(const QString &text) override { return orGone(fails, UserId::fromText(text)); }

private:
    QList<std::function<void()>> m_waiting;
};

/// What organizations have: a hundred dollars more for each one known.
class FakeBooks : public LedgerStore
{
public:
    QHash<OrganizationId, Balance> known;
    bool fails = false;
    QList<OrganizationId> asked;

    void know(const OrganizationId &id, const QString &name, qint64 live)
    {
        Balance balance;
        balance.organizationId = id;
        balance.organizationName = name;
        CurrencyBalance dollars;
        dollars.live = Money(live, Currency());
        dollars.settled = Money(live, Currency());
        dollars.consumed = Money(36'581'734'200, Currency());
        balance.currencies = {dollars};
        known.insert(id, balance);
    }

    Answer<Balance> balance(const OrganizationId &id) override
    {
        asked.append(id);
        return orGone(fails, known.value(id));
    }
    Answer<Page<Entry>> page(const LedgerQuery &) override { return orGone(fails, Page<Entry>{}); }
    Answer<Page<OrganizationId>> due(bool, const QString &, int) override
    {
        return orGone(fails, Page<OrganizationId>{});
    }
    Answer<SettleOutcome> previewSettle(const SettleRequest &) override { return orGone(fails, SettleOutcome{}); }
    Answer<SettleOutcome> settle(const SettleRequest &, const WriteContext &) override
    {
        return orGone(fails, SettleOutcome{});
    }
    Answer<OrganizationId> resolveOrganization(const QString &text) override
    {
        return orGone(fails, OrganizationId::fromText(text));
    }
};

} // namespace scrip::testing
