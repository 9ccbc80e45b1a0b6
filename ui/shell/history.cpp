// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/history.h"

namespace scrip {

namespace {

constexpr qsizetype most = 100;

} // namespace

void History::visit(const HistoryEntry &entry)
{
    if (current() == entry)
        return;
    m_entries.resize(m_at + 1);
    m_entries.append(entry);
    if (m_entries.size() > most)
        m_entries.removeFirst();
    m_at = m_entries.size() - 1;
}

void History::replace(const HistoryEntry &entry)
{
    if (m_at < 0)
        visit(entry);
    else
        m_entries[m_at] = entry;
}

std::optional<HistoryEntry> History::back()
{
    if (!canGoBack())
        return std::nullopt;
    return m_entries.at(--m_at);
}

std::optional<HistoryEntry> History::forward()
{
    if (!canGoForward())
        return std::nullopt;
    return m_entries.at(++m_at);
}

std::optional<HistoryEntry> History::current() const
{
    return m_at < 0 ? std::nullopt : std::optional(m_entries.at(m_at));
}

void History::clear()
{
    m_entries.clear();
    m_at = -1;
}

} // namespace scrip
