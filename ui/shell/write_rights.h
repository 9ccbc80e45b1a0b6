// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace scrip {

class ConnectionMonitor;

/// Why nothing can be written through this connection whoever asks (it is gone, a replica, locked); empty: it can.
[[nodiscard]] QString reasonAgainstWriting(const ConnectionMonitor &monitor);

} // namespace scrip
