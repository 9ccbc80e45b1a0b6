// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/ports/connection.h"
#include "core/ports/stores.h"
#include "ui/widgets/dialog_frame.h"
#include "ui/widgets/dialog_write.h"

namespace scrip {

/// What the dialogs about grants borrow; all of it outlives them.
struct GrantPorts
{
    Stores stores;
    ConnectionMonitor &monitor;
};

/// A dialog that makes one write about grants, as DialogWriteBase does it. What is sent is collected when the main
/// button is pressed, so that a lost answer is asked for with what was sent. Once it is done the dialog shows what
/// happened. Subclasses say what to send.
class GrantDialog : public DialogFrame
{
    Q_OBJECT
public:
    GrantDialog(const QString &title, int width, const GrantPorts &ports, QWidget *page);

    [[nodiscard]] const QString &key() const { return m_write->key(); }
    /// Something was sent of which nobody knows yet what became of it.
    [[nodiscard]] bool isInDoubt() const { return m_write->isInDoubt(); }
    /// The write is done: what is shown is what happened.
    [[nodiscard]] bool isFinished() const { return m_finished; }
    /// Milliseconds before a lost answer is asked for again; twice as long each time.
    void setPatience(int milliseconds) { m_write->setResolveAfter(milliseconds); }

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
    /// From now on the dialog shows what happened and can only be closed.
    void finish();

    template <typename T, typename Handler> void await(const Answer<T> &answer, Handler handler)
    {
        m_write->await<T>(answer, handler);
    }

    [[nodiscard]] const GrantPorts &ports() const { return m_ports; }
    [[nodiscard]] WriteContext context(const QString &reason) const { return {key(), {}, reason}; }

private:
    void start();
    void showRefusal(const Failure &failure);

    GrantPorts m_ports;
    DialogWriteBase *m_write;
    bool m_finished = false;
};

} // namespace scrip
