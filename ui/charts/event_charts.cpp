// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/charts/event_charts.h"

#include "ui/events/event_words.h"
#include "ui/widgets/figures.h"

#include <QCoreApplication>
#include <QLocale>

#include <array>

using namespace Qt::StringLiterals;

namespace scrip {

namespace {

class Say
{
    Q_DECLARE_TR_FUNCTIONS(scrip::EventCharts)
};

constexpr int ticksAcross = 7;
/// A cap that much above everything else would press the line to the ground.
constexpr double farCap = 5;
/// How much longer than what was there a forecast may be.
constexpr double mostAhead = 3;
constexpr double leastAhead = 14;

QString rowName(const EventSeries &series, qsizetype row, const QTimeZone &zone)
{
    const QDateTime local = series.points.at(row).at.toTimeZone(zone);
    return series.bucket == SeriesBucket::Hour ? QLocale().toString(local, u"ddd d MMM HH:mm"_s)
                                               : QLocale().toString(local, u"ddd d MMM yyyy"_s);
}

QList<QDateTime> startsOf(const EventSeries &series)
{
    QList<QDateTime> starts;
    for (const SeriesPoint &point : series.points)
        starts.append(point.at);
    return starts;
}

/// A place along the axis: row i reaches from i - ½ to i + ½.
double placeOf(const EventSeries &series, const QDateTime &when)
{
    const qint64 step = series.bucket == SeriesBucket::Hour ? 3600 : 86'400;
    for (qsizetype row = 0; row < series.points.size(); ++row) {
        const QDateTime begin = series.points.at(row).at;
        const QDateTime end = endOf(series, row);
        if (when >= begin && when < end)
            return double(row) - 0.5 + double(begin.secsTo(when)) / double(std::max<qint64>(begin.secsTo(end), 1));
    }
    return double(series.points.size()) - 0.5 + double(series.to.secsTo(when)) / double(step);
}

QList<PlotTick> ticksOf(const EventSeries &series, double to)
{
    QList<QDateTime> starts = startsOf(series);
    const qint64 step = series.bucket == SeriesBucket::Hour ? 3600 : 86'400;
    while (double(starts.size()) - 0.5 < to && !starts.isEmpty())
        starts.append(starts.constLast().addSecs(step));
    const QTimeZone zone = zoneOrUtc(series.zone);
    return series.bucket == SeriesBucket::Hour ? hourTicks(starts, zone, ticksAcross)
                                               : dayTicks(starts, zone, ticksAcross);
}

Series tableOf(const EventSeries &series, bool sums, qsizetype from)
{
    const Currency currency = series.points.isEmpty() ? Currency() : series.points.constFirst().amount.currency();
    Series table;
    table.rowTitle = series.bucket == SeriesBucket::Hour ? Say::tr("Hour") : Say::tr("Day");
    table.columns = {{Say::tr("Claims"), std::nullopt}};
    table.columns.append(sums ? SeriesColumn{Say::tr("In all"), std::nullopt}
                              : SeriesColumn{Say::tr("Credit"), currency});
    const QTimeZone zone = zoneOrUtc(series.zone);
    for (qsizetype row = from; row < series.points.size(); ++row) {
        const SeriesPoint &point = series.points.at(row);
        table.rows.append({rowName(series, row, zone),
                           point.at,
                           endOf(series, row),
                           {point.claims, sums ? point.cumulative : point.amount.nano()}});
    }
    return table;
}

QList<QPointF> lineOf(const EventSeries &series, double now)
{
    QList<QPointF> line;
    if (series.points.isEmpty())
        return line;
    const SeriesPoint &first = series.points.constFirst();
    line.append({-0.5, double(first.cumulative - first.claims)});
    for (qsizetype row = 0; row < series.points.size(); ++row)
        line.append({std::min(double(row) + 0.5, now), double(series.points.at(row).cumulative)});
    return line;
}

/// The forecast as a dashed line with its band; cut where the axis ends.
void addForecast(Plot &plot, const QPointF &from, double end, const Forecast &forecast)
{
    const double share = std::min(1.0, (plot.to - from.x()) / std::max(end - from.x(), 1e-9));
    const auto at = [&from, &plot, share](qint64 claims) {
        return QPointF(plot.to, from.y() + (double(claims) - from.y()) * share);
    };
    // Where the axis ends before the event does, the line comes to less than that.
    const auto text = [share](qint64 claims) { return share < 1 ? QString() : countText(claims); };
    plot.band =
        PlotBand{{from, at(forecast.low)}, {from, at(forecast.high)}, text(forecast.low), text(forecast.high)};
    plot.lines.append(
        {Say::tr("Forecast"), PlotInk::First, true, false, {from, at(forecast.claims)}, text(forecast.claims)});
}

QString forecastText(const Forecast &forecast)
{
    return Say::tr("forecast %1 (%2–%3)")
        .arg(countText(forecast.claims), countText(forecast.low), countText(forecast.high));
}

QString forecastSentence(const Forecast &forecast)
{
    return Say::tr("Forecast: %1 by the deadline, 9 in 10 between %2 and %3.")
        .arg(countText(forecast.claims), countText(forecast.low), countText(forecast.high));
}

/// This moment, while it goes on, and where it is over, if that is in the picture.
void addUprights(Plot &plot, const EventSeries &series, double now, double end)
{
    if (series.at < series.closesAt && now < plot.to)
        plot.now = now;
    if (end <= plot.from || end > plot.to + 1e-6)
        return;
    plot.deadline = end;
    plot.deadlineText =
        Say::tr("claim until %1")
            .arg(QLocale().toString(series.closesAt.toTimeZone(zoneOrUtc(series.zone)), u"d MMM HH:mm"_s));
}

QString nowText(const EventSeries &series, const QList<QPointF> &line)
{
    if (line.isEmpty())
        return {};
    const QString claims = countText(qint64(line.constLast().y()));
    return series.at < series.closesAt ? Say::tr("%1 now").arg(claims) : claims;
}

} // namespace

QDateTime endOf(const EventSeries &series, qsizetype row)
{
    return row + 1 < series.points.size() ? series.points.at(row + 1).at : series.to;
}

ChartContent cumulativeChart(const EventSeries &points, const std::optional<Forecast> &forecast)
{
    ChartContent content;
    content.series = tableOf(points, true, 0);
    Plot &plot = content.plot;
    const double rows = double(points.points.size());
    const double now = std::min(placeOf(points, points.at), rows - 0.5);
    const double end = placeOf(points, points.closesAt);
    plot.to = std::max(rows - 0.5, forecast ? std::min(end, rows + std::max(mostAhead * rows, leastAhead)) : 0.0);
    const QList<QPointF> line = lineOf(points, now);
    plot.lines.append(
        {forecast ? Say::tr("Claims") : QString(), PlotInk::First, false, true, line, nowText(points, line)});
    if (forecast && !line.isEmpty())
        addForecast(plot, line.constLast(), end, *forecast);
    addUprights(plot, points, now, end);
    plot.ticks = ticksOf(points, plot.to);
    QStringList said;
    if (forecast)
        said << forecastText(*forecast);
    if (points.maxClaims) {
        const QString cap = Say::tr("cap %1").arg(countText(*points.maxClaims));
        const double most = std::max(highestOf(plot), 1.0);
        if (double(*points.maxClaims) <= most * farCap) {
            plot.limit = *points.maxClaims;
            plot.limitText = cap;
        } else {
            said << cap;
        }
    }
    if (points.unbooked > 0)
        said << Say::tr("%1 more wait for maintenance").arg(countText(points.unbooked));
    content.caption = said.join(u" · "_s);
    content.description = Say::tr("%1 claimed.").arg(countText(points.claimCount)) + u' ' +
                          (forecast ? forecastSentence(*forecast) : content.caption);
    return content;
}

ChartContent claimsChart(const EventSeries &series, int most)
{
    const qsizetype from = std::max<qsizetype>(0, series.points.size() - most);
    ChartContent content;
    content.series = tableOf(series, false, from);
    PlotBars bars;
    QList<QDateTime> starts;
    for (const SeriesRow &row : std::as_const(content.series.rows)) {
        bars.values.append(row.values.constFirst().value_or(0));
        starts.append(row.from);
    }
    const QTimeZone zone = zoneOrUtc(series.zone);
    content.plot.to = std::max(double(starts.size()) - 0.5, 0.5);
    content.plot.ticks = series.bucket == SeriesBucket::Hour ? hourTicks(starts, zone, ticksAcross)
                                                             : dayTicks(starts, zone, ticksAcross);
    content.plot.bars = {bars};
    const QString place = cityOf(zone);
    content.caption = from > 0 ? Say::tr("the last %1, %2").arg(QString::number(starts.size()), place) : place;
    content.description = content.caption;
    return content;
}

const QStringList &allChartStates()
{
    static const QStringList states{u"available"_s, u"claimed"_s, u"disabled"_s, u"reissued"_s};
    return states;
}

ChartContent codesChart(const CodeCounts &codes)
{
    const QStringList names{Say::tr("Available"), Say::tr("Claimed"), Say::tr("Disabled"), Say::tr("Reissued")};
    const QList<qint64> values{codes.available, codes.claimed, codes.disabled, codes.reissued};
    // As on the pills of these states.
    const std::array inks{PlotInk::Rest, PlotInk::First, PlotInk::Warn, PlotInk::Info};
    ChartContent content;
    content.series.rowTitle = Say::tr("State");
    content.series.columns = {{Say::tr("Codes"), std::nullopt}};
    QStringList said;
    for (qsizetype row = 0; row < names.size(); ++row) {
        content.series.rows.append({names.at(row), {}, {}, {values.at(row)}});
        content.plot.ticks.append({double(row), names.at(row)});
        QList<qint64> own(names.size(), 0);
        own[row] = values.at(row);
        content.plot.bars.append({QString(), inks.at(size_t(row)), own});
        said << names.at(row) + u' ' + countText(values.at(row));
    }
    content.plot.to = double(names.size()) - 0.5;
    content.caption = Say::tr("%1 in all").arg(countText(codes.total));
    content.description = said.join(u", "_s);
    return content;
}

} // namespace scrip
