// SPDX-License-Identifier: GPL-3.0-or-later
#include "exports/export_rows.h"

#include "core/json_path.h"

namespace scrip {

void appendCells(const QJsonObject &object, const QList<ExportColumn> &columns, QList<CsvCell> &cells)
{
    for (const ExportColumn &column : columns)
        cells << csvCell(valueAt(object, column.path), column.number);
}

} // namespace scrip
