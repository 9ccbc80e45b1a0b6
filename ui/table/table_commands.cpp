// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/table/table_commands.h"

#include "ui/widgets/buttons.h"
#include "ui/widgets/table_view.h"

#include <QAction>
#include <QCursor>
#include <QMenu>

namespace scrip {

void openBelow(QMenu *menu, const QWidget *button)
{
    menu->popup(button && button->isVisible() ? button->mapToGlobal(QPoint(0, button->height())) : QCursor::pos());
}

TableCommands::TableCommands(TableView *table)
    : QObject(table)
    , copy(makeAction(this, tr("&Copy"), Glyph::Copy, QKeySequence::Copy))
    , copyCsv(makeAction(this, tr("Copy as CS&V"), Glyph::Copy, Qt::CTRL | Qt::SHIFT | Qt::Key_C))
    , columns(makeAction(this, tr("Co&lumns…"), Glyph::Columns))
    , m_table(table)
{
    for (QAction *action : {copy, copyCsv}) {
        // Only where the table has the focus: elsewhere something else is copied.
        action->setShortcutContext(Qt::WidgetShortcut);
        table->addAction(action);
    }
    connect(copy, &QAction::triggered, table, &TableView::copySelection);
    connect(copyCsv, &QAction::triggered, table, &TableView::copySelectionAsCsv);
    connect(columns, &QAction::triggered, this, &TableCommands::openColumns);
    connect(table, &TableView::selectionChangedByRow, this, &TableCommands::judge);
    judge();
}

void TableCommands::setReasonAgainstCopy(const QString &reason)
{
    m_reason = reason;
    judge();
}

void TableCommands::judge()
{
    const bool none = m_table->selectedRowCount() == 0;
    const QString reason = m_reason.isEmpty() && none ? tr("Select rows first") : m_reason;
    setReasonAgainst(copy, reason);
    setReasonAgainst(copyCsv, reason);
}

void TableCommands::addTo(QMenu *menu) const
{
    menu->addActions({copy, copyCsv, columns});
    menu->addActions(m_more);
}

QToolButton *TableCommands::makeColumnsButton()
{
    m_button = makeGlyphButton(Glyph::Columns, tr("Columns"));
    connect(m_button, &QToolButton::clicked, this, &TableCommands::openColumns);
    connect(m_button, &QObject::destroyed, this, [this] { m_button = nullptr; });
    return m_button;
}

void TableCommands::openColumns() const
{
    openBelow(m_table->columnMenu(), m_button);
}

} // namespace scrip
