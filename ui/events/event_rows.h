// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/events_model.h"

#include <QIdentityProxyModel>

namespace scrip {

/// The events as the table shows and copies them: statuses in words, amounts with their sign, names with whatever is
/// invisible in them made visible. Sorting and everything else is that of the model below. Owned by the page.
class EventRows : public QIdentityProxyModel
{
    Q_OBJECT
public:
    explicit EventRows(EventsModel &model, QObject *parent = nullptr);

    [[nodiscard]] const Event *event(const QModelIndex &index) const;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;

private:
    EventsModel &m_model;
};

} // namespace scrip
