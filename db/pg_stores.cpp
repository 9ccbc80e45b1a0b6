// SPDX-License-Identifier: GPL-3.0-or-later
#include "db/pg_stores.h"

#include "db/bulk_void_job.h"
#include "db/mint_job.h"

#include <QJsonDocument>

using namespace Qt::StringLiterals;

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
    const Result<QJsonObject> answer =
        writer.send(connection, note.call(), Writer::Length::Short, Writer::Before::Perhaps);
    const bool known = answer || answer.failure().kind != FailureKind::UnknownOutcome;
    if (known)
        note.remove();
    return known;
}

DoubtfulWrite doubtOf(const JournalEntry &note)
{
    DoubtfulWrite doubt{QString::fromLatin1(note.call().function).section(u'.', 1), {}, note.call().key, note.at()};
    for (const Parameter &argument : note.call().arguments) {
        const QJsonObject whom = QJsonDocument::fromJson(argument.text.value_or(QByteArray())).object();
        for (const QLatin1String &field : {"email"_L1, "user"_L1}) {
            if (doubt.subject.isEmpty())
                doubt.subject = whom[field].toString();
        }
    }
    return doubt;
}

Result<Resumption> finishAll(const Writer &writer, Connection &connection)
{
    const Result<DatabaseIdentity> identity = identify(connection);
    if (!identity)
        return identity.failure();
    Resumption resumption;
    if (whyReadOnly(*identity))
        return resumption;
    bool going = true;
    const auto notes = writer.journal().pending(identity->digest());
    for (const auto &note : notes) {
        // Only whoever knows what is missing can make it again: the note stays until they have looked.
        if (!note->call().isWhole()) {
            resumption.open << doubtOf(*note);
            continue;
        }
        if (!going || connection.isInterrupted())
            continue;
        // Where the database answers, but not about this key (the rights are gone), only a person can look.
        if (finish(writer, connection, *note))
            ++resumption.known;
        else if (connection.isOpen())
            resumption.open << doubtOf(*note);
        else
            going = false;
    }
    return resumption;
}

Result<int> forgetAll(const Writer &writer, Connection &connection, const QStringList &keys)
{
    const Result<DatabaseIdentity> identity = identify(connection);
    if (!identity)
        return identity.failure();
    int gone = 0;
    const auto notes = writer.journal().pending(identity->digest());
    for (const auto &note : notes) {
        if (note->call().isWhole() || !keys.contains(note->call().key))
            continue;
        note->remove();
        ++gone;
    }
    return gone;
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
    , m_transfer(m_executor, m_writer)
    , m_overview(m_executor, m_writer)
{
}

Stores PgStores::stores()
{
    return {&m_events,      &m_batches, &m_codes,  &m_administration, &m_grants,  &m_ledger,
            &m_maintenance, &m_claims,  &m_lookup, &m_transfer,       &m_overview};
}

Answer<Done> PgStores::connect()
{
    return m_executor.run<Done>(Executor::Kind::Interactive, [](Connection &) { return Result<Done>(Done{}); });
}

Answer<Resumption> PgStores::resume()
{
    if (m_writer.journal().isEmpty())
        return answered<Resumption>(Resumption{});
    return m_executor.run<Resumption>(Executor::Kind::Bulk,
                                      [this](Connection &connection) { return finishAll(m_writer, connection); });
}

Answer<int> PgStores::forget(const QStringList &keys)
{
    return m_executor.run<int>(Executor::Kind::Interactive, [this, keys](Connection &connection) {
        return forgetAll(m_writer, connection, keys);
    });
}

} // namespace scrip
