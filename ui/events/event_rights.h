// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace scrip {

class ConnectionMonitor;

/// Why this login may not change events here and now; empty: it may.
[[nodiscard]] QString reasonAgainstEvents(const ConnectionMonitor &monitor);

} // namespace scrip
