// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/events/event_actions.h"

#include "core/ports/connection.h"
#include "core/text_rules.h"
#include "ui/events/event_rights.h"
#include "ui/events/event_words.h"
#include "ui/mint/mint_dialog.h"
#include "ui/mint/mint_rights.h"
#include "ui/sheets/sheet_rights.h"
#include "ui/shell/jobs.h"
#include "ui/theme/glyphs.h"
#include "ui/widgets/buttons.h"
#include "ui/widgets/dialog_frame.h"
#include "ui/widgets/figures.h"
#include "ui/widgets/money_field.h"
#include "ui/widgets/toast.h"

#include <QAction>

using namespace Qt::StringLiterals;

namespace scrip {

EventActions::EventActions(const EventActionsParts &parts)
    : QObject(parts.page)
    , create(makeAction(this, tr("&New event…"), Glyph::Plus, QKeySequence::New))
    , edit(makeAction(this, tr("&Edit…"), Glyph::Edit, QKeySequence(Qt::CTRL | Qt::Key_E)))
    , duplicate(makeAction(this, tr("&Duplicate"), Glyph::Copy, QKeySequence(Qt::CTRL | Qt::Key_D)))
    , approve(makeAction(this, tr("Appro&ve…"), Glyph::Check))
    , pause(makeAction(this, tr("&Pause…"), Glyph::Pause))
    , resume(makeAction(this, tr("&Resume…"), Glyph::Play))
    , mint(makeAction(this, tr("&Mint codes…"), Glyph::Barcode, QKeySequence(Qt::CTRL | Qt::Key_M)))
    , print(makeAction(this, tr("P&rint"), Glyph::Print, QKeySequence::Print))
    , archive(makeAction(this, tr("&Archive…"), Glyph::Archive))
    , unarchive(makeAction(this, tr("Bring &back from the archive…"), Glyph::Undo))
    , m_parts(parts)
{
    connectActions();
    judge();
}

void EventActions::connectActions()
{
    connect(create, &QAction::triggered, this, &EventActions::openNew);
    connect(edit, &QAction::triggered, this, &EventActions::openEdit);
    connect(duplicate, &QAction::triggered, this, &EventActions::startDuplicate);
    connect(approve, &QAction::triggered, this, &EventActions::openApprove);
    connect(pause, &QAction::triggered, this, &EventActions::openPause);
    connect(resume, &QAction::triggered, this, &EventActions::openResume);
    connect(archive, &QAction::triggered, this, &EventActions::openArchive);
    connect(unarchive, &QAction::triggered, this, &EventActions::openUnarchive);
    connect(mint, &QAction::triggered, this, &EventActions::openMint);
    connect(print, &QAction::triggered, this, [this] {
        if (m_event)
            Q_EMIT printRequested(m_event->id);
    });
    connect(&m_parts.monitor, &ConnectionMonitor::stateChanged, this, &EventActions::judge);
    connect(&m_parts.monitor, &ConnectionMonitor::sessionChanged, this, &EventActions::judge);
}

void EventActions::setEvent(const std::optional<Event> &event)
{
    m_event = event;
    judge();
}

void EventActions::judge()
{
    const bool paused = m_event && m_event->paused;
    const bool archived = m_event && m_event->archivedAt.isValid();
    approve->setVisible(m_event && m_event->status == EventStatus::AwaitingApproval);
    pause->setVisible(!paused);
    resume->setVisible(paused);
    archive->setVisible(!archived);
    unarchive->setVisible(archived);
    const QString right = reasonAgainstEvents(m_parts.monitor);
    const QString chosen = m_event ? QString() : tr("Choose an event first");
    const auto first = [](const QString &a, const QString &b) { return a.isEmpty() ? b : a; };
    setReasonAgainst(create, right);
    setReasonAgainst(edit, reasonAgainstEdit());
    setReasonAgainst(duplicate, first(right, m_duplicating ? tr("It is being duplicated") : chosen));
    setReasonAgainst(approve, first(right, chosen));
    setReasonAgainst(pause, reasonAgainstPause());
    setReasonAgainst(resume, reasonAgainstEdit());
    setReasonAgainst(archive, first(right, chosen));
    setReasonAgainst(unarchive, first(right, chosen));
    setReasonAgainst(mint, reasonAgainstMint());
    setReasonAgainst(print, reasonAgainstPrint());
}

QString EventActions::reasonAgainstEdit() const
{
    const QString right = reasonAgainstEvents(m_parts.monitor);
    if (!right.isEmpty())
        return right;
    if (!m_event)
        return tr("Choose an event first");
    return m_event->archivedAt.isValid() ? tr("It is archived: bring it back first") : QString();
}

QString EventActions::reasonAgainstPause() const
{
    const QString general = reasonAgainstEdit();
    if (!general.isEmpty())
        return general;
    return m_event->status == EventStatus::Ended ? tr("It has ended: nothing can be claimed any more") : QString();
}

QString EventActions::reasonAgainstMint() const
{
    const QString right = reasonAgainstMinting(m_parts.monitor);
    if (!right.isEmpty())
        return right;
    if (!m_event)
        return tr("Choose an event first");
    if (m_event->archivedAt.isValid())
        return tr("It is archived: bring it back first");
    return m_event->status == EventStatus::Ended ? tr("It has ended: nobody could claim the codes") : QString();
}

QString EventActions::reasonAgainstPrint() const
{
    const QString right = reasonAgainstPlainCodes(m_parts.monitor);
    if (!right.isEmpty())
        return right;
    if (!m_event)
        return tr("Choose an event first");
    return m_event->codes.total == 0 ? tr("There are no codes yet: mint some first") : QString();
}

QString EventActions::createdText(const Event &event)
{
    return event.status == EventStatus::AwaitingApproval
               ? tr("%1 is created; nobody can claim until a second admin has approved.").arg(shownText(event.name))
               : tr("%1 is created.").arg(shownText(event.name));
}

EventDialog *EventActions::open(EventDialog *dialog)
{
    connect(dialog, &EventDialog::saved, this, [this, isNew = dialog->isNew()](const Event &event, qint64 codes) {
        Q_EMIT written(event);
        if (codes > 0)
            mintAtOnce(event, codes);
        else
            Toast::show(m_parts.page, Tone::Good,
                        isNew ? createdText(event) : tr("%1 is saved").arg(shownText(event.name)));
    });
    const auto told = [dialog](const Result<Setting> &threshold) {
        if (!threshold || threshold->value.isEmpty())
            return;
        if (const Result<Money> above = Money::parse(threshold->value, Currency(), u"value"_s); above)
            dialog->setApprovalAbove(*above);
    };
    dialog->keepWhatIsTyped(m_parts.prompts);
    onDone(dialog, m_parts.stores.administration->setting(u"approval_threshold"_s), told);
    dialog->open();
    return dialog;
}

EventDialog *EventActions::openNew()
{
    return open(new EventDialog(dialogParts(), m_parts.page));
}

EventDialog *EventActions::openEdit()
{
    return m_event ? open(new EventDialog(dialogParts(), *m_event, m_parts.page)) : nullptr;
}

QString EventActions::codesText() const
{
    return tr("%1 codes").arg(countText(m_event->codes.available));
}

ReasonDialog *EventActions::openPause()
{
    if (!m_event)
        return nullptr;
    Change change{&EventStore::pause,
                  tr("Pause %1").arg(shownText(m_event->name)),
                  tr("%1 stop being claimable until somebody resumes the event. Credit that was claimed stays.")
                      .arg(codesText()),
                  tr("Pause event"),
                  tr("Pausing…"),
                  tr("%1 is paused").arg(shownText(m_event->name)),
                  tr("Pause undone at once"),
                  tr("%1 is open again").arg(shownText(m_event->name))};
    return openChange(change);
}

DialogFrame *EventActions::openApprove()
{
    if (!m_event)
        return nullptr;
    const QString name = shownText(m_event->name);
    auto *dialog = new DialogFrame(tr("Approve %1").arg(name), 520, m_parts.page);
    dialog->setIntroduction(
        tr("It may cost up to %1, which one admin does not decide alone. From your approval on, %2 are "
           "claimable within the dates of the event.")
            .arg(moneyText(m_event->exposure), codesText()));
    // What is read here is approved and nothing else: somebody may change the event while the dialog is open.
    const auto ofVersion = [version = m_event->version](EventStore &store, const EventId &id,
                                                        const WriteContext &context) {
        return store.approve(id, version, context);
    };
    send(dialog, {ofVersion, {}, {}, tr("Approve event"), tr("Approving…"), tr("%1 is approved").arg(name), {}, {}},
         [] { return QString(); });
    return dialog;
}

ReasonDialog *EventActions::openResume()
{
    if (!m_event)
        return nullptr;
    return openChange({&EventStore::resume,
                       tr("Resume %1").arg(shownText(m_event->name)),
                       tr("%1 become claimable again, within the dates of the event.").arg(codesText()),
                       tr("Resume event"),
                       tr("Resuming…"),
                       tr("%1 is open again").arg(shownText(m_event->name)),
                       {},
                       {}});
}

ReasonDialog *EventActions::openArchive()
{
    if (!m_event)
        return nullptr;
    return openChange({&EventStore::archive, tr("Archive %1").arg(shownText(m_event->name)),
                       tr("The event leaves the lists and %1 stop being claimable. Nothing is deleted; it can be "
                          "brought back.")
                           .arg(codesText()),
                       tr("Archive event"), tr("Archiving…"), tr("%1 is archived").arg(shownText(m_event->name)),
                       tr("Archiving undone at once"), tr("%1 is back").arg(shownText(m_event->name))});
}

ReasonDialog *EventActions::openUnarchive()
{
    if (!m_event)
        return nullptr;
    return openChange(
        {&EventStore::unarchive,
         tr("Bring %1 back").arg(shownText(m_event->name)),
         tr("The event returns to the lists; %1 become claimable again, within its dates.").arg(codesText()),
         tr("Bring back"),
         tr("Bringing back…"),
         tr("%1 is back").arg(shownText(m_event->name)),
         {},
         {}});
}

} // namespace scrip
