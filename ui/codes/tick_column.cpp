// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/codes/tick_column.h"

#include "ui/widgets/cell_delegates.h"
#include "ui/widgets/table_view.h"

#include <QMouseEvent>

namespace scrip {

TickColumn::TickColumn(TableView *table)
    : QObject(table)
    , m_table(table)
{
    table->setItemDelegateForColumn(0, new CheckDelegate(table));
    table->viewport()->installEventFilter(this);
}

bool TickColumn::eventFilter(QObject *, QEvent *event)
{
    const bool press = event->type() == QEvent::MouseButtonPress;
    if (!press && event->type() != QEvent::MouseButtonRelease && event->type() != QEvent::MouseButtonDblClick)
        return false;
    const auto *mouse = static_cast<QMouseEvent *>(event);
    const QModelIndex index = m_table->indexAt(mouse->position().toPoint());
    if (!index.isValid() || index.column() != 0 || mouse->button() != Qt::LeftButton ||
        mouse->modifiers() != Qt::NoModifier)
        return false;
    if (event->type() != QEvent::MouseButtonRelease) {
        m_table->setFocus(Qt::MouseFocusReason);
        m_table->selectionModel()->setCurrentIndex(index, QItemSelectionModel::NoUpdate);
        m_table->selectionModel()->select(index, QItemSelectionModel::Toggle | QItemSelectionModel::Rows);
    }
    return true;
}

} // namespace scrip
