// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/failure_words.h"
#include "ui/widgets/figures.h"
#include "ui/widgets/pill.h"
#include "ui/widgets/relative_time.h"

#include <QSet>
#include <QTest>
#include <QTimeZone>

using namespace scrip;
using namespace Qt::StringLiterals;

/// Counts, times and states in words.
class TestWords : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void groupsCounts();
    void tellsHowFar_data();
    void tellsHowFar();
    void tellsMoments();
    void tellsZones_data();
    void tellsZones();
    void eachStatusHasItsOwnShape();
    void tellsFailures_data();
    void tellsFailures();
    void leadsOnlyWithWhatIsCertain();
};

void TestWords::groupsCounts()
{
    QCOMPARE(countText(0), u"0"_s);
    QCOMPARE(countText(999), u"999"_s);
    QCOMPARE(countText(1000), u"1\u2009000"_s);
    QCOMPARE(countText(104000, true), u"≈104\u2009000"_s);
    QCOMPARE(countText(-1234567), u"\u22121\u2009234\u2009567"_s);
}

void TestWords::tellsHowFar_data()
{
    QTest::addColumn<qint64>("seconds");
    QTest::addColumn<bool>("deadline");
    QTest::addColumn<QString>("text");
    QTest::newRow("days and hours") << qint64(81 * 3600) << true << u"3 d 9 h left"_s;
    QTest::newRow("below two days") << qint64(34 * 3600 + 100) << true << u"34 h left"_s;
    QTest::newRow("days") << qint64(99) * 86400 << false << u"in 99 d"_s;
    QTest::newRow("ago") << qint64(-9 * 3600) << false << u"9 h ago"_s;
    QTest::newRow("minutes") << qint64(12 * 60) << true << u"12 min left"_s;
    QTest::newRow("seconds") << qint64(30) << true << u"30 s left"_s;
    QTest::newRow("long ago") << qint64(-51) * 86400 << true << u"51 d ago"_s;
}

void TestWords::tellsHowFar()
{
    QFETCH(qint64, seconds);
    QFETCH(bool, deadline);
    const QDateTime now = QDateTime::fromString(u"2026-11-21T06:32:07Z"_s, Qt::ISODate);
    QTEST(relativeText(now.addSecs(seconds), now, deadline), "text");
    const ClockLook look = clockLook(now.addSecs(seconds), now, true);
    QCOMPARE(look.muted, seconds < 0);
    QCOMPARE(look.tone == Tone::Warn, seconds >= 0 && seconds < 48 * 3600);
}

void TestWords::tellsMoments()
{
    const QTimeZone singapore("Asia/Singapore");
    const QDateTime now(QDate(2026, 11, 21), QTime(14, 32), singapore);
    QCOMPARE(momentText(QDateTime(QDate(2026, 11, 24), QTime(23, 59), singapore), now), u"24 Nov 23:59"_s);
    QCOMPARE(momentText(QDateTime(QDate(2027, 2, 28), QTime(23, 59), singapore), now, false), u"28 Feb ’27"_s);
    QCOMPARE(momentText({}, now), u"—"_s);
    QVERIFY(clockLook({}, now, true).relative.isEmpty());
}

void TestWords::tellsZones_data()
{
    QTest::addColumn<QByteArray>("iana");
    QTest::addColumn<QString>("text");
    QTest::newRow("east") << QByteArray("Asia/Singapore") << u"Singapore +8"_s;
    QTest::newRow("west") << QByteArray("America/Denver") << u"Denver \u22127"_s;
    QTest::newRow("half hour") << QByteArray("Asia/Kolkata") << u"Kolkata +5:30"_s;
    QTest::newRow("two words") << QByteArray("America/New_York") << u"New York \u22125"_s;
    QTest::newRow("utc") << QByteArray("UTC") << u"UTC"_s;
}

void TestWords::tellsZones()
{
    QFETCH(QByteArray, iana);
    QTEST(zoneText(iana, QDateTime(QDate(2026, 11, 21), QTime(12, 0), Qt::UTC)), "text");
}

void TestWords::eachStatusHasItsOwnShape()
{
    // Within what one column can show, no two states share a shape.
    for (const QStringList &column : {QStringList{u"awaiting_approval"_s, u"upcoming"_s, u"active"_s, u"paused"_s,
                                                  u"exhausted"_s, u"ended"_s, u"archived"_s},
                                      QStringList{u"available"_s, u"claimed"_s, u"disabled"_s, u"reissued"_s},
                                      QStringList{u"minting"_s, u"complete"_s, u"cancelled"_s}}) {
        QSet<int> shapes;
        for (const QString &status : column) {
            const PillLook look = statusPill(status);
            QVERIFY2(look.text != status, qPrintable(status));
            shapes.insert(int(look.shape));
        }
        QCOMPARE(shapes.size(), column.size());
    }
    QCOMPARE(statusPill(u"brand_new"_s).text, u"brand_new"_s);
}

void TestWords::tellsFailures_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<QString>("own");
    QTest::addColumn<QString>("text");
    QTest::newRow("general") << u"busy"_s << QString()
                             << u"Somebody else was working on the same. Nothing was written. Do this."_s;
    QTest::newRow("own") << u"busy"_s << u"The batch is being printed."_s
                         << u"The batch is being printed. Do this."_s;
    QTest::newRow("of the database") << u"grant_expired"_s << QString() << u"as it said. Do this."_s;
}

void TestWords::tellsFailures()
{
    QFETCH(QString, name);
    QFETCH(QString, own);
    QTEST(tellFailure(Failure::named(name, u"as it said."_s, {}, u"Do this."_s), own), "text");
    QCOMPARE(tellFailure(Failure::cancelled()), u"It was cancelled."_s);
    QCOMPARE(tellFailure(Failure::named(u"internal"_s, {})), u"The database answered something unexpected."_s);
    Failure defect = Failure::named(u"internal"_s, u"It broke."_s);
    defect.requestId = u"r-1"_s;
    QCOMPARE(tellFailure(defect), u"It broke. Request r-1."_s);
}

void TestWords::leadsOnlyWithWhatIsCertain()
{
    QCOMPARE(failureLead(Failure::named(u"busy"_s, {})), u"Not done."_s);
    QCOMPARE(failureLead(Failure::named(u"unknown_outcome"_s, {})), u"Not known yet."_s);
}

QTEST_MAIN(TestWords)
#include "tst_words.moc"
