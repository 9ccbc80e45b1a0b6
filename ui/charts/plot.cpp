// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/charts/plot.h"

#include "ui/widgets/figures.h"

#include <QLocale>

#include <algorithm>
#include <array>
#include <cmath>

using namespace Qt::StringLiterals;

namespace scrip {

QColor inkOf(PlotInk ink, const Tokens &tokens)
{
    switch (ink) {
    case PlotInk::First:
        return tokens.accent;
    case PlotInk::Second:
        return mixed(tokens.accent, tokens.base, 0.45);
    case PlotInk::Third:
        return mixed(tokens.accent, tokens.base, 0.7);
    case PlotInk::Rest:
        return mixed(tokens.muted, tokens.base, 0.5);
    case PlotInk::Past:
        return tokens.muted;
    case PlotInk::Limit:
        return tokens.bad;
    case PlotInk::Warn:
        return tokens.warn;
    case PlotInk::Info:
        return tokens.info;
    }
    return tokens.text;
}

double highestOf(const Plot &plot)
{
    double most = plot.limit ? double(*plot.limit) : 0;
    QList<double> sums;
    for (const PlotBars &bars : plot.bars) {
        sums.resize(std::max(sums.size(), bars.values.size()));
        for (qsizetype row = 0; row < bars.values.size(); ++row)
            sums[row] += double(bars.values.at(row));
    }
    for (const double sum : std::as_const(sums))
        most = std::max(most, sum);
    for (const qint64 mark : plot.marks)
        most = std::max(most, double(mark));
    for (const PlotLine &line : plot.lines) {
        for (const QPointF &point : line.points)
            most = std::max(most, point.y());
    }
    if (plot.band) {
        for (const QPointF &point : plot.band->high)
            most = std::max(most, point.y());
    }
    return most;
}

QList<double> roundValues(double most, int about, double least)
{
    const double rough = std::max(most, 1e-9) / std::max(about - 1, 1);
    const double power = std::pow(10.0, std::floor(std::log10(rough)));
    double step = 10 * power;
    for (const double factor : {1.0, 2.0, 2.5, 5.0}) {
        if (factor * power >= rough * 0.999) {
            step = factor * power;
            break;
        }
    }
    step = std::max(step, least);
    QList<double> values{0};
    while (values.size() < 2 || values.constLast() < most * 0.999)
        values.append(step * double(values.size()));
    return values;
}

QString shortValue(double value, double most, bool money)
{
    struct Unit
    {
        double from;
        double by;
        QLatin1StringView name;
    };
    static constexpr std::array units{Unit{1e9, 1e9, "G"_L1}, Unit{1e6, 1e6, "M"_L1}, Unit{1e4, 1e3, "k"_L1},
                                      Unit{0, 1, ""_L1}};
    const double scale = money ? double(Money::unit) : 1;
    const Unit &unit = *std::find_if(units.cbegin(), units.cend(),
                                     [most, scale](const Unit &one) { return most / scale >= one.from; });
    const double shown = value / scale / unit.by;
    if (shown == std::floor(shown))
        return value == 0.0 ? u"0"_s : QString(countText(qint64(shown)) % unit.name);
    QString digits = QString::number(shown, 'f', 2);
    if (unit.by > 1 && digits.endsWith(u'0'))
        digits.chop(1);
    return digits % unit.name;
}

QList<PlotTick> hourTicks(const QList<QDateTime> &starts, const QTimeZone &zone, int atMost)
{
    int stride = 24 * 365;
    for (const int hours : {1, 2, 3, 4, 6, 12, 24, 48, 72, 168, 336}) {
        if (starts.size() <= qsizetype(hours) * atMost) {
            stride = hours;
            break;
        }
    }
    QList<PlotTick> ticks;
    for (qsizetype row = 0; row < starts.size(); ++row) {
        const QDateTime local = starts.at(row).toTimeZone(zone);
        const int hour = local.time().hour();
        const bool midnight = hour == 0;
        if (stride < 24 ? hour % stride != 0 : !midnight || local.date().toJulianDay() % (stride / 24) != 0)
            continue;
        // An hour that comes twice is written once.
        const QString text = midnight && stride > 3 ? QLocale().toString(local, u"d MMM"_s) : local.toString(u"HH"_s);
        if (ticks.isEmpty() || ticks.constLast().text != text)
            ticks.append({double(row), text});
    }
    return ticks;
}

QList<PlotTick> dayTicks(const QList<QDateTime> &starts, const QTimeZone &zone, int atMost)
{
    qsizetype stride = std::max<qsizetype>(1, (starts.size() + atMost - 1) / std::max(atMost, 1));
    for (const qsizetype days : {1, 2, 3, 5, 7, 14, 28, 56, 91, 182, 365}) {
        if (days >= stride) {
            stride = days;
            break;
        }
    }
    QList<PlotTick> ticks;
    for (qsizetype row = 0; row < starts.size(); row += stride)
        ticks.append({double(row), QLocale().toString(starts.at(row).toTimeZone(zone), u"d MMM"_s)});
    return ticks;
}

} // namespace scrip
