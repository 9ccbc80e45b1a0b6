// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/events/event_dialog.h"

#include "core/object_json.h"
#include "core/ports/connection.h"
#include "core/text_rules.h"
#include "ui/events/event_words.h"
#include "ui/events/exposure_panel.h"
#include "ui/events/version_conflict.h"
#include "ui/theme/type_scale.h"
#include "ui/widgets/dialog_write.h"
#include "ui/widgets/figures.h"
#include "ui/widgets/label.h"

#include <QCheckBox>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace scrip {

namespace {

constexpr int dialogWidth = 880;

} // namespace

EventDialog::EventDialog(const EventDialogParts &parts, QWidget *parent)
    : DialogFrame(tr("New event"), dialogWidth, parent)
    , m_parts(parts)
{
    build();
    EventDraft draft;
    draft.amount = Money(0, m_parts.monitor.session().meteringCurrency);
    const QString zone = m_parts.monitor.session().timeZone;
    draft.timeZone = zone.isEmpty() ? u"UTC"_s : zone;
    m_form->setDraft(draft);
    setSubmit(tr("Create event"));
    judge();
}

EventDialog::EventDialog(const EventDialogParts &parts, const Event &event, QWidget *parent)
    : DialogFrame(tr("Edit event"), dialogWidth, parent)
    , m_parts(parts)
    , m_base(event)
{
    build();
    m_form->setDraft(EventDraft::of(event));
    if (event.claimCount > 0)
        m_form->freeze(EventField::Amount | EventField::CreditExpiresAt, tr("fixed since the first claim"));
    setSubmit(tr("Save changes"));
    judge();
}

void EventDialog::build()
{
    m_form = new EventForm(m_parts.monitor.session().meteringCurrency);
    content()->addWidget(m_form);
    buildSide();
    connect(m_form, &EventForm::edited, this, &EventDialog::judge);
    connect(&m_parts.monitor, &ConnectionMonitor::stateChanged, this, &EventDialog::judge);
    connect(&m_parts.monitor, &ConnectionMonitor::sessionChanged, this, &EventDialog::judge);
    connect(&m_parts.monitor, &ConnectionMonitor::changed, this, &EventDialog::askCounts);
    connect(this, &DialogFrame::submitted, this, &EventDialog::submit);
    m_write = new DialogWrite<Written<Event>>(
        this, m_base ? tr("Saving…") : tr("Creating…"), [this](const QString &) { return send(); },
        [this](const Written<Event> &answer) { take(answer); });
    m_write->setDoubtLead(m_base ? tr("Not known whether it was saved.") : tr("Not known whether it was created."));
    m_write->setRefusal([this](const Failure &failure) { refuse(failure); });
    askCounts();
}

void EventDialog::buildSide()
{
    m_exposure = new ExposurePanel(m_base ? tr("After the edit") : tr("After Create"));
    QBoxLayout *side = sidePanel(280);
    side->addWidget(m_exposure);
    if (m_base && m_base->claimCount > 0)
        m_exposure->setFreezeNote(tr("%1 claimed already: amount, currency and credit end are fixed. "
                                     "The deadline may move later.")
                                      .arg(countText(m_base->claimCount)));
    if (!m_base) {
        side->addWidget(new Line);
        m_mintBox = new QCheckBox;
        m_mintBox->setChecked(true);
        m_mintNote = Label::muted({}, Type::Caption);
        m_mintNote->setContentsMargins(space::three, 0, 0, 0);
        m_mintNote->setWordWrap(true);
        auto *mint = new QVBoxLayout;
        mint->setSpacing(0);
        mint->addWidget(m_mintBox);
        mint->addWidget(m_mintNote);
        side->addLayout(mint);
        connect(m_mintBox, &QCheckBox::toggled, this, &EventDialog::judge);
    }
    side->addStretch(1);
}

void EventDialog::setApprovalAbove(const Money &threshold)
{
    m_approvalAbove = threshold;
    judge();
}

void EventDialog::askCounts()
{
    onDone(this, m_parts.events.counts(), [this](const Result<EventCounts> &counts) {
        if (!counts)
            return;
        m_exposureNow = counts->exposure;
        showExposure(reading());
    });
}

void EventDialog::submit()
{
    if (m_conflict && !settleConflict())
        return;
    const FormReading read = reading();
    m_showAll = true;
    judge();
    if (!read.failures.isEmpty()) {
        m_form->focusField(read.failures.first().field);
        return;
    }
    m_sent = read.draft;
    m_write->start();
}

Answer<Written<Event>> EventDialog::send() const
{
    const WriteContext context{m_write->key(), {}, {}};
    if (!m_base)
        return m_parts.events.create(m_sent, context);
    EventEdit edit;
    edit.id = m_base->id;
    edit.version = m_base->version;
    edit.draft = m_sent;
    edit.changed = changedFields(EventDraft::of(*m_base), m_sent);
    return m_parts.events.edit(edit, context);
}

void EventDialog::take(const Written<Event> &answer)
{
    const qint64 codes = mintCount();
    accept();
    Q_EMIT saved(answer.object, codes);
}

void EventDialog::refuse(const Failure &failure)
{
    const QJsonObject current = failure.detail["current"_L1].toObject();
    if (failure.name == "stale_version"_L1 && m_base && !current.isEmpty()) {
        showConflict(eventFromJson(current));
        return;
    }
    judge();
    if (m_form->showRefusal(failure)) {
        setObstacle(tr("One field to correct: %1").arg(fieldLabel(failure.field).toLower()));
        return;
    }
    showFailure(m_base ? tr("Not saved.") : tr("Not created."),
                QString(failureWords(failure) % u' ' % tr("What you typed is kept.")), tr("Try again"), failure.name);
}

void EventDialog::showConflict(const Event &theirs)
{
    delete m_conflict;
    m_theirs = theirs;
    m_conflict = new VersionConflict(EventDraft::of(*m_base), m_sent, theirs);
    content()->addWidget(m_conflict);
    m_conflict->show();
    m_form->hide();
    setIntroduction(tr("Somebody else saved version %1 while you were editing version %2. Nothing of yours is lost: "
                       "choose field by field, then save.")
                        .arg(theirs.version)
                        .arg(m_base->version));
    setSubmit(tr("Save onto version %1").arg(theirs.version));
    setObstacle({});
    connect(m_conflict, &VersionConflict::choiceChanged, this, &EventDialog::judge);
    judge();
    orderFocus();
    m_conflict->focusFirstChoice();
}

bool EventDialog::settleConflict()
{
    const EventDraft merged = m_conflict->merged();
    m_base = m_theirs;
    m_theirs.reset();
    m_form->setDraft(merged);
    m_form->show();
    m_conflict->hide();
    m_conflict->deleteLater();
    m_conflict = nullptr;
    orderFocus();
    setIntroduction({});
    setSubmit(tr("Save changes"));
    // All of theirs: there is nothing left to save.
    if (!changedFields(EventDraft::of(*m_base), merged)) {
        judge();
        return false;
    }
    return true;
}

qint64 EventDialog::mintCount() const
{
    const bool wanted = m_mintBox && m_mintBox->isEnabled() && m_mintBox->isChecked();
    return wanted ? m_sent.maxClaims.value_or(0) : 0;
}

} // namespace scrip
