// SPDX-License-Identifier: GPL-3.0-or-later
#include "db/mint_job.h"

#include "core/object_json.h"
#include "db/pg_store.h"

#include <algorithm>
#include <limits>

using namespace Qt::StringLiterals;

namespace scrip {

namespace {

QJsonObject optionsOf(const MintRequest &request)
{
    QJsonObject options{{u"groups"_s, request.groups}, {u"max_uses"_s, request.maxUses}};
    if (!request.prefix.isEmpty())
        options.insert(u"prefix"_s, request.prefix);
    if (!request.note.isEmpty())
        options.insert(u"note"_s, request.note);
    return options;
}

WriteCall chunkCall(const WriteCall &opening, const BatchId &batch, int chunk)
{
    return {"scrip.mint_chunk",
            opening.key,
            opening.as,
            {ParameterTrait<BatchId>::of(batch), ParameterTrait<int>::of(chunk)}};
}

/// An outcome that nobody chose: the rest of the batch is still wanted.
bool isUnfinished(const Failure &failure)
{
    return failure.kind == FailureKind::UnknownOutcome || failure.kind == FailureKind::Cancelled;
}

} // namespace

MintJob::MintJob(const Writer &writer, Connection &connection, JobControlPtr control)
    : m_writer(writer)
    , m_connection(connection)
    , m_control(control ? std::move(control) : std::make_shared<JobControl>())
{
}

WriteCall MintJob::opening(const MintRequest &request, const WriteContext &context)
{
    // A count that no integer of the server holds must be refused there and not wrap here.
    const int count = static_cast<int>(std::clamp<qint64>(request.count, 0, std::numeric_limits<int>::max()));
    return WriteCall::of("scrip.open_batch", context, request.event, count, optionsOf(request));
}

WriteCall MintJob::reopening(const Batch &batch, const WriteContext &context)
{
    return chunkCall({{}, batch.key, context.as, {}}, batch.id, 0);
}

bool MintJob::isMinting(const WriteCall &call)
{
    return call.function == "scrip.open_batch" || call.function == "scrip.mint_chunk";
}

Result<Written<Batch>> MintJob::run(const WriteCall &opening)
{
    const auto note = m_writer.begin(m_connection, opening);
    if (!note)
        return note.failure();
    return resume(**note);
}

Result<Written<Batch>> MintJob::resume(JournalEntry &note)
{
    Result<Written<Batch>> batch = mint(note.call(), Writer::before(note));
    if (batch || !isUnfinished(batch.failure()))
        note.remove();
    return batch;
}

Result<Written<Batch>> MintJob::mint(const WriteCall &opening, Writer::Before before)
{
    const Result<QJsonObject> opened = m_writer.send(m_connection, opening, Writer::Length::Long, before);
    if (!opened)
        return opened.failure();
    return fill(opening, written<Batch>("batch", batchFromJson)(*opened), before);
}

/// Asks for every chunk, also those that may be there: they answer at once.
Result<Written<Batch>> MintJob::fill(const WriteCall &opening, Written<Batch> batch, Writer::Before before)
{
    const qint64 total = batch.object.requested;
    for (int chunk = 0; chunk * mintChunk < total; ++chunk) {
        if (m_control->isCancelled())
            return cancel(opening, batch);
        const Result<QJsonObject> answer =
            m_writer.send(m_connection, chunkCall(opening, batch.object.id, chunk), Writer::Length::Long, before);
        if (!answer)
            return answer.failure();
        const auto filled = written<Batch>("batch", batchFromJson)(*answer);
        batch = {filled.object, batch.replayed && filled.replayed};
        m_control->report(qMin((chunk + 1) * mintChunk, total), total);
    }
    return batch;
}

Result<Written<Batch>> MintJob::cancel(const WriteCall &opening, const Written<Batch> &batch)
{
    // A key of its own each time: a batch may be taken up and cancelled again.
    const WriteCall call{"scrip.cancel_batch", newKey(), opening.as, {ParameterTrait<BatchId>::of(batch.object.id)}};
    const Result<QJsonObject> answer = m_writer.send(m_connection, call);
    if (!answer) {
        Failure failure = answer.failure();
        failure.key = opening.key; // what resolves it is the key of the batch
        return failure;
    }
    return Written<Batch>{batchFromJson((*answer)["batch"_L1].toObject()), batch.replayed};
}

} // namespace scrip
