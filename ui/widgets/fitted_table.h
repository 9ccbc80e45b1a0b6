// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/widgets/table_view.h"

namespace scrip {

/// A small table in a panel: one column takes the room that the others leave, and one may go where it is narrow, so
/// that nothing is scrolled sideways. Owned by its panel.
class FittedTable : public TableView
{
    Q_OBJECT
public:
    using TableView::TableView;

    /// Widths in logical pixels, left to right; that of `flexible` is its least one.
    void fitColumns(const QList<int> &widths, int flexible);
    /// Takes the column away below that width of the table.
    void setOptional(int column, int least);

protected:
    void resizeEvent(QResizeEvent *event) override;

private:
    void fit();

    QList<int> m_widths;
    int m_flexible = 0;
    int m_optional = -1;
    int m_least = 0;
};

} // namespace scrip
