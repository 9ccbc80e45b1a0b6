// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace scrip {

/// "104 000", grouped by thin spaces; "≈104 000" when it is an estimate. The shipped text face has digits of one
/// width, so right-aligned counts stand in columns.
[[nodiscard]] QString countText(qint64 count, bool estimated = false);

} // namespace scrip
