// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ledger.h"

namespace scrip {

MaintenancePass &MaintenancePass::operator+=(const MaintenancePass &step)
{
    released += step.released;
    attributed += step.attributed;
    settled += step.settled;
    sealed += step.sealed;
    reconciled += step.reconciled;
    alarms = step.alarms; // they stand: each pass tells all of them
    failed += step.failed;
    next = step.next;
    busy = step.busy;
    return *this;
}

} // namespace scrip
