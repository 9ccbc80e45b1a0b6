// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/ports/grant_store.h"
#include "models/paged_table_model.h"

#include <QTimeZone>

namespace scrip {

/// The name under which the status of a grant is shown and filtered: that of the contract, or "depleted" for an
/// active one with nothing left.
[[nodiscard]] QString shownStatusName(const Grant &grant);

/// Where a grant came from, in words: the event of a claim, "Purchase · invoice", "Given · name".
[[nodiscard]] QString originText(const Grant &grant);

/// The cells of a grant. Times are told in the zone given.
class GrantColumns : public Columns<Grant>
{
public:
    enum Column { Status, Organization, Origin, Amount, Buckets, Available, Priority, Expires, ColumnCount };

    void setZone(const QTimeZone &zone) { m_zone = zone; }

    [[nodiscard]] int count() const override { return ColumnCount; }
    [[nodiscard]] QString title(int column) const override;
    [[nodiscard]] QString text(const Grant &grant, int column) const override;
    /// Status: shownStatusName(); amounts: nano-units as qint64; priority: int; Expires: QDateTime in the zone,
    /// invalid for never; otherwise the text.
    [[nodiscard]] QVariant raw(const Grant &grant, int column) const override;
    [[nodiscard]] QString id(const Grant &grant) const override { return grant.id.toText(); }
    [[nodiscard]] bool isFigure(int column) const override;

private:
    QTimeZone m_zone = QTimeZone::utc();
};

/// All grants that a filter leaves, however many; newest first, or by a column. Borrows the store.
class GrantsModel : public PagedTableModel<Grant>
{
    Q_OBJECT
public:
    explicit GrantsModel(GrantStore &store, QObject *parent = nullptr);

    /// The zone in which times are told.
    void setZone(const QTimeZone &zone);

    /// Shows what another filter leaves; asks at once. Its order, cursor and limit are not looked at.
    void setQuery(const GrantQuery &filter);
    /// The filter with the order of the table.
    [[nodiscard]] GrantQuery query() const;

    /// By the column's field in the database; columns without one leave the order as it is. -1: newest first. Asks
    /// nothing before there is a filter.
    void sort(int column, Qt::SortOrder order = Qt::AscendingOrder) override;
    [[nodiscard]] static bool isSortable(int column);

    [[nodiscard]] const Grant *grant(const QModelIndex &index) const { return at(index); }
    [[nodiscard]] int rowOf(const GrantId &id) const { return rowOfId(id.toText()); }

private:
    GrantsModel(GrantColumns *cells, GrantStore &store, QObject *parent);
    void restart();

    GrantColumns *m_cells; ///< Owned by the base.
    GrantStore &m_store;
    GrantQuery m_filter;
    QString m_sort;
    bool m_started = false; ///< A filter was set.
};

} // namespace scrip
