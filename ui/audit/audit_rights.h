// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace scrip {

class ConnectionMonitor;

/// Why this login may not read the audit; empty: it may.
[[nodiscard]] QString reasonAgainstAudit(const ConnectionMonitor &monitor);

} // namespace scrip
