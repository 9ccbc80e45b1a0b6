// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/fake_stores.h"
#include "models/samples.h"

namespace scrip::testing {

/// The claim of one person, number by number; odd ones went through Scrip, even ones through the backend.
inline Claim sampleClaim(int number, const QString &email = QStringLiteral("priya.raman@lumenforge.example"))
{
    Claim claim;
    claim.id = sampleId<ClaimId>(200'000 + number);
    claim.eventId = sampleId<EventId>(1);
    claim.eventName = QStringLiteral("Devcon Singapore");
    claim.codeId = sampleId<CodeId>(100'000 + number);
    claim.code = QStringLiteral("NEAR-····-····-····-P%1").arg(number, 3, 10, QChar(u'0'));
    claim.userId = sampleId<UserId>(300'000 + number);
    claim.email = email;
    claim.organizationId = sampleId<OrganizationId>(400'000);
    claim.organizationName = QStringLiteral("Lumenforge Labs");
    claim.grantId = sampleId<GrantId>(500'000 + number);
    claim.claimedAt = sampleTime(QStringLiteral("2026-11-20T09:12:00Z")).addSecs(-60 * number);
    claim.origin = number % 2 == 0 ? ClaimOrigin::Backend : ClaimOrigin::Scrip;
    claim.amount = Money(25 * Money::unit, Currency());
    claim.grantStatus = GrantStatus::Active;
    return claim;
}

inline Claim releasedClaim(Claim claim, bool slot, bool freed)
{
    claim.releasedAt = sampleTime(QStringLiteral("2026-11-21T06:00:00Z"));
    claim.releasedBy = QStringLiteral("mara.lindqvist");
    claim.slotReturned = slot;
    claim.codeFreed = freed;
    claim.grantStatus = GrantStatus::Voided;
    return claim;
}

/// $25 of which $6.58 are spent.
inline Grant sampleGrant(const GrantId &id)
{
    Grant grant;
    grant.id = id;
    grant.organizationId = sampleId<OrganizationId>(400'000);
    grant.organizationName = QStringLiteral("Lumenforge Labs");
    grant.name = QStringLiteral("Devcon Singapore");
    grant.origin = GrantOrigin::Claim;
    grant.amount = Money(25 * Money::unit, Currency());
    grant.consumed = Money(6'580'000'000, Currency());
    grant.available = Money(18'420'000'000, Currency());
    grant.status = GrantStatus::Active;
    grant.expiresAt = sampleTime(QStringLiteral("2027-02-28T15:59:59Z"));
    return grant;
}

/// Claims and attempts held in memory, newest first. Answers at once and remembers what was asked. `fails` makes
/// every read a lost connection; writes answer the `failures` one after the other before they work, as a database
/// would that did it at the first call.
class FakeClaimStore : public ClaimStore
{
public:
    QList<Claim> claims;
    QList<Attempt> tried;
    ClaimCheck verdict;
    bool fails = false;
    QList<Failure> failures;
    bool keyIsCurrent = true;
    std::optional<Claim> releasedBefore; ///< What somebody else's release left.
    int pageSize = 200;
    std::optional<Failure> sortRefusal; ///< Of any order but the usual one.

    QList<ClaimQuery> pagesAsked;
    QList<ClaimQuery> counted; ///< Every filter, also one that leaves nothing to be read.
    QList<AttemptQuery> attemptsAsked;
    QList<ClaimRequest> checked;
    QList<ClaimRequest> created;
    QList<ReleaseRequest> released;
    QList<ApiKeyPrint> prints;
    QList<WriteContext> contexts;

    [[nodiscard]] static bool fits(const ClaimQuery &query, const Claim &claim)
    {
        return (query.event.isNull() || claim.eventId == query.event) &&
               (query.user.isNull() || claim.userId == query.user) &&
               (query.organization.isNull() || claim.organizationId == query.organization) &&
               (!query.released || claim.releasedAt.isValid() == *query.released) &&
               (!query.from.isValid() || claim.claimedAt >= query.from) &&
               (!query.to.isValid() || claim.claimedAt < query.to) &&
               QString(claim.email + claim.organizationName).contains(query.search, Qt::CaseInsensitive);
    }

    [[nodiscard]] QList<Claim> found(const ClaimQuery &query) const
    {
        QList<Claim> rows;
        for (const Claim &claim : std::as_const(claims)) {
            if (fits(query, claim))
                rows.append(claim);
        }
        if (query.sort.endsWith(QStringLiteral("email")))
            std::stable_sort(rows.begin(), rows.end(),
                             [](const Claim &a, const Claim &b) { return a.email < b.email; });
        if (query.sort == QStringLiteral("claimed_at") || query.sort == QStringLiteral("-email"))
            std::reverse(rows.begin(), rows.end());
        return rows;
    }

    Answer<Page<Claim>> page(const ClaimQuery &query) override
    {
        pagesAsked.append(query);
        if (sortRefusal && !query.sort.isEmpty())
            return answered<Page<Claim>>(*sortRefusal);
        return orGone(fails, cutPage(found(query), query.after, std::min(pageSize, query.limit), query.back));
    }
    Answer<RowCount> count(const ClaimQuery &query) override
    {
        counted.append(query);
        return orGone(fails, RowCount{found(query).size(), true});
    }
    Answer<QString> position(const ClaimQuery &query, double fraction) override
    {
        return orGone(fails, cutPosition(found(query).size(), fraction));
    }
    Answer<Page<Attempt>> attempts(const AttemptQuery &query) override
    {
        attemptsAsked.append(query);
        return orGone(fails, Page<Attempt>{tried, {}});
    }
    Answer<Claim> claim(const ClaimId &id) override
    {
        for (const Claim &one : std::as_const(claims)) {
            if (one.id == id)
                return orGone(fails, one);
        }
        return answered<Claim>(Failure::named(QStringLiteral("not_found"), QStringLiteral("none")));
    }
    Answer<ClaimId> resolve(const QString &text) override { return orGone(fails, ClaimId::fromText(text)); }
    Answer<ClaimCheck> check(const ClaimRequest &request) override
    {
        checked.append(request);
        return orGone(fails, verdict);
    }

    Answer<ClaimOutcome> create(const ClaimRequest &request, const WriteContext &context) override
    {
        created.append(request);
        prints.append(request.apiKey);
        ClaimOutcome outcome;
        outcome.claim = sampleClaim(900, request.claimant.email);
        outcome.grant = sampleGrant(outcome.claim.grantId);
        outcome.organization.name = QStringLiteral("Lumenforge Labs");
        outcome.organization.created = true;
        outcome.apiKey = StoredApiKey{sampleId<ApiKeyId>(1), request.apiKey.prefix, keyIsCurrent};
        return answer(context, outcome);
    }
    Answer<ReleaseOutcome> release(const ReleaseRequest &request, const WriteContext &context) override
    {
        released.append(request);
        ReleaseOutcome outcome;
        for (Claim &claim : claims) {
            if (claim.id == request.claim)
                outcome.claim = claim =
                    releasedBefore.value_or(releasedClaim(claim, request.returnSlot, request.freeCode));
        }
        outcome.grant = sampleGrant(outcome.claim.grantId);
        outcome.forfeited = outcome.grant.available;
        return answer(context, outcome);
    }
    Answer<RotatedKey> rotateKey(const ClaimId &id, const ApiKeyPrint &fresh, const WriteContext &context) override
    {
        prints.append(fresh);
        return answer(context, RotatedKey{id, {sampleId<ApiKeyId>(2), fresh.prefix, keyIsCurrent}, false});
    }

private:
    template <typename T> Answer<T> answer(const WriteContext &context, const T &value)
    {
        contexts.append(context);
        return failures.isEmpty() ? answered<T>(value) : answered<T>(failures.takeFirst());
    }
};

/// Grants by their ids; previews of voids. Everything else is not in these tests.
class FakeClaimGrants : public GrantStore
{
public:
    bool fails = false;
    std::optional<Failure> previewRefusal;
    bool blocks = false;
    QList<Grant> list;
    QList<GrantId> asked;
    QList<GrantQuery> pagesAsked;

    Answer<GrantHistory> grant(const GrantId &id) override
    {
        asked.append(id);
        return orGone(fails, GrantHistory{sampleGrant(id), {}});
    }
    Answer<VoidOutcome> previewVoid(const GrantId &id) override
    {
        if (previewRefusal)
            return answered<VoidOutcome>(*previewRefusal);
        VoidOutcome outcome;
        outcome.grant = sampleGrant(id);
        outcome.forfeited = outcome.grant.available;
        outcome.consumed = outcome.grant.consumed;
        outcome.balanceBefore = Money(118'420'000'000, Currency());
        outcome.balanceAfter = blocks ? Money(0, Currency()) : Money(100 * Money::unit, Currency());
        outcome.blockedAfter = blocks;
        return orGone(fails, outcome);
    }
    Answer<Page<Grant>> page(const GrantQuery &query) override
    {
        pagesAsked.append(query);
        return orGone(fails, cutPage(list, query.after, query.limit, query.back));
    }
    Answer<RowCount> count(const GrantQuery &) override { return orGone(fails, RowCount{list.size(), true}); }
    Answer<QString> position(const GrantQuery &, double fraction) override
    {
        return orGone(fails, cutPosition(list.size(), fraction));
    }
    Answer<GrantId> resolve(const QString &text) override { return orGone(fails, GrantId::fromText(text)); }
    Answer<Written<Grant>> create(const GrantDraft &, const WriteContext &) override { return no<Written<Grant>>(); }
    Answer<VoidOutcome> voidGrant(const GrantId &, const WriteContext &) override { return no<VoidOutcome>(); }
    Answer<ClawBackOutcome> previewClawBack(const GrantId &, const QString &) override
    {
        return no<ClawBackOutcome>();
    }
    Answer<ClawBackOutcome> clawBack(const GrantId &, const QString &, const WriteContext &) override
    {
        return no<ClawBackOutcome>();
    }
    Answer<BulkVoidPreview> previewVoidMatching(const VoidFilter &) override { return no<BulkVoidPreview>(); }
    Answer<BulkVoidOutcome> voidMatching(const BulkVoid &, const WriteContext &, const JobControlPtr &) override
    {
        return no<BulkVoidOutcome>();
    }
    Answer<Written<Grant>> setPayment(const PaymentUpdate &, const WriteContext &) override
    {
        return no<Written<Grant>>();
    }
    Answer<Written<Grant>> consume(const Consumption &, const WriteContext &) override
    {
        return no<Written<Grant>>();
    }

private:
    template <typename T> static Answer<T> no()
    {
        return answered<T>(Failure::named(QStringLiteral("not_permitted"), QStringLiteral("not in this test")));
    }
};

} // namespace scrip::testing
