// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/ports/stores.h"
#include "ui/widgets/dialog_write.h"
#include "ui/widgets/reason_dialog.h"

namespace scrip {

class ConnectionMonitor;

/// What somebody can do about a condition that keeps a person from claiming.
enum class Remedy {
    None,
    Resume,    ///< The event, here.
    BringBack, ///< The event from the archive, here.
    Enable,    ///< The code, here.
    OpenEvent, ///< Its dates, its cap and its limits are changed on its own page.
    OpenClaim, ///< The claim that was made already.
};

/// What mends the condition that goes by the name of a refusal, of what this login may do now. None: nobody can, or
/// somebody else has to.
[[nodiscard]] Remedy remedyFor(const QString &refusal, const ConnectionMonitor &connection);
/// What the link to it says; empty for none.
[[nodiscard]] QString remedyText(Remedy remedy);

/// Mends one of the three that are mended here, with a reason. Deletes itself; borrows the stores.
class RemedyDialog : public ReasonDialog
{
    Q_OBJECT
public:
    struct Subject
    {
        EventId event;
        QString eventName;
        Code code; ///< Of Enable.
    };

    RemedyDialog(const Stores &stores, Remedy remedy, const Subject &subject, QWidget *page);

    [[nodiscard]] DialogWriteBase *write() const { return m_write; }

Q_SIGNALS:
    /// Done; `what` says so in a few words.
    void mended(const QString &what);

private:
    void writeEvent(EventStore &events, Remedy remedy, const Subject &subject);
    void writeCode(CodeStore &codes, const Code &code);
    void finish(const QString &what);

    DialogWriteBase *m_write = nullptr;
};

} // namespace scrip
