// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/grants/grant_dialog.h"

#include "ui/grants/grant_rights.h"
#include "ui/grants/grant_words.h"
#include "ui/widgets/inline_message.h"

#include <QPushButton>

namespace scrip {

namespace {

constexpr int longestWait = 8000;

/// Only an answer about the write itself settles what became of it. That the database cannot be reached or asked just
/// now says nothing about what was sent before.
bool settlesDoubt(const Failure &failure)
{
    return failure.kind == FailureKind::Refused;
}

bool isLost(const Failure &failure)
{
    return failure.kind == FailureKind::UnknownOutcome || failure.kind == FailureKind::Cancelled;
}

} // namespace

GrantDialog::GrantDialog(const QString &title, int width, const GrantPorts &ports, QWidget *page)
    : DialogFrame(title, width, page)
    , m_ports(ports)
    , m_key(newKey())
{
    m_again.setSingleShot(true);
    connect(&m_again, &QTimer::timeout, this, &GrantDialog::ask);
    connect(this, &DialogFrame::submitted, this, &GrantDialog::start);
    connect(failureStrip(), &InlineMessage::buttonClicked, this, &GrantDialog::onButton);
    connect(this, &DialogFrame::cancelRequested, this, [this] {
        // The journal of the connection resolves it at its next start.
        if (m_inDoubt)
            done(Rejected);
    });
    connect(&m_ports.monitor, &ConnectionMonitor::sessionChanged, this, &GrantDialog::judge);
    connect(&m_ports.monitor, &ConnectionMonitor::stateChanged, this, [this](ConnectionState state) {
        judge();
        if (m_inDoubt && state == ConnectionState::Connected)
            ask();
    });
}

QString GrantDialog::busyText() const
{
    return tr("Working…");
}

void GrantDialog::judge()
{
    if (isBusy() || m_finished)
        return;
    const QString rights = reasonAgainstGrants(m_ports.monitor);
    if (!rights.isEmpty()) {
        setObstacle(tr("%1; what you typed stays here").arg(rights));
        return;
    }
    const Obstacle here = obstacleHere();
    setObstacle(here.text, here.isError);
}

void GrantDialog::start()
{
    if (m_finished) {
        accept();
        return;
    }
    collect();
    sendAgain();
}

void GrantDialog::sendAgain()
{
    m_wait = m_patience;
    m_asking = true;
    setBusy(true, busyText(), isBreakable());
    send();
}

void GrantDialog::onButton()
{
    if (m_inDoubt)
        ask();
    else if (submitButton()->isEnabled())
        Q_EMIT submitted();
}

void GrantDialog::refuse(const Failure &failure)
{
    m_asking = false;
    if (isLost(failure) || (m_inDoubt && !settlesDoubt(failure))) {
        doubt();
        return;
    }
    settle();
    judge();
    if (!showAtField(failure))
        showFailure(grantFailureLead(failure), tr("%1 What you typed is kept.").arg(grantFailureWords(failure)),
                    tr("Try again"));
}

void GrantDialog::doubt()
{
    if (!m_inDoubt) {
        m_inDoubt = true;
        setBusy(true, tr("Finding out…"), true);
        setCancelText(tr("Close"));
        showFailure(tr("Unknown, resolving."),
                    tr("The answer was lost on the way. The same is asked again until it is known what happened; "
                       "nothing is booked twice."),
                    tr("Ask now"));
    }
    m_again.start(m_wait);
    m_wait = std::min(longestWait, m_wait * 2);
}

void GrantDialog::ask()
{
    m_again.stop();
    if (m_asking)
        return;
    m_asking = true;
    send();
}

void GrantDialog::settle()
{
    m_asking = false;
    m_again.stop();
    if (std::exchange(m_inDoubt, false))
        setCancelText(tr("Cancel"));
    clearFailure();
    setBusy(false);
}

void GrantDialog::finish()
{
    m_finished = true;
    setObstacle({});
    setRemark({});
    setSubmit(tr("Close"));
    cancelButton()->hide();
    submitButton()->setFocus(Qt::OtherFocusReason);
}

} // namespace scrip
