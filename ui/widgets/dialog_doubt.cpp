// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/dialog_doubt.h"

#include "ui/widgets/dialog_frame.h"
#include "ui/widgets/inline_message.h"

namespace scrip {

namespace {

constexpr int askAfter = 2000;

bool isLost(const Failure &failure)
{
    return failure.kind == FailureKind::UnknownOutcome || failure.kind == FailureKind::Cancelled;
}

/// That the server is gone or busy now says nothing about what it did before.
bool saysNothing(const Failure &failure)
{
    return isLost(failure) || failure.kind == FailureKind::Connection || failure.kind == FailureKind::Busy;
}

} // namespace

DialogDoubt::DialogDoubt(DialogFrame *dialog, const QString &lead, std::function<void()> ask)
    : QObject(dialog)
    , m_dialog(dialog)
    , m_lead(lead)
    , m_ask(std::move(ask))
{
    m_again.setSingleShot(true);
    m_again.setInterval(askAfter);
    connect(&m_again, &QTimer::timeout, this, &DialogDoubt::ask);
    connect(dialog, &DialogFrame::cancelRequested, this, &DialogDoubt::leave);
    connect(dialog->failureStrip(), &InlineMessage::buttonClicked, this, [this] {
        if (m_open)
            this->ask();
    });
}

bool DialogDoubt::holds(const Failure &failure)
{
    m_asking = false;
    if (!isLost(failure) && !(m_open && saysNothing(failure)))
        return false;
    m_open = true;
    m_dialog->setBusy(true, tr("Unknown, resolving…"), true);
    m_dialog->showFailure(m_lead,
                          tr("The answer was lost on the way. The same is asked again until it is known; nothing is "
                             "done twice."),
                          tr("Ask now"));
    m_again.start();
    return true;
}

void DialogDoubt::end()
{
    m_again.stop();
    m_asking = false;
    m_open = false;
    m_dialog->setBusy(false);
    m_dialog->clearFailure();
}

void DialogDoubt::ask()
{
    m_again.stop();
    if (std::exchange(m_asking, true))
        return;
    m_ask();
}

void DialogDoubt::leave()
{
    if (!m_open)
        return;
    end();
    m_dialog->reject();
}

} // namespace scrip
