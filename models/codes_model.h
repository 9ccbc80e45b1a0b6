// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/ports/code_store.h"
#include "models/code_columns.h"
#include "models/paged_table_model.h"

namespace scrip {

/// All codes that a filter leaves, however many. Borrows the store.
class CodesModel : public PagedTableModel<Code>
{
    Q_OBJECT
public:
    explicit CodesModel(CodeStore &store, const QTimeZone &zone = QTimeZone::utc(), QObject *parent = nullptr);

    /// The zone in which times are told.
    void setZone(const QTimeZone &zone);

    /// Shows what another filter leaves; asks at once. The order is kept.
    void setFilter(const CodeFilter &filter);
    [[nodiscard]] const CodeFilter &filter() const { return m_filter; }
    /// The order as CodeQuery names it.
    [[nodiscard]] const QString &sortName() const { return m_sort; }

    /// Codes stand in the order of batch and serial; these columns turn it round, others leave it. Asks nothing
    /// before there is a filter.
    void sort(int column, Qt::SortOrder order = Qt::AscendingOrder) override;
    [[nodiscard]] static bool isSortable(int column);

private:
    CodesModel(CodeStore &store, CodeColumns *cells, QObject *parent);
    void restart();

    CodeStore &m_store;
    CodeColumns *m_cells; ///< Owned by the base.
    CodeFilter m_filter;
    QString m_sort;
    bool m_started = false; ///< A filter was set.
};

} // namespace scrip
