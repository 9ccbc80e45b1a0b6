// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sheets/label_template.h"

namespace scrip {

/// Where a label goes: sheet and slot, both counted from 0.
struct LabelPlace
{
    qint64 page = 0;
    int slot = 0;
    friend bool operator==(const LabelPlace &, const LabelPlace &) = default;
};

/// Deals labels out over sheets: row by row, the first sheet from label `startAt` on, later ones from their first.
/// Pure.
class SheetLayout
{
public:
    /// Refuses with invalid_count a run without labels or a start outside of the sheet (field start_at, from 1).
    static Result<SheetLayout> make(const LabelTemplate &stock, qint64 labels, int startAt);

    [[nodiscard]] const LabelTemplate &stock() const { return m_stock; }
    [[nodiscard]] qint64 labels() const { return m_labels; }
    [[nodiscard]] qint64 pages() const;
    [[nodiscard]] int firstSlotOn(qint64 page) const { return page == 0 ? m_startAt - 1 : 0; }
    /// Index of the first label on that sheet, from 0.
    [[nodiscard]] qint64 firstLabelOn(qint64 page) const;
    [[nodiscard]] int labelsOn(qint64 page) const;
    [[nodiscard]] LabelPlace placeOf(qint64 label) const;
    /// True when a label is printed there.
    [[nodiscard]] bool isUsed(LabelPlace place) const;

private:
    SheetLayout(LabelTemplate stock, qint64 labels, int startAt);

    LabelTemplate m_stock;
    qint64 m_labels;
    int m_startAt;
};

} // namespace scrip
