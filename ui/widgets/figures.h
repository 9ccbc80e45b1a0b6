// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

class QColor;
class QFont;
class QPainter;
class QRectF;

namespace scrip {

/// "104 000", grouped by thin spaces; "≈104 000" when it is an estimate.
[[nodiscard]] QString countText(qint64 count, bool estimated = false);

/// Width of the text when every digit is as wide as the widest one. Qt 6.4 cannot ask a font for its tabular digits.
[[nodiscard]] qreal figuresWidth(const QFont &font, const QString &text);
/// Draws the text with digits in equal cells; `alignment` as for QPainter::drawText, one line.
void drawFigures(QPainter *painter, const QRectF &box, Qt::Alignment alignment, const QString &text);

} // namespace scrip
