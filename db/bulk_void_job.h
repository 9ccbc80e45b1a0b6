// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/ports/grant_store.h"
#include "db/writer.h"

namespace scrip {

/// Voids all grants that match, a chunk in each call and all under one key, so that doing it again finishes what was
/// begun. What matches is fixed by the first call. Lives for one run on the bulk lane.
class BulkVoidJob
{
public:
    BulkVoidJob(const Writer &writer, Connection &connection, JobControlPtr control);

    [[nodiscard]] static QJsonObject argument(const VoidFilter &filter);
    /// The call of the first chunk, which stands for the whole run in the journal.
    static WriteCall opening(const BulkVoid &request, const WriteContext &context);

    /// Notes the call and voids. A cancelled run answers what was done, not done.
    Result<BulkVoidOutcome> run(const WriteCall &opening);
    /// Goes on with what is noted already, and removes the note when it is done, cancelled or refused.
    Result<BulkVoidOutcome> resume(JournalEntry &note);

private:
    Result<BulkVoidOutcome> voidAll(const WriteCall &opening, Writer::Before before);

    const Writer &m_writer;
    Connection &m_connection;
    JobControlPtr m_control;
};

} // namespace scrip
