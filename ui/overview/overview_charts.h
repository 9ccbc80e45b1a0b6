// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/overview.h"
#include "ui/charts/plot.h"

namespace scrip {

/// Today's claims by hour, event upon event, with yesterday's as dashes.
[[nodiscard]] ChartContent todayChart(const Overview &overview);

/// Credit that expires, by day.
[[nodiscard]] ChartContent expiryChart(const Expiring &expiring);

} // namespace scrip
