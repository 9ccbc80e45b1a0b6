// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/widgets/cell_delegates.h"

#include <QDateTime>

namespace scrip {

/// "3 d 9 h left", "34 h left", "in 99 d", "9 h ago": the two largest units that matter. `deadline` chooses "left"
/// over "in".
[[nodiscard]] QString relativeText(const QDateTime &when, const QDateTime &now, bool deadline = false);

/// "24 Nov 23:59", with the year when it is another one than now's: "28 Feb ’27". The zone is that of `when`.
[[nodiscard]] QString momentText(const QDateTime &when, const QDateTime &now, bool withTime = true);

/// "Singapore +8": the last part of the IANA name and the offset at that moment.
[[nodiscard]] QString zoneText(const QByteArray &iana, const QDateTime &at);

/// Both parts for a ClockDelegate; Warn when less than 48 hours are left, muted when past. An invalid time is "—".
[[nodiscard]] ClockLook clockLook(const QDateTime &when, const QDateTime &now, bool deadline, bool withTime = true);

} // namespace scrip
