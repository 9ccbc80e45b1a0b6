// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QString>
#include <QUrlQuery>

#include <optional>

namespace scrip {

/// One place somebody was at.
struct HistoryEntry
{
    QString pageId;
    QUrlQuery location;
    friend bool operator==(const HistoryEntry &, const HistoryEntry &) = default;
};

/// Where one was and can go again, as a browser does it. A value of the window; at most 100 places.
class History
{
public:
    /// A new place: what lay ahead is forgotten. The same place twice counts once.
    void visit(const HistoryEntry &entry);
    /// The place within the current page moved; replaces, does not add.
    void replace(const HistoryEntry &entry);
    /// All places are gone.
    void clear();
    [[nodiscard]] bool canGoBack() const { return m_at > 0; }
    [[nodiscard]] bool canGoForward() const { return m_at + 1 < m_entries.size(); }
    std::optional<HistoryEntry> back();
    std::optional<HistoryEntry> forward();
    [[nodiscard]] std::optional<HistoryEntry> current() const;

private:
    QList<HistoryEntry> m_entries;
    qsizetype m_at = -1;
};

} // namespace scrip
