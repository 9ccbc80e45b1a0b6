// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/forecast.h"

#include <QTest>
#include <QTimeZone>

using namespace Qt::StringLiterals;
using namespace scrip;

/// What a series by day lets one expect.
class ForecastTest : public QObject
{
    Q_OBJECT

private:
    /// Days up to one half through, the event closing so many days after now.
    static EventSeries days(const QList<qint64> &claims, double left, std::optional<qint64> cap = std::nullopt)
    {
        const QDateTime begin(QDate(2026, 11, 1), QTime(0, 0), QTimeZone::utc());
        EventSeries series;
        series.status = EventStatus::Active;
        series.startsAt = begin;
        series.at = begin.addDays(claims.size() - 1).addSecs(12 * 3600);
        series.closesAt = series.at.addSecs(qint64(left * 86'400));
        series.maxClaims = cap;
        for (qsizetype day = 0; day < claims.size(); ++day) {
            series.claimCount += claims.at(day);
            series.points.append({begin.addDays(day), claims.at(day), Money(), series.claimCount});
        }
        return series;
    }

private Q_SLOTS:
    void goesOnAtThePaceOfTheLastDays()
    {
        const auto forecast = forecastOf(days({100, 100, 100, 50}, 2));
        QVERIFY(forecast);
        QCOMPARE(forecast->perDay, 100.0); // 350 in three and a half days
        QCOMPARE(forecast->claims, 550);
        QVERIFY(forecast->low < 550 && forecast->high > 550);
        QCOMPARE(forecast->high - forecast->claims, forecast->claims - forecast->low);
    }

    void forgetsWhatIsLongAgo()
    {
        QList<qint64> claims(20, 1000);
        claims += QList<qint64>(7, 10);
        claims.append(5);
        const auto forecast = forecastOf(days(claims, 1));
        QVERIFY(forecast);
        QVERIFY2(forecast->perDay < 11, qPrintable(QString::number(forecast->perDay)));
    }

    void isLessSureOfDaysThatDiffer()
    {
        const auto even = forecastOf(days({100, 100, 100, 50}, 4));
        const auto uneven = forecastOf(days({10, 270, 20, 50}, 4));
        QVERIFY(even && uneven);
        QCOMPARE(uneven->claims, even->claims);
        QVERIFY(uneven->high - uneven->low > 2 * (even->high - even->low));
    }

    void staysWithinTheCap()
    {
        const auto forecast = forecastOf(days({100, 100, 100, 50}, 10, 400));
        QVERIFY(forecast);
        QCOMPARE(forecast->claims, 400);
        QCOMPARE(forecast->high, 400);
        QVERIFY(forecast->low >= 350);
    }

    void isNeverBelowWhatIsClaimed()
    {
        const auto forecast = forecastOf(days({1, 0, 0, 1}, 0.1));
        QVERIFY(forecast);
        QCOMPARE(forecast->low, 2);
    }

    void saysNothingWithoutGrounds()
    {
        QVERIFY(!forecastOf({}));
        QVERIFY(!forecastOf(days({0, 0, 0, 0}, 3)));
        QVERIFY(!forecastOf(days({10, 10}, 0)));
        EventSeries paused = days({10, 10}, 3);
        paused.status = EventStatus::Paused;
        QVERIFY(!forecastOf(paused));
        EventSeries hours = days({10, 10}, 3);
        hours.bucket = SeriesBucket::Hour;
        QVERIFY(!forecastOf(hours));
        EventSeries young = days({10}, 3);
        young.startsAt = young.at.addSecs(-600);
        QVERIFY(!forecastOf(young)); // ten minutes are no pace
    }
};

QTEST_GUILESS_MAIN(ForecastTest)
#include "tst_forecast.moc"
