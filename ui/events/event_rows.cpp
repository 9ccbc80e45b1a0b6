// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/events/event_rows.h"

#include "core/text_rules.h"
#include "ui/widgets/money_field.h"
#include "ui/widgets/pill.h"

namespace scrip {

EventRows::EventRows(EventsModel &model, QObject *parent)
    : QIdentityProxyModel(parent)
    , m_model(model)
{
    setSourceModel(&model);
}

const Event *EventRows::event(const QModelIndex &index) const
{
    return m_model.event(mapToSource(index));
}

QVariant EventRows::data(const QModelIndex &index, int role) const
{
    if (role == Qt::ToolTipRole && index.column() == EventColumns::Name) {
        const Event *named = event(index);
        // A tool tip would interpret markup.
        return named ? shownText(named->name).toHtmlEscaped() : QVariant();
    }
    const Event *row = role == Qt::DisplayRole ? event(index) : nullptr;
    if (!row)
        return QIdentityProxyModel::data(index, role);
    switch (index.column()) {
    case EventColumns::Status:
        return statusPill(statusName(row->status)).text;
    case EventColumns::Name:
        return shownText(row->name);
    case EventColumns::PerCode:
        return moneyText(row->amount);
    case EventColumns::Exposure:
        return moneyText(row->exposure);
    default:
        return QIdentityProxyModel::data(index, role);
    }
}

} // namespace scrip
