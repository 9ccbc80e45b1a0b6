// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/model_text.h"

#include "models/columns.h"

#include <QAbstractItemModel>

namespace scrip::testing {

using namespace Qt::StringLiterals;

namespace {

QString rowText(const QAbstractItemModel &model, int row)
{
    QStringList cells;
    for (int column = 0; column < model.columnCount(); ++column)
        cells.append(model.index(row, column).data().toString());
    const auto fill = RowFill(model.index(row, 0).data(RowStateRole).toInt());
    if (fill == RowFill::Loading)
        return u"…"_s;
    return QString((fill == RowFill::Outdated ? u"~"_s : QString()) % cells.join(u" | "_s));
}

} // namespace

QStringList modelText(const QAbstractItemModel &model, int first, int rows)
{
    QStringList lines;
    const int end = rows < 0 ? model.rowCount() : std::min(first + rows, model.rowCount());
    for (int row = first; row < end; ++row)
        lines.append(rowText(model, row));
    return lines;
}

QString headerText(const QAbstractItemModel &model)
{
    QStringList titles;
    for (int column = 0; column < model.columnCount(); ++column)
        titles.append(model.headerData(column, Qt::Horizontal).toString());
    return titles.join(u" | "_s);
}

} // namespace scrip::testing
