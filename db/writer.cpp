// SPDX-License-Identifier: GPL-3.0-or-later
#include "db/writer.h"

#include "db/write_attempt.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace scrip {

namespace {

/// The functions themselves give up a lock after five seconds: an answer that takes longer is not coming.
constexpr int leastSilenceMs = 8000;

/// A failure says of which request: the key, by which the audit and the ledger name it as well.
template <typename T> Result<T> named(Result<T> result, const WriteCall &call)
{
    if (result)
        return result;
    Failure failure = result.failure();
    failure.requestId = call.key;
    return failure;
}

} // namespace

Writer::Writer(WriteJournal journal, int waitMs)
    : m_journal(std::move(journal))
    , m_waitMs(waitMs)
{
}

Result<QJsonObject> Writer::call(Connection &connection, const WriteCall &call, Length length) const
{
    const auto note = begin(connection, call);
    if (!note)
        return note.failure();
    Result<QJsonObject> answer = send(connection, call, length, before(*note.value()));
    if (answer || answer.failure().kind != FailureKind::UnknownOutcome)
        note.value()->remove();
    return answer;
}

Writer::Before Writer::before(const JournalEntry &note)
{
    return note.isOld() ? Before::Perhaps : Before::Never;
}

Result<std::shared_ptr<JournalEntry>> Writer::begin(Connection &connection, const WriteCall &call) const
{
    if (!isUsableKey(call.key))
        return Failure::named(u"usage"_s, tr("A key has 1 to 255 printable characters."), u"key"_s);
    const Result<DatabaseIdentity> identity = named(identify(connection), call);
    if (!identity)
        return identity.failure();
    if (const auto failure = whyReadOnly(*identity))
        return named<std::shared_ptr<JournalEntry>>(*failure, call);
    return named(m_journal.note(identity->digest(), call), call);
}

Result<QJsonObject> Writer::send(Connection &connection, const WriteCall &call, Length length, Before before) const
{
    WriteAttempt attempt(connection, call, m_waitMs, before == Before::Perhaps);
    return named(attempt.run(length == Length::Long ? -1 : std::max(m_waitMs, leastSilenceMs)), call);
}

} // namespace scrip
