// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "db/connection.h"
#include "db/write_journal.h"

#include <QDeadlineTimer>

namespace scrip {

/// The one way in which anything is written: the call is noted on disk, sent as one statement, sent again under the
/// same key while its outcome is in doubt or it met a conflict, and the note goes once the outcome is known. Shared
/// by the stores; any lane.
class Writer
{
    Q_DECLARE_TR_FUNCTIONS(scrip::Writer)
public:
    /// `waitMs`: how long a lost answer is looked for before a call answers unknown_outcome.
    Writer(WriteJournal journal, int waitMs);

    /// How long the server may be silent: short calls have a limit, long ones do not.
    enum class Length { Short, Long };
    /// Whether the same call may have been carried out before.
    enum class Before { Never, Perhaps };
    static Before before(const JournalEntry &note);

    /// Answers what the function answered, or its refusal. A failure has the key as its request id; unknown_outcome
    /// carries it as the key that resolves it, too: the note stays.
    Result<QJsonObject> call(Connection &connection, const WriteCall &call, Length length = Length::Short) const;

    /// Notes a call that stands for several; whoever asks removes the note. Refuses before anything is sent what
    /// cannot be written there.
    Result<std::shared_ptr<JournalEntry>> begin(Connection &connection, const WriteCall &call) const;
    /// Sends without a note.
    Result<QJsonObject> send(Connection &connection, const WriteCall &call, Length length = Length::Short,
                             Before before = Before::Never) const;

    [[nodiscard]] const WriteJournal &journal() const { return m_journal; }

private:
    WriteJournal m_journal;
    int m_waitMs;
};

} // namespace scrip
