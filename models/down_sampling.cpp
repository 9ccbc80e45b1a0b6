// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/down_sampling.h"

#include <algorithm>
#include <array>

namespace scrip {

namespace {

constexpr qsizetype ofAColumn = 4;

/// What stands for the points from `begin` to (without) `end`: indexes in order, each once.
void appendColumn(QList<QPointF> &sample, const QList<QPointF> &points, qsizetype begin, qsizetype end)
{
    qsizetype low = begin;
    qsizetype high = begin;
    for (qsizetype i = begin + 1; i < end; ++i) {
        if (points.at(i).y() < points.at(low).y())
            low = i;
        if (points.at(i).y() > points.at(high).y())
            high = i;
    }
    std::array<qsizetype, ofAColumn> places{begin, low, high, end - 1};
    std::sort(places.begin(), places.end());
    qsizetype before = -1;
    for (const qsizetype place : places) {
        if (place != before)
            sample.append(points.at(place));
        before = place;
    }
}

} // namespace

QList<QPointF> downSampled(const QList<QPointF> &points, int width)
{
    const qsizetype columns = std::clamp<qsizetype>(width, 1, mostPoints / ofAColumn);
    if (points.size() <= columns * ofAColumn)
        return points;
    const double first = points.constFirst().x();
    const double wide = points.constLast().x() - first;
    QList<QPointF> sample;
    sample.reserve(columns * ofAColumn);
    qsizetype begin = 0;
    for (qsizetype column = 0; column < columns && begin < points.size(); ++column) {
        const double edge = first + wide * double(column + 1) / double(columns);
        // The last column takes what rounding left.
        const auto end = column + 1 == columns
                             ? points.cend()
                             : std::partition_point(points.cbegin() + begin, points.cend(),
                                                    [edge](const QPointF &point) { return point.x() < edge; });
        const qsizetype behind = end - points.cbegin();
        if (behind > begin)
            appendColumn(sample, points, begin, behind);
        begin = behind;
    }
    return sample;
}

} // namespace scrip
