// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/job_control.h"
#include "core/ports/stores.h"
#include "sheets/sheet_verifier.h"

namespace scrip {

/// What reading a sheet back came to.
struct SheetReading
{
    QString file;
    PrintRecord record; ///< The run that wrote it.
    VerifyOutcome outcome;
};

/// Reads every label of a PDF back from pixels and compares it with the codes of the batch, which are revealed for it
/// (audited); the run is found by the hash the file carries. On a thread of the pool; progress counts sheets. Refuses
/// with not_found a file that is none of this program or of this batch, with what the database refuses, or a
/// Cancelled failure. The stores outlive the answer.
[[nodiscard]] Answer<SheetReading> readSheetBack(const Stores &stores, const BatchId &batch, const QString &file,
                                                 const JobControlPtr &control);

} // namespace scrip
