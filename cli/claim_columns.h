// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "cli/columns.h"
#include "cli/export_file.h"

namespace scrip::cli {

// What people see of claims, and what stands in a file of them.
[[nodiscard]] Columns claimColumns();
[[nodiscard]] Columns claimFields();
[[nodiscard]] Columns claimedFields();  ///< Of the answer of a claim.
[[nodiscard]] Columns releasedFields(); ///< Of the answer of a release.
[[nodiscard]] Columns attemptColumns();
[[nodiscard]] Columns matchColumns();
[[nodiscard]] Columns timelineColumns();
[[nodiscard]] QList<ExportColumn> claimExportColumns();

} // namespace scrip::cli
