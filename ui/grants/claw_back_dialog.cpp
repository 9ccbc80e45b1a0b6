// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/grants/claw_back_dialog.h"

#include "core/text_rules.h"
#include "ui/grants/effect_panel.h"
#include "ui/grants/grant_words.h"
#include "ui/theme/type_scale.h"
#include "ui/widgets/form_field.h"
#include "ui/widgets/inline_message.h"
#include "ui/widgets/money_field.h"
#include "ui/widgets/reason_dialog.h"

#include <QBoxLayout>

namespace scrip {

using namespace Qt::StringLiterals;

namespace {

constexpr int dialogWidth = 656;
constexpr int typingPause = 250;

} // namespace

ClawBackDialog::ClawBackDialog(const GrantPorts &ports, const Grant &grant, QWidget *page)
    : GrantDialog(tr("Claw back from %1").arg(shownText(grant.organizationName)), dialogWidth, ports, page)
    , m_grant(grant)
    , m_effect(new EffectPanel)
{
    setIntroduction(tr("Takes credit back even where it was spent: what was consumed becomes overdraft, burns the "
                       "other credit of %1 at once, and may block it. Void instead, unless the credit should never "
                       "have been there.")
                        .arg(shownText(grant.organizationName)));
    buildFields();
    content()->addWidget(m_effect);
    content()->addWidget(m_reason);
    content()->addWidget(m_confirmForm);
    setSubmit(tr("Claw back"), ButtonLook::Danger);
    m_pause.setSingleShot(true);
    m_pause.setInterval(typingPause);
    connect(&m_pause, &QTimer::timeout, this, &ClawBackDialog::askPreview);
    connect(&ports.monitor, &ConnectionMonitor::changed, this, &ClawBackDialog::askPreview);
    showFigures(false);
    askPreview();
    judge();
}

void ClawBackDialog::buildFields()
{
    m_amount = new MoneyField(m_grant.amount.currency());
    m_amountForm = new FormField(tr("Amount"), m_amount, tr("empty: all that is available or consumed"));
    content()->addWidget(m_amountForm);
    m_reason = new ReasonField;
    m_reason->form()->setLabelNote(tr("required, kept in the audit and the ledger"));
    m_confirm = new QLineEdit;
    m_confirm->setFont(codeFont());
    m_confirmForm = new FormField(tr("To confirm, type the amount that is taken"), m_confirm);
    connect(m_amount, &QLineEdit::textChanged, this, &ClawBackDialog::onAmount);
    connect(m_confirm, &QLineEdit::textChanged, this, &ClawBackDialog::judge);
    connect(m_reason, &ReasonField::reasonChanged, this, &ClawBackDialog::judge);
}

QString ClawBackDialog::amountText() const
{
    if (m_amount->isEmpty())
        return {};
    const Result<Money> typed = m_amount->money();
    return typed ? typed->toText() : m_amount->text();
}

void ClawBackDialog::onAmount()
{
    m_preview.reset();
    m_noPreview.reset();
    m_asked.forget();
    const Result<Money> typed = Money::parsePositive(m_amount->text(), m_grant.amount.currency(), u"amount"_s);
    m_amountForm->setError(m_amount->isEmpty() || typed ? QString() : typed.failure().message);
    if (!m_amountForm->hasError())
        m_pause.start();
    showFigures(false);
    judge();
}

void ClawBackDialog::askPreview()
{
    if (isFinished() || isBusy() || m_amountForm->hasError())
        return;
    m_asked.ask(this, ports().stores.grants->previewClawBack(m_grant.id, amountText()),
                [this](const Result<ClawBackOutcome> &answer) { takePreview(answer); });
}

void ClawBackDialog::takePreview(const Result<ClawBackOutcome> &answer)
{
    if (isFinished() || isBusy())
        return;
    m_preview.reset();
    m_noPreview.reset();
    if (answer) {
        m_preview = *answer;
    } else if (answer.failure().field == "amount"_L1) {
        m_amountForm->setError(grantFailureWords(answer.failure()));
    } else {
        m_noPreview = answer.failure();
        m_effect->setVerdict(Tone::Warn, tr("What it would do is not known."), grantFailureWords(answer.failure()));
    }
    showFigures(false);
    judge();
    Q_EMIT ready();
}

void ClawBackDialog::showFigures(bool happened)
{
    const bool known = m_preview.has_value();
    const ClawBackOutcome outcome = m_preview.value_or(ClawBackOutcome());
    const Money fromAvailable(std::min(m_grant.available.nano(), outcome.clawedBack.nano()),
                              m_grant.amount.currency());
    const Money fromConsumed = difference(outcome.clawedBack, fromAvailable);
    const auto figure = [known](const Money &money) { return known ? std::optional(money) : std::nullopt; };
    m_effect->setLeft(
        tr("This grant"),
        {{happened ? tr("Of it available before") : tr("From what is available"), figure(fromAvailable), {}},
         {tr("From what was consumed"), figure(fromConsumed), {}},
         {tr("Clawed back"), figure(outcome.clawedBack), {}, Tone::Bad, true}});
    m_effect->setRight(
        tr("Balance of %1, %2").arg(shownText(m_grant.organizationName), m_grant.amount.currency().code()),
        {{tr("Before"), figure(outcome.outcome.balanceBefore), {}},
         {tr("Overdraft after"), figure(outcome.overdraftAfter), {}, Tone::Bad},
         {tr("After"), figure(outcome.outcome.balanceAfter), {}, Tone::Neutral, true}});
    m_confirmForm->setHint(known ? tr("here: %1").arg(outcome.clawedBack.toText()) : QString());
    if (!happened)
        setSubmit(known ? tr("Claw back %1").arg(moneyText(outcome.clawedBack)) : tr("Claw back"),
                  ButtonLook::Danger);
    if (!known) {
        // What was reckoned for another amount says nothing about this one.
        if (!m_noPreview)
            m_effect->clearVerdict();
        return;
    }
    if (outcome.outcome.blockedAfter)
        m_effect->setVerdict(Tone::Bad, happened ? tr("Blocked.") : tr("Would be blocked."),
                             tr("The backend refuses its requests until somebody pays."));
    else
        m_effect->setVerdict(Tone::Good, tr("Not blocked."), tr("Its other credit covers what it owes."));
}

bool ClawBackDialog::isConfirmed() const
{
    const Result<Money> typed = Money::parse(m_confirm->text(), m_grant.amount.currency(), {});
    return m_preview && typed && typed->nano() == m_preview->clawedBack.nano();
}

GrantDialog::Obstacle ClawBackDialog::obstacleHere() const
{
    if (m_amountForm->hasError())
        return {tr("One field to correct: amount"), true};
    if (m_noPreview)
        return {grantFailureWords(*m_noPreview), true};
    if (!m_preview)
        return {tr("Reckoning what it would do…")};
    if (!m_reason->isGiven())
        return {tr("A reason is needed")};
    return {isConfirmed() ? QString() : tr("Type %1 to confirm").arg(m_preview->clawedBack.toText())};
}

bool ClawBackDialog::showAtField(const Failure &failure)
{
    if (failure.field != "amount"_L1)
        return false;
    m_amountForm->setError(grantFailureWords(failure));
    judge();
    return true;
}

void ClawBackDialog::collect()
{
    // What is confirmed is an amount: were more consumed meanwhile, "all" would be another one.
    m_sentAmount = m_preview->clawedBack.toText();
    m_sentReason = m_reason->reason();
}

void ClawBackDialog::send()
{
    await(ports().stores.grants->clawBack(m_grant.id, m_sentAmount, context(m_sentReason)),
          [this](const ClawBackOutcome &outcome) { take(outcome); });
}

void ClawBackDialog::take(const ClawBackOutcome &outcome)
{
    m_preview = outcome;
    finish();
    showFigures(true);
    setTitle(tr("Clawed back %1 from %2").arg(moneyText(outcome.clawedBack), shownText(m_grant.organizationName)));
    setIntroduction(tr("This is what happened; it is in the ledger and in the audit."));
    for (QWidget *field : {static_cast<QWidget *>(m_amountForm), static_cast<QWidget *>(m_reason),
                           static_cast<QWidget *>(m_confirmForm)})
        field->hide();
    Q_EMIT written();
}

} // namespace scrip
