// SPDX-License-Identifier: GPL-3.0-or-later
#include "exports/export_format.h"

using namespace Qt::StringLiterals;

namespace scrip {

namespace {

/// Of a sheet, less the heading.
constexpr qint64 sheetRows = 1'048'575;

} // namespace

QString exportFormatName(ExportFormat format)
{
    switch (format) {
    case ExportFormat::Workbook:
        return u"xlsx"_s;
    case ExportFormat::JsonLines:
        return u"jsonl"_s;
    case ExportFormat::Csv:
        break;
    }
    return u"csv"_s;
}

std::optional<ExportFormat> exportFormatFromName(const QString &name)
{
    for (const auto format : {ExportFormat::Csv, ExportFormat::Workbook, ExportFormat::JsonLines}) {
        if (exportFormatName(format) == name)
            return format;
    }
    return std::nullopt;
}

qint64 mostRows(ExportFormat format)
{
    return format == ExportFormat::Workbook ? sheetRows : 0;
}

} // namespace scrip
