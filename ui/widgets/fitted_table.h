// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/widgets/table_view.h"

namespace scrip {

/// A table that fits its room: one column takes what the others leave, and one may go where it is narrow, so that
/// nothing is scrolled sideways. Widths that somebody chose stay. Owned by its page or panel.
class FittedTable : public TableView
{
    Q_OBJECT
public:
    using TableView::TableView;

    /// Widths in logical pixels, left to right; that of `flexible` is its least one.
    void fitColumns(const QList<int> &widths, int flexible);
    /// Other widths where the table is at least that wide. From narrow to wide, after fitColumns().
    void fitColumnsFrom(int room, const QList<int> &widths);
    /// Takes the column away below that width of the table.
    void setOptional(int column, int least);

    /// A column that is away for lack of room is not one that somebody hid.
    [[nodiscard]] QByteArray columnState() const override;

protected:
    void resizeEvent(QResizeEvent *event) override;
    /// Gives the columns their places anew.
    void fit();

private:
    struct Fit
    {
        int room;
        QList<int> widths;
    };

    void fitOptional(int room);
    [[nodiscard]] bool isChosen(int column) const;

    QList<Fit> m_fits;
    int m_flexible = 0;
    int m_optional = -1;
    int m_least = 0;
    bool m_away = false; ///< The optional column was taken away here.
};

} // namespace scrip
