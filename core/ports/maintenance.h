// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/async.h"
#include "core/ledger.h"

namespace scrip {

/// What becomes due by itself is booked by passes over all organizations, in short steps that may run in several
/// places at once. Implementations answer on any thread through the future; they outlive their answers.
class Maintenance
{
public:
    virtual ~Maintenance() = default;

    /// One step; `after` is where the last one said to go on, empty at the beginning. Doing one twice does no harm,
    /// so a lost answer is asked for again.
    virtual Answer<MaintenancePass> step(const QString &after) = 0;
    virtual Answer<MaintenanceStatus> status() = 0;
};

} // namespace scrip
