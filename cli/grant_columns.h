// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "cli/columns.h"

namespace scrip::cli {

// What people see of grants and of the books, as columns.h has it for the other objects.
[[nodiscard]] Columns grantColumns();
[[nodiscard]] Columns grantFields(const QString &prefix = {});
[[nodiscard]] Columns entryColumns();
[[nodiscard]] Columns balanceColumns();
/// Of a void; a claw-back has two more.
[[nodiscard]] Columns voidFields();
[[nodiscard]] Columns clawBackFields();
[[nodiscard]] Columns bulkPreviewFields();
[[nodiscard]] Columns bulkVoidFields();
/// Of each currency of a bulk void, where there are several: what it forfeited, and all that its preview says.
[[nodiscard]] Columns forfeitedColumns();
[[nodiscard]] Columns currencySumColumns();
[[nodiscard]] Columns settleFields();
[[nodiscard]] Columns maintenanceFields();

} // namespace scrip::cli
