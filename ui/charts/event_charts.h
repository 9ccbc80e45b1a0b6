// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/forecast.h"
#include "ui/charts/plot.h"

namespace scrip {

// The charts of one event, out of its series. Pure: what they show can be tested without a window.

/// Claims so far against the cap, and how it goes on to the deadline. `points` by hour or by day, from the first
/// claim on; `forecast` out of the series by day.
[[nodiscard]] ChartContent cumulativeChart(const EventSeries &points, const std::optional<Forecast> &forecast);

/// Claims by hour or by day, the last `most` of them.
[[nodiscard]] ChartContent claimsChart(const EventSeries &series, int most);

/// How many codes are in which state; the rows are named by state in the order of allChartStates().
[[nodiscard]] ChartContent codesChart(const CodeCounts &codes);
/// The names of the contract, in the order of the rows.
[[nodiscard]] const QStringList &allChartStates();

/// Where a bucket ends: where the next one begins.
[[nodiscard]] QDateTime endOf(const EventSeries &series, qsizetype row);

} // namespace scrip
