// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/grants/grant_rows.h"
#include "ui/widgets/table_view.h"

#include <QDateTime>

namespace scrip {

/// The table of grants with its delegates, and widths that fit the room there is. Owned by the page; borrows the
/// rows.
class GrantsTable : public TableView
{
    Q_OBJECT
public:
    explicit GrantsTable(GrantRows &rows, QWidget *parent = nullptr);

    /// The database's time, for what is near and which year is this one.
    void setNow(const QDateTime &now);
    /// The one grant that is selected; null when there are none or several.
    [[nodiscard]] const Grant *chosen() const;
    /// Makes the grant's row the only selected one; false when it is not in the list.
    bool select(const GrantId &id);

protected:
    void resizeEvent(QResizeEvent *event) override;

private:
    void buildDelegates();

    GrantRows &m_rows;
    QDateTime m_now;
};

} // namespace scrip
