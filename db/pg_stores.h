// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/doubtful_write.h"
#include "core/ports/stores.h"
#include "db/migrator.h"
#include "db/pg_administration.h"
#include "db/pg_batch_store.h"
#include "db/pg_claim_store.h"
#include "db/pg_code_store.h"
#include "db/pg_code_transfer.h"
#include "db/pg_event_store.h"
#include "db/pg_grant_store.h"
#include "db/pg_ledger_store.h"
#include "db/pg_lookup_store.h"
#include "db/pg_maintenance.h"
#include "db/pg_overview_store.h"

namespace scrip {

/// What became of writes that an earlier run left in doubt.
struct Resumption
{
    int known = 0;             ///< How many found their end.
    QList<DoubtfulWrite> open; ///< Those that only whoever made them can resolve, oldest first.
};

/// One database with everything that works on it: the lanes, the writer and the stores. Owned by the gateway or the
/// console's Database; stores borrowed from it die with it.
class PgStores
{
public:
    PgStores(const ConnInfo &info, const QString &program, int waitMs, const WriteJournal &journal = WriteJournal());

    [[nodiscard]] Stores stores();
    [[nodiscard]] Migration &migration() { return m_migrator; }

    /// Connects, when it is not connected yet, and does nothing else.
    Answer<Done> connect();
    /// Resolves what an earlier run left in doubt in this database, as far as that can be done.
    Answer<Resumption> resume();
    /// Takes the notes of open writes away, once somebody has looked; answers how many.
    Answer<int> forget(const QStringList &keys);

private:
    Writer m_writer;
    Migrator m_migrator;
    Executor m_executor; ///< Behind the writer, which its jobs use to their end.
    PgEventStore m_events;
    PgBatchStore m_batches;
    PgCodeStore m_codes;
    PgAdministration m_administration;
    PgGrantStore m_grants;
    PgLedgerStore m_ledger;
    PgMaintenance m_maintenance;
    PgClaimStore m_claims;
    PgLookupStore m_lookup;
    PgCodeTransfer m_transfer;
    PgOverviewStore m_overview;
};

} // namespace scrip
