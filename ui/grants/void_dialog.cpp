// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/grants/void_dialog.h"

#include "core/text_rules.h"
#include "ui/events/event_words.h"
#include "ui/grants/effect_panel.h"
#include "ui/grants/grant_words.h"
#include "ui/settings/shown_zone.h"
#include "ui/widgets/form_field.h"
#include "ui/widgets/money_field.h"
#include "ui/widgets/reason_dialog.h"
#include "ui/widgets/relative_time.h"

#include <QVBoxLayout>

namespace scrip {

using namespace Qt::StringLiterals;

namespace {

constexpr int dialogWidth = 656;

QList<BarPart> partsOf(const VoidOutcome &outcome)
{
    const qint64 whole = outcome.grant.amount.nano();
    return {BarPart{shareOf(outcome.consumed.nano(), whole), Tone::Neutral, false},
            BarPart{shareOf(outcome.grant.clawedBack.nano(), whole), Tone::Warn, true},
            BarPart{shareOf(outcome.forfeited.nano(), whole), Tone::Bad, true}};
}

} // namespace

VoidDialog::VoidDialog(const GrantPorts &ports, const Grant &grant, QWidget *page)
    : GrantDialog(tr("Void the grant of %1").arg(shownText(grant.organizationName)), dialogWidth, ports, page)
    , m_grant(grant)
    , m_effect(new EffectPanel)
    , m_reason(new ReasonField)
{
    const Session &session = ports.monitor.session();
    setIntroduction(tr("%1. What is left is forfeited for good; credit already spent stays spent.")
                        .arg(sourceText(grant, shownZoneFor(session.timeZone), session.now)));
    content()->addWidget(m_effect);
    content()->addWidget(m_reason);
    m_reason->form()->setLabelNote(tr("required, kept in the audit and the ledger"));
    m_reason->form()->setHint(tr("Usage may arrive until you confirm. The result states what was really forfeited."));
    setRemark(tr("Claw back is a separate action"));
    connect(m_reason, &ReasonField::reasonChanged, this, &VoidDialog::judge);
    connect(&ports.monitor, &ConnectionMonitor::changed, this, &VoidDialog::askPreview);
    VoidOutcome unknown;
    unknown.grant = grant;
    unknown.forfeited = grant.available;
    unknown.consumed = grant.consumed;
    showFigures(unknown, false);
    askPreview();
    judge();
}

void VoidDialog::askPreview()
{
    if (isFinished() || isBusy())
        return;
    m_asked.ask(this, ports().stores.grants->previewVoid(m_grant.id),
                [this](const Result<VoidOutcome> &answer) { takePreview(answer); });
}

void VoidDialog::takePreview(const Result<VoidOutcome> &answer)
{
    if (isFinished())
        return;
    if (!answer) {
        m_noPreview = answer.failure();
        m_effect->setVerdict(Tone::Warn, tr("What it would do is not known."), grantFailureWords(answer.failure()));
    } else {
        m_noPreview.reset();
        m_preview = *answer;
        showFigures(*m_preview, false);
        if (wasVoidedBefore())
            showEarlier(*m_preview, {});
        else
            showBlocking(*m_preview, false);
    }
    if (!isBusy())
        judge();
    Q_EMIT ready();
}

bool VoidDialog::wasVoidedBefore() const
{
    // A preview has no reason yet; only a void that happened has one.
    return m_preview && !m_preview->grant.voidReason.isEmpty();
}

void VoidDialog::showFigures(const VoidOutcome &outcome, bool happened)
{
    const bool known = m_preview || happened;
    const auto figure = [known](const Money &money) { return known ? std::optional(money) : std::nullopt; };
    const bool earlier = !happened && wasVoidedBefore();
    const bool clawed = !outcome.grant.clawedBack.isZero();
    m_effect->setBar(partsOf(outcome), clawed ? tr("consumed, clawed back") : tr("consumed"),
                     happened || earlier ? tr("forfeited") : tr("to be forfeited"));
    QList<EffectRow> rows{{tr("Granted"), outcome.grant.amount, {}},
                          {tr("Consumed, kept"), figure(outcome.consumed), {}}};
    if (clawed)
        rows << EffectRow{tr("Clawed back before"), outcome.grant.clawedBack, {}};
    rows << EffectRow{tr("Forfeited"), figure(outcome.forfeited), {}, Tone::Bad, true};
    m_effect->setLeft(tr("This grant"), rows);
    const Money change = difference(outcome.balanceAfter, outcome.balanceBefore);
    m_effect->setRight(
        tr("Balance of %1, %2").arg(shownText(m_grant.organizationName), outcome.grant.amount.currency().code()),
        {{tr("Before"), figure(outcome.balanceBefore), {}},
         {tr("Change"), figure(change), {}, Tone::Bad},
         {tr("After"), figure(outcome.balanceAfter), {}, Tone::Neutral, true}});
    setSubmit(known && !earlier ? tr("Void %1").arg(moneyText(outcome.forfeited)) : tr("Void"), ButtonLook::Danger);
}

void VoidDialog::showBlocking(const VoidOutcome &outcome, bool happened)
{
    if (outcome.blockedAfter) {
        m_effect->setVerdict(Tone::Warn, happened ? tr("Blocked.") : tr("Would be blocked."),
                             tr("Nothing is left to spend: the backend refuses its requests until credit appears."));
        return;
    }
    // With nothing left in the currency of the grant, it is credit in another one that does not block.
    m_effect->setVerdict(
        Tone::Good, tr("Not blocked."),
        outcome.balanceAfter.isZero()
            ? tr("Credit in other currencies carries on; it was not touched.")
            : tr("The other credit of %1 carries on; it was not touched.").arg(moneyText(outcome.balanceAfter)));
}

GrantDialog::Obstacle VoidDialog::obstacleHere() const
{
    if (m_noPreview)
        return {grantFailureWords(*m_noPreview), true};
    if (!m_preview)
        return {tr("Reckoning what it would do…")};
    if (wasVoidedBefore())
        return {tr("It is voided already: there is nothing left to take")};
    return {m_reason->isGiven() ? QString() : tr("A reason is needed")};
}

void VoidDialog::collect()
{
    m_sent = m_reason->reason();
}

void VoidDialog::send()
{
    await(ports().stores.grants->voidGrant(m_grant.id, context(m_sent)),
          [this](const VoidOutcome &outcome) { take(outcome); });
}

void VoidDialog::take(const VoidOutcome &outcome)
{
    setBusy(true, tr("Reading the ledger…"));
    // Two windows may have asked for the same: the ledger knows under whose key it was booked.
    onDone(this, ports().stores.grants->grant(m_grant.id),
           [this, outcome](const Result<GrantHistory> &answer) { showWhose(outcome, answer); });
}

void VoidDialog::showWhose(const VoidOutcome &outcome, const Result<GrantHistory> &answer)
{
    setBusy(false);
    bool ours = outcome.grant.voidReason.isEmpty() || outcome.grant.voidReason == m_sent;
    QString who;
    if (answer) {
        for (const Entry &entry : answer->entries) {
            if (entry.type != "voided"_L1)
                continue;
            ours = entry.requestId.isEmpty() ? ours : entry.requestId == key();
            who = shownText(entry.actor.section(u':', -1));
        }
    }
    finish();
    showFigures(outcome, true);
    setSubmit(tr("Close"));
    m_reason->hide();
    if (ours) {
        setTitle(tr("Voided %1 of %2").arg(moneyText(outcome.forfeited), shownText(m_grant.organizationName)));
        showBlocking(outcome, true);
        const Money less = m_preview ? difference(outcome.forfeited, m_preview->forfeited) : Money();
        setIntroduction(less.nano() == 0
                            ? tr("This is what happened; it is in the ledger and in the audit.")
                            : tr("This is what happened: by then %1 was left instead of the %2 shown before.")
                                  .arg(moneyText(outcome.forfeited), moneyText(m_preview->forfeited)));
        Q_EMIT written();
        return;
    }
    showEarlier(outcome, who);
    Q_EMIT written();
}

void VoidDialog::showEarlier(const VoidOutcome &outcome, const QString &who)
{
    const Session &session = ports().monitor.session();
    const QString when = momentText(outcome.grant.voidedAt.toTimeZone(shownZoneFor(session.timeZone)), session.now);
    setTitle(tr("The grant of %1 is voided already").arg(shownText(m_grant.organizationName)));
    setIntroduction(tr("These are the figures of that void."));
    const QString lead = who.isEmpty() ? tr("Voided before.") : tr("Voided before by %1.").arg(who);
    m_effect->setVerdict(Tone::Info, lead,
                         tr("It was done %1 with the reason “%2”. Nothing was booked twice.")
                             .arg(when, shownText(outcome.grant.voidReason)));
}

} // namespace scrip
