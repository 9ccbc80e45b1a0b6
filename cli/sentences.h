// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/result.h"

namespace scrip::cli {

/// The failure with everything a person at a shell wants to know: a sentence where there was none, and the remedy in
/// the words of the command line.
[[nodiscard]] Failure explained(const Failure &failure);

/// The object of the contract: name, message, field, hint, request_id; key and detail where there are any.
[[nodiscard]] QJsonObject errorObject(const Failure &failure);

/// The same for people, in one or two lines.
[[nodiscard]] QString errorSentence(const Failure &failure);

} // namespace scrip::cli
