// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/ports/batch_store.h"
#include "db/pg_store.h"

namespace scrip {

/// Batches in a PostgreSQL database. Owned by whoever opened it.
class PgBatchStore : public BatchStore, private PgStore
{
public:
    PgBatchStore(Executor &executor, const Writer &writer)
        : PgStore(executor, writer)
    {
    }

    Answer<Written<Batch>> mint(const MintRequest &request, const WriteContext &context,
                                const JobControlPtr &control) override;
    Answer<Written<Batch>> finish(const Batch &batch, const WriteContext &context,
                                  const JobControlPtr &control) override;
    Answer<Batch> batch(const BatchId &id) override;
    Answer<Page<Batch>> page(const BatchQuery &query) override;
    Answer<BatchId> resolve(const QString &text) override;

    Answer<Written<PrintRecord>> recordPrint(const PrintRecord &record, const WriteContext &context) override;
    Answer<QList<PrintRecord>> prints(const BatchId &id) override;
    Answer<PrintRecord> printByHash(const QString &sheetHash) override;
};

} // namespace scrip
