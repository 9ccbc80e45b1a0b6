// SPDX-License-Identifier: GPL-3.0-or-later
#include "sheets/sheet_fixture.h"
#include "sheets/sheet_hash.h"

using namespace scrip;
using namespace scrip::test;
using namespace Qt::StringLiterals;

/// What goes onto labels: payloads, clocks, masks, and the hash of a run.
class SheetJobTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QLocale::setDefault(QLocale::c()); }
    void makesPayloads_data();
    void makesPayloads();
    void saysMoments_data();
    void saysMoments();
    void takesTextsFromTheEvent();
    void eventWithoutDeadline();
    void masksPreviews();
    void hashesLines();
    void hashKnowsEveryColumn();
};

void SheetJobTest::makesPayloads_data()
{
    QTest::addColumn<QString>("url");
    QTest::addColumn<QString>("code");
    QTest::addColumn<QString>("payload");
    const QString code = u"NEAR-A7K3-X9M2-P4Q8-B6DH"_s;
    QTest::newRow("no template") << QString() << code << code;
    QTest::newRow("as issued") << u"https://app.example.com/claim?code={code}"_s << code
                               << QString(u"https://app.example.com/claim?code="_s + code);
    QTest::newRow("upper case stays") << u"HTTPS://CLAIM.TEST/C/{code}"_s << code
                                      << QString(u"HTTPS://CLAIM.TEST/C/"_s + code);
    QTest::newRow("event") << u"https://x.test/{event}/{code}"_s << code << QString(u"https://x.test/e-1/"_s + code);
    QTest::newRow("imported code is encoded")
        << u"https://x.test/?c={code}"_s << u"A B&C/Ü"_s << u"https://x.test/?c=A%20B%26C%2F%C3%9C"_s;
    QTest::newRow("code that looks like a template")
        << u"https://x.test/?c={code}"_s << u"{event}"_s << u"https://x.test/?c=%7Bevent%7D"_s;
    QTest::newRow("twice") << u"https://x.test/{code}#{code}"_s << u"A"_s << u"https://x.test/A#A"_s;
}

void SheetJobTest::makesPayloads()
{
    QFETCH(QString, url);
    QFETCH(QString, code);
    QTEST(claimPayload(url, code, u"e-1"_s), "payload");
}

void SheetJobTest::saysMoments_data()
{
    QTest::addColumn<QDateTime>("utc");
    QTest::addColumn<QByteArray>("zone");
    QTest::addColumn<QString>("said");
    QTest::newRow("end of a day in Singapore") << QDateTime(QDate(2026, 12, 31), QTime(15, 59, 59), Qt::UTC)
                                               << QByteArray("Asia/Singapore") << u"31 Dec 2026 UTC+8"_s;
    QTest::newRow("winter in Berlin") << QDateTime(QDate(2026, 12, 31), QTime(22, 59, 59), Qt::UTC)
                                      << QByteArray("Europe/Berlin") << u"31 Dec 2026 CET"_s;
    QTest::newRow("summer in Berlin") << QDateTime(QDate(2026, 7, 1), QTime(10, 0), Qt::UTC)
                                      << QByteArray("Europe/Berlin") << u"1 Jul 2026, 12:00 CEST"_s;
    QTest::newRow("half hours") << QDateTime(QDate(2026, 7, 1), QTime(10, 0), Qt::UTC) << QByteArray("Asia/Kathmandu")
                                << u"1 Jul 2026, 15:45 UTC+5:45"_s;
    QTest::newRow("west") << QDateTime(QDate(2026, 7, 1), QTime(10, 0), Qt::UTC) << QByteArray("America/Sao_Paulo")
                          << u"1 Jul 2026, 07:00 UTC−3"_s;
    QTest::newRow("never") << QDateTime() << QByteArray("UTC") << QString();
}

void SheetJobTest::saysMoments()
{
    QFETCH(QDateTime, utc);
    QFETCH(QByteArray, zone);
    QTEST(labelMomentInZone(utc, QTimeZone(zone)), "said");
}

void SheetJobTest::takesTextsFromTheEvent()
{
    Event event = devcon();
    event.name = QString(u"Dev"_s + QChar(0x202E) + u"con"_s);
    const SheetJob job = SheetJob::of(event, stock(u"L7160"_s));
    QCOMPARE(job.claimUntil, u"31 Dec 2026 UTC+8"_s);
    QCOMPARE(job.creditUntil, u"30 Jun 2027"_s);
    QCOMPARE(job.claimHost(), u"claim.test"_s);
    QVERIFY(!job.eventName.contains(QChar(0x202E)));
}

void SheetJobTest::eventWithoutDeadline()
{
    Event event = devcon();
    event.claimDeadline = QDateTime();
    event.claimUrl.clear();
    const SheetJob job = SheetJob::of(event, stock(u"L7160"_s));
    QVERIFY(job.claimUntil.isEmpty());
    QCOMPARE(job.creditUntil, u"30 Jun 2027 UTC+8"_s);
    QCOMPARE(job.claimBy, event.creditExpiresAt);
    QCOMPARE(job.payload(labels(1).first()), codeOf(1));
    QVERIFY(job.claimHost().isEmpty());
}

void SheetJobTest::masksPreviews()
{
    SheetJob job = jobOn(u"L7160"_s);
    const QList<LabelContent> two = labels(2);
    const QString real = job.payload(two.first());
    job.masked = true;
    const QString tail = two.first().code.right(4);
    QCOMPARE(job.shownCode(two.first()), QString(u"NEAR-····-····-····-"_s + tail));
    QCOMPARE(job.shownCode({1, u"NEAR-····-····-····-P4Q8"_s, 1, 2}), u"NEAR-····-····-····-P4Q8"_s);
    const QString fake = job.payload(two.first());
    QCOMPARE(fake.size(), real.size());
    QVERIFY(!fake.contains(two.first().code.mid(5, 14)));
    QVERIFY(!fake.contains(u"CLAIM.TEST"_s));
    QVERIFY(fake != job.payload(two.last()));
    QCOMPARE(fake.left(21), u"XXXXX://XXXXX.XXXX/X/"_s);
    job.claimUrl = u"https://app.example.com/claim?code={code}"_s;
    QVERIFY(job.payload(two.first()).startsWith(u"xxxxx://xxx.xxxxxxx.xxx/xxxxx?xxxx=PREVIEW"_s));
}

void SheetJobTest::hashesLines()
{
    const SheetJob job = jobOn(u"L7160"_s);
    const QList<LabelContent> three = labels(3);
    SheetHash whole(job);
    whole.add(three);
    SheetHash parts(job);
    parts.add(three.mid(0, 1));
    parts.add(three.mid(1));
    QByteArray lines;
    for (const LabelContent &label : three)
        lines +=
            QByteArray::number(label.serial) + '\t' + label.code.toLatin1() + "\t25.00\tUSD\t2026-12-31T15:59:59Z\n";
    const QString expected = QString::fromLatin1(QCryptographicHash::hash(lines, QCryptographicHash::Sha256).toHex());
    QCOMPARE(whole.text(), expected);
    QCOMPARE(parts.text(), expected);
}

void SheetJobTest::hashKnowsEveryColumn()
{
    const auto hashOf = [](const SheetJob &job, const QList<LabelContent> &list) {
        SheetHash hash(job);
        hash.add(list);
        return hash.text();
    };
    const SheetJob job = jobOn(u"L7160"_s);
    QSet<QString> hashes{hashOf(job, labels(2))};
    SheetJob other = job;
    other.amount = Money(26 * Money::unit, Currency(u"USD"_s));
    hashes << hashOf(other, labels(2));
    other = job;
    other.amount = Money(25 * Money::unit, Currency(u"USDC"_s));
    hashes << hashOf(other, labels(2));
    other = job;
    other.claimBy = job.claimBy.addSecs(1);
    hashes << hashOf(other, labels(2)) << hashOf(job, labels(3)) << hashOf(job, labels(2, 2));
    QCOMPARE(hashes.size(), 6);
    other = job;
    other.startAt = 5; // where it is printed is not what is printed
    other.stock = stock(u"5160"_s);
    QVERIFY(hashes.contains(hashOf(other, labels(2))));
}

QTEST_MAIN(SheetJobTest)
#include "sheet_job_test.moc"
