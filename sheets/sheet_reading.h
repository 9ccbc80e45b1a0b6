// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/job_control.h"
#include "core/ports/stores.h"
#include "sheets/label_template.h"
#include "sheets/sheet_verifier.h"

namespace scrip {

/// A PDF and what should be on it. What is not given is taken from the record of the print, found by the hash that
/// the file carries.
struct SheetToRead
{
    QString file;
    BatchId batch;
    std::optional<LabelTemplate>
        stock;       ///< With one, a file that has no record is read as a run over the whole batch.
    int startAt = 0; ///< 0: as recorded.
    QString as;      ///< For whom the codes are revealed, unverified; empty: for the login.
};

/// What reading a sheet back came to.
struct SheetReading
{
    QString file;
    std::optional<PrintRecord> record; ///< The run that wrote it; none: it is in no record.
    VerifyOutcome outcome;
};

/// Reads every label of a PDF back from pixels and compares it with the codes of the batch, which are revealed for it
/// (audited). Waits for the stores, so it is for commands and working threads; progress counts sheets. Refuses with
/// not_found a file that is none, or that is none of this program or of this batch, with what the database refuses,
/// or a Cancelled failure.
[[nodiscard]] Result<SheetReading> readSheet(const Stores &stores, const SheetToRead &sheet,
                                             const JobControl &control);

/// The same on a thread of the pool. The stores outlive the answer.
[[nodiscard]] Answer<SheetReading> readSheetAside(const Stores &stores, const SheetToRead &sheet,
                                                  const JobControlPtr &control);

} // namespace scrip
