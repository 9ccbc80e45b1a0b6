// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/connection_profile.h"
#include "core/ports/connection_tester.h"
#include "ui/theme/tokens.h"

namespace scrip {

struct PillLook;

// The words in which connections are told to people. Plain text throughout.

/// The pill of a safety level by its name; one that nobody gave reads "Not said".
[[nodiscard]] PillLook safetyPill(const QString &safety);
[[nodiscard]] QString safetyText(SafetyLevel level);

/// "Encryption" for the stage tls.
[[nodiscard]] QString stageText(const QString &stage);
[[nodiscard]] Tone stageTone(StageOutcome outcome);

/// What a mode of TLS means, in one sentence; the empty one is the mode that the program chooses.
[[nodiscard]] QString sslModeHint(const QString &mode);

/// What went wrong and what helps, as whoever met it put it: here it is the connection itself that is spoken of.
[[nodiscard]] QString plainWords(const Failure &failure);

/// The label of a field of a profile.
[[nodiscard]] QString profileFieldText(const QString &field);

} // namespace scrip
