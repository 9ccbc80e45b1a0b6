// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/grant.h"
#include "core/result.h"

#include <QTimeZone>

namespace scrip {

/// A new grant as it stands in the form, as text where people type text. A value.
struct GrantEntry
{
    OrganizationId organization; ///< Null: what was typed is none, or not known yet.
    QString amount;
    QString currency;
    QString name;
    Funding funding = Funding::None;
    Availability availability = Availability::OnCreation;
    QString costBasis; ///< In the cost currency; empty: 1 with a funding method.
    Currency costCurrency;
    std::optional<qint64> priority; ///< No value: not a number.
    QString effective;              ///< ISO as DateField writes it; empty: at once.
    QString expires;                ///< Empty: never.
    QString labels;                 ///< "team=growth, tier=b".
};

/// The draft as far as it can be read, and what is wrong with it, in the order of the form.
struct GrantReading
{
    GrantDraft draft;
    QList<Failure> failures;
};

/// Reads the form with nothing but it: amounts exactly, times in the zone (a bare date of expiry means its end).
/// `now` is the database's time.
[[nodiscard]] GrantReading readGrant(const GrantEntry &entry, const QTimeZone &zone, const QDateTime &now);

} // namespace scrip
