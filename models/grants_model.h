// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/ports/grant_store.h"
#include "models/list_model.h"

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

/// The grants that a query leaves, in the order of the database, read in pages as the view reaches their end. Borrows
/// the store.
class GrantsModel : public ListModel<Grant>
{
    Q_OBJECT
public:
    explicit GrantsModel(GrantStore &store, QObject *parent = nullptr);

    /// Shows what another query leaves: takes the rows away and asks at once. Its order is not looked at.
    void setQuery(const GrantQuery &query);
    [[nodiscard]] const GrantQuery &query() const { return m_query; }
    void setZone(const QTimeZone &zone);

    [[nodiscard]] const Grant *grant(const QModelIndex &index) const { return at(index); }
    [[nodiscard]] int rowOf(const GrantId &id) const { return rowOfId(id.toText()); }

    /// By the column's field in the database; columns without one leave the order as it is. -1: newest first. Asks
    /// nothing before there is a query.
    void sort(int column, Qt::SortOrder order = Qt::AscendingOrder) override;
    [[nodiscard]] static bool isSortable(int column);
    void reload() override;

protected:
    Answer<Page<Grant>> ask(const QString &after) override;

private:
    GrantsModel(GrantColumns *cells, GrantStore &store, QObject *parent);

    GrantColumns *m_cells; ///< Owned by the base.
    GrantStore &m_store;
    GrantQuery m_query; ///< With the order.
    bool m_started = false;
};

} // namespace scrip
