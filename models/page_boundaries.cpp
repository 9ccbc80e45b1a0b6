// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/page_boundaries.h"

namespace scrip {

bool PageBoundaries::setStart(int page, const QString &cursor, bool exact)
{
    const bool news = m_starts.contains(page) && m_starts.value(page).cursor != cursor;
    m_starts.insert(page, {cursor, exact});
    thin(m_starts);
    return news;
}

void PageBoundaries::setEnd(int page, const QString &cursor, bool exact)
{
    m_ends.insert(page, {cursor, exact});
    thin(m_ends);
}

std::optional<PageBoundaries::Way> PageBoundaries::wayTo(int page) const
{
    if (page == 0)
        return Way{{}, false, true};
    const auto start = m_starts.constFind(page);
    const auto end = m_ends.constFind(page);
    const bool hasStart = start != m_starts.cend();
    const bool hasEnd = end != m_ends.cend();
    if (hasStart && (start->exact || !hasEnd || !end->exact))
        return Way{start->cursor, false, start->exact};
    if (hasEnd)
        return Way{end->cursor, true, end->exact};
    return std::nullopt;
}

void PageBoundaries::distrust()
{
    for (Boundary &boundary : m_starts)
        boundary.exact = false;
    for (Boundary &boundary : m_ends)
        boundary.exact = false;
}

void PageBoundaries::forget(int page)
{
    m_starts.remove(page);
    m_ends.remove(page);
}

void PageBoundaries::clear()
{
    m_starts.clear();
    m_ends.clear();
}

void PageBoundaries::thin(QMap<int, Boundary> &boundaries)
{
    if (boundaries.size() <= capacity)
        return;
    bool keep = false;
    for (auto one = boundaries.begin(); one != boundaries.end();) {
        keep = !keep;
        one = keep ? std::next(one) : boundaries.erase(one);
    }
}

} // namespace scrip
