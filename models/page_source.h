// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/async.h"
#include "core/page_query.h"

namespace scrip {

/// Which rows of a list to read: so many behind the cursor, or before it when `back`. Without a cursor from the
/// beginning, or from the end.
struct PageAt
{
    QString cursor;
    bool back = false;
    int limit = 200;
};

/// One long list as a PagedTableModel reads it: one filter and one order. Made anew for another query. Answers may
/// come on any thread and in any order. Owned by the model.
template <typename T> class PageSource
{
public:
    virtual ~PageSource() = default;

    virtual Answer<Page<T>> page(const PageAt &at) = 0;
    virtual Answer<RowCount> count() = 0;
    /// The cursor behind which the rows after that fraction of the list begin; empty: the beginning.
    virtual Answer<QString> position(double fraction) = 0;
    /// The cursor of a row.
    [[nodiscard]] virtual QString cursor(const T &row) const = 0;
};

} // namespace scrip
