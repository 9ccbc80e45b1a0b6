// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/batch.h"
#include "sheets/label_source.h"
#include "sheets/sheet_layout.h"

namespace scrip {

/// What somebody wants on paper.
struct SheetWish
{
    Event event;
    Batch batch;
    LabelTemplate stock;
    int from = 1; ///< Serials, both within the batch.
    int to = 0;
    int startAt = 1;    ///< First label used on the first sheet, from 1.
    QList<int> leftOut; ///< Serials that are not printed because of their state; sorted.
    int reprint = 0;    ///< Above 0: each label says REPRINT k.
};

/// Which serial comes on which label of which sheet, before any code is revealed. A value; the labels it answers hold
/// the shape of a code and nothing of it.
class SheetPlan
{
public:
    /// Refuses with invalid_count when no label is left, or the start lies outside of the sheet.
    static Result<SheetPlan> make(const SheetWish &wish);

    [[nodiscard]] const SheetWish &wish() const { return m_wish; }
    [[nodiscard]] const SheetLayout &layout() const { return m_layout; }
    [[nodiscard]] qint64 labels() const { return m_layout.labels(); }
    [[nodiscard]] qint64 pages() const { return m_layout.pages(); }
    [[nodiscard]] int labelsOnLast() const { return m_layout.labelsOn(pages() - 1); }
    /// The run as the print would draw it, masked.
    [[nodiscard]] SheetJob job() const;
    /// The labels of that sheet, from 0, with masked codes.
    [[nodiscard]] QList<LabelContent> labelsOn(qint64 page) const;
    /// A label that needs as much room as any of the run.
    [[nodiscard]] LabelContent sample() const;

private:
    SheetPlan(SheetWish wish, SheetLayout layout);
    [[nodiscard]] LabelContent label(int serial) const;
    /// The serial of the label at `index`, from 0.
    [[nodiscard]] int serialAt(qint64 index) const;

    SheetWish m_wish;
    SheetLayout m_layout;
    QString m_shape;
};

/// What every code of the batch looks like with all its secret characters masked.
[[nodiscard]] QString codeShape(const Batch &batch);

} // namespace scrip
