// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/overview/overview_charts.h"

#include "core/text_rules.h"
#include "ui/events/event_words.h"
#include "ui/widgets/figures.h"
#include "ui/widgets/money_field.h"

#include <QCoreApplication>
#include <QLocale>

using namespace Qt::StringLiterals;

namespace scrip {

namespace {

class Say
{
    Q_DECLARE_TR_FUNCTIONS(scrip::OverviewCharts)
};

constexpr int ticksAcross = 8;
constexpr int longestName = 24;

PlotInk inkOfPlace(const EventToday &event, int place)
{
    if (event.id.isNull())
        return PlotInk::Rest;
    return place == 0 ? PlotInk::First : place == 1 ? PlotInk::Second : PlotInk::Third;
}

QString nameOf(const EventToday &event)
{
    if (event.id.isNull())
        return Say::tr("Others");
    const QString name = shownText(event.name);
    return name.size() > longestName ? QString(name.left(longestName - 1) % QChar(0x2026)) : name;
}

/// Where this moment is among the hours.
std::optional<double> placeOfNow(const ClaimsToday &claims, const QDateTime &now)
{
    for (qsizetype hour = 0; hour + 1 < claims.starts.size(); ++hour) {
        if (now >= claims.starts.at(hour) && now < claims.starts.at(hour + 1))
            return double(hour) - 0.5 + double(claims.starts.at(hour).secsTo(now)) / 3600;
    }
    return std::nullopt;
}

Series todayTable(const ClaimsToday &claims, const QTimeZone &zone)
{
    Series table;
    table.rowTitle = Say::tr("Hour");
    for (const EventToday &event : claims.events)
        table.columns.append({nameOf(event), std::nullopt});
    table.columns.append({Say::tr("Yesterday"), std::nullopt});
    for (qsizetype hour = 0; hour + 1 < claims.starts.size(); ++hour) {
        SeriesRow row{claims.starts.at(hour).toTimeZone(zone).toString(u"HH:mm"_s),
                      claims.starts.at(hour),
                      claims.starts.at(hour + 1),
                      {}};
        for (const EventToday &event : claims.events)
            row.values.append(event.hours.value(hour));
        const bool had = hour < claims.yesterdayHours.size();
        row.values.append(had ? std::optional(claims.yesterdayHours.at(hour)) : std::nullopt);
        table.rows.append(row);
    }
    return table;
}

} // namespace

ChartContent todayChart(const Overview &overview)
{
    const ClaimsToday &claims = overview.claims;
    const QTimeZone zone = zoneOrUtc(claims.zone);
    ChartContent content;
    content.series = todayTable(claims, zone);
    Plot &plot = content.plot;
    int place = 0;
    for (const EventToday &event : claims.events) {
        plot.bars.append(
            {QString(nameOf(event) % u' ' % countText(event.today)), inkOfPlace(event, place), event.hours});
        ++place;
    }
    plot.to = std::max(double(content.series.rows.size()) - 0.5, 0.5);
    plot.ticks = hourTicks(claims.starts.mid(0, content.series.rows.size()), zone, ticksAcross);
    plot.marks = claims.yesterdayHours.mid(0, content.series.rows.size());
    plot.marksName = Say::tr("yesterday");
    plot.now = placeOfNow(claims, overview.at);
    plot.nowText = overview.at.toTimeZone(zone).toString(u"HH:mm"_s);
    content.caption = Say::tr("today in %1").arg(cityOf(zone));
    content.description = Say::tr("%1 claims today, %2 yesterday by now.")
                              .arg(countText(claims.today), countText(claims.yesterdayByNow));
    return content;
}

ChartContent expiryChart(const Expiring &expiring)
{
    const QTimeZone zone = zoneOrUtc(expiring.zone);
    ChartContent content;
    content.series.rowTitle = Say::tr("Day");
    content.series.columns = {{Say::tr("Grants"), std::nullopt}, {Say::tr("Left"), expiring.amount.currency()}};
    PlotBars bars{{}, PlotInk::Warn, {}};
    QList<QDateTime> starts;
    for (qsizetype day = 0; day < expiring.days.size(); ++day) {
        const ExpiringDay &one = expiring.days.at(day);
        const QString date = QLocale().toString(one.at.toTimeZone(zone), u"ddd d MMM"_s);
        const QString name =
            one.eventId.isNull() ? date : Say::tr("%1, mostly %2").arg(date, shownText(one.eventName));
        const QDateTime end = day + 1 < expiring.days.size() ? expiring.days.at(day + 1).at : one.at.addDays(1);
        content.series.rows.append({name, one.at, end, {one.grants, one.amount.nano()}});
        bars.values.append(one.amount.nano());
        starts.append(one.at);
    }
    content.plot.money = true;
    content.plot.bars = {bars};
    content.plot.to = std::max(double(starts.size()) - 0.5, 0.5);
    content.plot.ticks = dayTicks(starts, zone, ticksAcross);
    content.caption =
        Say::tr("%n grant(s), %1 still unspent", nullptr, int(expiring.grants)).arg(moneyText(expiring.amount));
    content.description = content.caption;
    return content;
}

} // namespace scrip
