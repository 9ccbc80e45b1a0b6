// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/ports/claim_store.h"
#include "db/pg_store.h"

namespace scrip {

/// Claims of a PostgreSQL database. Owned by whoever opened it.
class PgClaimStore : public ClaimStore, private PgStore
{
public:
    PgClaimStore(Executor &executor, const Writer &writer)
        : PgStore(executor, writer)
    {
    }

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
};

} // namespace scrip
