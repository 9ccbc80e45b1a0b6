// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/batch.h"

namespace scrip {

/// What minting does to the worst case of an event.
struct MintEffect
{
    std::optional<Money> added; ///< Nothing when it is more than can be booked.
    std::optional<Money> after;
    qint64 beyondCap = 0; ///< Uses of all live codes that the cap leaves without a claim.
};

/// Pure. The uses of the codes that are there already follow from the event's exposure; once that has reached the cap
/// they are taken from the number of live codes.
[[nodiscard]] MintEffect effectOf(const Event &event, const MintRequest &request);

} // namespace scrip
