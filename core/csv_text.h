// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QJsonValue>
#include <QList>
#include <QString>

namespace scrip {

/// One value of a line of CSV.
struct CsvCell
{
    QString text;
    /// The column holds numbers: a minus before digits is one, and no formula. A text that is no number is still
    /// treated as text.
    bool number = false;
};

/// A value of the contract as a cell: nothing for null, true or false, lists and objects as JSON.
[[nodiscard]] CsvCell csvCell(const QJsonValue &value, bool number = false);

/// Appends a line of CSV with its line end (CR LF), as RFC 4180 has it. A text that a spreadsheet would take for a
/// formula (it begins with = + - @, a tab or a carriage return) gets an apostrophe in front.
void appendCsvLine(QString &text, const QList<CsvCell> &cells);

} // namespace scrip
