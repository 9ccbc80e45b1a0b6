// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QPointF>

namespace scrip {

/// As many points as a chart is ever given.
constexpr qsizetype mostPoints = 4000;

/// A line of any length as it looks `width` pixels wide: of the points of each pixel column the first, the lowest,
/// the highest and the last, in their order. Points ascend in x. What is no longer than what would come out is
/// answered as it is. The answer has at most `mostPoints`, and the ends of the line in any case.
[[nodiscard]] QList<QPointF> downSampled(const QList<QPointF> &points, int width);

} // namespace scrip
