// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/overview.h"

namespace scrip {

/// How many claims an event will have when it closes, if it goes on as in the last days.
struct Forecast
{
    QDateTime at; ///< When it closes.
    qint64 claims = 0;
    qint64 low = 0; ///< Nine times in ten it is between these two.
    qint64 high = 0;
    double perDay = 0; ///< The rate that it goes on at.
};

/// Out of a series by day. None when nothing was claimed in the last week, when less than a day's worth of points is
/// there to go by, or when the event cannot be claimed any more. Never above the cap, never below what is claimed.
[[nodiscard]] std::optional<Forecast> forecastOf(const EventSeries &series);

} // namespace scrip
