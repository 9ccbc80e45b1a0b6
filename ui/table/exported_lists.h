// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/ports/batch_store.h"
#include "core/ports/claim_store.h"
#include "core/ports/code_store.h"
#include "core/ports/grant_store.h"
#include "core/ports/lookup_store.h"
#include "ui/table/export_source.h"

namespace scrip {

class Administration;

// What a table exports, for each kind of list: the page adds whether something is filtered, and the count. Each
// borrows its store, which outlives the export.

[[nodiscard]] ExportSource exportOfClaims(ClaimStore &store, const ClaimQuery &query);
[[nodiscard]] ExportSource exportOfGrants(GrantStore &store, const GrantQuery &query);
[[nodiscard]] ExportSource exportOfCodes(CodeStore &store, const CodeQuery &query);
[[nodiscard]] ExportSource exportOfEvents(EventStore &store, const EventQuery &query);
[[nodiscard]] ExportSource exportOfAudit(Administration &store, const AuditQuery &query);
/// All grants of a customer, whom `whose` names: those of one organization after those of the other.
[[nodiscard]] ExportSource exportOfGrants(GrantStore &store, const QList<OrganizationId> &organizations,
                                          const QString &whose);
/// The batches of one event.
[[nodiscard]] ExportSource exportOfBatches(BatchStore &store, const BatchQuery &query);
/// What people did to one event, newest first.
[[nodiscard]] ExportSource exportOfHistory(EventStore &store, const EventId &event);
/// What people did to one code, newest first.
[[nodiscard]] ExportSource exportOfHistory(CodeStore &store, const CodeId &code);
/// All bookings of one grant, oldest first.
[[nodiscard]] ExportSource exportOfEntries(GrantStore &store, const GrantId &grant);
/// Who tried to claim, newest first.
[[nodiscard]] ExportSource exportOfAttempts(ClaimStore &store, const AttemptQuery &query);
/// What happened to a customer, oldest first.
[[nodiscard]] ExportSource exportOfTimeline(LookupStore &store, const TimelineQuery &subject, const QString &whose);

} // namespace scrip
