// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/event_times.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace scrip;

class EventTimesTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void reads_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("zone");
        QTest::addColumn<bool>("end");
        QTest::addColumn<QString>("utc");
        QTest::newRow("end of day") << u"2027-06-30"_s << u"Asia/Singapore"_s << true << u"2027-06-30T15:59:59Z"_s;
        QTest::newRow("start of day") << u"2027-06-30"_s << u"Asia/Singapore"_s << false << u"2027-06-29T16:00:00Z"_s;
        QTest::newRow("local minute") << u"2027-06-30T18:00"_s << u"Europe/Berlin"_s << true
                                      << u"2027-06-30T16:00:00Z"_s;
        QTest::newRow("winter") << u"2027-01-30 18:00"_s << u"Europe/Berlin"_s << true << u"2027-01-30T17:00:00Z"_s;
        QTest::newRow("exact") << u"2027-06-30T18:00:05Z"_s << u"Asia/Tokyo"_s << true << u"2027-06-30T18:00:05Z"_s;
        QTest::newRow("offset") << u"2027-06-30T18:00:00+02:00"_s << u"UTC"_s << true << u"2027-06-30T16:00:00Z"_s;
        QTest::newRow("leap day") << u"2028-02-29"_s << u"UTC"_s << true << u"2028-02-29T23:59:59Z"_s;
        // In Santiago the clocks go forward at midnight: the day starts at one.
        QTest::newRow("no midnight") << u"2026-09-06"_s << u"America/Santiago"_s << false
                                     << u"2026-09-06T04:00:00Z"_s;
    }

    void reads()
    {
        QFETCH(QString, text);
        QFETCH(QString, zone);
        QFETCH(bool, end);
        QFETCH(QString, utc);
        const auto meaning = end ? BareDate::EndOfDay : BareDate::StartOfDay;
        const Result<QDateTime> time = parseTime(text, QTimeZone(zone.toUtf8()), meaning, u"claim_deadline"_s);
        QVERIFY2(time.ok(), qPrintable(time.ok() ? QString() : time.failure().message));
        QCOMPARE(timeText(*time), utc);
    }

    void refuses_data()
    {
        QTest::addColumn<QString>("text");
        for (const QString &bad : {u"2026-02-30"_s, u"infinity"_s, u"-infinity"_s, u"now"_s, u"10000-01-01"_s,
                                   u"0001-01-01"_s, u"1999-12-31"_s, u"12/31/2026"_s, u"2027-06-30T25:00"_s,
                                   u"2027-06-30T18"_s, u"2027-13-01"_s, u""_s, u"2027-06-30T18:00+99:00"_s})
            QTest::newRow(qPrintable(bad)) << bad;
    }

    void refuses()
    {
        QFETCH(QString, text);
        const Result<QDateTime> time = parseTime(text, QTimeZone::utc(), BareDate::EndOfDay, u"starts_at"_s);
        QVERIFY(!time.ok());
        QCOMPARE(time.failure().name, u"invalid_date"_s);
        QCOMPARE(time.failure().field, u"starts_at"_s);
    }

    void refusesALocalTimeThatClockChangesSkip()
    {
        const Result<QDateTime> time =
            parseTime(u"2027-03-28T02:30"_s, QTimeZone("Europe/Berlin"), BareDate::EndOfDay, u"starts_at"_s);
        QVERIFY(!time.ok());
        QVERIFY(time.failure().message.contains(u"does not exist in Europe/Berlin"));
    }

    void knowsZones()
    {
        QVERIFY(parseZone(u"Asia/Singapore"_s).ok());
        for (const QString &bad : {u""_s, u"Mars/Olympus"_s, u"Asia/Singapore; drop"_s})
            QCOMPARE(parseZone(bad).failure().name, u"invalid_time_zone"_s);
    }
};

QTEST_GUILESS_MAIN(EventTimesTest)
#include "tst_event_times.moc"
