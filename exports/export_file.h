// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/job_control.h"
#include "exports/export_rows.h"

namespace scrip {

struct ExportTarget
{
    ExportFormat format = ExportFormat::Csv;
    QString path;
    bool overwrite = false; ///< False: an existing file is refused with file_exists.
};

/// Writes all pages of a list into one file, which comes into being readable for its owner alone, and whole or not at
/// all. Refuses a target that cannot be written before anything is read. Progress counts rows; cancelling stops
/// behind a page and answers a cancelled failure. Answers how many rows there are. Waits: not for the thread that
/// paints.
[[nodiscard]] Result<qint64> writeExport(const ExportTarget &target, const QList<ExportColumn> &columns,
                                         const ExportFetch &fetch, const JobControl &control);

} // namespace scrip
