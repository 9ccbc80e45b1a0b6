// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/grants/grant_dialog.h"

#include "ui/grants/grant_rights.h"
#include "ui/grants/grant_words.h"

#include <QPushButton>

namespace scrip {

GrantDialog::GrantDialog(const QString &title, int width, const GrantPorts &ports, QWidget *page)
    : DialogFrame(title, width, page)
    , m_ports(ports)
    , m_write(new DialogWriteBase(this, {}, [this](DialogWriteBase &) { send(); }))
{
    m_write->setRefusal([this](const Failure &failure) { showRefusal(failure); });
    connect(this, &DialogFrame::submitted, this, &GrantDialog::start);
    connect(&m_ports.monitor, &ConnectionMonitor::sessionChanged, this, &GrantDialog::judge);
    connect(&m_ports.monitor, &ConnectionMonitor::stateChanged, this, [this](ConnectionState state) {
        judge();
        if (state == ConnectionState::Connected)
            m_write->askNow();
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
    m_write->setBusyText(busyText());
    m_write->setBreakable(isBreakable());
    m_write->start();
}

void GrantDialog::showRefusal(const Failure &failure)
{
    judge();
    if (!showAtField(failure))
        m_write->tellRefusal(failure, tr("%1 What you typed is kept.").arg(grantFailureWords(failure)));
}

void GrantDialog::finish()
{
    m_finished = true;
    setWriting(false);
    setObstacle({});
    setRemark({});
    setSubmit(tr("Close"));
    cancelButton()->hide();
    submitButton()->setFocus(Qt::OtherFocusReason);
}

} // namespace scrip
