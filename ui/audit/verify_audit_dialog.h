// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/async.h"
#include "core/ports/administration.h"
#include "ui/widgets/dialog_frame.h"

#include <QElapsedTimer>
#include <QTimeZone>
#include <QTimer>

namespace scrip {

class InlineMessage;
class Label;

/// The newest seal of the audit, and recomputing the whole chain: how long that takes is told while it lasts, since
/// nobody knows beforehand, and the dialog may be closed meanwhile. Changes nothing. Deletes itself once closed.
class VerifyAuditDialog : public DialogFrame
{
    Q_OBJECT
public:
    VerifyAuditDialog(Administration &administration, const QTimeZone &zone, QWidget *page);

    [[nodiscard]] InlineMessage *verdict() const { return m_verdict; }
    [[nodiscard]] QString sealText() const;

Q_SIGNALS:
    /// The seal is there, or will not come.
    void ready();

private:
    void build();
    void askSeal();
    void verify();
    void take(const Result<AuditVerdict> &answer);
    void showElapsed();

    Administration &m_administration;
    QTimeZone m_zone;
    Label *m_seal = nullptr;
    Label *m_root = nullptr;
    Label *m_covered = nullptr;
    Label *m_elapsed = nullptr;
    InlineMessage *m_verdict = nullptr;
    QTimer m_second;
    QElapsedTimer m_since;
};

} // namespace scrip
