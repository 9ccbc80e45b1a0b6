// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/code.h"
#include "sheets/label_source.h"

#include <QHash>

namespace scrip {

/// The plain codes of one run, kept small (a million of them in some 30 MB) and wiped when they are no longer needed.
/// Owned by the run that revealed them.
class PrintCodes
{
public:
    /// Room for so many codes is made at once: growing would leave copies of them behind.
    explicit PrintCodes(qint64 expected = 0);
    ~PrintCodes();
    Q_DISABLE_COPY_MOVE(PrintCodes)

    /// Takes a code to print, or notes one that is left out because of its state.
    void add(const RevealedCode &code);

    [[nodiscard]] qint64 count() const { return m_serials.size(); }
    [[nodiscard]] qint64 leftOut() const;
    /// Sentences that name the serials left out, a line for each state.
    [[nodiscard]] QStringList warnings() const;
    /// The label at `index`, from 0.
    [[nodiscard]] LabelContent label(qsizetype index, int batchNumber, qint64 batchCount) const;

private:
    QByteArray m_text; ///< All codes in a row, UTF-8.
    QList<qsizetype> m_ends;
    QList<qint32> m_serials;
    QHash<CodeState, QList<qint32>> m_leftOut;
};

/// Serials as people read them: "3, 7–9, 12".
[[nodiscard]] QString serialRanges(const QList<qint32> &serials);

/// Deals the codes of a run out to a writer or verifier. Owned by the caller; the codes outlive it.
class PrintCodesSource : public LabelSource
{
public:
    PrintCodesSource(const PrintCodes &codes, int batchNumber, qint64 batchCount);

    [[nodiscard]] qint64 count() const override { return m_codes.count(); }
    Result<QList<LabelContent>> next() override;

private:
    const PrintCodes &m_codes;
    int m_batchNumber;
    qint64 m_batchCount;
    qsizetype m_at = 0;
};

} // namespace scrip
