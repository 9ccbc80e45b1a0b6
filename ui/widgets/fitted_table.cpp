// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/fitted_table.h"

#include <QHeaderView>
#include <QSignalBlocker>

#include <algorithm>

namespace scrip {

void FittedTable::fitColumns(const QList<int> &widths, int flexible)
{
    m_fits = {{0, widths}};
    m_flexible = flexible;
    horizontalHeader()->setStretchLastSection(false);
    setColumnWidths(widths);
    fit();
}

void FittedTable::fitColumnsFrom(int room, const QList<int> &widths)
{
    m_fits.append({room, widths});
    fit();
}

void FittedTable::setOptional(int column, int least)
{
    m_optional = column;
    m_least = least;
    fit();
}

QByteArray FittedTable::columnState() const
{
    if (!m_away)
        return TableView::columnState();
    QHeaderView *header = horizontalHeader();
    const QSignalBlocker quiet(header);
    header->showSection(m_optional);
    const QByteArray state = TableView::columnState();
    header->hideSection(m_optional);
    return state;
}

void FittedTable::resizeEvent(QResizeEvent *event)
{
    TableView::resizeEvent(event);
    fit();
}

void FittedTable::fitOptional(int room)
{
    const bool narrow = room < m_least;
    if (narrow && !isColumnHidden(m_optional)) {
        setColumnHidden(m_optional, true);
        m_away = true;
    } else if (!narrow && m_away) {
        setColumnHidden(m_optional, false);
        m_away = false;
    }
}

/// Somebody made it as wide as none of ours.
bool FittedTable::isChosen(int column) const
{
    const int now = columnWidth(column);
    return std::none_of(m_fits.cbegin(), m_fits.cend(),
                        [column, now](const Fit &one) { return one.widths.at(column) == now; });
}

void FittedTable::fit()
{
    if (m_fits.isEmpty())
        return;
    // One column takes the rest, wherever it stands.
    horizontalHeader()->setStretchLastSection(false);
    const int room = viewport()->width();
    if (m_optional >= 0)
        fitOptional(room);
    const auto fits =
        std::find_if(m_fits.crbegin(), m_fits.crend(), [room](const Fit &one) { return one.room <= room; });
    const QList<int> &widths = fits->widths;
    int taken = 0;
    for (int column = 0; column < widths.size(); ++column) {
        if (column == m_flexible || isColumnHidden(column))
            continue;
        if (!isChosen(column))
            setColumnWidth(column, widths.at(column));
        taken += columnWidth(column);
    }
    setColumnWidth(m_flexible, std::max(widths.at(m_flexible), room - taken));
}

} // namespace scrip
