// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/table/export_source.h"
#include "ui/widgets/fitted_table.h"

class QAction;
class QMenu;

namespace scrip {

class ListExport;
class TableCommands;
struct TablePorts;

/// A table in the details of something, or in a panel: short, about one subject, so without filters and views of its
/// own. It has what every table has besides: columns to choose, their order and widths kept, copies with headers,
/// type-ahead, and where offerExport() was called all of it as a file. Owned by its panel.
class DetailTable : public FittedTable
{
    Q_OBJECT
public:
    /// `key`: below which the columns are kept.
    DetailTable(const QString &key, const QString &name, QWidget *parent = nullptr);

    /// Shows the rows, and the columns as they were kept; widths as in fitColumns(). Once: keeping begins here.
    void setRows(QAbstractItemModel *rows, const QList<int> &widths, int flexible);
    [[nodiscard]] TableCommands *commands() const { return m_commands; }
    /// Adds "Export…" to what can be done with the table. `source` is asked when somebody wants it; the ports outlive
    /// this.
    ListExport *offerExport(const std::function<ExportSource()> &source, const TablePorts &ports);
    [[nodiscard]] ListExport *exports() const { return m_exports; }
    /// The actions of the chosen row come first in the context menu; without this it holds those of the table alone.
    void setMenu(const std::function<void(QMenu *menu, const QModelIndex &index)> &fill) { m_fill = fill; }

private:
    void showMenu(const QModelIndex &index, const QPoint &at);
    void judgeExport();

    QString m_key;
    TableCommands *m_commands;
    ListExport *m_exports = nullptr;
    std::function<void(QMenu *, const QModelIndex &)> m_fill;
};

} // namespace scrip
