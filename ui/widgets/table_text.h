// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QModelIndexList>
#include <QString>

class QAbstractItemModel;

namespace scrip {

/// The rows as tab-separated lines, header first. Tabs and line breaks within a cell become blanks.
[[nodiscard]] QString tableAsText(const QAbstractItemModel &model, const QModelIndexList &rows,
                                  const QList<int> &columns);

/// The rows as CSV of RFC 4180, header first. A cell that a spreadsheet would run as a formula gets an apostrophe.
[[nodiscard]] QString tableAsCsv(const QAbstractItemModel &model, const QModelIndexList &rows,
                                 const QList<int> &columns);

/// One CSV cell, neutralised and quoted where needed.
[[nodiscard]] QString csvCell(const QString &text);

} // namespace scrip
