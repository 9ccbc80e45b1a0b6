// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "cli/fake_events.h"
#include "core/ports/claim_store.h"
#include "core/ports/lookup_store.h"

namespace scrip {

/// Three claims in memory. What is claimed or rotated keeps the print of the key that came first, as the database
/// does.
class FakeClaims : public ClaimStore
{
public:
    explicit FakeClaims(FakeLog &log);

    QList<Claim> claims;
    QList<ClaimRequest> requests;
    ClaimCheck verdict;
    ClaimQuery asked;
    AttemptQuery attemptsAsked;
    ReleaseRequest released;
    bool hasKey = false; ///< The claimant has an API key that works.

    Answer<ClaimOutcome> create(const ClaimRequest &request, const WriteContext &context) override;
    Answer<ClaimCheck> check(const ClaimRequest &request) override;
    Answer<Claim> claim(const ClaimId &id) override;
    Answer<Page<Claim>> page(const ClaimQuery &query) override;
    Answer<RowCount> count(const ClaimQuery &query) override;
    Answer<QString> position(const ClaimQuery &query, double fraction) override;
    Answer<ClaimId> resolve(const QString &text) override;
    Answer<ReleaseOutcome> release(const ReleaseRequest &request, const WriteContext &context) override;
    Answer<RotatedKey> rotateKey(const ClaimId &id, const ApiKeyPrint &fresh, const WriteContext &context) override;
    Answer<Page<Attempt>> attempts(const AttemptQuery &query) override;

private:
    [[nodiscard]] StoredApiKey stored(const ApiKeyPrint &print);

    FakeLog &m_log;
    QString m_hash;
};

class FakeLookup : public LookupStore
{
public:
    explicit FakeLookup(FakeLog &log)
        : m_log(log)
    {
    }

    QStringList texts;
    TimelineQuery asked;
    LookupResult found;

    Answer<LookupResult> lookup(const QString &text) override;
    Answer<Page<TimelineItem>> timeline(const TimelineQuery &query) override;
    Answer<UserId> resolveUser(const QString &text) override;

private:
    FakeLog &m_log;
};

/// Ids of the fakes, made of a number.
[[nodiscard]] ClaimId claimIdOf(int number);
[[nodiscard]] UserId userIdOf(int number);

} // namespace scrip
