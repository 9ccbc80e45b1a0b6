// SPDX-License-Identifier: GPL-3.0-or-later
// The writes behind the actions of an event: the changes that need no form, duplicating, and minting.
#include "ui/events/event_actions.h"

#include "core/object_json.h"
#include "core/ports/connection.h"
#include "core/text_rules.h"
#include "ui/events/event_words.h"
#include "ui/mint/code_words.h"
#include "ui/mint/mint_dialog.h"
#include "ui/mint/mint_rights.h"
#include "ui/shell/jobs.h"
#include "ui/widgets/dialog_write.h"
#include "ui/widgets/failure_words.h"
#include "ui/widgets/figures.h"
#include "ui/widgets/reason_dialog.h"
#include "ui/widgets/toast.h"

using namespace Qt::StringLiterals;

namespace scrip {

namespace {

bool isInDoubt(const Failure &failure)
{
    return failure.kind == FailureKind::UnknownOutcome;
}

} // namespace

ReasonDialog *EventActions::openChange(const Change &change)
{
    auto *dialog = new ReasonDialog(change.title, change.effect, m_parts.page);
    send(dialog, change, [dialog] { return dialog->reason(); });
    return dialog;
}

void EventActions::send(DialogFrame *dialog, const Change &change, const std::function<QString()> &reason)
{
    dialog->setSubmit(change.accept);
    const EventId id = m_event->id;
    const int before = m_event->version;
    auto *write =
        new DialogWriteBase(dialog, change.busy, [this, dialog, change, id, before, reason](DialogWriteBase &own) {
            const QString key = own.key();
            const WriteContext context{key, {}, reason()};
            own.await<Written<Event>>(change.write(*m_parts.stores.events, id, context),
                                      [this, dialog, change, before, key](const Written<Event> &answer) {
                                          dialog->accept();
                                          tellChanged(change, answer.object, before, key);
                                      });
        });
    write->setDoubtLead(tr("Not known whether it was done."));
    write->setRefusal([this, write](const Failure &failure) {
        const bool stale = failure.name == u"stale_version";
        write->tellRefusal(failure, stale
                                        ? tr("Somebody changed the event while this was open. Close this and look at "
                                             "what it is now.")
                                        : failureWords(failure));
        tellChangedSince(failure);
    });
    connect(dialog, &DialogFrame::submitted, write, &DialogWriteBase::start);
    dialog->open();
}

void EventActions::tellChanged(const Change &change, const Event &event, int before, const QString &key)
{
    Q_EMIT written(event);
    // It was so before, and what this changed is nothing.
    const bool changed = event.version != before;
    if (changed && !change.undoReason.isEmpty())
        Toast::showUndo(m_parts.page, change.done,
                        [this, id = event.id, change, key] { undo(id, change, key, newKey()); });
    else
        Toast::show(m_parts.page, Tone::Good, change.done);
}

void EventActions::undo(const EventId &id, const Change &change, const QString &done, const QString &key)
{
    const WriteContext context{key, {}, change.undoReason};
    onDone(this, m_parts.stores.events->undo(id, done, context),
           [this, id, change, done, key](const Result<Written<Event>> &answer) {
               if (!answer) {
                   tellNotUndone(answer.failure(), [this, id, change, done, key] { undo(id, change, done, key); });
                   return;
               }
               Q_EMIT written(answer->object);
               Toast::show(m_parts.page, Tone::Good, change.undone);
           });
}

void EventActions::tellChangedSince(const Failure &failure)
{
    const Event current = eventFromJson(failure.detail["current"_L1].toObject());
    if (failure.name == u"stale_version" && !current.id.isNull())
        Q_EMIT written(current);
}

/// Trying again is offered for what may go better then: a refusal stays one.
void EventActions::tellNotUndone(const Failure &failure, const std::function<void()> &again)
{
    if (failure.name == u"stale_version") {
        const Event current = eventFromJson(failure.detail["current"_L1].toObject());
        Toast::show(m_parts.page, Tone::Bad,
                    tr("Not undone: somebody changed %1 since. Look at its history before you change it again.")
                        .arg(shownText(current.name)),
                    {}, failure.name);
        tellChangedSince(failure);
        return;
    }
    const QString lead = isInDoubt(failure) ? tr("Not known whether it was undone.") : tr("Not undone.");
    const bool refused = failure.kind == FailureKind::Refused || failure.kind == FailureKind::NotPermitted;
    Toast::show(m_parts.page, Tone::Bad, QString(lead % u' ' % failureWords(failure)),
                refused ? Toast::Offer{} : Toast::Offer{tr("Try again"), again}, failure.name);
}

void EventActions::startDuplicate()
{
    if (m_event && !m_duplicating)
        sendDuplicate(m_event->id, newKey());
}

void EventActions::sendDuplicate(const EventId &id, const QString &key)
{
    m_duplicating = true;
    judge();
    onDone(this, m_parts.stores.events->duplicate(id, {key, {}, {}}),
           [this, id, key](const Result<Written<Event>> &answer) {
               m_duplicating = false;
               judge();
               if (!answer) {
                   const QString lead = isInDoubt(answer.failure()) ? tr("Not known whether it was duplicated.")
                                                                    : tr("Not duplicated.");
                   Toast::show(m_parts.page, Tone::Bad, QString(lead % u' ' % failureWords(answer.failure())),
                               {tr("Try again"), [this, id, key] { sendDuplicate(id, key); }}, answer.failure().name);
                   return;
               }
               Q_EMIT written(answer->object);
               open(new EventDialog(dialogParts(), answer->object, m_parts.page));
           });
}

MintPorts EventActions::mintPorts()
{
    MintPorts ports;
    ports.batches = m_parts.stores.batches;
    ports.jobs = &m_parts.jobs;
    ports.showBatch = [guard = QPointer(this)](const BatchId &batch) {
        if (guard)
            Q_EMIT guard->batchRequested(batch);
    };
    return ports;
}

MintDialog *EventActions::openMint()
{
    if (!m_event)
        return nullptr;
    auto *dialog = new MintDialog(mintPorts(), m_parts.monitor.session(), {*m_event}, m_parts.page);
    dialog->open();
    return dialog;
}

void EventActions::mintAtOnce(const Event &event, qint64 count)
{
    auto *run = new MintRun(mintPorts(), m_parts.page, this);
    MintRequest request;
    request.event = event.id;
    request.count = count;
    request.prefix = m_parts.monitor.session().defaultPrefix;
    run->setLead(createdText(event));
    run->setRequest(request, tr("Mint %1 codes, %2").arg(countText(count), shownText(event.name)));
    connect(run, &MintRun::failed, this, [this, run, event](const Failure &failure) {
        Toast::show(m_parts.page, Tone::Bad,
                    tr("%1 is created. Its codes: %2 %3")
                        .arg(shownText(event.name), failureLead(failure), codeFailureWords(failure)),
                    {tr("Try again"), [guard = QPointer(run)] {
                         if (guard)
                             guard->start();
                     }});
    });
    run->start();
}

QString EventActions::reasonAgainstFinish(const Batch &batch) const
{
    const QString right = reasonAgainstMinting(m_parts.monitor);
    if (!right.isEmpty())
        return right;
    if (batch.key.isEmpty())
        return tr("Only %1, who began it, can finish it").arg(shownText(batch.createdBy));
    const auto runs = m_parts.jobs.findChildren<MintRun *>(QString(), Qt::FindDirectChildrenOnly);
    const bool running = std::any_of(runs.cbegin(), runs.cend(), [&batch](const MintRun *run) {
        return run->isRunning() && run->key() == batch.key;
    });
    return running ? tr("It is being minted: see the jobs") : QString();
}

void EventActions::finishMinting(const Batch &batch)
{
    auto *run = new MintRun(mintPorts(), m_parts.page, this);
    run->setBatch(batch, tr("Finish batch %1, %2").arg(QString::number(batch.number), shownText(batch.eventName)));
    run->resume();
}

} // namespace scrip
