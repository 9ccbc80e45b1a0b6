// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/claims/claims_table.h"

#include "models/claims_model.h"
#include "ui/claims/claim_words.h"
#include "ui/codes/code_delegates.h"
#include "ui/widgets/cell_delegates.h"
#include "ui/widgets/pill.h"

namespace scrip {

using namespace Qt::StringLiterals;

namespace {

/// Left to right; the last takes the rest.
const QList<int> wideColumns{148, 196, 220, 236, 196, 108, 112, 112};
const QList<int> narrowColumns{128, 144, 200, 168, 136, 84, 100, 112};
constexpr int wideRoom = 1328;

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
    setItemDelegateForColumn(ClaimColumns::GrantState, new PillDelegate(this, [](const QModelIndex &index) {
                                 return grantPill(index.data(RawRole).toString());
                             }));
    setItemDelegateForColumn(ClaimColumns::State, new PillDelegate(this, [](const QModelIndex &index) {
                                 return claimPill(index.data(RawRole).toString());
                             }));
    auto *organization = new RowDelegate(this);
    organization->setMutedWhen(isDash);
    setItemDelegateForColumn(ClaimColumns::Organization, organization);
    setColumnWidths(wideColumns);
    keepColumns(u"claims"_s);
}

void ClaimsTable::setNow(const QDateTime &now)
{
    m_at->setNow(now);
}

void ClaimsTable::resizeEvent(QResizeEvent *event)
{
    TableView::resizeEvent(event);
    // The last column takes the rest, so what counts is whether the others leave it any.
    int taken = 0;
    for (int column = 0; column < ClaimColumns::State; ++column)
        taken += columnWidth(column);
    const int room = viewport()->width();
    if (room < wideRoom && taken + narrowColumns.last() > room)
        setColumnWidths(narrowColumns);
}

} // namespace scrip
