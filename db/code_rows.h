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

/// No row more than asked for: each is a code shown.
[[nodiscard]] Statement revealedPage(const RevealRequest &request);
[[nodiscard]] Page<RevealedCode> revealedPageOf(const Rows &rows, const RevealRequest &request);

/// The state as the functions take it, null for any.
[[nodiscard]] QString stateArgument(const CodeFilter &filter);

} // namespace scrip
