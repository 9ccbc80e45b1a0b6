// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/ports/code_store.h"

#include <QHash>
#include <QObject>
#include <QTimer>

namespace scrip {

/// The plain codes of one sheet while somebody looks at them: the reveal is an audited act, and ends by itself. Owned
/// by the preview; borrows the store.
class CodeReveal : public QObject
{
    Q_OBJECT
public:
    explicit CodeReveal(QObject *parent = nullptr);

    void setStore(CodeStore *store) { m_store = store; }
    /// Reveals the codes with those serials of a batch.
    void ask(const BatchId &batch, int from, int to);
    /// Masks again at once.
    void hide();
    [[nodiscard]] bool isShown() const { return !m_codes.isEmpty(); }
    [[nodiscard]] bool isAsking() const { return m_asking; }
    [[nodiscard]] int secondsLeft() const { return m_secondsLeft; }
    /// Those that can be claimed, by serial.
    [[nodiscard]] const QHash<int, QString> &codes() const { return m_codes; }

    /// How long they stay; for tests.
    void setSeconds(int seconds) { m_seconds = seconds; }

Q_SIGNALS:
    /// Revealed, or masked again.
    void changed();
    void ticked();
    void failed(const scrip::Failure &failure);

private:
    void take(const Page<RevealedCode> &page);
    void tick();

    CodeStore *m_store = nullptr;
    Latest<Page<RevealedCode>> m_latest;
    QHash<int, QString> m_codes;
    QTimer m_tick;
    int m_seconds = 30;
    int m_secondsLeft = 0;
    bool m_asking = false;
};

} // namespace scrip
