// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/ports/connection.h"
#include "ui/shell/connection_status.h"

namespace scrip {

/// What the shell shows of a connection: state, role and clock of the monitor as words of the window.
[[nodiscard]] ConnectionStatus statusOf(const ConnectionMonitor &monitor);

/// The sandbox is being started, or could not be.
[[nodiscard]] ConnectionStatus sandboxStarting();
[[nodiscard]] ConnectionStatus sandboxFailed(const Failure &failure);

} // namespace scrip
