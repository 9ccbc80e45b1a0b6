// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "cli/columns.h"

namespace scrip::cli {

// What people see of claims.
[[nodiscard]] Columns claimColumns();
[[nodiscard]] Columns claimFields();
[[nodiscard]] Columns claimedFields();  ///< Of the answer of a claim.
[[nodiscard]] Columns releasedFields(); ///< Of the answer of a release.
[[nodiscard]] Columns attemptColumns();
[[nodiscard]] Columns matchColumns();
[[nodiscard]] Columns timelineColumns();

} // namespace scrip::cli
