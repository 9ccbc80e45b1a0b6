// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/async.h"
#include "core/overview.h"

namespace scrip {

/// What is summed up for people who look first. Implementations answer on any thread through the future; they outlive
/// their answers.
class OverviewStore
{
public:
    virtual ~OverviewStore() = default;

    virtual Answer<Overview> overview() = 0;
    /// Credit that is left and expires within so many days; not_permitted for those who do not see grants.
    virtual Answer<Expiring> expiring(int days) = 0;
    /// From a moment on, or from the first claim when it is invalid; the newest 4000 points at most.
    virtual Answer<EventSeries> series(const EventId &event, SeriesBucket bucket, const QDateTime &from) = 0;
};

} // namespace scrip
