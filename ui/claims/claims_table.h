// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/widgets/fitted_table.h"

namespace scrip {

class ClaimsModel;
class SinceDelegate;

/// The table of claims with its delegates, and widths that fit the room there is: beside the details of a claim,
/// which say all of it, who, at which event and when stay whole. Owned by the page.
class ClaimsTable : public FittedTable
{
    Q_OBJECT
public:
    explicit ClaimsTable(ClaimsModel *model, QWidget *parent = nullptr);

    /// The database's time, for the years of dates.
    void setNow(const QDateTime &now);

protected:
    void fit() override;

private:
    [[nodiscard]] QList<int> columnsFor(int room) const;
    [[nodiscard]] bool isChosen() const;

    SinceDelegate *m_at;
    QList<int> m_fitted; ///< The widths that were given here last; others were chosen by the person.
};

} // namespace scrip
