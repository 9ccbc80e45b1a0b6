// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace scrip {

class ConnectionMonitor;

/// Why this login may not mint codes here and now; empty: it may.
[[nodiscard]] QString reasonAgainstMinting(const ConnectionMonitor &monitor);

} // namespace scrip
