// SPDX-License-Identifier: GPL-3.0-or-later
#include "db/pg_stores.h"

#include "db/bulk_void_job.h"
#include "db/mint_job.h"

namespace scrip {

namespace {

/// Whether the write found its end.
bool finish(const Writer &writer, Connection &connection, JournalEntry &note)
{
    if (MintJob::isMinting(note.call())) {
        const auto batch = MintJob(writer, connection, {}).resume(note);
        return batch || batch.failure().kind != FailureKind::UnknownOutcome;
    }
    if (note.call().function == "scrip.void_matching") {
        const auto outcome = BulkVoidJob(writer, connection, {}).resume(note);
        return outcome || outcome.failure().kind != FailureKind::UnknownOutcome;
    }
    const Result<QJsonObject> answer = writer.send(connection, note.call());
    const bool known = answer || answer.failure().kind != FailureKind::UnknownOutcome;
    if (known)
        note.remove();
    return known;
}

Result<int> finishAll(const Writer &writer, Connection &connection)
{
    const Result<DatabaseIdentity> identity = identify(connection);
    if (!identity)
        return identity.failure();
    if (whyReadOnly(*identity))
        return 0;
    int known = 0;
    const auto notes = writer.journal().pending(identity->digest());
    for (const auto &note : notes) {
        // Only whoever knows what is missing can make it again: the note stays for them.
        if (!note->call().isWhole())
            continue;
        if (connection.isInterrupted() || !finish(writer, connection, *note))
            break;
        ++known;
    }
    return known;
}

} // namespace

PgStores::PgStores(const ConnInfo &info, const QString &program, int waitMs, const WriteJournal &journal)
    : m_writer(journal, waitMs)
    , m_migrator(info.text(program))
    , m_executor(info, program)
    , m_events(m_executor, m_writer)
    , m_batches(m_executor, m_writer)
    , m_codes(m_executor, m_writer)
    , m_administration(m_executor, m_writer)
    , m_grants(m_executor, m_writer)
    , m_ledger(m_executor, m_writer)
    , m_maintenance(m_executor)
    , m_claims(m_executor, m_writer)
    , m_lookup(m_executor, m_writer)
{
}

Stores PgStores::stores()
{
    return {&m_events, &m_batches,     &m_codes,  &m_administration, &m_grants,
            &m_ledger, &m_maintenance, &m_claims, &m_lookup};
}

Answer<Done> PgStores::connect()
{
    return m_executor.run<Done>(Executor::Kind::Interactive, [](Connection &) { return Result<Done>(Done{}); });
}

Answer<int> PgStores::resume()
{
    if (m_writer.journal().isEmpty())
        return answered<int>(0);
    return m_executor.run<int>(Executor::Kind::Bulk,
                               [this](Connection &connection) { return finishAll(m_writer, connection); });
}

} // namespace scrip
