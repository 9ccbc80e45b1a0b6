// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QTimeZone>

namespace scrip {

/// In which zone lists and details tell moments. What an event promises to the public is always told in its own zone.
enum class ShownZone {
    Theirs,   ///< The event's; where there is none, the database's.
    Computer, ///< That of this computer.
    Utc,
};

/// The choice of the person, kept in QSettings. GUI thread.
[[nodiscard]] ShownZone shownZone();
void setShownZone(ShownZone choice);

/// The zone to tell moments in, for those that belong to a zone of that name; UTC when it is not known here.
[[nodiscard]] QTimeZone shownZoneFor(const QString &name);

} // namespace scrip
