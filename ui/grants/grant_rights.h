// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace scrip {

class ConnectionMonitor;

/// Why this login may not change grants here and now; empty: it may.
[[nodiscard]] QString reasonAgainstGrants(const ConnectionMonitor &monitor);

/// Why this login sees no grants; empty: it does.
[[nodiscard]] QString reasonAgainstSeeingGrants(const ConnectionMonitor &monitor);

/// Why this login may not see what voiding many, clawing back or settling would do; empty: it may.
[[nodiscard]] QString reasonAgainstReckoning(const ConnectionMonitor &monitor);

} // namespace scrip
