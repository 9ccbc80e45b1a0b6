// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>

class QAction;
class QMenu;
class QToolButton;

namespace scrip {

class TableView;

/// What can be done with any table, one action each: copy what is selected, with headers or as CSV, and choose the
/// columns. A TablePage shares them between its menu, its context menu and the palette; a DetailTable has them in its
/// context menu. Owned by the table.
class TableCommands : public QObject
{
    Q_OBJECT
public:
    explicit TableCommands(TableView *table);

    /// Why what is selected cannot be copied now; without one it can when something is.
    void setReasonAgainstCopy(const QString &reason);
    /// Another action about the whole table, behind these.
    void append(QAction *action) { m_more.append(action); }
    /// Puts the actions at the end of a context menu.
    void addTo(QMenu *menu) const;
    /// A button with a glyph that opens the choice of columns below itself. Owned by whoever lays it out.
    [[nodiscard]] QToolButton *makeColumnsButton();

    QAction *copy;
    QAction *copyCsv;
    QAction *columns;

private:
    void openColumns() const;
    void judge();

    TableView *m_table;
    QToolButton *m_button = nullptr;
    QList<QAction *> m_more;
    QString m_reason;
};

/// Opens the menu below the button, or where the pointer is when that is not in sight.
void openBelow(QMenu *menu, const QWidget *button);

} // namespace scrip
