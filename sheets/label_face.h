// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sheets/label_fonts.h"
#include "sheets/qr_fit.h"
#include "sheets/sheet_job.h"

namespace scrip {

enum class LabelText { Amount, Currency, Event, Code, ClaimBy, CreditEnds, Instruction, Reprint, Serial };
enum class LabelAlign { Left, Centre, Right };

/// One line of text on a label, in millimetres from the top left of its face.
struct FaceLine
{
    LabelText role = LabelText::Amount;
    QString text; ///< What is printed; of a code or serial that of the sample label.
    int from = 0; ///< Code: the characters of this line.
    int length = 0;
    int serialForm = 0; ///< Serial: how long it is written, see serialText().
    double x = 0;       ///< Where the line starts, has its middle or ends, by `align`.
    double baseline = 0;
    double width = 0; ///< Room it has.
    double top = 0;
    double height = 0;
    LabelAlign align = LabelAlign::Left;
    LabelFont font = LabelFont::Text;
    double points = 0;
    bool muted = false;

    /// The room of the line.
    [[nodiscard]] QRectF box() const;
};

/// Where everything stands on one face of a label. A value, the same for all labels of a run whose codes have one
/// shape.
struct FaceLayout
{
    QRectF content;
    QRectF qr; ///< With its quiet zone; empty on stock too small for a symbol.
    QrFit fit;
    QList<FaceLine> lines;
};

/// Arranges a face around a symbol of `modules` (0: text only). Sizes follow the label; when the room ends, first the
/// instruction goes, then serial, event and credit expiry; never code, amount and the first date: the claim date, or
/// without a deadline the credit expiry. Refuses with label_too_small when even those do not fit, or when the symbol
/// would not read.
[[nodiscard]] Result<FaceLayout> arrangeFace(const SheetJob &job, int slot, int modules, const LabelContent &sample);

/// "12 / 500 · batch 3", "12 / 500 · B3" or "12 / 500".
[[nodiscard]] QString serialText(const LabelContent &label, int form);
inline constexpr int serialForms = 3;

/// Cuts a code into lines of at most `most` characters, between its groups where it has dashes, as evenly as
/// possible. Lengths of the lines; empty when a group is longer than a line.
[[nodiscard]] QList<int> codeLines(const QString &code, int most);

} // namespace scrip
