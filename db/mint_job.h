// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/ports/batch_store.h"
#include "db/writer.h"

namespace scrip {

/// Mints a batch: opens it and fills it chunk by chunk, all under one key, so that doing it again finishes what was
/// begun. Lives for one minting on the bulk lane.
class MintJob
{
public:
    MintJob(const Writer &writer, Connection &connection, JobControlPtr control);

    /// The call that opens the batch and stands for the whole minting in the journal.
    static WriteCall opening(const MintRequest &request, const WriteContext &context);
    /// The same for a batch that is open already. It asks for the first chunk, which answers the batch as it is.
    static WriteCall reopening(const Batch &batch, const WriteContext &context);
    /// Whether a noted call stands for a whole minting.
    static bool isMinting(const WriteCall &call);

    /// Notes the call and mints. A cancelled minting answers its batch as it is.
    Result<Written<Batch>> run(const WriteCall &opening);
    /// Mints what is noted already, and removes the note when it is done or refused.
    Result<Written<Batch>> resume(JournalEntry &note);

private:
    Result<Written<Batch>> mint(const WriteCall &opening, Writer::Before before);
    Result<Written<Batch>> fill(const WriteCall &opening, Written<Batch> batch, Writer::Before before);
    Result<Written<Batch>> cancel(const WriteCall &opening, const Written<Batch> &batch);

    const Writer &m_writer;
    Connection &m_connection;
    JobControlPtr m_control;
};

} // namespace scrip
