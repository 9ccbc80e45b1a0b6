// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/widgets/table_view.h"

namespace scrip {

/// A table that fits its room: one column takes what the others leave, and those that say the least go where it is
/// narrow, so that nothing is scrolled sideways. Widths that somebody chose stay, and so does a column that somebody
/// brought back. Owned by its page or panel.
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
    void addOptional(int column, int least);

    /// A column that is away for lack of room is not one that somebody hid.
    [[nodiscard]] QByteArray columnState() const override;
    bool setColumnState(const QByteArray &state) override;

protected:
    void resizeEvent(QResizeEvent *event) override;
    /// Gives the columns their places anew.
    virtual void fit();

private:
    struct Fit
    {
        int room;
        QList<int> widths;
    };

    struct Optional
    {
        int column;
        int least;
        bool away = false;   ///< Taken away here, and not by somebody.
        bool wanted = false; ///< Somebody brought it back although there is no room.
    };

    void fitOptional(Optional &one, int room);
    [[nodiscard]] bool isChosen(int column) const;

    QList<Fit> m_fits;
    QList<Optional> m_optional;
    int m_flexible = 0;
};

} // namespace scrip
