// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "cli/context.h"

namespace scrip::cli {

/// Mints a batch with a progress line; Ctrl-C cancels and keeps the whole chunks that are there. Answers
/// {"batch", "codes" when revealed, "warnings", "replayed"}. What was kept and the key to go on with stand in the
/// failure of a cancelled call.
Result<Reply> mint(Context &context, const Stores &stores, const MintRequest &request, bool reveal);

/// What the help says wherever a code is an argument.
[[nodiscard]] QString codeHint();

} // namespace scrip::cli
