// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sheets/sheet_reading.h"
#include "ui/widgets/dialog_frame.h"

class QStandardItemModel;

namespace scrip {

class TableView;

/// What reading a sheet back came to: the verdict, and each label that is wrong by sheet, slot and serial. Never a
/// code.
class VerifyDialog : public DialogFrame
{
    Q_OBJECT
public:
    VerifyDialog(const SheetReading &reading, QWidget *parent);

    [[nodiscard]] InlineMessage *verdict() const { return m_verdict; }
    /// Null when every label is right.
    [[nodiscard]] TableView *table() const { return m_table; }

private:
    void buildFaults(const VerifyOutcome &outcome);

    InlineMessage *m_verdict;
    TableView *m_table = nullptr;
};

/// "All 480 labels are right.", "3 of 480 labels are wrong.": for the job and the dialog.
[[nodiscard]] QString verdictText(const VerifyOutcome &outcome);

} // namespace scrip
