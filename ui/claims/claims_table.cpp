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
constexpr std::array leastColumns{128, 144, 200, 168, 136, 84, 100, 112};
/// Beside the details of a claim, which say all of it, in the narrowest window: what is cut stands in the tool tip.
constexpr std::array tightColumns{124, 56, 80, 82, 62, 62, 100, 101};
/// Who shares the room that is left, in quarters; nobody gets more than needed.
struct Share
{
    ClaimColumns::Column column;
    int quarters;
    int most;
};
constexpr Share shares[] = {
    {ClaimColumns::EventName, 1, 220}, {ClaimColumns::User, 2, 300}, {ClaimColumns::Organization, 1, 240}};

constexpr int leastSum = std::accumulate(leastColumns.begin(), leastColumns.end(), 0);
constexpr int tightSum = std::accumulate(tightColumns.begin(), tightColumns.end(), 0);
static_assert(tightSum < leastSum);

/// Between the tight and the least ones, as far as the room goes.
QList<int> narrowColumnsFor(int room)
{
    QList<int> widths(tightColumns.begin(), tightColumns.end());
    const int left = std::max(0, room - tightSum);
    for (int column = 0; column < widths.size(); ++column)
        widths[column] = tightColumns[size_t(column)] +
                         left * (leastColumns[size_t(column)] - tightColumns[size_t(column)]) / (leastSum - tightSum);
    return widths;
}

QList<int> columnsFor(int room)
{
    const int left = room - leastSum;
    if (left < 0)
        return narrowColumnsFor(room);
    QList<int> widths(leastColumns.begin(), leastColumns.end());
    for (const Share &share : shares) {
        const int wider = widths.at(share.column) + left * share.quarters / 4;
        widths[share.column] = std::min(share.most, wider);
    }
    return widths;
}

bool isDash(const QModelIndex &index)
{
    return index.data().toString() == dash();
}

} // namespace

ClaimsTable::ClaimsTable(ClaimsModel *model, QWidget *parent)
    : TableView(parent)
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
    m_fitted = columnWidths();
    setSortable(ClaimsModel::isSortable);
    keepColumns(u"claims"_s);
}

void ClaimsTable::setNow(const QDateTime &now)
{
    m_at->setNow(now);
}

void ClaimsTable::resizeEvent(QResizeEvent *event)
{
    TableView::resizeEvent(event);
    fitColumns();
}

QList<int> ClaimsTable::columnWidths() const
{
    QList<int> widths;
    for (int column = 0; column < ClaimColumns::State; ++column)
        widths.append(columnWidth(column));
    return widths;
}

void ClaimsTable::fitColumns()
{
    const QList<int> widths = columnWidths();
    const int taken = std::accumulate(widths.cbegin(), widths.cend(), leastColumns.back());
    // What a person chose stays, as long as there is room for it.
    if (widths != m_fitted && taken <= viewport()->width())
        return;
    setColumnWidths(columnsFor(viewport()->width()));
    m_fitted = columnWidths();
}

} // namespace scrip
