// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/ports/overview_store.h"
#include "models/samples.h"

namespace scrip::testing {

/// Sums held in memory. Answers at once; `fails` makes every answer a lost connection, `late` holds them back.
class FakeOverviewStore : public OverviewStore
{
public:
    Overview sums;
    Expiring horizon;
    EventSeries days;
    EventSeries hours;
    bool fails = false;
    bool late = false;
    int overviews = 0;
    int horizons = 0;
    QList<SeriesBucket> asked;
    QList<QDateTime> askedFrom;

    Answer<Overview> overview() override
    {
        ++overviews;
        return answer(sums);
    }
    Answer<Expiring> expiring(int) override
    {
        ++horizons;
        return answer(horizon);
    }
    Answer<EventSeries> series(const EventId &event, SeriesBucket bucket, const QDateTime &from) override
    {
        asked.append(bucket);
        askedFrom.append(from);
        EventSeries series = bucket == SeriesBucket::Day ? days : hours;
        series.event = event;
        return answer(series);
    }

private:
    template <typename T> Answer<T> answer(const T &value)
    {
        if (!late && fails)
            return answered<T>(Failure::named(QStringLiteral("connection_failed"), QStringLiteral("gone")));
        if (!late)
            return answered<T>(value);
        auto promise = std::make_shared<QPromise<Result<T>>>();
        promise->start();
        m_held.append(promise);
        return promise->future();
    }

    QList<std::shared_ptr<void>> m_held;
};

inline Money dollars(qint64 amount)
{
    return {amount * Money::unit, Currency(QStringLiteral("USD"))};
}

/// Half past two in the afternoon in Singapore, on the 21st of November.
inline Overview sampleOverview()
{
    Overview sums;
    sums.at = sampleTime(QStringLiteral("2026-11-21T06:32:07Z"));
    sums.currency = Currency(QStringLiteral("USD"));
    sums.events = 7;
    ClaimsToday &claims = sums.claims;
    claims.day = QDate(2026, 11, 21);
    claims.zone = QStringLiteral("Asia/Singapore");
    for (int hour = 0; hour <= 24; ++hour)
        claims.starts.append(sampleTime(QStringLiteral("2026-11-20T16:00:00Z")).addSecs(3600 * hour));
    const QList<qint64> curve{2, 1, 0, 0, 0, 0, 1, 6, 31, 58, 74, 69, 52, 81, 37};
    const QList<QPair<QString, int>> events{{QStringLiteral("Devcon Singapore"), 1},
                                            {QStringLiteral("Builders Autumn Mailing"), 3},
                                            {QStringLiteral("Internal Hackathon Q4"), 9}};
    for (const auto &[name, part] : events) {
        EventToday event{sampleId<EventId>(part), name, 0, QList<qint64>(24)};
        for (qsizetype hour = 0; hour < curve.size(); ++hour) {
            event.hours[hour] = curve.at(hour) / part;
            event.today += event.hours.at(hour);
        }
        claims.today += event.today;
        claims.events.append(event);
    }
    claims.yesterdayHours = {30, 25,  20,  14, 11, 8,  8,  14, 45, 82, 104, 96,
                             84, 107, 103, 88, 80, 62, 45, 30, 22, 18, 14,  10};
    claims.yesterdayByNow = 702;
    claims.yesterday = 1120;
    const struct
    {
        QString name;
        qint64 claimed, places, today;
        int hours;
        QString zone;
    } rows[] = {{QStringLiteral("Internal Hackathon Q4"), 96, 150, 41, 34, QStringLiteral("Europe/Berlin")},
                {QStringLiteral("Devcon Singapore"), 3184, 5000, 412, 81, QStringLiteral("Asia/Singapore")},
                {QStringLiteral("Builders Autumn Mailing"), 21460, 40000, 188, 225, QStringLiteral("UTC")}};
    int number = 0;
    for (const auto &row : rows) {
        ActiveEvent event;
        event.id = sampleId<EventId>(++number);
        event.name = row.name;
        event.claimCount = row.claimed;
        event.places = row.places;
        event.today = row.today;
        event.closesAt = sums.at.addSecs(qint64(row.hours) * 3600);
        event.timeZone = row.zone;
        sums.active.append(event);
    }
    sums.exposure = {{EventStatus::Active, 3, dollars(196'500), dollars(143'200), dollars(339'700)},
                     {EventStatus::Paused, 1, dollars(6'220), dollars(5'780), dollars(12'000)},
                     {EventStatus::Upcoming, 1, dollars(0), dollars(400'000), dollars(400'000)},
                     {EventStatus::Exhausted, 1, dollars(60'000), dollars(0), dollars(60'000)}};
    sums.approvals = {{sampleId<EventId>(20), QStringLiteral("AI Summit Tokyo"), dollars(120'000),
                       sums.at.addSecs(-2400), QStringLiteral("jonas.weber")}};
    sums.budgets = {
        {sampleId<EventId>(3), QStringLiteral("Builders Autumn Mailing"), dollars(100'000), dollars(107'300)}};
    sums.alarms = {{QStringLiteral("many_misses"), QStringLiteral("user"), sampleId<UserId>(5).toText(), 64,
                    sums.at.addSecs(-600), QStringLiteral("64 misses within an hour for the user mia@example.com.")}};
    sums.atRisk = RiskNow{Money(86'400'000'000, Currency()), 2};
    sums.seals = SealsNow{48'211, sums.at.addSecs(-3), 90'000, 4};
    sums.maintenance = {sums.at.addSecs(-3), 3, false};
    return sums;
}

inline Expiring sampleExpiring()
{
    Expiring expiring;
    expiring.zone = QStringLiteral("Asia/Singapore");
    expiring.grants = 1303;
    expiring.amount = Money(31'749'650'000'000, Currency());
    const QDateTime first = sampleTime(QStringLiteral("2026-11-20T16:00:00Z"));
    expiring.first = first.addDays(5);
    for (int day = 0; day < 30; ++day)
        expiring.days.append({first.addDays(day), 0, dollars(0), {}, {}});
    expiring.days[5] = {first.addDays(5), 3, dollars(700), {}, {}};
    expiring.days[9] = {first.addDays(9), 200, dollars(5310), sampleId<EventId>(30),
                        QStringLiteral("Docs Bounty October")};
    expiring.days[24] = {first.addDays(24), 1100, dollars(21'968), sampleId<EventId>(31),
                         QStringLiteral("Token2049 Booth")};
    return expiring;
}

/// Five days of an event that goes on for three more.
inline EventSeries sampleSeries(SeriesBucket bucket)
{
    EventSeries series;
    series.zone = QStringLiteral("Asia/Singapore");
    series.bucket = bucket;
    series.at = sampleTime(QStringLiteral("2026-11-21T06:32:07Z"));
    series.startsAt = sampleTime(QStringLiteral("2026-11-16T16:00:00Z"));
    series.closesAt = sampleTime(QStringLiteral("2026-11-24T15:59:59Z"));
    series.maxClaims = 5000;
    series.codes = {5000, 1804, 3184, 12, 0};
    const int step = bucket == SeriesBucket::Hour ? 3600 : 86'400;
    const int count = bucket == SeriesBucket::Hour ? 4 * 24 + 15 : 5;
    qint64 sum = 0;
    for (int place = 0; place < count; ++place) {
        const qint64 claims =
            bucket == SeriesBucket::Hour ? (place % 24 > 8 && place % 24 < 20 ? 62 : 2) : 700 - 20 * place;
        sum += claims;
        series.points.append({series.startsAt.addSecs(qint64(place) * step), claims, dollars(25 * claims), sum});
    }
    series.claimCount = sum;
    series.to = series.startsAt.addSecs(qint64(count) * step);
    return series;
}

} // namespace scrip::testing
