// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "cli/fake_events.h"
#include "core/ports/batch_store.h"
#include "core/ports/code_store.h"

namespace scrip {

/// One batch of codes in memory, with its prints.
class FakeBatches : public BatchStore
{
public:
    explicit FakeBatches(FakeLog &log);

    QList<Batch> batches;
    QList<PrintRecord> records;
    MintRequest minted;
    bool stopAtChunk = false; ///< mint() waits for its cancellation and then keeps one chunk.
    std::optional<Failure> recordFails;

    Answer<Written<Batch>> mint(const MintRequest &request, const WriteContext &context,
                                const JobControlPtr &control) override;
    Answer<Written<Batch>> finish(const Batch &batch, const WriteContext &context,
                                  const JobControlPtr &control) override;
    Answer<Batch> batch(const BatchId &id) override;
    Answer<Page<Batch>> page(const BatchQuery &query) override;
    Answer<BatchId> resolve(const QString &text) override;
    Answer<Written<PrintRecord>> recordPrint(const PrintRecord &record, const WriteContext &context) override;
    Answer<QList<PrintRecord>> prints(const BatchId &id) override;
    Answer<PrintRecord> printByHash(const QString &sheetHash) override;

private:
    FakeLog &m_log;
};

class FakeCodes : public CodeStore
{
public:
    FakeCodes(FakeLog &log, int count);

    QList<RevealedCode> codes;
    QList<RevealRequest> reveals;
    CodeQuery asked;
    QStringList typed;
    SerialRange range;
    std::optional<Failure> revealFails;

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
    [[nodiscard]] static Code maskedOf(const RevealedCode &code);

    FakeLog &m_log;
};

[[nodiscard]] BatchId batchIdOf(int number);

} // namespace scrip
