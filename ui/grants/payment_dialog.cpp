// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/grants/payment_dialog.h"

#include "core/text_rules.h"
#include "ui/grants/grant_words.h"
#include "ui/widgets/form_field.h"
#include "ui/widgets/inline_message.h"
#include "ui/widgets/money_field.h"

#include <QBoxLayout>
#include <QComboBox>
#include <QLineEdit>

namespace scrip {

using namespace Qt::StringLiterals;

namespace {

constexpr int dialogWidth = 520;

} // namespace

QList<PaymentStatus> nextPayments(std::optional<PaymentStatus> from)
{
    if (!from || *from == PaymentStatus::Failed)
        return {};
    if (*from == PaymentStatus::Settled)
        return {PaymentStatus::Failed};
    if (*from == PaymentStatus::Authorized)
        return {PaymentStatus::Settled, PaymentStatus::Failed};
    return {PaymentStatus::Settled, PaymentStatus::Authorized, PaymentStatus::Failed};
}

PaymentDialog::PaymentDialog(const GrantPorts &ports, const Grant &grant, QWidget *page)
    : GrantDialog(tr("Payment of %1 for %2").arg(moneyText(grant.amount), shownText(grant.organizationName)),
                  dialogWidth, ports, page)
    , m_grant(grant)
    , m_status(new QComboBox)
    , m_reference(new QLineEdit(grant.paymentReference))
    , m_referenceForm(new FormField(tr("Reference"), m_reference, tr("number of the invoice or of the payment")))
    , m_effect(new InlineMessage)
{
    const QString now = grant.paymentStatus ? paymentText(*grant.paymentStatus) : QString();
    setIntroduction(tr("%1. The payment is now: %2.").arg(fundingText(grant.funding), now));
    for (const PaymentStatus status : nextPayments(grant.paymentStatus))
        m_status->addItem(paymentText(status), int(status));
    content()->addWidget(new FormField(tr("It became"), m_status));
    content()->addWidget(m_referenceForm);
    content()->addWidget(m_effect);
    connect(m_status, &QComboBox::currentIndexChanged, this, [this] {
        showEffect();
        judge();
    });
    connect(m_reference, &QLineEdit::textChanged, this, [this] {
        m_referenceForm->setError({});
        judge();
    });
    showEffect();
    judge();
}

PaymentStatus PaymentDialog::chosen() const
{
    return PaymentStatus(m_status->currentData().toInt());
}

QString PaymentDialog::effect() const
{
    return m_effect->text();
}

QString PaymentDialog::settledEffect() const
{
    const bool waits = m_grant.availability == Availability::OnSettlement && chosen() == PaymentStatus::Authorized;
    if (m_grant.pending.isZero() || waits)
        return waits ? tr("%1 stay pending until the payment is settled.").arg(moneyText(m_grant.pending))
                     : tr("The credit is available already; nothing else changes.");
    const Session &session = ports().monitor.session();
    if (m_grant.effectiveAt.isValid() && m_grant.effectiveAt > session.now)
        return tr("%1 become available once the grant is effective.").arg(moneyText(m_grant.pending));
    return tr("%1 become available now.").arg(moneyText(m_grant.pending));
}

void PaymentDialog::showEffect()
{
    const bool fails = chosen() == PaymentStatus::Failed;
    if (fails)
        m_effect->show(Tone::Warn, tr("For good."),
                       tr("%1 return to pending and can no longer be spent; the %2 consumed are shown as unpaid.")
                           .arg(moneyText(m_grant.available), moneyText(m_grant.consumed)));
    else
        m_effect->show(Tone::Info, {}, settledEffect());
    setSubmit(tr("Mark as %1").arg(paymentText(chosen()).toLower()),
              fails ? ButtonLook::Danger : ButtonLook::Primary);
}

GrantDialog::Obstacle PaymentDialog::obstacleHere() const
{
    if (m_status->count() == 0)
        return {tr("This payment cannot become anything else"), true};
    if (const Result<QString> reference = checkedText(m_reference->text(), u"reference"_s); !reference)
        return {reference.failure().message, true};
    return {};
}

bool PaymentDialog::showAtField(const Failure &failure)
{
    if (failure.field != "reference"_L1)
        return false;
    m_referenceForm->setError(grantFailureWords(failure));
    return true;
}

void PaymentDialog::collect()
{
    m_sent = {m_grant.id, chosen(), m_reference->text().trimmed()};
}

void PaymentDialog::send()
{
    await(ports().stores.grants->setPayment(m_sent, context({})),
          [this](const Written<Grant> &answer) { take(answer.object); });
}

void PaymentDialog::take(const Grant &grant)
{
    finish();
    m_status->setEnabled(false);
    m_reference->setEnabled(false);
    m_effect->show(Tone::Good, tr("Noted."),
                   tr("%1 are available and %2 pending.").arg(moneyText(grant.available), moneyText(grant.pending)));
    Q_EMIT written();
}

} // namespace scrip
