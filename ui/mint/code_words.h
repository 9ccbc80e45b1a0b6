// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/result.h"

namespace scrip {

/// What a refusal about codes and batches means and what helps, in one or two sentences.
[[nodiscard]] QString codeFailureWords(const Failure &failure);

/// What speaks against a code that somebody types, before the database is asked; empty when nothing does.
[[nodiscard]] QString reasonAgainstCode(const QString &typed);

} // namespace scrip
