// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/result.h"

#include <QDateTime>
#include <QTimeZone>

namespace scrip {

/// What a bare date means: the first or the last second of that day.
enum class BareDate { StartOfDay, EndOfDay };

/// Reads a time as people type it: RFC 3339 with an offset, or YYYY-MM-DD[THH:MM] in `zone`. Answers UTC. Refuses
/// with invalid_date (naming `field`) what is malformed, does not exist in the zone (clock change), or lies outside
/// the years 2000 to 2999.
[[nodiscard]] Result<QDateTime> parseTime(const QString &text, const QTimeZone &zone, BareDate meaning,
                                          const QString &field);

/// An IANA zone by name, or invalid_time_zone.
[[nodiscard]] Result<QTimeZone> parseZone(const QString &name);

/// RFC 3339 in UTC with Z, seconds unless there are milliseconds; empty for an invalid time.
[[nodiscard]] QString timeText(const QDateTime &time);

} // namespace scrip
