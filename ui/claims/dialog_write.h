// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/async.h"
#include "core/write_context.h"

#include <QTimer>

#include <functional>

namespace scrip {

class DialogFrame;

/// One write out of a dialog, under one key that lives as long as the dialog. While the answer is awaited the dialog
/// is busy; a refusal is shown in it and may be tried again. A lost answer is told as unknown, and the same call is
/// sent again under the same key until its outcome is known or the person leaves. Owned by the dialog.
class DialogWriteBase : public QObject
{
    Q_OBJECT
public:
    /// `busy` stands on the main button meanwhile ("Releasing…").
    DialogWriteBase(DialogFrame *dialog, const QString &busy);

    [[nodiscard]] const QString &key() const { return m_key; }
    /// Whether the outcome is not known at this moment.
    [[nodiscard]] bool isInDoubt() const { return m_inDoubt; }
    /// How long to wait before a call in doubt is sent again; two seconds by itself.
    void setResolveAfter(int milliseconds) { m_again.setInterval(milliseconds); }

public Q_SLOTS:
    /// Sends it, unless it is under way.
    void start();

Q_SIGNALS:
    /// The person left before the outcome was known.
    void leftInDoubt();

protected:
    virtual void send() = 0;
    void take(const Failure &failure);
    /// The dialog can be used again.
    void settle();

private:
    void showDoubt();
    void leave();

    DialogFrame *m_dialog;
    QString m_busy;
    QString m_key = newKey();
    QTimer m_again;
    bool m_sending = false;
    bool m_inDoubt = false;
};

template <typename T> class DialogWrite : public DialogWriteBase
{
public:
    using Send = std::function<Answer<T>(const QString &key)>;
    using Done = std::function<void(const T &)>;

    DialogWrite(DialogFrame *dialog, const QString &busy, Send send, Done done)
        : DialogWriteBase(dialog, busy)
        , m_send(std::move(send))
        , m_done(std::move(done))
    {
    }

protected:
    void send() override
    {
        onDone<T>(this, m_send(key()), [this](const Result<T> &answer) {
            if (!answer) {
                take(answer.failure());
                return;
            }
            settle();
            m_done(*answer);
        });
    }

private:
    Send m_send;
    Done m_done;
};

} // namespace scrip
