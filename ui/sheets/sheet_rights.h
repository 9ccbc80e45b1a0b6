// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace scrip {

class ConnectionMonitor;
struct Event;

/// Why this login may not see plain codes, and so neither print nor read sheets back, here and now; empty: it may.
[[nodiscard]] QString reasonAgainstPlainCodes(const ConnectionMonitor &monitor);

/// Why codes of that event are not printed, whoever asks; empty: they are.
[[nodiscard]] QString reasonAgainstEventOnPaper(const Event &event);

} // namespace scrip
