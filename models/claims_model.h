// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/ports/claim_store.h"
#include "models/paged_table_model.h"
#include "models/sourced_list.h"

namespace scrip {

/// "released" or "claimed".
[[nodiscard]] QString claimStateName(const Claim &claim);

/// The cells of a claim, its code masked.
class ClaimColumns : public ZonedColumns<Claim>
{
public:
    enum Column { At, EventName, Code, User, Organization, Amount, GrantState, State, ColumnCount };

    [[nodiscard]] int count() const override { return ColumnCount; }
    /// The first one names the offset of the zone.
    [[nodiscard]] QString title(int column) const override;
    [[nodiscard]] QString text(const Claim &claim, int column) const override;
    /// At: QDateTime in the zone; Amount: nano-units; states: names of the contract; otherwise the text.
    [[nodiscard]] QVariant raw(const Claim &claim, int column) const override;
    [[nodiscard]] QString id(const Claim &claim) const override { return claim.id.toText(); }
    [[nodiscard]] QString currency(const Claim &claim, int column) const override
    {
        return column == Amount ? claim.amount.currency().code() : QString();
    }
    [[nodiscard]] bool isFigure(int column) const override { return column == Amount; }
};

/// All claims that a filter leaves, however many; newest first, or by a column. Borrows the store.
class ClaimsModel : public PagedTableModel<Claim>
{
    Q_OBJECT
public:
    explicit ClaimsModel(ClaimStore &store, QObject *parent = nullptr);

    /// The zone in which times are told.
    void setZone(const QTimeZone &zone);

    /// Shows what another filter leaves; asks at once. Its order, cursor and limit are not looked at.
    void setFilter(const ClaimQuery &filter);
    [[nodiscard]] const ClaimQuery &filter() const { return m_filter; }
    /// The filter with the order of the table.
    [[nodiscard]] ClaimQuery query() const;

    /// By the column's field in the database; columns without one leave the order as it is. -1: newest first. Asks
    /// nothing before there is a filter.
    void sort(int column, Qt::SortOrder order = Qt::AscendingOrder) override;
    [[nodiscard]] static bool isSortable(int column);
    [[nodiscard]] int rowOf(const ClaimId &id) const { return rowOfId(id.toText()); }

private:
    ClaimsModel(ClaimStore &store, ClaimColumns *cells, QObject *parent);
    void restart();

    ClaimStore &m_store;
    ClaimColumns *m_cells; ///< Owned by the base.
    ClaimQuery m_filter;
    QString m_sort;
    bool m_started = false; ///< A filter was set.
};

/// The cells of an attempt to claim.
class AttemptColumns : public ZonedColumns<Attempt>
{
public:
    enum Column { At, Outcome, Who, ColumnCount };

    [[nodiscard]] int count() const override { return ColumnCount; }
    [[nodiscard]] QString title(int column) const override;
    [[nodiscard]] QString text(const Attempt &attempt, int column) const override;
    /// At: QDateTime in the zone; otherwise the text.
    [[nodiscard]] QVariant raw(const Attempt &attempt, int column) const override;
    [[nodiscard]] QString id(const Attempt &attempt) const override { return QString::number(attempt.id); }
    [[nodiscard]] bool isFigure(int) const override { return false; }
};

/// Who tried to claim, newest first. Borrows the store.
class AttemptsModel : public SourcedList<Attempt>
{
    Q_OBJECT
public:
    explicit AttemptsModel(ClaimStore &store, QObject *parent = nullptr);

    /// Shows the attempts of a person at an event; asks at once.
    void setSubject(const EventId &event, const UserId &user);

private:
    ClaimStore &m_store;
};

} // namespace scrip
