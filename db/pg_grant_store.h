// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/ports/grant_store.h"
#include "db/pg_store.h"

namespace scrip {

/// Grants of a PostgreSQL database. Owned by whoever opened it.
class PgGrantStore : public GrantStore, private PgStore
{
public:
    PgGrantStore(Executor &executor, const Writer &writer)
        : PgStore(executor, writer)
    {
    }

    Answer<Written<Grant>> create(const GrantDraft &draft, const WriteContext &context) override;
    Answer<Page<Grant>> page(const GrantQuery &query) override;
    Answer<RowCount> count(const GrantQuery &query) override;
    Answer<QString> position(const GrantQuery &query, double fraction) override;
    Answer<GrantHistory> grant(const GrantId &id) override;
    Answer<GrantId> resolve(const QString &text) override;

    Answer<VoidOutcome> previewVoid(const GrantId &id) override;
    Answer<VoidOutcome> voidGrant(const GrantId &id, const WriteContext &context) override;
    Answer<ClawBackOutcome> previewClawBack(const GrantId &id, const QString &amount) override;
    Answer<ClawBackOutcome> clawBack(const GrantId &id, const QString &amount, const WriteContext &context) override;

    Answer<BulkVoidPreview> previewVoidMatching(const VoidFilter &filter) override;
    Answer<BulkVoidOutcome> voidMatching(const BulkVoid &request, const WriteContext &context,
                                         const JobControlPtr &control) override;

    Answer<Written<Grant>> setPayment(const PaymentUpdate &payment, const WriteContext &context) override;
    Answer<Written<Grant>> consume(const Consumption &consumption, const WriteContext &context) override;
};

} // namespace scrip
