// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/table/detail_table.h"

#include "models/columns.h"
#include "ui/table/list_export.h"
#include "ui/table/table_commands.h"
#include "ui/widgets/buttons.h"

#include <QAction>
#include <QMenu>

namespace scrip {

DetailTable::DetailTable(const QString &key, const QString &name, QWidget *parent)
    : FittedTable(parent)
    , m_key(key)
    , m_commands(new TableCommands(this))
{
    setAccessibleName(name);
    setRowStateRole(RowStateRole);
    connect(this, &TableView::rowMenuRequested, this, &DetailTable::showMenu);
}

void DetailTable::setRows(QAbstractItemModel *rows, const QList<int> &widths, int flexible)
{
    setModel(rows);
    fitColumns(widths, flexible);
    keepColumns(m_key);
    fit();
    for (const auto signal : {&QAbstractItemModel::rowsInserted, &QAbstractItemModel::rowsRemoved})
        connect(rows, signal, this, &DetailTable::judgeExport);
    connect(rows, &QAbstractItemModel::modelReset, this, &DetailTable::judgeExport);
    connect(rows, &QAbstractItemModel::dataChanged, this, &DetailTable::judgeExport);
    judgeExport();
}

ListExport *DetailTable::offerExport(const std::function<ExportSource()> &source, const TablePorts &ports)
{
    m_exports = new ListExport(makeAction(this, tr("E&xport…"), Glyph::Export), source, ports, this);
    m_commands->append(m_exports->action());
    judgeExport();
    return m_exports;
}

void DetailTable::judgeExport()
{
    if (!m_exports)
        return;
    const bool any = model() && model()->rowCount() > 0 && rowState(model()->index(0, 0)) != RowState::Loading;
    setReasonAgainst(m_exports->action(), any ? QString() : tr("There is nothing to export"));
}

void DetailTable::showMenu(const QModelIndex &index, const QPoint &at)
{
    auto *menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    menu->setToolTipsVisible(true);
    if (m_fill) {
        m_fill(menu, index);
        menu->addSeparator();
    }
    m_commands->addTo(menu);
    menu->popup(at);
}

} // namespace scrip
