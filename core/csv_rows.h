// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/result.h"

#include <QByteArray>
#include <QList>
#include <QStringList>

namespace scrip {

/// One line of CSV as it was read; a quoted cell may hold line breaks, so the next one can be some lines further on.
struct CsvRow
{
    int line = 0; ///< Where it begins, from 1.
    QStringList cells;
};

/// Reads CSV as RFC 4180 has it, in UTF-8 with or without its mark, with either line end; empty lines are left out.
/// Refuses with usage bytes that are no text and a quote that does not end.
[[nodiscard]] Result<QList<CsvRow>> csvRows(const QByteArray &bytes);

/// A cell of the column that was looked for.
struct CsvValue
{
    int line = 0;
    QString text;
};

/// The column whose heading is one of `headings`, in any case; of a file with a single column also all of it, when
/// the first line is none of them. Refuses with usage a file of several columns without such a heading, and one whose
/// lines have not all as many cells, naming the first that differs.
[[nodiscard]] Result<QList<CsvValue>> csvColumn(const QByteArray &bytes, const QStringList &headings);

} // namespace scrip
