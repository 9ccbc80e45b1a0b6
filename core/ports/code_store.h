// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/ports/event_store.h"

namespace scrip {

/// Codes to reveal in plain; every call leaves an audit row.
struct RevealRequest
{
    CodeFilter filter;
    QList<CodeId> ids; ///< Empty: all of the filter.
    int from = 0;      ///< First serial, 0: from the first (needs a batch).
    int to = 0;        ///< Last serial, 0: to the last.
    QString purpose;   ///< "reveal", "print", "verify" or "export".
    QString as;
    QString after;
    int limit = 10'000;
};

/// A range of serials of a batch; zeros mean the whole batch.
struct SerialRange
{
    BatchId batch;
    int from = 0;
    int to = 0;
};

/// What a change over many codes did.
struct Changed
{
    qint64 changed = 0;
    qint64 skipped = 0;
    bool replayed = false;
};

class CodeStore
{
public:
    virtual ~CodeStore() = default;

    virtual Answer<Page<Code>> page(const CodeQuery &query) = 0;
    virtual Answer<RowCount> count(const CodeFilter &filter) = 0;
    /// A cursor near that fraction (0 to 1) of the list, for jumps.
    virtual Answer<QString> position(const CodeFilter &filter, const QString &sort, double fraction) = 0;
    /// A code in any spelling, or by id.
    virtual Answer<Code> code(const QString &text) = 0;
    virtual Answer<Page<AuditEntry>> history(const CodeId &id) = 0;
    virtual Answer<Page<RevealedCode>> reveal(const RevealRequest &request) = 0;

    virtual Answer<Written<Code>> disable(const QString &code, const WriteContext &context) = 0;
    virtual Answer<Written<Code>> enable(const QString &code, const WriteContext &context) = 0;
    virtual Answer<Changed> disableRange(const SerialRange &range, const WriteContext &context) = 0;
    virtual Answer<Changed> enableRange(const SerialRange &range, const WriteContext &context) = 0;

    /// Puts a new code in the place of one, which is dead from then on.
    virtual Answer<ReissueOutcome> reissue(const QString &code, const WriteContext &context) = 0;
    /// All of a range that can be; their new codes are to be revealed.
    virtual Answer<ReissueOutcome> reissueRange(const SerialRange &range, const WriteContext &context) = 0;
};

} // namespace scrip
