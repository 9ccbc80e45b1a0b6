// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "exports/export_format.h"

namespace scrip {

// What stands in a file of each kind of list, the same from the screen and from the command line. Files are read by
// programs of other people: a column is only ever added, at the end.

[[nodiscard]] QList<ExportColumn> claimFileColumns();
[[nodiscard]] QList<ExportColumn> codeFileColumns();
[[nodiscard]] QList<ExportColumn> eventFileColumns();
[[nodiscard]] QList<ExportColumn> grantFileColumns();
[[nodiscard]] QList<ExportColumn> auditFileColumns();
[[nodiscard]] QList<ExportColumn> timelineFileColumns();
[[nodiscard]] QList<ExportColumn> batchFileColumns();
/// Of the bookings of one grant, which is not among them.
[[nodiscard]] QList<ExportColumn> entryFileColumns();
[[nodiscard]] QList<ExportColumn> attemptFileColumns();

} // namespace scrip
