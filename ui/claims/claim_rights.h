// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace scrip {

class ConnectionMonitor;

// Why this login may not do something here and now, in words; empty: it may. The database decides again.

/// Release, claim on behalf, rotate a key.
[[nodiscard]] QString reasonAgainstClaims(const ConnectionMonitor &monitor);
/// Ask why somebody cannot claim: changes nothing, but is not for everybody.
[[nodiscard]] QString reasonAgainstChecking(const ConnectionMonitor &monitor);
/// Reissue one code.
[[nodiscard]] QString reasonAgainstReissue(const ConnectionMonitor &monitor);
/// See grants, attempts and customers.
[[nodiscard]] QString reasonAgainstLooking(const ConnectionMonitor &monitor);

} // namespace scrip
