// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/grants/grants_table.h"

#include "ui/grants/grant_words.h"
#include "ui/widgets/bar.h"
#include "ui/widgets/cell_delegates.h"
#include "ui/widgets/pill.h"
#include "ui/widgets/relative_time.h"

namespace scrip {

using namespace Qt::StringLiterals;

namespace {

/// Left to right; the last takes the rest.
const QList<int> wideColumns{122, 190, 200, 108, 168, 152, 56, 200};
const QList<int> narrowColumns{116, 146, 152, 100, 148, 142, 54, 180};
constexpr int wideRoom = 1196;
constexpr int barWidth = 160;
constexpr int relativeFrom = 78;
constexpr int shownDecimals = 9;
constexpr int amountDecimals = 2;

bool isOver(const Grant *grant)
{
    return grant && (grant->status == GrantStatus::Expired || grant->status == GrantStatus::Voided);
}

} // namespace

GrantsTable::GrantsTable(GrantRows &rows, QWidget *parent)
    : TableView(parent)
    , m_rows(rows)
{
    setModel(&rows);
    setRowStateRole(RowStateRole);
    setAccessibleName(tr("Grants"));
    buildDelegates();
    setColumnWidths(wideColumns);
    setSortable(GrantsModel::isSortable);
    keepColumns(u"grants"_s);
}

void GrantsTable::buildDelegates()
{
    const auto grantOf = [this](const QModelIndex &index) { return m_rows.grant(index); };
    const auto over = [grantOf](const QModelIndex &index) { return isOver(grantOf(index)); };
    setItemDelegateForColumn(GrantColumns::Status, new PillDelegate(this, [grantOf](const QModelIndex &index) {
                                 const Grant *grant = grantOf(index);
                                 return grant ? statusPill(shownStatusName(*grant)) : PillLook();
                             }));
    auto *organization = new RowDelegate(this);
    organization->setStrong(true);
    setItemDelegateForColumn(GrantColumns::Organization, organization);
    auto *origin = new RowDelegate(this);
    origin->setMutedWhen([grantOf](const QModelIndex &index) {
        const Grant *grant = grantOf(index);
        return grant && grant->origin != GrantOrigin::Claim;
    });
    setItemDelegateForColumn(GrantColumns::Origin, origin);
    auto *amount = new MoneyDelegate(this, amountDecimals);
    amount->setMutedWhen(over);
    setItemDelegateForColumn(GrantColumns::Amount, amount);
    setItemDelegateForColumn(GrantColumns::Buckets,
                             new BarDelegate(
                                 this,
                                 [grantOf](const QModelIndex &index) {
                                     const Grant *grant = grantOf(index);
                                     return grant ? BarLook{bucketParts(*grant), {}, {}} : BarLook();
                                 },
                                 barWidth));
    auto *available = new MoneyDelegate(this, shownDecimals);
    available->setMutedWhen([grantOf](const QModelIndex &index) {
        const Grant *grant = grantOf(index);
        return grant && grant->available.isZero();
    });
    setItemDelegateForColumn(GrantColumns::Available, available);
    setItemDelegateForColumn(GrantColumns::Expires,
                             new ClockDelegate(
                                 this,
                                 [this](const QModelIndex &index) {
                                     const QDateTime when = index.data(RawRole).toDateTime();
                                     if (!when.isValid())
                                         return ClockLook{index.data().toString(), {}, Tone::Neutral, true};
                                     return clockLook(when, m_now, false, false);
                                 },
                                 relativeFrom));
}

void GrantsTable::setNow(const QDateTime &now)
{
    m_now = now;
    viewport()->update();
}

const Grant *GrantsTable::chosen() const
{
    return m_rows.grant(onlySelectedRow());
}

bool GrantsTable::select(const GrantId &id)
{
    const int row = m_rows.rowOf(id);
    if (row < 0)
        return false;
    const QModelIndex index = m_rows.index(row, GrantColumns::Status);
    setCurrentIndex(index);
    selectRow(row);
    scrollTo(index);
    return true;
}

void GrantsTable::resizeEvent(QResizeEvent *event)
{
    TableView::resizeEvent(event);
    // Widths that somebody chose stay. The last column takes the rest in any case.
    QList<int> now;
    for (int column = 0; column < GrantColumns::Expires; ++column)
        now << columnWidth(column);
    const QList<int> &wanted = viewport()->width() < wideRoom ? narrowColumns : wideColumns;
    const auto same = [&now](const QList<int> &widths) { return widths.mid(0, now.size()) == now; };
    if (!same(wanted) && (same(wideColumns) || same(narrowColumns)))
        setColumnWidths(wanted);
}

} // namespace scrip
