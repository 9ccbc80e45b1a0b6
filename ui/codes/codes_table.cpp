// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/codes/codes_table.h"

#include "models/codes_model.h"
#include "ui/codes/code_delegates.h"
#include "ui/codes/tick_column.h"
#include "ui/widgets/cell_delegates.h"
#include "ui/widgets/pill.h"

#include <array>

namespace scrip {

using namespace Qt::StringLiterals;

namespace {

/// Left to right; the last takes the rest.
constexpr std::array wideColumns{44, 280, 112, 168, 64, 124, 84, 208, 120};
constexpr std::array narrowColumns{44, 224, 108, 148, 62, 116, 78, 168, 112};
constexpr int wideRoom = 1204;

bool mutedClaimant(const QModelIndex &index)
{
    const QString text = index.data().toString();
    return text == dash() || text.startsWith(QChar(0x2192));
}

bool isDash(const QModelIndex &index)
{
    return index.data().toString() == dash();
}

} // namespace

CodesTable::CodesTable(CodesModel *model, QWidget *parent)
    : FittedTable(parent)
    , m_since(new SinceDelegate(this))
{
    setModel(model);
    setRowStateRole(RowStateRole);
    setAccessibleName(tr("Codes"));
    new TickColumn(this);
    setItemDelegateForColumn(CodeColumns::Masked, new CodeDelegate(this));
    setItemDelegateForColumn(CodeColumns::State, new PillDelegate(this));
    setItemDelegateForColumn(CodeColumns::Serial, new SerialDelegate(this));
    setItemDelegateForColumn(CodeColumns::Since, m_since);
    auto *claimed = new RowDelegate(this);
    claimed->setMutedWhen(mutedClaimant);
    setItemDelegateForColumn(CodeColumns::ClaimedBy, claimed);
    auto *printed = new RowDelegate(this);
    printed->setMutedWhen(isDash);
    setItemDelegateForColumn(CodeColumns::PrintRun, printed);
    fitColumns({narrowColumns.begin(), narrowColumns.end()}, CodeColumns::Since);
    fitColumnsFrom(wideRoom, {wideColumns.begin(), wideColumns.end()});
    setSortable(CodesModel::isSortable);
    keepColumns(u"codes"_s);
    fit();
}

void CodesTable::setNow(const QDateTime &now)
{
    m_since->setNow(now);
}

} // namespace scrip
