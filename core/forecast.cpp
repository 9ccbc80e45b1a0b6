// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/forecast.h"

#include <algorithm>
#include <cmath>

namespace scrip {

namespace {

constexpr qsizetype daysBack = 7;
constexpr double secondsOfADay = 86'400;
/// Of the normal distribution: five in a hundred lie above.
constexpr double ninetyPercent = 1.645;

struct Pace
{
    double perDay = 0;
    double spread = 0; ///< Standard deviation of a day.
};

/// The days behind us that are over, and today as far as it is.
Pace paceOf(const EventSeries &series)
{
    const qsizetype from = std::max<qsizetype>(0, series.points.size() - daysBack - 1);
    const QDateTime begin = std::max(series.points.at(from).at, series.startsAt);
    const double days = double(begin.secsTo(series.at)) / secondsOfADay;
    if (days < 0.25)
        return {};
    double claims = 0;
    for (qsizetype i = from; i < series.points.size(); ++i)
        claims += double(series.points.at(i).claims);
    Pace pace{claims / days, 0};
    double squares = 0;
    qsizetype whole = 0;
    for (qsizetype i = from; i + 1 < series.points.size(); ++i, ++whole)
        squares += std::pow(double(series.points.at(i).claims) - pace.perDay, 2);
    // Claims that come by themselves vary by the root of their number; days that differ more say so themselves.
    pace.spread = std::sqrt(std::max(pace.perDay, whole > 1 ? squares / double(whole - 1) : 0.0));
    return pace;
}

} // namespace

std::optional<Forecast> forecastOf(const EventSeries &series)
{
    const double days = double(series.at.secsTo(series.closesAt)) / secondsOfADay;
    if (series.status != EventStatus::Active || series.bucket != SeriesBucket::Day || series.points.isEmpty() ||
        days <= 0)
        return std::nullopt;
    const Pace pace = paceOf(series);
    if (pace.perDay <= 0)
        return std::nullopt;
    const double more = pace.perDay * days;
    const double wide = ninetyPercent * pace.spread * std::sqrt(days);
    const auto within = [&series](double claims) {
        const double least = double(series.claimCount);
        const double most = series.maxClaims ? std::max(double(*series.maxClaims), least) : 9e15;
        return qint64(std::llround(std::clamp(claims, least, most)));
    };
    const double now = double(series.claimCount);
    return Forecast{series.closesAt, within(now + more), within(now + more - wide), within(now + more + wide),
                    pace.perDay};
}

} // namespace scrip
