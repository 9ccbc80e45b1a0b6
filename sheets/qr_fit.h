// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sheets/label_template.h"

namespace scrip {

/// How well a symbol will read: by anybody, close up, only from a good laser print, or not at all.
enum class QrVerdict { Ok, Near, Tight, TooSmall };

/// How large a symbol becomes on a stock.
struct QrFit
{
    int modules = 0; ///< Along one side, without the quiet zone.
    int dots = 0;    ///< Dots of 1/300 inch per module: whole, so that 300, 600 and 1200 dpi print it exactly.
    QrVerdict verdict = QrVerdict::TooSmall;

    [[nodiscard]] double moduleMm() const { return dots * 25.4 / 300; }
    [[nodiscard]] double symbolMm() const { return modules * moduleMm(); }
    /// Side of the symbol with its quiet zone.
    [[nodiscard]] double boxMm() const;
    /// A phone reads a symbol from ten times its width.
    [[nodiscard]] int readsToCm() const;
};

/// The largest symbol of so many modules that leaves room for the text, the same on every label of the stock; with at
/// most `mostDots` to a module.
[[nodiscard]] QrFit fitQr(const LabelTemplate &stock, int modules, int mostDots = 60);
/// False for stock too small for the claim URL of a usual issuer: the code is printed there as text only.
[[nodiscard]] bool carriesQr(const LabelTemplate &stock);

/// Millimetres of one face: the label, or half of a tent.
[[nodiscard]] QSizeF faceSize(const LabelTemplate &stock);
/// What may carry text and symbol on the label at `slot`, relative to its face: 1 mm inside the label for what the
/// die is off by, 5 mm inside the paper where printers cannot reach.
[[nodiscard]] QRectF contentRect(const LabelTemplate &stock, int slot);
/// True when the symbol stands above the text instead of beside it.
[[nodiscard]] bool isStacked(const LabelTemplate &stock);

} // namespace scrip
