// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/result.h"

namespace scrip {

/// What a failure means and what helps, in one or two sentences. `own` is the sentence of a page that knows better
/// what the refusal is about; empty: the general one, or else what the database said.
[[nodiscard]] QString tellFailure(const Failure &failure, const QString &own = {});

/// The short lead before it: "Not done." is said only when that is certain.
[[nodiscard]] QString failureLead(const Failure &failure);

} // namespace scrip
