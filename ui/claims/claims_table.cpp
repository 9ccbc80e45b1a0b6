// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/claims/claims_table.h"

#include "models/claims_model.h"
#include "ui/codes/code_delegates.h"
#include "ui/widgets/cell_delegates.h"
#include "ui/widgets/pill.h"

#include <array>
#include <numeric>

namespace scrip {

using namespace Qt::StringLiterals;

namespace {

/// The least of each that shows most of them whole, left to right; the last takes the rest.
constexpr std::array leastColumns{128, 140, 200, 168, 120, 92, 100, 112};
/// Who shares the room that is left, in quarters; nobody gets more than needed.
struct Share
{
    ClaimColumns::Column column;
    int quarters;
    int most;
};
constexpr Share shares[] = {
    {ClaimColumns::EventName, 1, 220}, {ClaimColumns::User, 2, 300}, {ClaimColumns::Organization, 1, 240}};

constexpr int widthOf(std::initializer_list<ClaimColumns::Column> columns)
{
    int sum = 0;
    for (const ClaimColumns::Column column : columns)
        sum += leastColumns[size_t(column)];
    return sum;
}

constexpr int widthOfAll = std::accumulate(leastColumns.begin(), leastColumns.end(), 0);

bool isDash(const QModelIndex &index)
{
    return index.data().toString() == dash();
}

} // namespace

ClaimsTable::ClaimsTable(ClaimsModel *model, QWidget *parent)
    : FittedTable(parent)
    , m_at(new SinceDelegate(this))
{
    setModel(model);
    setRowStateRole(RowStateRole);
    setAccessibleName(tr("Claims"));
    setItemDelegateForColumn(ClaimColumns::At, m_at);
    setItemDelegateForColumn(ClaimColumns::Code, new CodeDelegate(this));
    setItemDelegateForColumn(ClaimColumns::Amount, new MoneyDelegate(this));
    const auto status = [](const QModelIndex &index) { return statusPill(index.data(RawRole).toString()); };
    for (const int column : {ClaimColumns::GrantState, ClaimColumns::State})
        setItemDelegateForColumn(column, new PillDelegate(this, status));
    auto *organization = new RowDelegate(this);
    organization->setMutedWhen(isDash);
    setItemDelegateForColumn(ClaimColumns::Organization, organization);
    setColumnWidths({leastColumns.begin(), leastColumns.end()});
    m_fitted = {leastColumns.begin(), leastColumns.end()};
    // The first to go says the least beside the others.
    addOptional(ClaimColumns::Code, widthOfAll);
    addOptional(ClaimColumns::GrantState, widthOfAll - widthOf({ClaimColumns::Code}));
    addOptional(ClaimColumns::Organization, widthOfAll - widthOf({ClaimColumns::Code, ClaimColumns::GrantState}));
    setSortable(ClaimsModel::isSortable);
    keepColumns(u"claims"_s);
}

void ClaimsTable::setNow(const QDateTime &now)
{
    m_at->setNow(now);
}

QList<int> ClaimsTable::columnsFor(int room) const
{
    QList<int> widths(leastColumns.begin(), leastColumns.end());
    int left = room;
    for (int column = 0; column < widths.size(); ++column)
        left -= isColumnHidden(column) ? 0 : widths.at(column);
    int quarters = 0;
    for (const Share &share : shares)
        quarters += isColumnHidden(share.column) ? 0 : share.quarters;
    for (const Share &share : shares) {
        if (left > 0 && !isColumnHidden(share.column))
            widths[share.column] = std::min(share.most, widths.at(share.column) + left * share.quarters / quarters);
    }
    return widths;
}

/// Somebody made one of them wider or narrower, and there is room for it.
bool ClaimsTable::isChosen() const
{
    bool chosen = false;
    int taken = leastColumns.back();
    for (int column = 0; column < ClaimColumns::State; ++column) {
        if (isColumnHidden(column))
            continue;
        chosen = chosen || columnWidth(column) != m_fitted.at(column);
        taken += columnWidth(column);
    }
    return chosen && taken <= viewport()->width();
}

void ClaimsTable::fit()
{
    FittedTable::fit();
    if (isChosen())
        return;
    m_fitted = columnsFor(viewport()->width());
    setColumnWidths(m_fitted);
}

} // namespace scrip
