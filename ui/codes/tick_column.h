// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>

namespace scrip {

class TableView;

/// Makes a click into the first column tick its row without touching the others, as one expects of a box. Owned by
/// the table.
class TickColumn : public QObject
{
    Q_OBJECT
public:
    explicit TickColumn(TableView *table);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    TableView *m_table;
};

} // namespace scrip
