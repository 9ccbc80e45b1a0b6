// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace scrip {

class ConnectionMonitor;

/// Why this login may not reveal, disable or print codes here and now; empty: it may.
[[nodiscard]] QString reasonAgainstCodes(const ConnectionMonitor &monitor);

/// Why this login may not see codes and batches at all; empty: it may.
[[nodiscard]] QString reasonAgainstSeeingCodes(const ConnectionMonitor &monitor);

} // namespace scrip
