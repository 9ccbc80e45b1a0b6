// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/widgets/table_view.h"

namespace scrip {

class CodesModel;
class SinceDelegate;

/// The table of codes with its delegates, and widths that fit the room there is. Owned by the page.
class CodesTable : public TableView
{
    Q_OBJECT
public:
    explicit CodesTable(CodesModel *model, QWidget *parent = nullptr);

    /// The database's time, for the years of dates.
    void setNow(const QDateTime &now);
    /// The row at the top.
    [[nodiscard]] int topRow() const;
    void scrollToRow(int row);

protected:
    void resizeEvent(QResizeEvent *event) override;

private:
    void onSortAsked(int column, Qt::SortOrder order);

    SinceDelegate *m_since;
    int m_sortColumn = -1;
    Qt::SortOrder m_sortOrder = Qt::AscendingOrder;
};

} // namespace scrip
