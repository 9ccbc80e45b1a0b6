// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/ports/ledger_store.h"
#include "db/pg_store.h"

namespace scrip {

/// The books of organizations in a PostgreSQL database. Owned by whoever opened it.
class PgLedgerStore : public LedgerStore, private PgStore
{
public:
    PgLedgerStore(Executor &executor, const Writer &writer)
        : PgStore(executor, writer)
    {
    }

    Answer<Balance> balance(const OrganizationId &organization) override;
    /// On the bulk lane: pages of an export follow each other.
    Answer<Page<Entry>> page(const LedgerQuery &query) override;

    Answer<Page<OrganizationId>> due(bool beforeAdoption, const QString &after, int limit) override;
    Answer<SettleOutcome> previewSettle(const SettleRequest &request) override;
    Answer<SettleOutcome> settle(const SettleRequest &request, const WriteContext &context) override;

    Answer<OrganizationId> resolveOrganization(const QString &text) override;
};

} // namespace scrip
