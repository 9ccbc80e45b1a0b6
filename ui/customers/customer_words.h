// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/grant.h"
#include "ui/widgets/bar.h"
#include "ui/widgets/pill.h"

namespace scrip {

/// The look of a kind of the timeline: claim, release, attempt, entry, audit, print.
[[nodiscard]] PillLook happeningPill(const QString &kind);
/// The look of "active" and "revoked" of an API key.
[[nodiscard]] PillLook keyPill(const QString &state);
/// What of a grant is consumed, what is left, and what was forfeited or taken back.
[[nodiscard]] QList<BarPart> barOf(const Grant &grant);

} // namespace scrip
