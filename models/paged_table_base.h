// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/page_query.h"
#include "models/table_model_base.h"

#include <QTimer>

namespace scrip {

/// What a table of any length tells those who watch it, and the queue of pages it is looked at. Owned by its page.
class PagedTableBase : public TableModelBase
{
    Q_OBJECT
public:
    explicit PagedTableBase(QObject *parent = nullptr);

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const final;
    /// False while only placeholders stand for the rows.
    [[nodiscard]] bool isCountKnown() const { return m_countKnown; }
    /// False: an estimate, to be shown with ≈.
    [[nodiscard]] bool isCountExact() const { return m_countExact; }
    /// Rows, 0 while unknown.
    [[nodiscard]] qint64 count() const { return m_countKnown ? m_rows : 0; }
    [[nodiscard]] TableCount rowsInAll() const override;
    /// An answer failed: nothing more is asked before reload().
    [[nodiscard]] bool hasFailed() const override { return m_stopped; }

protected:
    /// Notes that somebody looks at the page; it is asked for in the next turn of the event loop, together with what
    /// else is looked at by then. What was looked at long ago is forgotten.
    void want(int page, bool soon = true) const;
    /// Asks for the first wanted page; called until nothing is wanted.
    virtual void loadWanted() = 0;
    void resizeTo(qint64 rows);

    mutable QList<int> m_wanted; ///< Latest look first.
    mutable QTimer m_turn;
    int m_rows = 0;
    bool m_countKnown = false;
    bool m_countExact = false;
    bool m_stopped = false;

    static constexpr int placeholderRows = 30;
    static constexpr int wantedAtOnce = 4;
};

} // namespace scrip
