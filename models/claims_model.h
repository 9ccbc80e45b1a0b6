// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/ports/claim_store.h"
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
    [[nodiscard]] bool isFigure(int column) const override { return column == Amount; }
};

/// The claims that a filter leaves, in the order of the database, read on as the view reaches their end. Borrows the
/// store.
class ClaimsModel : public SourcedList<Claim>
{
    Q_OBJECT
public:
    explicit ClaimsModel(ClaimStore &store, QObject *parent = nullptr);

    /// Shows what another filter leaves; asks at once. Its cursor and its order are not looked at.
    void setFilter(const ClaimQuery &filter);
    [[nodiscard]] const ClaimQuery &filter() const { return m_filter; }
    [[nodiscard]] int rowOf(const ClaimId &id) const { return rowOfId(id.toText()); }

    /// By the column's field in the database; columns without one leave the order as it is. -1: newest first. Asks
    /// nothing before there is a filter.
    void sort(int column, Qt::SortOrder order = Qt::AscendingOrder) override;
    [[nodiscard]] static bool isSortable(int column);
    void reload() override;

private:
    ClaimStore &m_store;
    ClaimQuery m_filter; ///< With the order.
    bool m_started = false;
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
