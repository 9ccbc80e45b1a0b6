// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "cli/context.h"
#include "sheets/label_template.h"

namespace scrip::cli {

/// A PDF and what should be on it. What is not given is taken from the record of the print, found by the hash that
/// the file carries.
struct SheetToVerify
{
    QString file;
    BatchId batch;
    std::optional<LabelTemplate> stock;
    int startAt = 0; ///< 0: as recorded.
};

/// Reads the labels back and compares them with the codes of the database, which are revealed for it (audited).
/// Answers {"ok", "labels", "decoded", "mismatched", "unexpected" (how many), "unexpected_at", "sheet_hash"} with
/// status 1 unless all are right. Refuses with not_found a file that is none, or that was not printed from this
/// batch.
Result<Reply> readSheet(Context &context, const Stores &stores, const SheetToVerify &sheet);

} // namespace scrip::cli
