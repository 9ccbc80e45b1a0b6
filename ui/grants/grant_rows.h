// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/grants_model.h"

#include <QIdentityProxyModel>

namespace scrip {

/// The grants as the table shows and copies them: states in words, amounts with their sign. Everything else is that
/// of the model below. Owned by the page.
class GrantRows : public QIdentityProxyModel
{
    Q_OBJECT
public:
    explicit GrantRows(GrantsModel &model, QObject *parent = nullptr);

    [[nodiscard]] const Grant *grant(const QModelIndex &index) const;
    /// Among the rows that are here; -1 when it is not.
    [[nodiscard]] int rowOf(const GrantId &id) const { return m_model.rowOf(id); }
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;

private:
    GrantsModel &m_model;
};

} // namespace scrip
