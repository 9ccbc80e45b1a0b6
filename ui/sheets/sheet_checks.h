// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/sheets/sheet_plan.h"
#include "ui/sheets/stock_fit.h"
#include "ui/theme/tokens.h"

namespace scrip {

/// One thing looked at before printing.
struct CheckLine
{
    Tone tone = Tone::Good; ///< Bad: it cannot be printed so. Warn and Info: it can.
    QString text;
    QString measure; ///< "0.85 mm modules"
    bool operator==(const CheckLine &) const = default;
};

/// Everything there is to say about a run before it is printed, what blocks it first. `now` is the database's time;
/// `reprinted` the runs that hold labels of the range already.
[[nodiscard]] QList<CheckLine> checksOf(const SheetPlan &plan, const StockFit &fit, const QDateTime &now,
                                        const QList<PrintRecord> &reprinted);

/// The runs of the history with a label between those serials.
[[nodiscard]] QList<PrintRecord> runsWithin(const QList<PrintRecord> &runs, int from, int to);

/// "run 2 on 18 Nov, 3 runs"
[[nodiscard]] QString runsText(const QList<PrintRecord> &runs);

} // namespace scrip
