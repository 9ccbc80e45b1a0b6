// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/audit_entry.h"
#include "core/claim.h"
#include "core/event.h"
#include "core/lookup.h"
#include "exports/export_rows.h"

namespace scrip {

// What stands in a file of each kind of list, the same from the screen and from the command line. Files are read by
// programs of other people: a column is only ever added, at the end.

[[nodiscard]] ExportShape<Claim> claimShape();
[[nodiscard]] ExportShape<Code> codeShape();
/// The same columns with codes in plain.
[[nodiscard]] ExportShape<RevealedCode> revealedCodeShape();
[[nodiscard]] ExportShape<Event> eventShape();
[[nodiscard]] ExportShape<Grant> grantShape();
[[nodiscard]] ExportShape<AuditEntry> auditShape();
[[nodiscard]] ExportShape<TimelineItem> timelineShape();
[[nodiscard]] ExportShape<Batch> batchShape();
/// Of the bookings of one grant, which is not among them.
[[nodiscard]] ExportShape<Entry> entryShape();
/// Of the bookings of all grants.
[[nodiscard]] ExportShape<Entry> ledgerShape();
[[nodiscard]] ExportShape<Attempt> attemptShape();

} // namespace scrip
