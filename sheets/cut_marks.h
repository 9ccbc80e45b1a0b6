// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sheets/sheet_layout.h"

#include <QLineF>
#include <QList>

namespace scrip {

/// Crop marks for stock that is cut by hand, in millimetres of the page: 5 mm long, 2 mm outside the outermost
/// labels, at every edge of a label that is printed on that sheet. Empty for die-cut stock.
[[nodiscard]] QList<QLineF> cutMarks(const SheetLayout &layout, qint64 page);

} // namespace scrip
