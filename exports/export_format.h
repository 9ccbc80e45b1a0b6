// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QString>

#include <optional>

namespace scrip {

enum class ExportFormat { Csv, Workbook, JsonLines };

/// A field of the contract's objects as a column of a table; JSON lines have whole objects instead.
struct ExportColumn
{
    QString path;        ///< Also the heading; goes into nested objects with a dot.
    bool number = false; ///< Money and counts: a leading minus is no formula.
};

/// The name of the command line, which is also what the file ends in: csv, xlsx or jsonl.
[[nodiscard]] QString exportFormatName(ExportFormat format);
[[nodiscard]] std::optional<ExportFormat> exportFormatFromName(const QString &name);

/// Rows that a file of the format can hold below its heading; 0: any number.
[[nodiscard]] qint64 mostRows(ExportFormat format);

} // namespace scrip
