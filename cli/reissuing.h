// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "cli/context.h"
#include "cli/reply.h"

namespace scrip::cli {

/// What a reissue answers: {"items":[{"old","new"}]}, with `reveal` the new codes in plain where the login may see
/// them.
[[nodiscard]] Result<Reply> reissued(const Context &context, const Stores &stores,
                                     const Result<ReissueOutcome> &outcome, bool reveal);

} // namespace scrip::cli
