// SPDX-License-Identifier: GPL-3.0-or-later
#include "db/bulk_void_job.h"

#include "core/grant_json.h"

using namespace Qt::StringLiterals;

namespace scrip {

namespace {

constexpr int firstChunk = 0;

/// The same call for another chunk: its number is the last argument.
WriteCall chunkCall(const WriteCall &opening, int chunk)
{
    WriteCall call = opening;
    call.arguments.last() = ParameterTrait<int>::of(chunk);
    return call;
}

/// An outcome that nobody chose: the rest of the run is still wanted.
bool isUnfinished(const Failure &failure)
{
    return failure.kind == FailureKind::UnknownOutcome || failure.kind == FailureKind::Cancelled;
}

} // namespace

BulkVoidJob::BulkVoidJob(const Writer &writer, Connection &connection, JobControlPtr control)
    : m_writer(writer)
    , m_connection(connection)
    , m_control(control ? std::move(control) : std::make_shared<JobControl>())
{
}

QJsonObject BulkVoidJob::argument(const VoidFilter &filter)
{
    QJsonObject json;
    if (!filter.event.isNull())
        json.insert(u"event"_s, filter.event.toText());
    if (!filter.organization.isNull())
        json.insert(u"organization"_s, filter.organization.toText());
    if (filter.status)
        json.insert(u"status"_s, grantStatusName(*filter.status));
    return json;
}

WriteCall BulkVoidJob::opening(const BulkVoid &request, const WriteContext &context)
{
    return WriteCall::of("scrip.void_matching", context, argument(request.filter), context.reason, request.expected,
                         firstChunk);
}

Result<BulkVoidOutcome> BulkVoidJob::run(const WriteCall &opening)
{
    const auto note = m_writer.begin(m_connection, opening);
    if (!note)
        return note.failure();
    return resume(**note);
}

Result<BulkVoidOutcome> BulkVoidJob::resume(JournalEntry &note)
{
    Result<BulkVoidOutcome> outcome = voidAll(note.call(), Writer::before(note));
    if (outcome || !isUnfinished(outcome.failure()))
        note.remove();
    return outcome;
}

/// Asks for every chunk from the first on, also those that may be done: they answer at once.
Result<BulkVoidOutcome> BulkVoidJob::voidAll(const WriteCall &opening, Writer::Before before)
{
    BulkVoidOutcome outcome;
    bool replayed = false;
    for (int chunk = firstChunk; !outcome.done && chunk <= outcome.total; ++chunk) {
        if (chunk > firstChunk && m_control->isCancelled())
            break;
        const Result<QJsonObject> answer =
            m_writer.send(m_connection, chunkCall(opening, chunk), Writer::Length::Long, before);
        if (!answer)
            return answer.failure();
        outcome = bulkVoidOutcomeFromJson(*answer);
        // Chunks behind the first always meet their key.
        replayed = replayed || (chunk == firstChunk && outcome.replayed && outcome.done);
        m_control->report(outcome.voided + outcome.skipped.size(), outcome.total);
    }
    outcome.replayed = replayed;
    return outcome;
}

} // namespace scrip
