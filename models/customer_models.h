// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/ledger.h"
#include "core/person.h"
#include "models/sourced_list.h"

namespace scrip {

/// What people call a kind of thing that a look-up finds.
[[nodiscard]] QString kindText(const QString &kind);

/// The cells of something that was found.
class MatchColumns : public ZonedColumns<Match>
{
public:
    enum Column { Kind, Label, About, ColumnCount };

    [[nodiscard]] int count() const override { return ColumnCount; }
    [[nodiscard]] QString title(int column) const override;
    [[nodiscard]] QString text(const Match &match, int column) const override;
    [[nodiscard]] QVariant raw(const Match &match, int column) const override { return text(match, column); }
    [[nodiscard]] QString id(const Match &match) const override { return match.kind + match.id; }
    [[nodiscard]] bool isFigure(int) const override { return false; }
};

/// The cells of an API key: never more of it than how it begins.
class PersonKeyColumns : public ZonedColumns<PersonKey>
{
public:
    enum Column { Prefix, Workspace, CreatedAt, State, ColumnCount };

    [[nodiscard]] int count() const override { return ColumnCount; }
    [[nodiscard]] QString title(int column) const override;
    [[nodiscard]] QString text(const PersonKey &key, int column) const override;
    /// CreatedAt: QDateTime in the zone; State: "active" or "revoked"; otherwise the text.
    [[nodiscard]] QVariant raw(const PersonKey &key, int column) const override;
    [[nodiscard]] QString id(const PersonKey &key) const override { return key.id.toText(); }
    [[nodiscard]] bool isFigure(int) const override { return false; }
};

/// What an organization of somebody has in one currency.
struct BalanceRow
{
    OrganizationId organization;
    QString name;
    QString role; ///< Empty: of nobody in particular.
    bool blocked = false;
    CurrencyBalance balance;
};

/// One row for each currency of each organization, in their order.
[[nodiscard]] QList<BalanceRow> balanceRows(const Membership &membership, const Balance &balance);

/// The cells of a balance.
class BalanceColumns : public ZonedColumns<BalanceRow>
{
public:
    enum Column { Organization, Live, Settled, Pending, Consumed, Forfeited, ColumnCount };

    [[nodiscard]] int count() const override { return ColumnCount; }
    [[nodiscard]] QString title(int column) const override;
    /// Amounts with the sign of their currency; live below zero where there is an overdraft.
    [[nodiscard]] QString text(const BalanceRow &row, int column) const override;
    /// Nano-units, or the text.
    [[nodiscard]] QVariant raw(const BalanceRow &row, int column) const override;
    [[nodiscard]] QString id(const BalanceRow &row) const override;
    [[nodiscard]] QString currency(const BalanceRow &row, int column) const override
    {
        return column == Organization ? QString() : row.balance.live.currency().code();
    }
    [[nodiscard]] bool isFigure(int column) const override { return column != Organization; }
};

/// The cells of a grant in the list of one customer.
class CreditColumns : public ZonedColumns<Grant>
{
public:
    enum Column { Status, Name, Amount, Used, Available, ExpiresAt, ColumnCount };

    [[nodiscard]] int count() const override { return ColumnCount; }
    [[nodiscard]] QString title(int column) const override;
    [[nodiscard]] QString text(const Grant &grant, int column) const override;
    /// Status: name of the contract or "depleted"; ExpiresAt: QDateTime in the zone; amounts: nano-units.
    [[nodiscard]] QVariant raw(const Grant &grant, int column) const override;
    [[nodiscard]] QString id(const Grant &grant) const override { return grant.id.toText(); }
    [[nodiscard]] QString currency(const Grant &grant, int column) const override
    {
        return isFigure(column) ? grant.amount.currency().code() : QString();
    }
    [[nodiscard]] bool isFigure(int column) const override { return column == Amount || column == Available; }
};

} // namespace scrip
