// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/claims/claim_detail.h"

#include "core/text_rules.h"
#include "models/claims_model.h"
#include "models/grants_model.h"
#include "ui/claims/claim_words.h"
#include "ui/claims/fact_rows.h"
#include "ui/codes/code_delegates.h"
#include "ui/mint/code_words.h"
#include "ui/table/detail_table.h"
#include "ui/table/exported_lists.h"
#include "ui/theme/looks.h"
#include "ui/theme/type_scale.h"
#include "ui/widgets/bar.h"
#include "ui/widgets/label.h"
#include "ui/widgets/money_field.h"
#include "ui/widgets/pill.h"
#include "ui/widgets/relative_time.h"

#include <QVBoxLayout>

namespace scrip {

using namespace Qt::StringLiterals;

namespace {

QVBoxLayout *paddedColumn(QWidget *widget)
{
    auto *column = new QVBoxLayout(widget);
    column->setContentsMargins(space::two, space::oneAndHalf, space::two, space::one);
    column->setSpacing(space::one);
    return column;
}

QString orDash(const QString &text)
{
    return text.isEmpty() ? dash() : shownText(text);
}

} // namespace

ClaimDetail::ClaimDetail(const Stores &stores, const TablePorts &ports, QWidget *parent)
    : QWidget(parent)
    , m_stores(stores)
    , m_attempts(new AttemptsModel(*stores.claims, this))
    , m_content(new QWidget(this))
    , m_hint(Label::muted(tr("Select one claim to see its grant and attempts"), Type::Body, this))
{
    setPageGround(this);
    auto *content = new QVBoxLayout(m_content);
    content->setContentsMargins(0, 0, 0, 0);
    content->setSpacing(0);
    buildFacts();
    content->addWidget(new Line);
    buildGrant();
    content->addWidget(new Line);
    buildAttempts(ports);
    // Takes the room where there are no attempts to show.
    content->addStretch();
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->addWidget(m_content, 1);
    // Of more above and below a label as high as a new one has no room, and loses all of its margins.
    m_hint->setContentsMargins(space::two, space::oneAndHalf, space::two, space::oneAndHalf);
    m_hint->setWordWrap(true);
    column->addWidget(m_hint, 0, Qt::AlignTop);
    clear();
}

void ClaimDetail::buildFacts()
{
    auto *area = new QWidget(m_content);
    area->setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Maximum);
    QVBoxLayout *column = paddedColumn(area);
    m_user = new Label({}, Type::Section, area);
    m_user->setElided();
    m_state = new Pill(area);
    m_facts = new FactRows(area);
    m_organization = m_facts->addText(tr("Organization"));
    m_event = m_facts->addText(tr("Event"));
    m_code = m_facts->addFigure(tr("Code"));
    m_at = m_facts->addText(tr("Claimed"));
    m_by = m_facts->addText(tr("Through"));
    m_account = m_facts->addText(tr("NEAR account"));
    m_released = m_facts->addText(tr("Released"));
    column->addWidget(m_user);
    column->addWidget(m_state, 0, Qt::AlignLeft);
    column->addWidget(m_facts);
    m_content->layout()->addWidget(area);
}

void ClaimDetail::buildGrant()
{
    auto *area = new QWidget(m_content);
    area->setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Maximum);
    QVBoxLayout *column = paddedColumn(area);
    auto *head = new QHBoxLayout;
    head->addWidget(new Label(tr("Grant"), Type::Strong, area));
    m_grantState = new Pill(area);
    head->addWidget(m_grantState);
    head->addStretch(1);
    column->addLayout(head);
    m_grant = new QWidget(area);
    auto *figures = new QVBoxLayout(m_grant);
    figures->setContentsMargins(0, 0, 0, 0);
    figures->setSpacing(space::one);
    m_bar = new Bar(m_grant, 8);
    figures->addWidget(m_bar);
    auto *rows = new FactRows(m_grant);
    m_amount = rows->addFigure(tr("Credit"));
    m_available = rows->addFigure(tr("Available"));
    m_consumed = rows->addFigure(tr("Consumed"));
    m_forfeited = rows->addFigure(tr("Forfeited"));
    m_expires = rows->addText(tr("Lasts until"));
    figures->addWidget(rows);
    column->addWidget(m_grant);
    m_noGrant = Label::muted({}, Type::Body, area);
    m_noGrant->setWordWrap(true);
    column->addWidget(m_noGrant);
    m_content->layout()->addWidget(area);
}

void ClaimDetail::buildAttempts(const TablePorts &ports)
{
    m_attemptsArea = new QWidget(m_content);
    auto *column = new QVBoxLayout(m_attemptsArea);
    column->setContentsMargins(0, space::oneAndHalf, 0, 0);
    column->setSpacing(space::one);
    auto *title = new Label(tr("Attempts of this user at this event"), Type::Strong, m_attemptsArea);
    title->setContentsMargins(space::two, 0, space::two, 0);
    column->addWidget(title);
    m_attemptsTable = new DetailTable(u"claim-attempts"_s, tr("Attempts"), m_attemptsArea);
    m_attemptsTable->setRows(m_attempts, {132, 164, 64}, AttemptColumns::Who);
    m_attemptsTable->offerExport([this] { return exportOfAttempts(*m_stores.claims, attemptsAsked()); }, ports);
    m_when = new SinceDelegate(m_attemptsTable);
    m_attemptsTable->setItemDelegateForColumn(AttemptColumns::At, m_when);
    m_attemptsTable->setItemDelegateForColumn(
        AttemptColumns::Outcome, new PillDelegate(m_attemptsTable, [](const QModelIndex &index) {
            const QString outcome = index.data(RawRole).toString();
            const bool claimed = outcome == QStringLiteral("claimed");
            return PillLook{outcomeWords(outcome), claimed ? Tone::Accent : Tone::Warn,
                            claimed ? PillShape::Tick : PillShape::Cross};
        }));
    column->addWidget(m_attemptsTable, 1);
    static_cast<QVBoxLayout *>(m_content->layout())->addWidget(m_attemptsArea, 1);
}

AttemptQuery ClaimDetail::attemptsAsked() const
{
    AttemptQuery query;
    query.event = m_claim.eventId;
    query.user = m_claim.userId;
    return query;
}

void ClaimDetail::setClock(const QTimeZone &zone, const QDateTime &now)
{
    m_zone = zone;
    m_now = now;
    m_when->setNow(now);
    m_attempts->setZone(zone);
}

void ClaimDetail::setReasonAgainstLooking(const QString &reason)
{
    const bool changed = m_reason != reason;
    m_reason = reason;
    if (changed)
        reload();
}

void ClaimDetail::showClaim(const Claim &claim)
{
    const bool same = m_claim.id == claim.id && m_claim.releasedAt == claim.releasedAt;
    m_claim = claim;
    showFacts(claim);
    m_content->show();
    m_hint->hide();
    if (!same)
        reload();
}

void ClaimDetail::showFacts(const Claim &claim)
{
    const auto moment = [this](const QDateTime &when) { return momentText(when.toTimeZone(m_zone), m_now); };
    m_user->setText(orDash(claim.email));
    m_state->setLook(statusPill(claimStateName(claim)));
    m_organization->setText(orDash(claim.organizationName));
    m_event->setText(orDash(claim.eventName));
    m_code->setText(orDash(claim.code));
    m_at->setText(tr("%1, %2").arg(moment(claim.claimedAt), zoneText(m_zone.id(), claim.claimedAt)));
    m_by->setText(claim.origin == ClaimOrigin::Backend ? tr("the backend") : tr("Scrip"));
    m_account->setText(orDash(claim.account));
    m_facts->setShown(m_account, !claim.account.isEmpty());
    const bool released = claim.releasedAt.isValid();
    m_facts->setShown(m_released, released);
    if (!released)
        return;
    QString text = tr("%1 by %2").arg(moment(claim.releasedAt), orDash(claim.releasedBy));
    if (claim.slotReturned)
        text += tr(", slot returned");
    if (claim.codeFreed)
        text += tr(", code freed");
    m_released->setText(text);
}

void ClaimDetail::askGrant()
{
    if (!m_reason.isEmpty() || m_claim.grantId.isNull()) {
        showNoGrant(m_reason.isEmpty() ? tr("This claim has no grant.") : m_reason);
        return;
    }
    m_grantAsked.ask(this, m_stores.grants->grant(m_claim.grantId), [this](const Result<GrantHistory> &answer) {
        if (answer)
            showGrant(answer->grant);
        else
            showNoGrant(codeFailureWords(answer.failure()));
    });
}

void ClaimDetail::showGrant(const Grant &grant)
{
    const qint64 whole = grant.amount.nano();
    m_grantState->setLook(statusPill(shownStatusName(grant)));
    m_bar->setParts({{shareOf(grant.consumed.nano(), whole), Tone::Neutral, false},
                     {shareOf(grant.available.nano() + grant.pending.nano(), whole), Tone::Accent, false},
                     {shareOf(grant.forfeited.nano() + grant.clawedBack.nano(), whole), Tone::Warn, true}});
    m_amount->setText(moneyText(grant.amount));
    m_available->setText(moneyText(grant.available));
    m_consumed->setText(moneyText(grant.consumed));
    m_forfeited->setText(moneyText(grant.forfeited));
    m_expires->setText(grant.expiresAt.isValid()
                           ? tr("%1, %2").arg(momentText(grant.expiresAt.toTimeZone(m_zone), m_now),
                                              zoneText(m_zone.id(), grant.expiresAt))
                           : tr("never"));
    m_grantState->show();
    m_grant->show();
    m_noGrant->hide();
}

void ClaimDetail::showNoGrant(const QString &reason)
{
    m_grantAsked.forget();
    m_noGrant->setText(reason);
    m_noGrant->show();
    m_grant->hide();
    m_grantState->hide();
}

QString ClaimDetail::grantText() const
{
    return m_grant->isHidden() ? m_noGrant->text() : m_available->text();
}

void ClaimDetail::clear()
{
    m_claim = {};
    m_grantAsked.forget();
    m_content->hide();
    m_hint->show();
}

void ClaimDetail::reload()
{
    if (m_claim.id.isNull())
        return;
    askGrant();
    m_attemptsArea->setVisible(m_reason.isEmpty());
    if (m_reason.isEmpty())
        m_attempts->setSubject(m_claim.eventId, m_claim.userId);
    else
        m_attempts->setSource({});
}

} // namespace scrip
