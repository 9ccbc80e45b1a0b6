// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/grant.h"
#include "ui/widgets/bar.h"
#include "ui/widgets/pill.h"

namespace scrip {

struct TimelineItem;

/// The look of a kind of the timeline: claim, release, attempt, entry, audit, print.
[[nodiscard]] PillLook happeningPill(const QString &kind);
/// What happened, in the words that the audit and the attempts have for it.
[[nodiscard]] QString happeningWords(const TimelineItem &item);
/// The look of "active" and "revoked" of an API key.
[[nodiscard]] PillLook keyPill(const QString &state);
/// What of a grant is consumed, what is left, and what was forfeited or taken back.
[[nodiscard]] QList<BarPart> barOf(const Grant &grant);

} // namespace scrip
