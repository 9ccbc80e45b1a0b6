// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sheets/label_source.h"
#include "sheets/sheet_marks.h"

#include <functional>
#include <stop_token>

namespace scrip {

/// What was written.
struct SheetOutcome
{
    QString file;
    qint64 pages = 0;
    SheetMarks marks; ///< Labels, serials and hash, as the print record wants them.
    QStringList warnings;
};

/// Called before each sheet and once at the end, in the writing thread.
using SheetProgress = std::function<void(qint64 pagesDone, qint64 pages)>;

/// Called once the file is complete and on disk, and before it has its name; a failure leaves no file.
using SheetSeal = std::function<Result<Done>(const SheetOutcome &)>;

/// Writes the labels of `source` as a PDF to `path`: mode 0600, whole or not at all, memory independent of the number
/// of labels. For a worker thread; symbols are encoded on a second one. Refuses with file_exists, file_not_written,
/// invalid_count, label_too_small, template_invalid, or what the source or the seal refuses; when stopped, a
/// Cancelled failure.
[[nodiscard]] Result<SheetOutcome> writePdfSheet(const SheetJob &job, LabelSource &source, const QString &path,
                                                 bool overwrite = false, const SheetProgress &progress = {},
                                                 const std::stop_token &stop = {}, const SheetSeal &seal = {});

} // namespace scrip
