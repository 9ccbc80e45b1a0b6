// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/claims/dialog_write.h"

#include "ui/mint/code_words.h"
#include "ui/widgets/dialog_frame.h"
#include "ui/widgets/inline_message.h"

namespace scrip {

namespace {

constexpr int resolveAfter = 2000;

/// Whether an answer says what became of a call sent before. That the server is gone or busy now says nothing.
bool isTruth(const Failure &failure)
{
    switch (failure.kind) {
    case FailureKind::UnknownOutcome:
    case FailureKind::Connection:
    case FailureKind::Busy:
    case FailureKind::Cancelled:
        return false;
    default:
        return true;
    }
}

} // namespace

DialogWriteBase::DialogWriteBase(DialogFrame *dialog, const QString &busy)
    : QObject(dialog)
    , m_dialog(dialog)
    , m_busy(busy)
{
    m_again.setSingleShot(true);
    m_again.setInterval(resolveAfter);
    connect(&m_again, &QTimer::timeout, this, &DialogWriteBase::start);
    connect(dialog, &DialogFrame::cancelRequested, this, &DialogWriteBase::leave);
    connect(dialog->failureStrip(), &InlineMessage::buttonClicked, this, [this] {
        if (m_dialog->obstacle().isEmpty())
            start();
    });
}

void DialogWriteBase::start()
{
    if (m_sending)
        return;
    m_sending = true;
    if (!m_inDoubt)
        m_dialog->setBusy(true, m_busy);
    send();
}

void DialogWriteBase::take(const Failure &failure)
{
    m_sending = false;
    const bool lost = failure.kind == FailureKind::UnknownOutcome || failure.kind == FailureKind::Cancelled;
    if (lost || (m_inDoubt && !isTruth(failure))) {
        showDoubt();
        return;
    }
    settle();
    m_dialog->showFailure(tr("Not done."), codeFailureWords(failure), tr("Try again"));
}

void DialogWriteBase::settle()
{
    m_sending = false;
    m_inDoubt = false;
    m_again.stop();
    m_dialog->setBusy(false);
    m_dialog->clearFailure();
}

void DialogWriteBase::showDoubt()
{
    if (!m_inDoubt) {
        m_inDoubt = true;
        m_dialog->setBusy(true, tr("Unknown, resolving…"), true);
        m_dialog->showFailure(tr("Not known yet."),
                              tr("The answer was lost on the way. The same is asked again until it is known; nothing "
                                 "is done twice."));
    }
    m_again.start();
}

void DialogWriteBase::leave()
{
    if (!m_inDoubt)
        return;
    m_again.stop();
    m_dialog->setBusy(false);
    Q_EMIT leftInDoubt();
    m_dialog->reject();
}

} // namespace scrip
