// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/async.h"
#include "core/write_context.h"

#include <QTimer>

#include <functional>

namespace scrip {

class DialogFrame;

/// The work of a dialog that writes, from the press of its main button to the truth. While the answer is awaited the
/// dialog is busy; a refusal is shown in it and may be corrected and sent again. A lost answer is told as unknown,
/// and the same is sent again under the same key, less and less often, until its outcome is known or the person
/// leaves: the journal of the connection has it then. Owned by the dialog.
class DialogWriteBase : public QObject
{
    Q_OBJECT
public:
    using Work = std::function<void(DialogWriteBase &)>;

    /// `busy` stands on the main button meanwhile ("Releasing…"). `work` sends, the same whenever an answer was lost,
    /// and tells of the answer through await(), or through fail() and settle() where signals bring it.
    DialogWriteBase(DialogFrame *dialog, const QString &busy, Work work);

    /// Of one call: lives as long as the dialog. Work of several calls has keys of its own that live as long.
    [[nodiscard]] const QString &key() const { return m_key; }
    /// Whether the outcome is not known at this moment.
    [[nodiscard]] bool isInDoubt() const { return m_inDoubt; }
    /// How long to wait before a call in doubt is sent again, in milliseconds; twice as long each time.
    void setResolveAfter(int milliseconds) { m_patience = milliseconds; }
    void setBusyText(const QString &text) { m_busyText = text; }
    /// Whether the work can be broken off while it runs, through DialogFrame::cancelRequested().
    void setBreakable(bool breakable) { m_breakable = breakable; }
    /// What the strip begins with in doubt, where it can be said what is not known; in place of the general words.
    void setDoubtLead(const QString &lead) { m_doubtLead = lead; }
    /// Tells why it was not done, in place of the general words. The dialog can be used again by then.
    void setRefusal(std::function<void(const Failure &)> tell) { m_tellRefusal = std::move(tell); }
    /// Shows in the strip that it was not done, with `text` and the offer to try again.
    void tellRefusal(const Failure &failure, const QString &text);

    /// Takes the answer of what was sent: a value settles it and goes to the handler.
    template <typename T, typename Handler> void await(const Answer<T> &answer, Handler handler)
    {
        onDone<T>(this, answer, [this, handler](const Result<T> &result) mutable {
            if (!result) {
                fail(result.failure());
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
    /// It was not done, or nobody knows.
    void fail(const scrip::Failure &failure);
    /// It is done: the dialog can be used again.
    void settle();
    /// Of several calls, the one in doubt is known by now and the next is under way; otherwise nothing.
    void goOn();

Q_SIGNALS:
    /// The person left before the outcome was known.
    void leftInDoubt();

private:
    void showDoubt();
    void leave();
    void onButton();

    DialogFrame *m_dialog;
    QString m_busyText;
    QString m_doubtLead;
    Work m_work;
    std::function<void(const Failure &)> m_tellRefusal;
    QString m_key = newKey();
    QTimer m_again;
    int m_patience;
    int m_wait = 0;
    bool m_breakable = false;
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
        : DialogWriteBase(dialog, busy,
                          [send, done](DialogWriteBase &write) { write.await<T>(send(write.key()), done); })
    {
    }
};

} // namespace scrip
