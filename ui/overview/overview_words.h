// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/overview.h"
#include "core/ports/connection.h"
#include "ui/overview/matter_list.h"

namespace scrip {

// What the overview says, as values. Pure, and plain text throughout.

/// Why this login is not shown credit of customers; empty: it is. Of the roles alone, whether there is a connection
/// or not.
[[nodiscard]] QString reasonAgainstCredit(const Session &session);
[[nodiscard]] QString reasonAgainstAlarms(const Session &session);
[[nodiscard]] QString reasonAgainstBooks(const Session &session);

/// The events that can be claimed, as rows; what closes within two days stands out.
[[nodiscard]] QList<MatterEntry> activeEntries(const Overview &overview, int most);
/// What needs a person: guessing, maintenance, budgets, approvals.
[[nodiscard]] QList<MatterEntry> matterEntries(const Overview &overview);

} // namespace scrip
