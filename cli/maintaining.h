// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "cli/context.h"

namespace scrip::cli {

/// One pass of maintenance: steps until none is left. Waits while somebody else is at a step, as long as a write in
/// doubt would be waited for (--wait). Ctrl-C ends it behind a step, as a cancelled failure with what was done.
Result<Reply> maintainOnce(Context &context, int patienceMs);

/// A pass every `intervalMs` until SIGTERM or SIGINT, which end it behind a step; then answers the sums. A lost
/// connection is told once on standard error and waited out, and where somebody else is at work a pass is left out.
Result<Reply> maintainOn(Context &context, int intervalMs);

} // namespace scrip::cli
