// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/widgets/fitted_table.h"

namespace scrip {

class CodesModel;
class SinceDelegate;

/// The table of codes with its delegates, and widths that fit the room there is. Owned by the page.
class CodesTable : public FittedTable
{
    Q_OBJECT
public:
    explicit CodesTable(CodesModel *model, QWidget *parent = nullptr);

    /// The database's time, for the years of dates.
    void setNow(const QDateTime &now);

private:
    SinceDelegate *m_since;
};

} // namespace scrip
