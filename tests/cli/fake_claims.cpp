// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/fake_claims.h"

#include "cli/fake_grants.h"

using namespace Qt::StringLiterals;

namespace scrip {

namespace {

template <typename TypedId> TypedId numbered(const char *begin, int number)
{
    return TypedId::fromText(QString::fromLatin1(begin) + u"-0000-7000-8000-"_s +
                             QString::number(number).rightJustified(12, u'0'));
}

/// The only one there is of its kind, found by either end of its id.
template <typename TypedId> Answer<TypedId> resolved(const FakeLog &log, const TypedId &only, const QString &text)
{
    if (log.fail)
        return answered<TypedId>(*log.fail);
    const QString id = only.toText();
    if (text.size() >= 8 && (id.startsWith(text) || id.endsWith(text)))
        return answered<TypedId>(only);
    return answered<TypedId>(Failure::named(u"not_found"_s, u"There is none."_s));
}

Grant grantOf(const Claim &claim)
{
    Grant grant;
    grant.id = claim.grantId;
    grant.organizationId = claim.organizationId;
    grant.amount = Money(25 * Money::unit, Currency());
    grant.available = grant.amount;
    return grant;
}

} // namespace

ClaimId claimIdOf(int number)
{
    return numbered<ClaimId>("0190f3d1", number);
}

UserId userIdOf(int number)
{
    return numbered<UserId>("0190f3e1", number);
}

FakeClaims::FakeClaims(FakeLog &log)
    : m_log(log)
{
    for (int number = 1; number <= 3; ++number) {
        Claim claim;
        claim.id = claimIdOf(number);
        claim.eventId = eventIdOf(1);
        claim.eventName = u"Devcon"_s;
        claim.code = u"NEAR-····-····-····-ZZZ1"_s;
        claim.userId = userIdOf(number);
        claim.email = u"=user%1@example.com"_s.arg(number);
        claim.organizationId = organizationIdOf(1);
        claim.grantId = grantIdOf(number);
        claim.claimedAt = QDateTime({2027, 1, number}, {8, 0}, Qt::UTC);
        claims << claim;
    }
}

StoredApiKey FakeClaims::stored(const ApiKeyPrint &print)
{
    if (m_hash.isEmpty())
        m_hash = print.hash;
    return {numbered<ApiKeyId>("0190f3b9", 1), print.prefix, m_hash == print.hash};
}

Answer<ClaimOutcome> FakeClaims::create(const ClaimRequest &request, const WriteContext &context)
{
    requests << request;
    ClaimOutcome outcome;
    outcome.claim = claims.first();
    outcome.grant = grantOf(outcome.claim);
    outcome.organization = {organizationIdOf(1), u"ada-bcdf"_s, true};
    outcome.workspace.name = u"default"_s;
    if (!hasKey)
        outcome.apiKey = stored(request.apiKey);
    outcome.replayed = !m_log.writes.isEmpty() && m_log.writes.last().key == context.key;
    m_log.writes << context;
    return m_log.answer<ClaimOutcome>(u"claim"_s, outcome);
}

Answer<ClaimCheck> FakeClaims::check(const ClaimRequest &request)
{
    requests << request;
    return m_log.answer<ClaimCheck>(u"check"_s, verdict);
}

Answer<Claim> FakeClaims::claim(const ClaimId &id)
{
    for (const Claim &claim : claims) {
        if (claim.id == id)
            return m_log.answer<Claim>(u"show"_s, claim);
    }
    return answered<Claim>(Failure::named(u"not_found"_s, u"There is no such claim."_s, u"claim"_s));
}

Answer<Page<Claim>> FakeClaims::page(const ClaimQuery &query)
{
    asked = query;
    const int begin = query.after.toInt();
    Page<Claim> page{claims.mid(begin, qMin(2, query.limit)), {}};
    if (begin + page.items.size() < claims.size())
        page.next = QString::number(begin + page.items.size());
    return m_log.answer<Page<Claim>>(u"claims"_s, page);
}

Answer<RowCount> FakeClaims::count(const ClaimQuery &)
{
    return m_log.answer<RowCount>(u"count"_s, {claims.size(), true});
}

Answer<QString> FakeClaims::position(const ClaimQuery &, double)
{
    return m_log.answer<QString>(u"position"_s, QString());
}

Answer<ClaimId> FakeClaims::resolve(const QString &text)
{
    return resolved(m_log, claimIdOf(1), text);
}

Answer<ReleaseOutcome> FakeClaims::release(const ReleaseRequest &request, const WriteContext &context)
{
    released = request;
    m_log.writes << context;
    return m_log.answer<ReleaseOutcome>(
        u"release"_s, {claims.first(), grantOf(claims.first()), Money(7 * Money::unit, Currency()), false});
}

Answer<RotatedKey> FakeClaims::rotateKey(const ClaimId &id, const ApiKeyPrint &fresh, const WriteContext &context)
{
    m_log.writes << context;
    return m_log.answer<RotatedKey>(u"rotateKey"_s, {id, stored(fresh), false});
}

Answer<Page<Attempt>> FakeClaims::attempts(const AttemptQuery &query)
{
    attemptsAsked = query;
    Attempt attempt;
    attempt.id = 7;
    attempt.outcome = u"code_not_found"_s;
    attempt.fingerprint = u"0123456789abcdef"_s;
    return m_log.answer<Page<Attempt>>(u"attempts"_s, {{attempt}, {}});
}

Answer<LookupResult> FakeLookup::lookup(const QString &text)
{
    texts << text;
    return m_log.answer<LookupResult>(u"lookup"_s, found);
}

Answer<Page<TimelineItem>> FakeLookup::timeline(const TimelineQuery &query)
{
    asked = query;
    const TimelineItem item{QDateTime({2027, 1, 1}, {8, 0}, Qt::UTC),
                            u"claim"_s,
                            u"Claimed 25.00 USD"_s,
                            {{u"claim"_s, claimIdOf(1).toText()}}};
    return m_log.answer<Page<TimelineItem>>(u"timeline"_s, {{item}, {}});
}

Answer<UserId> FakeLookup::resolveUser(const QString &text)
{
    return resolved(m_log, userIdOf(1), text);
}

} // namespace scrip
