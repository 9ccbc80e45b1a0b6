// SPDX-License-Identifier: GPL-3.0-or-later
// What the dialog of a new grant says while somebody types: errors at their fields, and what would be there after it.
#include "core/text_rules.h"
#include "ui/events/event_words.h"
#include "ui/grants/effect_panel.h"
#include "ui/grants/grant_words.h"
#include "ui/grants/new_grant_dialog.h"
#include "ui/widgets/form_field.h"
#include "ui/widgets/money_field.h"
#include "ui/widgets/reason_dialog.h"

#include <QComboBox>
#include <QLineEdit>

namespace scrip {

using namespace Qt::StringLiterals;

GrantReading NewGrantDialog::reading() const
{
    const Session &session = ports().monitor.session();
    return readGrant(entry(), zoneOrUtc(session.timeZone), session.now);
}

void NewGrantDialog::askOrganization()
{
    const QString text = m_organization->text().trimmed();
    if (text.isEmpty() || isFinished())
        return;
    m_organizationAsked.ask(this, ports().stores.ledger->resolveOrganization(text),
                            [this](const Result<OrganizationId> &answer) { takeOrganization(answer); });
}

void NewGrantDialog::takeOrganization(const Result<OrganizationId> &answer)
{
    FormField *form = m_forms.value(u"organization"_s);
    if (!answer) {
        m_refused.insert(u"organization"_s, grantFailureWords(answer.failure()));
        showErrors();
        judge();
        Q_EMIT ready();
        return;
    }
    m_known = *answer;
    form->setHint(m_known.toText());
    askBalance();
    showErrors();
    judge();
}

void NewGrantDialog::askBalance()
{
    m_balanceAsked.ask(this, ports().stores.ledger->balance(m_known), [this](const Result<Balance> &answer) {
        m_balance = answer ? std::optional(*answer) : std::nullopt;
        if (m_balance)
            m_forms.value(u"organization"_s)->setHint(shownText(m_balance->organizationName));
        showEffect();
        Q_EMIT ready();
    });
}

void NewGrantDialog::onEdited(const QString &field)
{
    m_touched.insert(field);
    m_refused.remove(field);
    showErrors();
    showEffect();
    judge();
}

void NewGrantDialog::onFunding()
{
    const bool paid = Funding(m_funding->currentData().toInt()) != Funding::None;
    if (!paid)
        m_availability->setCurrentIndex(0);
    m_availability->setEnabled(paid);
    m_costBasis->setEnabled(paid);
    m_forms.value(u"availability"_s)->setHint(paid ? QString() : tr("at once, since nobody pays"));
    onEdited(u"funding"_s);
}

void NewGrantDialog::showErrors()
{
    QHash<QString, QString> errors = m_refused;
    for (const Failure &failure : reading().failures) {
        const bool asked = failure.field != "organization"_L1 && m_touched.contains(failure.field);
        if (asked && !errors.contains(failure.field))
            errors.insert(failure.field, grantFailureWords(failure));
    }
    for (auto form = m_forms.cbegin(); form != m_forms.cend(); ++form)
        form.value()->setError(errors.value(form.key()));
}

void NewGrantDialog::showEffect()
{
    const GrantReading read = reading();
    const Currency currency = read.draft.amount.currency();
    std::optional<Money> before;
    if (m_balance) {
        before = Money(0, currency);
        for (const CurrencyBalance &one : m_balance->currencies) {
            if (one.live.currency() == currency)
                before = one.overdraft.isZero() ? one.live : Money(-one.overdraft.nano(), currency);
        }
    }
    const std::optional<Money> added = read.draft.amount.nano() > 0 ? std::optional(read.draft.amount) : std::nullopt;
    const bool waits = read.draft.availability != Availability::OnCreation || read.draft.effectiveAt.isValid();
    std::optional<Money> after;
    if (before && added && !waits) {
        if (const Result<Money> sum = before->plus(*added); sum)
            after = *sum;
    }
    m_effect->setLeft(m_balance ? tr("Balance of %1").arg(shownText(m_balance->organizationName)) : tr("Balance"),
                      {{tr("Now"), before, {}},
                       {tr("This grant"), added, {}, Tone::Neutral, false, true},
                       {waits ? tr("Now, still") : tr("After"), waits ? before : after, {}, Tone::Neutral, true}});
    if (waits)
        m_effect->setVerdict(Tone::Info, tr("Pending first."), tr("It can be spent once it is paid and effective."));
    else if (before && before->nano() < 0)
        m_effect->setVerdict(Tone::Warn, tr("It owes."), tr("The new credit covers its overdraft first."));
    else
        m_effect->clearVerdict();
}

GrantDialog::Obstacle NewGrantDialog::obstacleHere() const
{
    QStringList wrong;
    QStringList missing;
    const auto note = [this](QStringList &list, const QString &field) {
        const FormField *form = m_forms.value(field);
        const QString label = form ? form->labelText().toLower() : field;
        if (!list.contains(label))
            list << label;
    };
    for (auto refused = m_refused.cbegin(); refused != m_refused.cend(); ++refused)
        note(wrong, refused.key());
    for (const Failure &failure : reading().failures) {
        const bool typed = failure.field != "organization"_L1 && m_touched.contains(failure.field);
        note(typed ? wrong : missing, failure.field);
    }
    if (!wrong.isEmpty())
        return {tr("%n field(s) to correct: %1", nullptr, int(wrong.size())).arg(wrong.join(u", "_s)), true};
    if (!m_reason->isGiven())
        missing << tr("reason");
    return {missing.isEmpty() ? QString() : tr("Still to fill in: %1").arg(missing.join(u", "_s))};
}

bool NewGrantDialog::showAtField(const Failure &failure)
{
    if (!m_forms.contains(failure.field))
        return false;
    m_refused.insert(failure.field, grantFailureWords(failure));
    showErrors();
    judge();
    return true;
}

} // namespace scrip
