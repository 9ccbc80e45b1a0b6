// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/job_control.h"
#include "sheets/pdf_sheet_writer.h"

class QPagedPaintDevice;

namespace scrip {

/// Paints the labels of `source` on a device with pages, such as a printer: full page, no margins, one sheet a page.
/// The seal is called after the last sheet and before the device is told that the job is complete. For a worker
/// thread. Refuses with invalid_count, label_too_small, template_invalid, file_not_written when the device fails,
/// what the source or the seal refuses, or a Cancelled failure; `abandon` was called then, while the device could
/// still throw the job away.
[[nodiscard]] Result<SheetOutcome> paintSheets(const SheetJob &job, LabelSource &source, QPagedPaintDevice &device,
                                               const JobControl &control, const SheetSeal &seal,
                                               const std::function<void()> &abandon);

} // namespace scrip
