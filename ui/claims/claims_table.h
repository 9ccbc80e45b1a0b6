// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/widgets/table_view.h"

namespace scrip {

class ClaimsModel;
class SinceDelegate;

/// The table of claims with its delegates, and widths that fit the room there is. Owned by the page.
class ClaimsTable : public TableView
{
    Q_OBJECT
public:
    explicit ClaimsTable(ClaimsModel *model, QWidget *parent = nullptr);

    /// The database's time, for the years of dates.
    void setNow(const QDateTime &now);

protected:
    void resizeEvent(QResizeEvent *event) override;

private:
    [[nodiscard]] QList<int> columnWidths() const;
    void fitColumns();

    SinceDelegate *m_at;
    QList<int> m_fitted; ///< The widths that were chosen here last; others were chosen by the person.
};

} // namespace scrip
