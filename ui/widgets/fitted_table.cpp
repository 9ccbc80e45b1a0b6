// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/fitted_table.h"

namespace scrip {

void FittedTable::fitColumns(const QList<int> &widths, int flexible)
{
    m_widths = widths;
    m_flexible = flexible;
    fit();
}

void FittedTable::setOptional(int column, int least)
{
    m_optional = column;
    m_least = least;
    fit();
}

void FittedTable::resizeEvent(QResizeEvent *event)
{
    TableView::resizeEvent(event);
    fit();
}

void FittedTable::fit()
{
    if (m_widths.isEmpty())
        return;
    const int room = viewport()->width();
    if (m_optional >= 0)
        setColumnHidden(m_optional, room < m_least);
    int taken = 0;
    for (int column = 0; column < m_widths.size(); ++column)
        taken += column == m_flexible || isColumnHidden(column) ? 0 : m_widths.at(column);
    QList<int> widths = m_widths;
    widths[m_flexible] = std::max(m_widths.at(m_flexible), room - taken);
    setColumnWidths(widths);
}

} // namespace scrip
