// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/grants/grant_dialog.h"

#include "ui/grants/grant_rights.h"
#include "ui/grants/grant_words.h"
#include "ui/widgets/failure_words.h"

#include <QPushButton>

namespace scrip {

/// The write of a dialog about grants: everything it does is said there.
class GrantDialog::Write : public DialogWriteBase
{
public:
    explicit Write(GrantDialog *owner)
        : DialogWriteBase(owner)
        , m_owner(owner)
    {
    }

protected:
    void send() override { m_owner->send(); }
    [[nodiscard]] QString busyText() const override { return m_owner->busyText(); }
    [[nodiscard]] bool isBreakable() const override { return m_owner->isBreakable(); }
    void showRefusal(const Failure &failure) override { m_owner->showRefusal(failure); }

private:
    GrantDialog *m_owner;
};

GrantDialog::GrantDialog(const QString &title, int width, const GrantPorts &ports, QWidget *page)
    : DialogFrame(title, width, page)
    , m_ports(ports)
    , m_write(new Write(this))
{
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
    m_write->start();
}

void GrantDialog::showRefusal(const Failure &failure)
{
    judge();
    if (!showAtField(failure))
        showFailure(failureLead(failure), tr("%1 What you typed is kept.").arg(grantFailureWords(failure)),
                    tr("Try again"), failure.name);
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
