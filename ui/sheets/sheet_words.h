// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/result.h"
#include "sheets/label_template.h"
#include "ui/theme/tokens.h"

namespace scrip {

// The words in which sheets and label stocks are told to people. Plain text throughout.

/// "1 sheet", "21 sheets", "1 043 sheets".
[[nodiscard]] QString sheetsText(qint64 sheets);
/// "1 label", "6 labels".
[[nodiscard]] QString labelsText(qint64 labels);

/// "L7160", "Herma 5051", "C32011 card", "5160 · Letter".
[[nodiscard]] QString stockName(const LabelTemplate &stock);
/// "63.5 × 38.1 mm", "50.8 mm round".
[[nodiscard]] QString stockSize(const LabelTemplate &stock);
/// "sources agree"
[[nodiscard]] QString gradeWords(StockGrade grade);
[[nodiscard]] Tone gradeTone(StockGrade grade);

/// Millimetres with as many decimals, in the digits of the locale: "0.85 mm".
[[nodiscard]] QString millimetres(double mm, int decimals);

/// What a refusal of a print or of reading a sheet means, and that nothing was lost, in one or two sentences.
[[nodiscard]] QString sheetFailureWords(const Failure &failure);

} // namespace scrip
