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

void FittedTable::addOptional(int column, int least)
{
    m_optional.append({column, least});
    fit();
}

QByteArray FittedTable::columnState() const
{
    QHeaderView *header = horizontalHeader();
    const QSignalBlocker quiet(header);
    const auto show = [this, header](bool shown) {
        for (const Optional &one : m_optional) {
            if (one.away)
                header->setSectionHidden(one.column, !shown);
        }
    };
    show(true);
    const QByteArray state = TableView::columnState();
    show(false);
    return state;
}

bool FittedTable::setColumnState(const QByteArray &state)
{
    if (!TableView::setColumnState(state))
        return false;
    for (Optional &one : m_optional)
        one.away = one.wanted = false;
    fit();
    return true;
}

void FittedTable::resizeEvent(QResizeEvent *event)
{
    TableView::resizeEvent(event);
    fit();
}

void FittedTable::fitOptional(Optional &one, int room)
{
    const bool hidden = isColumnHidden(one.column);
    if (one.away && !hidden) {
        one.away = false;
        one.wanted = true;
    }
    const bool narrow = room < one.least;
    if (!narrow)
        one.wanted = false;
    if (narrow && !hidden && !one.wanted) {
        setColumnHidden(one.column, true);
        one.away = true;
    } else if (!narrow && one.away) {
        setColumnHidden(one.column, false);
        one.away = false;
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
    const int room = viewport()->width();
    for (Optional &one : m_optional)
        fitOptional(one, room);
    if (m_fits.isEmpty())
        return;
    // One column takes the rest, wherever it stands.
    horizontalHeader()->setStretchLastSection(false);
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
