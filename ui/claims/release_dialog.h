// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/ports/stores.h"
#include "ui/widgets/dialog_frame.h"
#include "ui/widgets/dialog_write.h"

class QCheckBox;

namespace scrip {

class FactRows;
class InlineMessage;
class Label;
class ReasonField;

/// Releases one claim: says beforehand what is forfeited and what each of the two choices does, in numbers, and asks
/// for a reason. Deletes itself.
class ReleaseDialog : public DialogFrame
{
    Q_OBJECT
public:
    ReleaseDialog(const Stores &stores, const Claim &claim, QWidget *page);

    [[nodiscard]] QCheckBox *returnSlot() const { return m_slot; }
    [[nodiscard]] QCheckBox *freeCode() const { return m_free; }
    [[nodiscard]] ReasonField *reasonField() const { return m_reason; }
    [[nodiscard]] Label *forfeited() const { return m_forfeited; }
    [[nodiscard]] Label *slotEffect() const { return m_slotEffect; }
    [[nodiscard]] InlineMessage *note() const { return m_note; }
    [[nodiscard]] DialogWriteBase *write() const { return m_write; }

Q_SIGNALS:
    /// What really happened.
    void released(const scrip::ReleaseOutcome &outcome);
    /// What it would do is on screen, or why that is not known.
    void previewed();

private:
    void buildFacts();
    void buildChoices();
    void askPreview();
    void askEvent();
    void takePreview(const Result<VoidOutcome> &answer);
    void showPreview(const VoidOutcome &preview);
    void showNothingLeft();
    void showChoices();
    void judge();
    [[nodiscard]] ReleaseRequest request() const;

    Stores m_stores;
    Claim m_claim;
    DialogWriteBase *m_write = nullptr;
    std::optional<Event> m_event;
    bool m_previewed = false;
    FactRows *m_facts = nullptr;
    Label *m_credit = nullptr;
    Label *m_consumed = nullptr;
    Label *m_forfeited = nullptr;
    Label *m_balance = nullptr;
    InlineMessage *m_note = nullptr;
    QCheckBox *m_slot = nullptr;
    Label *m_slotEffect = nullptr;
    QCheckBox *m_free = nullptr;
    Label *m_freeEffect = nullptr;
    ReasonField *m_reason = nullptr;
};

} // namespace scrip
