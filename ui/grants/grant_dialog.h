// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/async.h"
#include "core/ports/connection.h"
#include "core/ports/stores.h"
#include "core/write_context.h"
#include "ui/widgets/dialog_frame.h"

#include <QTimer>

namespace scrip {

/// What the dialogs about grants borrow; all of it outlives them.
struct GrantPorts
{
    Stores stores;
    ConnectionMonitor &monitor;
};

/// A dialog that makes one write about grants under one idempotency key, which is its own for its whole life. What is
/// refused may be corrected and sent again. A lost answer is asked for again by itself, with what was sent, until it
/// is known: meanwhile nothing can be changed and nothing is lost. Subclasses say what to send.
class GrantDialog : public DialogFrame
{
    Q_OBJECT
public:
    GrantDialog(const QString &title, int width, const GrantPorts &ports, QWidget *page);

    [[nodiscard]] const QString &key() const { return m_key; }
    /// Something was sent of which nobody knows yet what became of it.
    [[nodiscard]] bool isInDoubt() const { return m_inDoubt; }
    /// The write is done: what is shown is what happened.
    [[nodiscard]] bool isFinished() const { return m_finished; }
    /// Milliseconds before a lost answer is asked for again; twice as long each time.
    void setPatience(int milliseconds) { m_patience = milliseconds; }

Q_SIGNALS:
    /// The database changed because of us.
    void written();

protected:
    /// Why this cannot be sent.
    struct Obstacle
    {
        QString text; ///< Empty: it can.
        bool isError = false;
    };

    /// Notes what is to be sent from now on; called once for each press of the main button.
    virtual void collect() = 0;
    /// Sends what was collected, and calls await() with the answer.
    virtual void send() = 0;
    /// What is missing or wrong in this dialog; rights and connection are looked at besides.
    [[nodiscard]] virtual Obstacle obstacleHere() const = 0;
    /// Shows a refusal at its field; false when it belongs to none.
    virtual bool showAtField(const Failure &) { return false; }
    /// What the main button reads while the answer is awaited.
    [[nodiscard]] virtual QString busyText() const;
    /// Whether the work can be broken off while it runs, through cancelRequested().
    [[nodiscard]] virtual bool isBreakable() const { return false; }

    /// Judges again whether the main button is on.
    void judge();
    /// Presses on with the same write, as "Try again" does.
    void sendAgain();
    /// From now on the dialog shows what happened and can only be closed.
    void finish();

    template <typename T, typename Handler> void await(const Answer<T> &answer, Handler handler)
    {
        onDone(this, answer, [this, handler](const Result<T> &result) mutable {
            if (!result) {
                refuse(result.failure());
                return;
            }
            settle();
            handler(*result);
        });
    }

    [[nodiscard]] const GrantPorts &ports() const { return m_ports; }
    [[nodiscard]] WriteContext context(const QString &reason) const { return {m_key, {}, reason}; }

private:
    void start();
    void onButton();
    void refuse(const Failure &failure);
    void doubt();
    void ask();
    void settle();

    GrantPorts m_ports;
    QString m_key;
    QTimer m_again;
    int m_patience = 1000;
    int m_wait = 0;
    bool m_inDoubt = false;
    bool m_asking = false;
    bool m_finished = false;
};

} // namespace scrip
