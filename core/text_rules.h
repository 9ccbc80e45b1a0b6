// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/result.h"

#include <QString>

namespace scrip {

/// A name as it will be stored: NFC, zero-width characters and outer blanks removed, 1 to 255 characters. Refuses
/// with invalid_name line breaks, control characters, bidirectional overrides and broken UTF-16, which could forge
/// what a reader of a list or a log believes.
[[nodiscard]] Result<QString> checkedName(const QString &text, const QString &field);

/// A longer text (description, note): as a name, but line breaks are allowed and it may be empty; at most 2 000
/// characters. Refuses with invalid_text.
[[nodiscard]] Result<QString> checkedText(const QString &text, const QString &field);

/// A reason: a text that must not be empty. Refuses with reason_required or invalid_text.
[[nodiscard]] Result<QString> checkedReason(const QString &text);

/// Text from the database made safe to show: bidirectional and control characters become their code points.
[[nodiscard]] QString shownText(const QString &text);

} // namespace scrip
