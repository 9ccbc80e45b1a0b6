// SPDX-License-Identifier: GPL-3.0-or-later
#include "sheets/cut_marks.h"

#include <algorithm>
#include <set>

namespace scrip {

namespace {

constexpr double markLength = 5;
constexpr double markDistance = 2;

qint64 key(double millimetres)
{
    return qRound64(millimetres * 100); // shared edges of neighbours are one cut
}

} // namespace

QList<QLineF> cutMarks(const SheetLayout &layout, qint64 page)
{
    const LabelTemplate &stock = layout.stock();
    if (!stock.isPlain())
        return {};
    std::set<qint64> columns;
    std::set<qint64> rows;
    for (int slot = 0; slot < stock.perPage(); ++slot) {
        if (!layout.isUsed({page, slot}))
            continue;
        const QRectF label = stock.slot(slot);
        columns.insert({key(label.left()), key(label.right())});
        rows.insert({key(label.top()), key(label.bottom())});
    }
    const QRectF grid = stock.slot(0).united(stock.slot(stock.perPage() - 1));
    QList<QLineF> marks;
    for (const qint64 column : columns) {
        const double x = double(column) / 100;
        marks << QLineF(x, grid.top() - markDistance - markLength, x, grid.top() - markDistance)
              << QLineF(x, grid.bottom() + markDistance, x, grid.bottom() + markDistance + markLength);
    }
    for (const qint64 row : rows) {
        const double y = double(row) / 100;
        marks << QLineF(grid.left() - markDistance - markLength, y, grid.left() - markDistance, y)
              << QLineF(grid.right() + markDistance, y, grid.right() + markDistance + markLength, y);
    }
    return marks;
}

} // namespace scrip
