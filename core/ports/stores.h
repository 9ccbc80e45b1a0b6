// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/ports/administration.h"
#include "core/ports/batch_store.h"
#include "core/ports/claim_store.h"
#include "core/ports/code_store.h"
#include "core/ports/code_transfer.h"
#include "core/ports/event_store.h"
#include "core/ports/grant_store.h"
#include "core/ports/ledger_store.h"
#include "core/ports/lookup_store.h"
#include "core/ports/maintenance.h"
#include "core/ports/overview_store.h"

namespace scrip {

/// The ports that pages and commands work on, borrowed: whoever made them keeps them alive.
struct Stores
{
    EventStore *events = nullptr;
    BatchStore *batches = nullptr;
    CodeStore *codes = nullptr;
    Administration *administration = nullptr;
    GrantStore *grants = nullptr;
    LedgerStore *ledger = nullptr;
    Maintenance *maintenance = nullptr;
    ClaimStore *claims = nullptr;
    LookupStore *lookup = nullptr;
    CodeTransfer *transfer = nullptr;
    OverviewStore *overview = nullptr;
};

} // namespace scrip
