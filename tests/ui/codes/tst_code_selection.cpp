// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/samples.h"
#include "ui/codes/code_selection.h"
#include "ui/testing.h"

using namespace scrip;
using namespace scrip::testing;
using namespace Qt::StringLiterals;

/// How selected rows become ranges of serials.
class TestCodeSelection : public QObject
{
    Q_OBJECT
private:
    static QString text(const QList<SerialRange> &ranges);

private Q_SLOTS:
    void joinsNeighbours_data();
    void joinsNeighbours();
    void keepsBatchesApart();
    void knowsTheOneBatch();
};

QString TestCodeSelection::text(const QList<SerialRange> &ranges)
{
    QStringList parts;
    for (const SerialRange &range : ranges)
        parts.append(u"%1-%2"_s.arg(range.from).arg(range.to));
    return parts.join(u' ');
}

void TestCodeSelection::joinsNeighbours_data()
{
    QTest::addColumn<QList<int>>("available");
    QTest::addColumn<QList<int>>("disabled");
    QTest::addColumn<QString>("ranges");
    QTest::newRow("none") << QList<int>{} << QList<int>{} << QString();
    QTest::newRow("one") << QList<int>{7} << QList<int>{} << u"7-7"_s;
    QTest::newRow("a run") << QList<int>{3, 4, 5} << QList<int>{} << u"3-5"_s;
    QTest::newRow("in any order") << QList<int>{5, 3, 4} << QList<int>{} << u"3-5"_s;
    QTest::newRow("a gap") << QList<int>{3, 4, 6} << QList<int>{} << u"3-4 6-6"_s;
    QTest::newRow("another state between") << QList<int>{3, 4, 6} << QList<int>{5} << u"3-4 6-6"_s;
    QTest::newRow("only another state") << QList<int>{} << QList<int>{5, 6} << QString();
}

void TestCodeSelection::joinsNeighbours()
{
    QFETCH(QList<int>, available);
    QFETCH(QList<int>, disabled);
    QFETCH(QString, ranges);
    QList<Code> codes;
    for (const int serial : available)
        codes.append(sampleCode(serial, sampleId<EventId>(1), sampleId<BatchId>(1), 10));
    for (const int serial : disabled)
        codes.append(sampleCode(serial, sampleId<EventId>(1), sampleId<BatchId>(1), 10, CodeState::Disabled));
    QCOMPARE(text(rangesOf(codes, CodeState::Available)), ranges);
}

void TestCodeSelection::keepsBatchesApart()
{
    const QList<Code> codes{sampleCode(3, sampleId<EventId>(1), sampleId<BatchId>(1), 10),
                            sampleCode(4, sampleId<EventId>(1), sampleId<BatchId>(2), 10)};
    const QList<SerialRange> ranges = rangesOf(codes, CodeState::Available);
    QCOMPARE(text(ranges), u"3-3 4-4"_s);
    QVERIFY(ranges.at(0).batch != ranges.at(1).batch);
}

void TestCodeSelection::knowsTheOneBatch()
{
    CodeSelection selection;
    QVERIFY(selection.oneBatch().isNull());
    selection.codes = {sampleCode(3, sampleId<EventId>(1), sampleId<BatchId>(1), 10)};
    selection.rows = 1;
    QCOMPARE(selection.oneBatch(), sampleId<BatchId>(1));
    // A row that is not here could be of any batch.
    selection.rows = 2;
    QVERIFY(selection.oneBatch().isNull());
    selection.codes.append(sampleCode(3, sampleId<EventId>(1), sampleId<BatchId>(2), 10));
    QVERIFY(selection.oneBatch().isNull());
}

SCRIP_UI_TEST_MAIN(TestCodeSelection)
#include "tst_code_selection.moc"
