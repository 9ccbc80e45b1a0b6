// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/grants/grant_rows.h"

#include "ui/widgets/money_field.h"
#include "ui/widgets/pill.h"

namespace scrip {

GrantRows::GrantRows(GrantsModel &model, QObject *parent)
    : QIdentityProxyModel(parent)
    , m_model(model)
{
    setSourceModel(&model);
}

const Grant *GrantRows::grant(const QModelIndex &index) const
{
    return m_model.grant(mapToSource(index));
}

QVariant GrantRows::data(const QModelIndex &index, int role) const
{
    const Grant *one = role == Qt::DisplayRole ? grant(index) : nullptr;
    if (!one)
        return QIdentityProxyModel::data(index, role);
    switch (index.column()) {
    case GrantColumns::Status:
        return statusPill(shownStatusName(*one)).text;
    case GrantColumns::Amount:
        return moneyText(one->amount);
    case GrantColumns::Available:
        return moneyText(one->available);
    default:
        return QIdentityProxyModel::data(index, role);
    }
}

} // namespace scrip
