// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QMap>
#include <QString>

#include <optional>

namespace scrip {

/// Where the pages of a list begin and end, as far as that was seen: the way to read a page without counting rows.
/// A boundary is exact when it was reached row by row from one end of the list, and approximate after a jump or a
/// change. Bounded: far more than anybody scrolls, then every second one is forgotten. Owned by its model.
class PageBoundaries
{
public:
    struct Way
    {
        QString cursor;
        bool back = false;
        bool exact = false;
    };

    /// Page `page` begins behind this cursor. Answers whether that is news: another cursor than was known.
    bool setStart(int page, const QString &cursor, bool exact);
    /// Page `page` ends before this cursor.
    void setEnd(int page, const QString &cursor, bool exact);
    /// How to read the page: exact ways first, forwards before backwards. Page 0 is always known.
    [[nodiscard]] std::optional<Way> wayTo(int page) const;

    /// The list changed: cursors still lead to about their place, but no longer exactly.
    void distrust();
    void forget(int page);
    void clear();
    [[nodiscard]] qsizetype size() const { return m_starts.size() + m_ends.size(); }

    static constexpr int capacity = 8192;

private:
    struct Boundary
    {
        QString cursor;
        bool exact = false;
    };

    static void thin(QMap<int, Boundary> &boundaries);

    QMap<int, Boundary> m_starts;
    QMap<int, Boundary> m_ends;
};

} // namespace scrip
