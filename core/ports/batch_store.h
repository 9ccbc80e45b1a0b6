// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/job_control.h"
#include "core/ports/event_store.h"

namespace scrip {

class BatchStore
{
public:
    virtual ~BatchStore() = default;

    /// Makes the batch and mints it chunk by chunk on the bulk lane; progress counts codes. Cancelling keeps the
    /// whole chunks that are there and answers the batch in the state cancelled; the same key finishes it later.
    virtual Answer<Written<Batch>> mint(const MintRequest &request, const WriteContext &context,
                                        const JobControlPtr &control) = 0;
    /// Mints what an unfinished batch lacks, also one of an earlier session; by the login that opened it, whose
    /// batches carry their key. Progress and cancelling are those of mint().
    virtual Answer<Written<Batch>> finish(const Batch &batch, const WriteContext &context,
                                          const JobControlPtr &control) = 0;
    virtual Answer<Batch> batch(const BatchId &id) = 0;
    virtual Answer<Page<Batch>> page(const BatchQuery &query) = 0;
    virtual Answer<BatchId> resolve(const QString &text) = 0;

    /// Refuses with already_printed when a serial of the range is on paper already and the record is no reprint.
    virtual Answer<Written<PrintRecord>> recordPrint(const PrintRecord &record, const WriteContext &context) = 0;
    virtual Answer<QList<PrintRecord>> prints(const BatchId &id) = 0;
    /// The run whose sheets carry this hash, or not_found.
    virtual Answer<PrintRecord> printByHash(const QString &sheetHash) = 0;
};

} // namespace scrip
