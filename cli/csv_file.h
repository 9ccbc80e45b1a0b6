// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/csv_rows.h"

namespace scrip::cli {

/// The column of a file that somebody brings along, see csvColumn(). Refuses with usage, naming `field`, a file that
/// cannot be read, that is larger than anybody could mean, or that has nothing in that column.
[[nodiscard]] Result<QList<CsvValue>> columnOfFile(const QString &path, const QStringList &headings,
                                                   const QString &field);

} // namespace scrip::cli
