// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/ports/event_store.h"
#include "ui/events/event_form.h"
#include "ui/widgets/dialog_frame.h"

#include <functional>
#include <optional>

class QCheckBox;

namespace scrip {

class ConnectionMonitor;
class DialogWriteBase;
class ExposurePanel;
class VersionConflict;

/// What the dialog borrows; all of it outlives the dialog.
struct EventDialogParts
{
    EventStore &events;
    ConnectionMonitor &monitor;
    std::function<QDateTime()> now; ///< The database's time.
};

/// Makes a new event or edits one, with one idempotency key for its whole life: whatever is sent again is the same
/// write. Deletes itself once closed; saved() tells what the database made of it.
class EventDialog : public DialogFrame
{
    Q_OBJECT
public:
    /// A new event.
    EventDialog(const EventDialogParts &parts, QWidget *parent);
    /// An edit of that version.
    EventDialog(const EventDialogParts &parts, const Event &event, QWidget *parent);

    /// The threshold of the two-person rule, once it is known.
    void setApprovalAbove(const Money &threshold);
    [[nodiscard]] bool isNew() const { return !m_base; }
    [[nodiscard]] EventForm *form() const { return m_form; }
    [[nodiscard]] ExposurePanel *exposure() const { return m_exposure; }
    [[nodiscard]] QCheckBox *mintBox() const { return m_mintBox; }
    /// The two versions, while they are shown instead of the form.
    [[nodiscard]] VersionConflict *conflict() const { return m_conflict; }

Q_SIGNALS:
    /// `mintCount` codes are wanted at once; 0: none.
    void saved(const scrip::Event &event, qint64 mintCount);

private:
    void build();
    void buildSide();
    void askCounts();
    [[nodiscard]] FormReading reading() const;
    void addEditRules(FormReading &reading) const;
    void judge();
    [[nodiscard]] QString obstacleFor(const FormReading &reading, bool *isError) const;
    void showExposure(const FormReading &reading);
    void showMintOffer(const FormReading &reading);

    void submit();
    [[nodiscard]] Answer<Written<Event>> send() const;
    void take(const Written<Event> &answer);
    void refuse(const Failure &failure);
    void showConflict(const Event &theirs);
    bool settleConflict();
    [[nodiscard]] qint64 mintCount() const;

    EventDialogParts m_parts;
    std::optional<Event> m_base; ///< What is edited; nothing for a new event.
    EventForm *m_form = nullptr;
    ExposurePanel *m_exposure = nullptr;
    QCheckBox *m_mintBox = nullptr;
    class Label *m_mintNote = nullptr;
    VersionConflict *m_conflict = nullptr;
    std::optional<Event> m_theirs; ///< The newest version, while there is a conflict.
    EventDraft m_sent;             ///< What is under way or in doubt.
    DialogWriteBase *m_write = nullptr;
    bool m_showAll = false; ///< Errors at fields never touched as well: somebody tried to save.
    std::optional<Money> m_exposureNow;
    std::optional<Money> m_approvalAbove;
};

} // namespace scrip
