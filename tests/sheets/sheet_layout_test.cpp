// SPDX-License-Identifier: GPL-3.0-or-later
#include "sheets/sheet_fixture.h"
#include "sheets/sheet_layout.h"

using namespace scrip;
using namespace scrip::test;
using namespace Qt::StringLiterals;

/// How labels are dealt out over sheets, and how the chunks of a source become sheets.
class SheetLayoutTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void deals_data();
    void deals();
    void everyLabelHasItsOwnPlace();
    void refuses_data();
    void refuses();
    void feedCutsChunksIntoSheets();
    void feedNoticesMissingLabels();
    void feedPassesFailuresOn();
};

void SheetLayoutTest::deals_data()
{
    QTest::addColumn<int>("count");
    QTest::addColumn<int>("startAt");
    QTest::addColumn<QList<int>>("perSheet"); // L7160: 21 a sheet
    QTest::newRow("one") << 1 << 1 << QList<int>{1};
    QTest::newRow("one sheet") << 21 << 1 << QList<int>{21};
    QTest::newRow("one more") << 22 << 1 << QList<int>{21, 1};
    QTest::newRow("not a multiple") << 50 << 1 << QList<int>{21, 21, 8};
    QTest::newRow("start at 7") << 50 << 7 << QList<int>{15, 21, 14};
    QTest::newRow("start on the last slot") << 23 << 21 << QList<int>{1, 21, 1};
    QTest::newRow("ends where the sheet ends") << 15 << 7 << QList<int>{15};
    QTest::newRow("one past the end") << 16 << 7 << QList<int>{15, 1};
}

void SheetLayoutTest::deals()
{
    QFETCH(int, count);
    QFETCH(int, startAt);
    QFETCH(QList<int>, perSheet);
    const auto layout = SheetLayout::make(stock(u"L7160"_s), count, startAt);
    QVERIFY(layout.ok());
    QCOMPARE(layout->pages(), perSheet.size());
    qint64 before = 0;
    for (qint64 page = 0; page < layout->pages(); ++page) {
        QCOMPARE(layout->firstLabelOn(page), before);
        QCOMPARE(layout->labelsOn(page), perSheet.at(page));
        before += layout->labelsOn(page);
    }
    QCOMPARE(before, count);
    QCOMPARE(layout->labelsOn(layout->pages()), 0);
}

void SheetLayoutTest::everyLabelHasItsOwnPlace()
{
    const auto layout = SheetLayout::make(stock(u"L7160"_s), 50, 20);
    QSet<QPair<qint64, int>> places;
    for (qint64 label = 0; label < 50; ++label) {
        const LabelPlace place = layout->placeOf(label);
        QVERIFY(layout->isUsed(place));
        QCOMPARE(layout->firstLabelOn(place.page) + place.slot - layout->firstSlotOn(place.page), label);
        places.insert({place.page, place.slot});
    }
    QCOMPARE(places.size(), 50);
    QVERIFY(!layout->isUsed({0, 18}));
    QVERIFY(layout->isUsed({0, 19}));
    QVERIFY(!layout->isUsed({layout->pages(), 0}));
    QVERIFY(!layout->isUsed({-1, 0}));
}

void SheetLayoutTest::refuses_data()
{
    QTest::addColumn<qint64>("count");
    QTest::addColumn<int>("startAt");
    QTest::addColumn<QString>("field");
    QTest::newRow("nothing") << qint64(0) << 1 << u"count"_s;
    QTest::newRow("negative") << qint64(-5) << 1 << u"count"_s;
    QTest::newRow("start 0") << qint64(5) << 0 << u"start_at"_s;
    QTest::newRow("start past the sheet") << qint64(5) << 22 << u"start_at"_s;
}

void SheetLayoutTest::refuses()
{
    QFETCH(qint64, count);
    QFETCH(int, startAt);
    const auto layout = SheetLayout::make(stock(u"L7160"_s), count, startAt);
    QVERIFY(!layout.ok());
    QCOMPARE(layout.failure().name, u"invalid_count"_s);
    QTEST(layout.failure().field, "field");
}

void SheetLayoutTest::feedCutsChunksIntoSheets()
{
    qint64 next = 1;
    FetchedLabelSource source(25, [&]() -> Result<QList<LabelContent>> {
        const QList<LabelContent> chunk = labels(qMin<qint64>(10, 26 - next), next);
        next += chunk.size();
        return chunk;
    });
    LabelFeed feed(source);
    qint64 serial = 0;
    for (const int size : {21, 4}) {
        const auto sheet = feed.take(size);
        QVERIFY(sheet.ok());
        QCOMPARE(sheet->size(), size);
        for (const LabelContent &label : *sheet)
            QCOMPARE(label.serial, ++serial);
    }
}

void SheetLayoutTest::feedNoticesMissingLabels()
{
    ListLabelSource source(labels(5));
    LabelFeed feed(source);
    const auto sheet = feed.take(6);
    QVERIFY(!sheet.ok());
    QCOMPARE(sheet.failure().name, u"internal"_s);
}

void SheetLayoutTest::feedPassesFailuresOn()
{
    FetchedLabelSource source(
        5, []() -> Result<QList<LabelContent>> { return Failure::named(u"not_permitted"_s, u"no"_s); });
    LabelFeed feed(source);
    QCOMPARE(feed.take(1).failure().name, u"not_permitted"_s);
}

QTEST_MAIN(SheetLayoutTest)
#include "sheet_layout_test.moc"
