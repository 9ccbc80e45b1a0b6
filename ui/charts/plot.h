// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/series_model.h"
#include "ui/theme/tokens.h"

#include <QPointF>

#include <optional>

namespace scrip {

/// What a line or a bar of a chart stands for; the theme says in which colour.
enum class PlotInk { First, Second, Third, Rest, Past, Limit, Warn, Info };

[[nodiscard]] QColor inkOf(PlotInk ink, const Tokens &tokens);

/// Where something is written along an axis.
struct PlotTick
{
    double at = 0;
    QString text;

    friend bool operator==(const PlotTick &, const PlotTick &) = default;
};

/// Bars of one kind, one a row, standing on those given before. Values as in the series: counts, or nano-units.
struct PlotBars
{
    QString name;
    PlotInk ink = PlotInk::First;
    QList<qint64> values;
};

/// A line through any number of points; it is drawn with as many as can be seen.
struct PlotLine
{
    QString name;
    PlotInk ink = PlotInk::First;
    bool dashed = false;
    bool filled = false; ///< Tinted down to the ground.
    QList<QPointF> points;
    QString endText; ///< What it comes to, written at its end.
};

/// Between two lines: how sure a forecast is. As many points above as below.
struct PlotBand
{
    QList<QPointF> low;
    QList<QPointF> high;
    QString lowText; ///< What they come to, written at their ends.
    QString highText;
};

/// How a series is drawn. Along the x axis row i of the series stands at i. Numbers are doubles here, for pixels
/// only: whatever is told to people comes out of the series.
struct Plot
{
    double from = -0.5;
    double to = 0.5;
    QList<PlotTick> ticks; ///< Along the x axis.
    QList<PlotBars> bars;
    QList<PlotLine> lines;
    std::optional<PlotBand> band;
    QList<qint64> marks; ///< A dash a row, such as what it was the day before.
    QString marksName;
    std::optional<double> now; ///< A dotted upright with `nowText` beside it.
    QString nowText;
    std::optional<double> deadline; ///< The same for when it is over; `deadlineText` is at its foot.
    QString deadlineText;
    std::optional<qint64> limit; ///< A dashed horizontal with `limitText` above it.
    QString limitText;
    bool money = false; ///< Values are nano-units.
};

/// A chart and what stands behind it.
struct ChartContent
{
    Series series;
    Plot plot;
    QString caption;     ///< Beside the title.
    QString description; ///< The chart in a sentence, for those who cannot see it.
};

/// The highest value that a plot has to show.
[[nodiscard]] double highestOf(const Plot &plot);

/// Round values from 0 up to the first at or above `most`, `about` of them, no closer than `least`; at least 0 and
/// one more.
[[nodiscard]] QList<double> roundValues(double most, int about, double least = 0);
/// "20k", "1.5M", in the unit that suits `most`, so that an axis has one; money without its cents.
[[nodiscard]] QString shortValue(double value, double most, bool money);

/// Along hours: midnight by its day, other hours as "13"; `atMost` of them, at hours that divide the day.
[[nodiscard]] QList<PlotTick> hourTicks(const QList<QDateTime> &starts, const QTimeZone &zone, int atMost);
/// Along days: "21 Nov", `atMost` of them.
[[nodiscard]] QList<PlotTick> dayTicks(const QList<QDateTime> &starts, const QTimeZone &zone, int atMost);

} // namespace scrip
