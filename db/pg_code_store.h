// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/ports/code_store.h"
#include "db/pg_store.h"

namespace scrip {

/// Codes in a PostgreSQL database. Owned by whoever opened it.
class PgCodeStore : public CodeStore, private PgStore
{
public:
    PgCodeStore(Executor &executor, const Writer &writer)
        : PgStore(executor, writer)
    {
    }

    Answer<Page<Code>> page(const CodeQuery &query) override;
    Answer<RowCount> count(const CodeFilter &filter) override;
    Answer<QString> position(const CodeFilter &filter, const QString &sort, double fraction) override;
    Answer<Code> code(const QString &text) override;
    Answer<Page<AuditEntry>> history(const CodeId &id) override;
    Answer<Page<RevealedCode>> reveal(const RevealRequest &request) override;

    Answer<Written<Code>> disable(const QString &code, const WriteContext &context) override;
    Answer<Written<Code>> enable(const QString &code, const WriteContext &context) override;
    Answer<Changed> disableRange(const SerialRange &range, const WriteContext &context) override;
    Answer<Changed> enableRange(const SerialRange &range, const WriteContext &context) override;
    Answer<ReissueOutcome> reissue(const QString &code, const WriteContext &context) override;
    Answer<ReissueOutcome> reissueRange(const SerialRange &range, const WriteContext &context) override;

private:
    static Result<CodeId> idOf(Connection &connection, const QString &code);
    /// Calls a function that writes with the id of a code.
    template <typename T, typename Decode>
    Answer<T> writeCode(const char *function, const QString &code, const WriteContext &context, Decode decode);
    Answer<Written<Code>> change(const char *function, const QString &code, const WriteContext &context);
    Answer<Changed> changeRange(const char *function, const SerialRange &range, const WriteContext &context);
};

} // namespace scrip
