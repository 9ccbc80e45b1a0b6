// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/ports/code_store.h"

#include <QObject>

namespace scrip {

/// The serials of a batch that are not printed because nobody could claim them any more, so that the preview counts
/// as the print will. Masked lists only. Owned by the subject; borrows the store.
class LeftOutCodes : public QObject
{
    Q_OBJECT
public:
    explicit LeftOutCodes(CodeStore &store, QObject *parent = nullptr);

    /// Asks for those of a batch; what was known of another one is forgotten.
    void ask(const Batch &batch);
    /// Sorted. Of a batch with more than some thousands only the first are known.
    [[nodiscard]] const QList<int> &serials() const { return m_serials; }

Q_SIGNALS:
    /// Other serials than before.
    void changed();

private:
    void askNext();
    void take(const Page<Code> &page);
    void finish();

    CodeStore &m_store;
    Latest<Page<Code>> m_latest;
    BatchId m_batch;
    QList<CodeState> m_states; ///< Still to be asked for; the first is under way.
    QString m_after;
    QList<int> m_serials;
    QList<int> m_coming;
};

} // namespace scrip
