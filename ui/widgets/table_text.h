// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QModelIndexList>
#include <QString>

#include <functional>

class QAbstractItemModel;

namespace scrip {

/// What a cell says on the screen, where that is more than the model's text.
using CellText = std::function<QString(const QModelIndex &index)>;

/// The rows as tab-separated lines, header first. Tabs and line breaks within a cell become blanks.
[[nodiscard]] QString tableAsText(const QAbstractItemModel &model, const QModelIndexList &rows,
                                  const QList<int> &columns, const CellText &text = {});

/// The rows as CSV of RFC 4180, header first. A cell that a spreadsheet would run as a formula gets an apostrophe.
[[nodiscard]] QString tableAsCsv(const QAbstractItemModel &model, const QModelIndexList &rows,
                                 const QList<int> &columns, const CellText &text = {});

/// One CSV cell, neutralised and quoted where needed.
[[nodiscard]] QString csvCell(const QString &text);

} // namespace scrip
