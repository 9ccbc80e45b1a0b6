// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/claim.h"
#include "core/event.h"

namespace scrip {

/// How an attempt ended, short: "claimed", or what stood in the way.
[[nodiscard]] QString outcomeWords(const QString &outcome);
/// What stands in the way of a claim and what helps, in plain words for whoever asked; the database's own sentence
/// for what is not known here.
[[nodiscard]] QString obstacleWords(const ClaimCheck::Reason &reason);
/// "Devcon Singapore has 3 184 of 5 000 claims" without the cap where there is none.
[[nodiscard]] QString claimsOfEvent(const Event &event);

} // namespace scrip
