// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/grants/settle_dialog.h"

#include "ui/grants/effect_panel.h"
#include "ui/grants/grant_rights.h"
#include "ui/grants/grant_words.h"
#include "ui/grants/settle_run.h"
#include "ui/theme/type_scale.h"
#include "ui/widgets/figures.h"
#include "ui/widgets/inline_message.h"
#include "ui/widgets/label.h"
#include "ui/widgets/money_field.h"

#include <QCheckBox>
#include <QHBoxLayout>
#include <QPushButton>

namespace scrip {

namespace {

constexpr int dialogWidth = 656;
constexpr int barWidth = 220;

} // namespace

SettleDialog::SettleDialog(const GrantPorts &ports, QWidget *page)
    : DialogFrame(tr("Settle what is due"), dialogWidth, page)
    , m_ports(ports)
    , m_write(new DialogWriteBase(this, tr("Settling…"), [this](DialogWriteBase &) { send(); }))
    , m_run(new SettleRun(*ports.stores.ledger, m_write->key(), this))
{
    m_write->setBreakable(true);
    m_write->setRefusal([this](const Failure &failure) { refuse(failure); });
    build();
    connect(m_run, &SettleRun::progressed, this, &SettleDialog::showProgress);
    connect(m_run, &SettleRun::finished, this, &SettleDialog::onFinished);
    connect(m_run, &SettleRun::failed, this, &SettleDialog::onFailed);
    connect(m_before, &QCheckBox::toggled, this, &SettleDialog::reckon);
    connect(m_write, &DialogWriteBase::leftInDoubt, this, &SettleDialog::written);
    connect(&ports.monitor, &ConnectionMonitor::sessionChanged, this, &SettleDialog::judge);
    connect(&ports.monitor, &ConnectionMonitor::stateChanged, this, [this](ConnectionState state) {
        judge();
        if (state == ConnectionState::Connected)
            m_write->askNow();
    });
    connect(this, &DialogFrame::cancelRequested, m_run, &SettleRun::stop);
    connect(this, &DialogFrame::submitted, this, [this] {
        if (m_state == State::Done)
            accept();
        else
            m_write->start();
    });
    connect(failureStrip(), &InlineMessage::buttonClicked, this, [this] {
        if (m_failed)
            reckon();
    });
    reckon();
}

void SettleDialog::build()
{
    setIntroduction(
        tr("Credit becomes available and expires by the clock. Until it is booked, what was spent of "
           "expired credit would be taken from credit that was paid for. Maintenance does this by itself; "
           "here it is done at once."));
    m_effect = new EffectPanel;
    content()->addWidget(m_effect);
    m_before = new QCheckBox(tr("Also what had expired before Scrip met this database (raises limits)"));
    content()->addWidget(m_before);
    m_bar = new Bar;
    m_progress = Label::muted({}, Type::Caption);
    content()->addLayout(barRow(m_bar, barWidth, m_progress));
    setSubmit(tr("Settle"));
}

void SettleDialog::reckon()
{
    m_state = State::Reckoning;
    m_failed = false;
    clearFailure();
    m_effect->clearVerdict();
    m_run->reckon(m_before->isChecked());
    showSums();
    judge();
}

void SettleDialog::send()
{
    m_state = State::Settling;
    m_run->settle();
}

void SettleDialog::showProgress()
{
    if (!m_run->isInDoubt())
        m_write->goOn();
    const auto all = m_run->organizations().size();
    m_bar->setVisible(all > 0);
    m_bar->setShare(shareOf(m_run->done(), all));
    m_progress->setText(all == 0 ? QString()
                                 : tr("%1 of %2 organizations").arg(countText(m_run->done()), countText(all)));
    showSums();
}

void SettleDialog::showSums()
{
    const SettleOutcome &sum = m_run->sum();
    const bool booked = m_state != State::Reckoning && m_state != State::Reckoned;
    m_effect->setLeft(booked ? tr("Booked") : tr("Due"),
                      {{tr("Breakage, never used"), sum.breakage, {}},
                       {tr("Protected"), sum.protectedWorth, {}, Tone::Good, true}});
    m_effect->setRight(tr("How many"), {{tr("Grants that become available"), {}, countText(sum.released)},
                                        {tr("Grants that expired"), {}, countText(sum.settled)},
                                        {tr("Organizations"),
                                         {},
                                         countText(booked ? m_run->done() : m_run->organizations().size()),
                                         Tone::Neutral,
                                         true}});
}

void SettleDialog::judge()
{
    if (isBusy() || m_state == State::Done)
        return;
    const QString rights = reasonAgainstGrants(m_ports.monitor);
    const auto count = m_run->organizations().size();
    if (m_failed)
        setObstacle(tr("What is due could not be read"));
    else if (m_state == State::Reckoning)
        setObstacle(tr("Reckoning what is due…"), false);
    else if (count == 0)
        setObstacle(tr("Nothing is due: the books are up to date"), false);
    else
        setObstacle(rights);
    if (m_state == State::Stopped)
        setSubmit(tr("Settle the others"));
    else
        setSubmit(count > 0 ? tr("Settle %1 organization(s)", nullptr, int(count)).arg(countText(count))
                            : tr("Settle"));
}

void SettleDialog::onFinished()
{
    if (m_state == State::Settling) {
        onSettled();
        return;
    }
    m_state = State::Reckoned;
    showSums();
    const SettleOutcome &sum = m_run->sum();
    if (m_run->organizations().isEmpty())
        m_effect->setVerdict(Tone::Good, tr("Nothing is due."), tr("The books are up to date."));
    else if (!sum.protectedWorth.isZero())
        m_effect->setVerdict(Tone::Info, tr("Protects %1.").arg(moneyText(sum.protectedWorth)),
                             tr("So much was spent of expired credit and would be taken from credit that was paid."));
    else
        m_effect->setVerdict(Tone::Info, {}, tr("Nobody loses anything by waiting; the books only become current."));
    judge();
    Q_EMIT ready();
}

void SettleDialog::onSettled()
{
    m_write->settle();
    m_state = m_run->isComplete() ? State::Done : State::Stopped;
    showSums();
    const int refused = int(m_run->refused().size());
    if (m_state == State::Stopped) {
        m_effect->setVerdict(Tone::Warn, tr("Stopped."), tr("What is booked stays; going on does the others."));
        judge();
    } else {
        if (refused == 0)
            m_effect->setVerdict(Tone::Good, tr("Done."), tr("This is what was booked."));
        else
            m_effect->setVerdict(Tone::Warn, tr("Done."),
                                 tr("%n organization(s) could not be settled: %1", nullptr, refused)
                                     .arg(grantFailureWords(m_run->refused().first())));
        m_before->hide();
        setObstacle({});
        setWriting(false);
        setSubmit(tr("Close"));
        cancelButton()->hide();
    }
    Q_EMIT written();
}

void SettleDialog::onFailed(const Failure &failure)
{
    if (m_state == State::Settling) {
        m_write->fail(failure);
        return;
    }
    m_failed = true;
    showFailure(tr("Not loaded."), grantFailureWords(failure), tr("Try again"), failure.name);
    judge();
    Q_EMIT ready();
}

void SettleDialog::refuse(const Failure &failure)
{
    m_state = State::Stopped;
    m_write->tellRefusal(failure, grantFailureWords(failure));
    judge();
}

} // namespace scrip
