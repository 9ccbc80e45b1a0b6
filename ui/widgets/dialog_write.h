// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/async.h"
#include "core/write_context.h"

#include <QTimer>

#include <functional>

namespace scrip {

class DialogFrame;

/// One write out of a dialog, under one key that lives as long as the dialog. While the answer is awaited the dialog
/// is busy; a refusal is shown in it and may be corrected and sent again. A lost answer is told as unknown, and the
/// same call is sent again under the same key, less and less often, until its outcome is known or the person leaves.
/// Owned by the dialog.
class DialogWriteBase : public QObject
{
    Q_OBJECT
public:
    explicit DialogWriteBase(DialogFrame *dialog);

    [[nodiscard]] const QString &key() const { return m_key; }
    /// Whether the outcome is not known at this moment.
    [[nodiscard]] bool isInDoubt() const { return m_inDoubt; }
    /// How long to wait before a call in doubt is sent again, in milliseconds; twice as long each time.
    void setResolveAfter(int milliseconds) { m_patience = milliseconds; }

    /// Takes the answer of what send() sent: a value settles it and goes to the handler.
    template <typename T, typename Handler> void await(const Answer<T> &answer, Handler handler)
    {
        onDone<T>(this, answer, [this, handler](const Result<T> &result) mutable {
            if (!result) {
                take(result.failure());
                return;
            }
            settle();
            handler(*result);
        });
    }

public Q_SLOTS:
    /// Sends it, unless it is under way.
    void start();
    /// Sends what is in doubt at once; otherwise nothing.
    void askNow();

Q_SIGNALS:
    /// The person left before the outcome was known.
    void leftInDoubt();

protected:
    virtual void send() = 0;
    /// What stands on the main button meanwhile ("Releasing…").
    [[nodiscard]] virtual QString busyText() const = 0;
    /// Whether the work can be broken off while it runs, through DialogFrame::cancelRequested().
    [[nodiscard]] virtual bool isBreakable() const { return false; }
    /// Tells why it was not done. The dialog can be used again by then.
    virtual void showRefusal(const Failure &failure);

    [[nodiscard]] DialogFrame *dialog() const { return m_dialog; }

private:
    void take(const Failure &failure);
    void settle();
    void showDoubt();
    void leave();
    void onButton();

    DialogFrame *m_dialog;
    QString m_key = newKey();
    QTimer m_again;
    int m_patience;
    int m_wait = 0;
    bool m_sending = false;
    bool m_inDoubt = false;
};

/// A write that is one call with one answer.
template <typename T> class DialogWrite : public DialogWriteBase
{
public:
    using Send = std::function<Answer<T>(const QString &key)>;
    using Done = std::function<void(const T &)>;

    DialogWrite(DialogFrame *dialog, const QString &busy, Send send, Done done)
        : DialogWriteBase(dialog)
        , m_busy(busy)
        , m_send(std::move(send))
        , m_done(std::move(done))
    {
    }

protected:
    void send() override { await<T>(m_send(key()), m_done); }
    [[nodiscard]] QString busyText() const override { return m_busy; }

private:
    QString m_busy;
    Send m_send;
    Done m_done;
};

} // namespace scrip
