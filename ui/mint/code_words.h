// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/result.h"

namespace scrip {

/// What a refusal about codes and batches means and what helps, in one or two sentences.
[[nodiscard]] QString codeFailureWords(const Failure &failure);

/// The short lead before it: "Not minted." is said only when that is certain.
[[nodiscard]] QString codeFailureLead(const Failure &failure);

} // namespace scrip
