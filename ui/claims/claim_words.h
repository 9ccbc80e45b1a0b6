// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/claim.h"
#include "core/event.h"
#include "ui/widgets/pill.h"

namespace scrip {

/// The look of "claimed" and "released".
[[nodiscard]] PillLook claimPill(const QString &state);
/// The look of a grant by its status, "depleted" among them; a dash stands for none.
[[nodiscard]] PillLook grantPill(const QString &status);
/// The status of a grant as it is shown: an active one with nothing left is "depleted".
[[nodiscard]] QString shownStatus(const Grant &grant);

/// How an attempt ended, short: "claimed", or what stood in the way.
[[nodiscard]] QString outcomeWords(const QString &outcome);
/// What stands in the way of a claim and what helps, in plain words for whoever asked; the database's own sentence
/// for what is not known here.
[[nodiscard]] QString obstacleWords(const ClaimCheck::Reason &reason);
/// "Devcon Singapore has 3 184 of 5 000 claims" without the cap where there is none.
[[nodiscard]] QString claimsOfEvent(const Event &event);

} // namespace scrip
