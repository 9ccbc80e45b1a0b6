// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/ports/code_store.h"
#include "db/rows.h"
#include "db/statement.h"

namespace scrip {

// Codes come as rows in binary, decoded straight into their structs: lists of them are what there is much of.

/// One row more than the page, to know whether there is a next one.
[[nodiscard]] Statement codePage(const CodeQuery &query);
[[nodiscard]] Page<Code> codePageOf(const Rows &rows, const CodeQuery &query);

/// What the database answers for a reveal that it has noted.
using RevealTicket = Id<struct RevealTicketTag>;

/// Notes which codes are to be shown, no more than asked for, and answers a ticket for them; null: there are none.
[[nodiscard]] Statement revealTicket(const RevealRequest &request);
/// The codes of a ticket; in a later transaction than it was made in.
[[nodiscard]] Statement revealedPage(const RevealTicket &ticket);
[[nodiscard]] Page<RevealedCode> revealedPageOf(const Rows &rows, const RevealRequest &request);

/// The state as the functions take it, null for any.
[[nodiscard]] QString stateArgument(const CodeFilter &filter);

} // namespace scrip
