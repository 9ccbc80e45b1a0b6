// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/async.h"
#include "sheets/label_source.h"
#include "sheets/qr_fit.h"

#include <QHash>

namespace scrip {

/// What a stock makes of the labels of one batch.
struct StockFit
{
    bool usable = true;
    QString reason;        ///< Why not: one sentence.
    bool textOnly = false; ///< Printed without a QR code.
    QrFit qr;
    double tightestText = 0; ///< Millimetres of the line with the least room left,
    double tightestRoom = 0; ///< and what it has.
    QStringList warnings;
};

/// By the id of the stock.
using StockFits = QHash<QString, StockFit>;

/// Judges one stock by a label of the run. Safe from any thread.
[[nodiscard]] StockFit fitOf(const SheetJob &job, const LabelContent &sample);

/// Judges every shipped stock for that run, on a thread of the pool.
[[nodiscard]] Answer<StockFits> fitsOf(const SheetJob &job, const LabelContent &sample);

} // namespace scrip
