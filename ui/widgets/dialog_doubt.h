// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/result.h"

#include <QTimer>

#include <functional>

namespace scrip {

class DialogFrame;

/// Keeps a dialog in doubt while nobody knows whether its write was done: nothing can be changed, the strip says so,
/// and the same write is asked for again, by itself and at a press, until there is an answer about it. Whoever closes
/// the dialog meanwhile leaves it to the journal of the connection. Owned by its dialog.
class DialogDoubt : public QObject
{
    Q_OBJECT
public:
    /// `ask` sends the same write under the same key, and never while an answer is awaited.
    DialogDoubt(DialogFrame *dialog, const QString &lead, std::function<void()> ask);

    [[nodiscard]] bool isOpen() const { return m_open; }
    /// Whether the failure leaves open what became of the write: the answer was lost, or one was lost before and this
    /// one only says that nobody could be asked. The dialog is held then.
    [[nodiscard]] bool holds(const Failure &failure);
    /// There is an answer: the dialog can be used again.
    void end();
    /// How long to wait before the write is asked for again; two seconds by itself.
    void setAskAfter(int milliseconds) { m_again.setInterval(milliseconds); }

private:
    void ask();
    void leave();

    DialogFrame *m_dialog;
    QString m_lead;
    std::function<void()> m_ask;
    QTimer m_again;
    bool m_open = false;
    bool m_asking = false;
};

} // namespace scrip
