// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/result.h"

#include <QRectF>
#include <QStringList>

namespace scrip {

enum class LabelKind { Label, Card, Badge, Tent, Plain };
enum class LabelShape { Rect, Round };

/// How far the figures of a stock can be trusted: sources agree, one or two sources, measure a sheet first.
enum class StockGrade { A, B, C };

/// The geometry of one label stock. A value; all lengths are millimetres from the top left corner of the paper, never
/// of the printable area.
struct LabelTemplate
{
    QString id; ///< Such as avery-l7160.
    QString vendor;
    QStringList parts; ///< Part numbers of the same die, the usual one first.
    LabelKind kind = LabelKind::Label;
    QString paper; ///< A4 or Letter.
    QSizeF page;
    int columns = 0;
    int rows = 0;
    QSizeF label;  ///< A tent is measured flat; it folds at half its height.
    QPointF first; ///< Top left corner of the first label.
    QPointF pitch; ///< From one label to the next.
    double cornerRadius = 0;
    LabelShape shape = LabelShape::Rect;
    StockGrade grade = StockGrade::C;
    QString note;

    [[nodiscard]] int perPage() const { return columns * rows; }
    /// The label at `index`, counted from 0 row by row. Multiplied, never accumulated, so that nothing drifts.
    [[nodiscard]] QRectF slot(int index) const;
    /// "Avery L7160".
    [[nodiscard]] QString title() const;
    /// True for stock that is cut by hand: it gets crop marks.
    [[nodiscard]] bool isPlain() const;
    /// True when `name` is the id or one of the part numbers, in any case and with or without dashes and vendor.
    [[nodiscard]] bool answersTo(const QString &name) const;
};

/// The closing check: counts and sizes are positive, labels do not overlap, the grid fits the page and its margins
/// are equal within 0.6 mm. Refuses with template_invalid; the field is the column of the template table.
[[nodiscard]] Result<Done> checkTemplate(const LabelTemplate &stock);

[[nodiscard]] QString kindName(LabelKind kind);
[[nodiscard]] QString shapeName(LabelShape shape);
[[nodiscard]] QString gradeName(StockGrade grade);

} // namespace scrip
