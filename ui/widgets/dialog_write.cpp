// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/dialog_write.h"

#include "core/failure_names.h"
#include "ui/widgets/dialog_frame.h"
#include "ui/widgets/failure_words.h"
#include "ui/widgets/inline_message.h"

#include <QPushButton>

namespace scrip {

using namespace Qt::StringLiterals;

namespace {

constexpr int firstWait = 1000;
constexpr int longestWait = 8000;

bool isLost(const Failure &failure)
{
    return failure.kind == FailureKind::UnknownOutcome || failure.kind == FailureKind::Cancelled;
}

} // namespace

DialogWriteBase::DialogWriteBase(DialogFrame *dialog, const QString &busy, Work work)
    : QObject(dialog)
    , m_dialog(dialog)
    , m_busyText(busy)
    , m_work(std::move(work))
    , m_patience(firstWait)
{
    dialog->setWriting();
    m_again.setSingleShot(true);
    connect(&m_again, &QTimer::timeout, this, &DialogWriteBase::askNow);
    connect(dialog, &DialogFrame::cancelRequested, this, &DialogWriteBase::leave);
    connect(dialog->failureStrip(), &InlineMessage::buttonClicked, this, &DialogWriteBase::onButton);
}

void DialogWriteBase::start()
{
    if (m_sending)
        return;
    m_sending = true;
    m_again.stop();
    if (!m_inDoubt) {
        m_wait = m_patience;
        m_dialog->setBusy(true, m_busyText, m_breakable);
    }
    m_work(*this);
}

void DialogWriteBase::askNow()
{
    if (m_inDoubt)
        start();
}

void DialogWriteBase::onButton()
{
    if (m_inDoubt)
        start();
    else if (m_dialog->submitButton()->isEnabled())
        Q_EMIT m_dialog->submitted();
}

void DialogWriteBase::fail(const Failure &failure)
{
    m_sending = false;
    if (isLost(failure) || (m_inDoubt && !settlesDoubt(failure))) {
        showDoubt();
        return;
    }
    settle();
    if (m_tellRefusal)
        m_tellRefusal(failure);
    else
        tellRefusal(failure, tellFailure(failure));
}

void DialogWriteBase::tellRefusal(const Failure &failure, const QString &text)
{
    m_dialog->showFailure(failureLead(failure), text, tr("Try again"), failure.name);
}

void DialogWriteBase::settle()
{
    m_sending = false;
    m_again.stop();
    if (std::exchange(m_inDoubt, false))
        m_dialog->setCancelText(tr("Cancel"));
    m_dialog->setBusy(false);
    m_dialog->clearFailure();
}

void DialogWriteBase::goOn()
{
    if (!m_inDoubt)
        return;
    m_inDoubt = false;
    m_wait = m_patience;
    m_dialog->setCancelText(tr("Cancel"));
    m_dialog->setBusy(true, m_busyText, m_breakable);
}

void DialogWriteBase::showDoubt()
{
    if (!m_inDoubt) {
        m_inDoubt = true;
        m_dialog->setBusy(true, tr("Unknown, resolving…"), true);
        m_dialog->setCancelText(tr("Close"));
        const bool told = !m_doubtLead.isEmpty();
        m_dialog->showFailure(told ? m_doubtLead : tr("Unknown, resolving."),
                              told ? tr("The answer was lost on the way. The same is asked again until it is known; "
                                        "nothing is done twice.")
                                   : tr("The answer was lost on the way. The same is asked again until it is known "
                                        "what happened; nothing is done twice."),
                              tr("Ask now"));
    }
    m_again.start(m_wait);
    m_wait = std::min(longestWait, m_wait * 2);
}

void DialogWriteBase::leave()
{
    if (!m_inDoubt)
        return;
    m_again.stop();
    m_dialog->setBusy(false);
    Q_EMIT leftInDoubt();
    // Nothing to discard: it was sent.
    m_dialog->done(QDialog::Rejected);
}

} // namespace scrip
