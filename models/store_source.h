// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/page_source.h"

namespace scrip {

/// The rows that one query of a port leaves, in its order, as a model reads them page by page. The query has the
/// place of the page in it (`after`, `back`, `limit`), and each row its `cursor`. Borrows the port.
template <typename T, typename Store, typename Query> class StoreSource : public PageSource<T>
{
public:
    StoreSource(Store &store, const Query &query)
        : m_store(store)
        , m_query(query)
    {
    }

    Answer<Page<T>> page(const PageAt &at) override
    {
        Query query = m_query;
        query.after = at.cursor;
        query.back = at.back;
        query.limit = at.limit;
        return m_store.page(query);
    }
    Answer<RowCount> count() override { return m_store.count(m_query); }
    Answer<QString> position(double fraction) override { return m_store.position(m_query, fraction); }
    [[nodiscard]] QString cursor(const T &row) const override { return row.cursor; }

private:
    Store &m_store;
    Query m_query;
};

} // namespace scrip
