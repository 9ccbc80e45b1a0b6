// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/ports/stores.h"
#include "ui/events/event_dialog.h"

#include <QObject>
#include <QPointer>

class QAction;

namespace scrip {

class Jobs;
class DialogFrame;
class MintDialog;
class Prompts;
class ReasonDialog;

/// What the page lends to its actions; all of it outlives them.
struct EventActionsParts
{
    Stores stores;
    ConnectionMonitor &monitor;
    Jobs &jobs;
    Prompts &prompts;
    std::function<QDateTime()> now;
    QWidget *page; ///< Dialogs and toasts appear on its window.
};

/// Everything that can be done with an event: one QAction each, with the dialogs and writes behind it. Tells which
/// are not possible now and why. Owned by the page.
class EventActions : public QObject
{
    Q_OBJECT
public:
    explicit EventActions(const EventActionsParts &parts);

    QAction *create;
    QAction *edit;
    QAction *duplicate;
    QAction *approve;
    QAction *pause;
    QAction *resume;
    QAction *mint;
    QAction *print;
    QAction *archive;
    QAction *unarchive;

    /// The event the actions are about; nothing: none is chosen.
    void setEvent(const std::optional<Event> &event);
    /// Rights or connection changed.
    void judge();

    EventDialog *openNew();
    EventDialog *openEdit();
    /// Null when the change is not possible now.
    ReasonDialog *openPause();
    /// Asks for no reason: who approved, and what, is what the audit says.
    DialogFrame *openApprove();
    ReasonDialog *openResume();
    ReasonDialog *openArchive();
    ReasonDialog *openUnarchive();
    MintDialog *openMint();
    /// Why an unfinished batch cannot be finished by us now; empty: it can.
    [[nodiscard]] QString reasonAgainstFinish(const Batch &batch) const;
    /// Mints what the batch lacks, as a job.
    void finishMinting(const Batch &batch);

Q_SIGNALS:
    /// The database changed an event because of us: show it as it is now.
    void written(const scrip::Event &event);
    /// To the sheets of the event.
    void printRequested(const scrip::EventId &event);
    /// To the codes of a batch, or to its sheets.
    void batchRequested(const scrip::BatchId &batch);
    void batchPrintRequested(const scrip::BatchId &batch);

private:
    using Write = std::function<Answer<Written<Event>>(EventStore &, const EventId &, const WriteContext &)>;
    /// One of the changes that need no form, in words.
    struct Change
    {
        Write write;
        QString title;
        QString effect;
        QString accept;
        QString busy;
        QString done;
        QString undoReason; ///< Empty: no Undo is offered.
        QString undone;
    };

    void connectActions();
    [[nodiscard]] QString reasonAgainstEdit() const;
    [[nodiscard]] QString reasonAgainstPause() const;
    [[nodiscard]] QString reasonAgainstMint() const;
    [[nodiscard]] QString reasonAgainstPrint() const;
    [[nodiscard]] QString codesText() const;
    ReasonDialog *openChange(const Change &change);
    /// Sends the change when the dialog is submitted, and opens the dialog.
    void send(DialogFrame *dialog, const Change &change, const std::function<QString()> &reason);
    /// `before` is the version that was changed, `key` that of the write.
    void tellChanged(const Change &change, const Event &event, int before, const QString &key);
    void undo(const EventId &id, const Change &change, const QString &done, const QString &key);
    /// Shows the event as it is when that is why something was refused.
    void tellChangedSince(const Failure &failure);
    void tellNotUndone(const Failure &failure, const std::function<void()> &again);
    void startDuplicate();
    void sendDuplicate(const EventId &id, const QString &key);
    /// That it is there, and that it waits for approval if so.
    [[nodiscard]] static QString createdText(const Event &event);
    EventDialog *open(EventDialog *dialog);
    void mintAtOnce(const Event &event, qint64 count);
    [[nodiscard]] struct MintPorts mintPorts();
    [[nodiscard]] EventDialogParts dialogParts() const
    {
        return {*m_parts.stores.events, m_parts.monitor, m_parts.now};
    }

    EventActionsParts m_parts;
    std::optional<Event> m_event;
    bool m_duplicating = false;
};

} // namespace scrip
