// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/claims/release_dialog.h"

#include "core/text_rules.h"
#include "ui/claims/claim_words.h"
#include "ui/claims/fact_rows.h"
#include "ui/mint/code_words.h"
#include "ui/theme/type_scale.h"
#include "ui/widgets/figures.h"
#include "ui/widgets/inline_message.h"
#include "ui/widgets/label.h"
#include "ui/widgets/money_field.h"
#include "ui/widgets/reason_dialog.h"

#include <QCheckBox>
#include <QVBoxLayout>

namespace scrip {

using namespace Qt::StringLiterals;

namespace {

constexpr int dialogWidth = 592;
constexpr int effectIndent = 24;

/// Whether a grant has nothing to void, so that the release forfeits nothing.
bool hasNothingToVoid(const Failure &failure)
{
    return failure.name == u"grant_expired" || failure.name == u"grant_depleted";
}

Label *effectBelow(QBoxLayout *column)
{
    auto *effect = Label::muted({}, Type::Caption);
    effect->setWordWrap(true);
    effect->setContentsMargins(effectIndent, 0, 0, 0);
    column->addWidget(effect);
    return effect;
}

} // namespace

ReleaseDialog::ReleaseDialog(const Stores &stores, const Claim &claim, QWidget *page)
    : DialogFrame(tr("Release claim"), dialogWidth, page)
    , m_stores(stores)
    , m_claim(claim)
{
    setIntroduction(
        tr("The claim of %1 stays on record, and %1 may not claim %2 again. What is left of the credit is "
           "void for good.")
            .arg(shownText(claim.email), shownText(claim.eventName)));
    buildFacts();
    buildChoices();
    m_reason = new ReasonField;
    content()->addWidget(m_reason);
    connect(m_reason, &ReasonField::reasonChanged, this, &ReleaseDialog::judge);
    setSubmit(tr("Release claim"), ButtonLook::Danger);
    m_write = new DialogWrite<ReleaseOutcome>(
        this, tr("Releasing…"),
        [this](const QString &key) {
            return m_stores.claims->release(request(), {key, {}, m_reason->reason()});
        },
        [this](const ReleaseOutcome &outcome) {
            Q_EMIT released(outcome);
            accept();
        });
    connect(this, &DialogFrame::submitted, m_write, &DialogWriteBase::start);
    askPreview();
    askEvent();
    judge();
}

void ReleaseDialog::buildFacts()
{
    m_facts = new FactRows;
    m_credit = m_facts->addFigure(tr("Credit"));
    m_consumed = m_facts->addFigure(tr("Consumed, stays so"));
    m_forfeited = m_facts->addFigure(tr("Forfeited by this"));
    m_forfeited->setFont(codeFont(QFont::Bold));
    m_balance = m_facts->addFigure(tr("Balance of the organization"));
    m_credit->setText(moneyText(m_claim.amount));
    for (Label *unknown : {m_consumed, m_forfeited, m_balance})
        unknown->setText(QString(QChar(0x2026)));
    content()->addWidget(m_facts);
    m_note = new InlineMessage;
    content()->addWidget(m_note);
    connect(m_note, &InlineMessage::buttonClicked, this, &ReleaseDialog::askPreview);
    content()->addWidget(new Line);
}

void ReleaseDialog::buildChoices()
{
    m_slot = new QCheckBox(tr("Return the slot"));
    content()->addWidget(m_slot);
    m_slotEffect = effectBelow(content());
    m_free = new QCheckBox(tr("Free the code"));
    content()->addWidget(m_free);
    m_freeEffect = effectBelow(content());
    connect(m_slot, &QCheckBox::toggled, this, &ReleaseDialog::showChoices);
    connect(m_free, &QCheckBox::toggled, this, &ReleaseDialog::showChoices);
    showChoices();
}

void ReleaseDialog::showChoices()
{
    if (m_event && m_slot->isChecked()) {
        Event after = *m_event;
        after.claimCount = std::max<qint64>(0, after.claimCount - 1);
        m_slotEffect->setText(tr("%1 afterwards: somebody else may claim in its place.").arg(claimsOfEvent(after)));
    } else if (m_event) {
        m_slotEffect->setText(tr("%1, and this one goes on counting.").arg(claimsOfEvent(*m_event)));
    } else {
        m_slotEffect->setText(m_slot->isChecked() ? tr("Somebody else may claim in its place.")
                                                  : tr("This claim goes on counting towards the cap."));
    }
    const QString code = shownText(m_claim.code);
    m_freeEffect->setText(m_free->isChecked()
                              ? tr("1 use of %1 comes back: whoever holds it can claim, but not %2.")
                                    .arg(code, shownText(m_claim.email))
                              : tr("No use of %1 comes back: nobody else can claim with it.").arg(code));
}

void ReleaseDialog::askPreview()
{
    m_note->clear();
    m_note->setButton({});
    m_previewed = false;
    judge();
    if (m_claim.grantId.isNull()) {
        showNothingLeft();
        return;
    }
    onDone<VoidOutcome>(this, m_stores.grants->previewVoid(m_claim.grantId),
                        [this](const Result<VoidOutcome> &answer) { takePreview(answer); });
}

void ReleaseDialog::askEvent()
{
    onDone<Event>(this, m_stores.events->event(m_claim.eventId), [this](const Result<Event> &answer) {
        if (answer)
            m_event = *answer;
        showChoices();
    });
}

void ReleaseDialog::takePreview(const Result<VoidOutcome> &answer)
{
    if (answer) {
        showPreview(*answer);
    } else if (hasNothingToVoid(answer.failure())) {
        showNothingLeft();
    } else {
        m_note->setButton(tr("Try again"));
        m_note->show(Tone::Bad, tr("What it would do is not known."), codeFailureWords(answer.failure()));
        m_note->setHelp(answer.failure().name);
    }
    judge();
    Q_EMIT previewed();
}

void ReleaseDialog::showPreview(const VoidOutcome &preview)
{
    m_previewed = true;
    m_credit->setText(moneyText(preview.grant.amount));
    m_consumed->setText(moneyText(preview.consumed));
    m_forfeited->setText(moneyText(preview.forfeited));
    m_balance->setText(QString(moneyText(preview.balanceBefore) % u" → "_s % moneyText(preview.balanceAfter)));
    if (preview.blockedAfter) {
        m_note->setButton({});
        m_note->show(Tone::Warn, {},
                     tr("%1 would have nothing left: its requests are refused until there is credit again.")
                         .arg(shownText(m_claim.organizationName)));
    }
}

void ReleaseDialog::showNothingLeft()
{
    m_previewed = true;
    m_forfeited->setText(moneyText(Money(0, m_claim.amount.currency())));
    m_facts->setShown(m_consumed, false);
    m_facts->setShown(m_balance, false);
    m_note->setButton({});
    m_note->show(Tone::Info, {}, tr("Nothing is left of this credit, so nothing is forfeited."));
}

ReleaseRequest ReleaseDialog::request() const
{
    return {m_claim.id, m_slot->isChecked(), m_free->isChecked()};
}

void ReleaseDialog::judge()
{
    if (!m_previewed)
        setObstacle(tr("What it would do is not known yet"), false);
    else if (m_reason && !m_reason->isGiven())
        setObstacle(tr("A reason is needed"), false);
    else
        setObstacle({});
}

} // namespace scrip
