// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "cli/context.h"

namespace scrip::cli {

/// What settle was asked to do.
struct SettleCall
{
    OrganizationId organization; ///< Null: all with something due.
    bool beforeAdoption = false;
    bool dryRun = false;
};

/// Books what is due, one write an organization, each under a key that follows from the call's, and answers the sums.
/// One that refuses does not hold up the others: the failure at the end names it, and what was done beside it.
Result<Reply> settle(Context &context, const Stores &stores, const SettleCall &call);

} // namespace scrip::cli
