// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QHash>
#include <QList>

namespace scrip {

/// Rows of one page, and one more than fits is forgotten: the page that was looked at longest ago. Row r lives in
/// page r / pageRows. Owned by its model; GUI thread only.
template <typename T> class PageCache
{
public:
    static constexpr int pageRows = 200;
    static constexpr int defaultPages = 24;

    enum class State {
        Empty,    ///< Not here; was never asked or was forgotten.
        Loading,  ///< Asked for.
        Outdated, ///< Here, but may no longer be so.
        Filled,
    };

    explicit PageCache(int pages = defaultPages)
        : m_capacity(pages)
    {
    }

    [[nodiscard]] static int pageOf(int row) { return row / pageRows; }

    [[nodiscard]] State state(int page) const
    {
        const auto found = m_pages.constFind(page);
        if (found != m_pages.cend())
            return found->outdated ? State::Outdated : State::Filled;
        return page == m_loading ? State::Loading : State::Empty;
    }

    /// The row, or null. Counts as a look at its page.
    [[nodiscard]] const T *row(int row)
    {
        const auto found = m_pages.find(pageOf(row));
        if (found == m_pages.end())
            return nullptr;
        found->lookedAt = ++m_clock;
        const int at = row % pageRows;
        return at < found->rows.size() ? &found->rows.at(at) : nullptr;
    }

    void setLoading(int page) { m_loading = page; }
    [[nodiscard]] int loading() const { return m_loading; }

    void put(int page, QList<T> rows)
    {
        m_pages.insert(page, Entry{std::move(rows), ++m_clock, false});
        while (m_pages.size() > m_capacity)
            forgetOldest();
    }

    void markOutdated()
    {
        for (Entry &entry : m_pages)
            entry.outdated = true;
    }
    void markOutdated(int page)
    {
        if (const auto found = m_pages.find(page); found != m_pages.end())
            found->outdated = true;
    }
    /// Forgets the pages from this one on.
    void truncate(int firstGone)
    {
        m_pages.removeIf([firstGone](const auto &entry) { return entry.key() >= firstGone; });
    }
    void clear()
    {
        m_pages.clear();
        m_loading = -1;
    }

    /// The pages that are here, in no order.
    [[nodiscard]] QList<int> pages() const { return m_pages.keys(); }

private:
    struct Entry
    {
        QList<T> rows;
        quint64 lookedAt = 0;
        bool outdated = false;
    };

    void forgetOldest()
    {
        auto oldest = m_pages.begin();
        for (auto one = m_pages.begin(); one != m_pages.end(); ++one) {
            if (one->lookedAt < oldest->lookedAt)
                oldest = one;
        }
        m_pages.erase(oldest);
    }

    QHash<int, Entry> m_pages;
    int m_capacity;
    int m_loading = -1;
    quint64 m_clock = 0;
};

} // namespace scrip
