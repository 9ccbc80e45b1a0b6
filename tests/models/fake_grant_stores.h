// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/fake_stores.h"
#include "models/samples.h"

#include <QMap>

namespace scrip::testing {

/// "12.5" dollars, exactly.
inline Money dollars(const QString &text)
{
    return *Money::parse(text, Currency(), {});
}

/// An active grant of a claim: 25 with 9.372918400 consumed, expiring in 99 days of the sample session.
inline Grant sampleGrant(int number, const QString &organization = QStringLiteral("Northpass AI"))
{
    Grant grant;
    grant.id = sampleId<GrantId>(700 + number);
    grant.organizationId = sampleId<OrganizationId>(800 + number);
    grant.organizationName = organization;
    grant.name = QStringLiteral("Devcon Singapore");
    grant.origin = GrantOrigin::Claim;
    grant.eventId = sampleId<EventId>(1);
    grant.amount = dollars(QStringLiteral("25"));
    grant.consumed = dollars(QStringLiteral("9.3729184"));
    grant.available = dollars(QStringLiteral("15.6270816"));
    grant.status = GrantStatus::Active;
    grant.createdAt = sampleTime(QStringLiteral("2026-11-18T03:26:00Z"));
    grant.effectiveAt = grant.createdAt;
    grant.expiresAt = sampleTime(QStringLiteral("2027-02-28T15:59:59Z"));
    grant.createdBy = QStringLiteral("Noor Haddad");
    return grant;
}

/// Pending credit that is sold by invoice.
inline Grant soldGrant(int number)
{
    Grant grant = sampleGrant(number, QStringLiteral("Lumenforge Labs"));
    grant.origin = GrantOrigin::Purchase;
    grant.eventId = {};
    grant.funding = Funding::Invoice;
    grant.availability = Availability::OnSettlement;
    grant.paymentStatus = PaymentStatus::Pending;
    grant.status = GrantStatus::Pending;
    grant.amount = dollars(QStringLiteral("50"));
    grant.pending = grant.amount;
    grant.available = grant.consumed = dollars(QStringLiteral("0"));
    grant.expiresAt = {};
    return grant;
}

/// Grants held in memory. Answers at once, keeps the ledger and the keys as the database does, and remembers what was
/// asked. `fails` makes every read a lost connection, `refusal` every write that refusal; of the next `lost` writes
/// the answer is lost, though they are done.
class FakeGrantStore : public GrantStore
{
public:
    QList<Grant> grants;
    QHash<GrantId, QList<Entry>> entries;
    bool fails = false;
    bool blocks = false; ///< Taking anything away blocks the organization.
    int lost = 0;
    std::optional<Failure> refusal;
    int pageSize = 200;

    struct Write
    {
        QString what;
        GrantId grant;
        QString detail; ///< An amount, a status, a count.
        WriteContext context;
    };
    QList<Write> writes;
    int booked = 0; ///< How often something was really booked.
    QList<GrantQuery> asked;
    GrantDraft created;
    QStringList previewedAmounts;
    QList<CurrencySum> bulkCurrencies; ///< What a bulk void tells of each currency; empty: all are in one.
    std::function<Answer<BulkVoidOutcome>(const JobControlPtr &)> voidsMatching;

    [[nodiscard]] Grant *find(const GrantId &id)
    {
        for (Grant &grant : grants) {
            if (grant.id == id)
                return &grant;
        }
        return nullptr;
    }

    [[nodiscard]] QList<Grant> found(const GrantQuery &query) const
    {
        QList<Grant> rows;
        for (const Grant &grant : std::as_const(grants)) {
            if (matches(grant, query))
                rows.append(grant);
        }
        if (query.sort.endsWith(QStringLiteral("expires_at")))
            std::stable_sort(rows.begin(), rows.end(), [](const Grant &a, const Grant &b) {
                return a.expiresAt.isValid() && (!b.expiresAt.isValid() || a.expiresAt < b.expiresAt);
            });
        if (query.sort == QStringLiteral("-expires_at"))
            std::reverse(rows.begin(), rows.end());
        return rows;
    }

    Answer<Page<Grant>> page(const GrantQuery &query) override
    {
        asked.append(query);
        return orGone(fails, cutPage(found(query), query.after, std::min(pageSize, query.limit), query.back));
    }
    Answer<RowCount> count(const GrantQuery &query) override
    {
        return orGone(fails, RowCount{found(query).size(), true});
    }
    Answer<QString> position(const GrantQuery &query, double fraction) override
    {
        return orGone(fails, cutPosition(found(query).size(), fraction));
    }
    Answer<GrantHistory> grant(const GrantId &id) override
    {
        const Grant *found = find(id);
        return found ? orGone(fails, GrantHistory{*found, entries.value(id)}) : none<GrantHistory>();
    }
    Answer<GrantId> resolve(const QString &text) override { return orGone(fails, GrantId::fromText(text)); }

    Answer<VoidOutcome> previewVoid(const GrantId &id) override
    {
        const Grant *found = find(id);
        return found ? orGone(fails, m_voided.value(id, outcomeOf(*found))) : none<VoidOutcome>();
    }
    Answer<VoidOutcome> voidGrant(const GrantId &id, const WriteContext &context) override
    {
        writes.append({QStringLiteral("void"), id, {}, context});
        if (refusal)
            return answered<VoidOutcome>(*refusal);
        if (!m_voided.contains(id))
            book(id, context);
        return mayBeLost(m_voided.value(id));
    }

    Answer<ClawBackOutcome> previewClawBack(const GrantId &id, const QString &amount) override
    {
        previewedAmounts.append(amount);
        const Grant *found = find(id);
        if (!found)
            return none<ClawBackOutcome>();
        if (!amount.isEmpty() && dollars(amount).nano() > found->available.nano() + found->consumed.nano())
            return answered<ClawBackOutcome>(Failure::named(QStringLiteral("invalid_amount"),
                                                            QStringLiteral("At most 25.00 can be clawed back."),
                                                            QStringLiteral("amount")));
        return orGone(fails, clawed(*found, amount));
    }
    Answer<ClawBackOutcome> clawBack(const GrantId &id, const QString &amount, const WriteContext &context) override
    {
        writes.append({QStringLiteral("claw_back"), id, amount, context});
        if (refusal)
            return answered<ClawBackOutcome>(*refusal);
        ++booked;
        return mayBeLost(clawed(*find(id), amount));
    }

    Answer<BulkVoidPreview> previewVoidMatching(const VoidFilter &filter) override
    {
        BulkVoidPreview preview;
        preview.currencies = bulkCurrencies;
        preview.sum.balanceBefore = dollars(QStringLiteral("900"));
        preview.sum.balanceAfter = dollars(QStringLiteral("400"));
        preview.blockedAfter = blocks ? 1 : 0;
        for (const Grant &grant : std::as_const(grants)) {
            if (!isVoidable(grant, filter))
                continue;
            ++preview.count;
            preview.sum.forfeited = *preview.sum.forfeited.plus(*grant.available.plus(grant.pending));
            preview.sum.consumed = *preview.sum.consumed.plus(grant.consumed);
        }
        return orGone(fails, preview);
    }
    Answer<BulkVoidOutcome> voidMatching(const BulkVoid &request, const WriteContext &context,
                                         const JobControlPtr &control) override
    {
        writes.append({QStringLiteral("void_matching"), {}, QString::number(request.expected), context});
        if (refusal)
            return answered<BulkVoidOutcome>(*refusal);
        if (voidsMatching)
            return voidsMatching(control);
        BulkVoidOutcome outcome;
        for (const Grant &grant : std::as_const(grants)) {
            if (!isVoidable(grant, request.filter))
                continue;
            ++outcome.total;
            ++outcome.voided;
            outcome.forfeited = *outcome.forfeited.plus(*grant.available.plus(grant.pending));
        }
        outcome.currencies = bulkCurrencies;
        outcome.done = true;
        return mayBeLost(outcome);
    }

    Answer<Written<Grant>> setPayment(const PaymentUpdate &payment, const WriteContext &context) override
    {
        writes.append({QStringLiteral("payment"), payment.grant, paymentStatusName(payment.status), context});
        if (refusal)
            return answered<Written<Grant>>(*refusal);
        Grant *grant = find(payment.grant);
        grant->paymentStatus = payment.status;
        grant->paymentReference = payment.reference;
        if (payment.status == PaymentStatus::Settled) {
            grant->available = *grant->available.plus(grant->pending);
            grant->pending = dollars(QStringLiteral("0"));
            grant->status = GrantStatus::Active;
        }
        return mayBeLost(Written<Grant>{*grant, false});
    }
    Answer<Written<Grant>> create(const GrantDraft &draft, const WriteContext &context) override
    {
        writes.append({QStringLiteral("create"), {}, draft.amount.toText(), context});
        created = draft;
        if (refusal)
            return answered<Written<Grant>>(*refusal);
        Grant grant = sampleGrant(99);
        grant.organizationId = draft.organization;
        grant.amount = grant.available = draft.amount;
        grant.consumed = dollars(QStringLiteral("0"));
        if (!find(grant.id))
            grants.prepend(grant);
        return mayBeLost(Written<Grant>{grant, false});
    }
    Answer<Written<Grant>> consume(const Consumption &, const WriteContext &) override
    {
        return none<Written<Grant>>();
    }

    /// Somebody else voids it, in another window.
    void voidElsewhere(const GrantId &id, const QString &reason)
    {
        book(id, {QStringLiteral("another-key"), {}, reason});
    }

private:
    static bool matches(const Grant &grant, const GrantQuery &query)
    {
        return (query.organization.isNull() || grant.organizationId == query.organization) &&
               (query.event.isNull() || grant.eventId == query.event) &&
               (!query.origin || grant.origin == *query.origin) &&
               (query.depleted ? grant.depleted : !query.status || grant.status == *query.status) &&
               grant.name.contains(query.search, Qt::CaseInsensitive);
    }
    static bool isVoidable(const Grant &grant, const VoidFilter &filter)
    {
        GrantQuery query;
        query.event = filter.event;
        query.organization = filter.organization;
        query.status = filter.status;
        return matches(grant, query) && (grant.status == GrantStatus::Active || grant.status == GrantStatus::Pending);
    }
    [[nodiscard]] VoidOutcome outcomeOf(const Grant &grant) const
    {
        VoidOutcome outcome;
        outcome.grant = grant;
        outcome.grant.status = GrantStatus::Voided;
        outcome.forfeited = *grant.available.plus(grant.pending);
        outcome.consumed = grant.consumed;
        outcome.balanceAfter = dollars(QStringLiteral("50"));
        outcome.balanceBefore = *outcome.balanceAfter.plus(grant.available);
        outcome.blockedAfter = blocks;
        return outcome;
    }
    [[nodiscard]] ClawBackOutcome clawed(const Grant &grant, const QString &amount) const
    {
        ClawBackOutcome outcome;
        outcome.outcome = outcomeOf(grant);
        outcome.clawedBack = amount.isEmpty() ? *grant.available.plus(grant.consumed) : dollars(amount);
        outcome.overdraftAfter = dollars(QStringLiteral("0"));
        return outcome;
    }
    template <typename T> static Answer<T> none()
    {
        return answered<T>(Failure::named(QStringLiteral("not_found"), QStringLiteral("There is none.")));
    }
    template <typename T> Answer<T> mayBeLost(T value)
    {
        if (lost == 0)
            return orGone(fails, value);
        --lost;
        Failure failure = Failure::named(QStringLiteral("unknown_outcome"), QStringLiteral("lost"));
        failure.kind = FailureKind::UnknownOutcome;
        return answered<T>(failure);
    }
    void book(const GrantId &id, const WriteContext &context)
    {
        Grant *grant = find(id);
        VoidOutcome outcome = outcomeOf(*grant);
        outcome.grant.voidReason = context.reason;
        outcome.grant.voidedAt = sampleTime(QStringLiteral("2026-11-21T06:30:00Z"));
        outcome.grant.forfeited = outcome.forfeited;
        outcome.grant.available = outcome.grant.pending = dollars(QStringLiteral("0"));
        *grant = outcome.grant;
        Entry entry;
        entry.id = 40 + booked;
        entry.grantId = id;
        entry.type = QStringLiteral("voided");
        entry.amount = outcome.forfeited;
        entry.from = QStringLiteral("available");
        entry.to = QStringLiteral("forfeited");
        entry.actor = QStringLiteral("admin:ines.okafor");
        entry.reason = context.reason;
        entry.requestId = context.key;
        entries[id].append(entry);
        m_voided.insert(id, outcome);
        ++booked;
    }

    QHash<GrantId, VoidOutcome> m_voided;
};

/// Books held in memory: what is due, organization by organization.
class FakeLedgerStore : public LedgerStore
{
public:
    QList<OrganizationId> dueNow;
    SettleOutcome each; ///< What settling one of them does.
    bool fails = false;
    int lost = 0;
    std::optional<Failure> refusal;
    QMap<qsizetype, Failure> failAt; ///< What the call of that number answers, the first being 0.
    QStringList keys;                ///< Of what was settled.
    QList<bool> beforeAdoption;
    QString organizationName = QStringLiteral("Northpass AI");

    Answer<Balance> balance(const OrganizationId &organization) override
    {
        Balance balance;
        balance.organizationId = organization;
        balance.organizationName = organizationName;
        CurrencyBalance one;
        one.live = one.settled = dollars(QStringLiteral("65.6270816"));
        balance.currencies.append(one);
        return orGone(fails, balance);
    }
    Answer<Page<Entry>> page(const LedgerQuery &) override { return orGone(fails, Page<Entry>{}); }
    Answer<Page<OrganizationId>> due(bool before, const QString &after, int) override
    {
        beforeAdoption.append(before);
        // Two a page, so that there is more than one.
        const qsizetype from = after.toInt();
        Page<OrganizationId> page{dueNow.mid(from, 2), {}};
        if (from + 2 < dueNow.size())
            page.next = QString::number(from + 2);
        return orGone(fails, page);
    }
    Answer<SettleOutcome> previewSettle(const SettleRequest &) override { return orGone(fails, each); }
    Answer<SettleOutcome> settle(const SettleRequest &, const WriteContext &context) override
    {
        keys.append(context.key);
        if (failAt.contains(keys.size() - 1))
            return answered<SettleOutcome>(failAt.value(keys.size() - 1));
        if (refusal)
            return answered<SettleOutcome>(*refusal);
        if (lost > 0) {
            --lost;
            Failure failure = Failure::named(QStringLiteral("unknown_outcome"), QStringLiteral("lost"));
            failure.kind = FailureKind::UnknownOutcome;
            return answered<SettleOutcome>(failure);
        }
        return orGone(fails, each);
    }
    Answer<OrganizationId> resolveOrganization(const QString &text) override
    {
        const OrganizationId id = OrganizationId::fromText(text);
        if (id.isNull())
            return answered<OrganizationId>(Failure::named(QStringLiteral("not_found"),
                                                           QStringLiteral("There is no such organization."),
                                                           QStringLiteral("organization")));
        return orGone(fails, id);
    }
};

} // namespace scrip::testing
