// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/down_sampling.h"
#include "models/series_model.h"

#include <QAbstractItemModelTester>
#include <QPersistentModelIndex>
#include <QRandomGenerator>
#include <QSignalSpy>
#include <QTest>

#include <cmath>

using namespace scrip;
using namespace Qt::StringLiterals;

/// A series as a table, and as few points as a chart needs of it.
class TestSeriesModel : public QObject
{
    Q_OBJECT
private:
    static Series hours(int count, qint64 first = 0);

private Q_SLOTS:
    void showsCountsAndMoney();
    void growsAtItsEnd();
    void tellsWhatChanged();
    void shrinks();
    void takesOtherColumns();
    void holdsNothing();

    void keepsShortLines();
    void keepsEnds();
    void keepsPeaks_data();
    void keepsPeaks();
    void staysInOrder();
    void takesPointsAtOnePlace();
};

Series TestSeriesModel::hours(int count, qint64 first)
{
    Series series{u"Hour"_s, {{u"Claims"_s, std::nullopt}, {u"Credit"_s, Currency(u"USD"_s)}}, {}};
    for (int i = 0; i < count; ++i)
        series.rows.append(
            {u"%1:00"_s.arg(i, 2, 10, QChar(u'0')), {}, {}, {first + i, (first + i) * Money::unit / 2}});
    return series;
}

void TestSeriesModel::showsCountsAndMoney()
{
    SeriesModel model;
    const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::Fatal);
    Series series = hours(3, 5);
    series.rows[1].values[1] = std::nullopt;
    model.setSeries(series);
    QCOMPARE(model.rowCount(), 3);
    QCOMPARE(model.columnCount(), 3);
    QCOMPARE(model.headerData(0, Qt::Horizontal, Qt::DisplayRole).toString(), u"Hour"_s);
    QCOMPARE(model.headerData(2, Qt::Horizontal, Qt::DisplayRole).toString(), u"Credit"_s);
    QCOMPARE(model.headerData(2, Qt::Horizontal, Qt::ToolTipRole).toString(), u"Credit"_s);
    QVERIFY(!model.headerData(3, Qt::Horizontal, Qt::DisplayRole).isValid());
    QCOMPARE(model.index(0, 0).data().toString(), u"00:00"_s);
    QCOMPARE(model.index(0, 1).data().toString(), u"5"_s);
    QCOMPARE(model.index(0, 2).data().toString(), u"2.50"_s);
    QCOMPARE(model.index(0, 2).data(RawRole).toLongLong(), 2'500'000'000);
    QCOMPARE(model.index(1, 2).data().toString(), dash());
    QVERIFY(!model.index(1, 2).data(RawRole).isValid());
    QCOMPARE(model.index(0, 1).data(Qt::TextAlignmentRole).toInt(), int(Qt::AlignRight | Qt::AlignVCenter));
}

void TestSeriesModel::growsAtItsEnd()
{
    SeriesModel model;
    const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::Fatal);
    model.setSeries(hours(3));
    const QPersistentModelIndex second(model.index(1, 1));
    QSignalSpy reset(&model, &QAbstractItemModel::modelReset);
    QSignalSpy inserted(&model, &QAbstractItemModel::rowsInserted);
    model.setSeries(hours(5));
    QCOMPARE(reset.size(), 0);
    QCOMPARE(inserted.size(), 1);
    QCOMPARE(model.rowCount(), 5);
    QCOMPARE(second.row(), 1);
    QCOMPARE(model.index(4, 1).data().toString(), u"4"_s);
}

void TestSeriesModel::tellsWhatChanged()
{
    SeriesModel model;
    const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::Fatal);
    model.setSeries(hours(3));
    QSignalSpy changed(&model, &QAbstractItemModel::dataChanged);
    Series series = hours(3);
    model.setSeries(series);
    QCOMPARE(changed.size(), 0);
    series.rows[2].values[0] = 99;
    model.setSeries(series);
    QCOMPARE(changed.size(), 1);
    QCOMPARE(changed.first().at(0).toModelIndex().row(), 2);
    QCOMPARE(model.index(2, 1).data().toString(), u"99"_s);
}

void TestSeriesModel::shrinks()
{
    SeriesModel model;
    const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::Fatal);
    model.setSeries(hours(5));
    model.setSeries(hours(2, 7));
    QCOMPARE(model.rowCount(), 2);
    QCOMPARE(model.index(1, 1).data().toString(), u"8"_s);
}

void TestSeriesModel::takesOtherColumns()
{
    SeriesModel model;
    const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::Fatal);
    model.setSeries(hours(5));
    QSignalSpy reset(&model, &QAbstractItemModel::modelReset);
    model.setSeries({u"State"_s, {{u"Codes"_s, std::nullopt}}, {{u"Claimed"_s, {}, {}, {12}}}});
    QCOMPARE(reset.size(), 1);
    QCOMPARE(model.columnCount(), 2);
    QCOMPARE(model.index(0, 1).data().toString(), u"12"_s);
}

void TestSeriesModel::holdsNothing()
{
    SeriesModel model;
    const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::Fatal);
    QCOMPARE(model.rowCount(), 0);
    QCOMPARE(model.columnCount(), 0);
    model.setSeries(hours(0));
    QCOMPARE(model.columnCount(), 3);
    model.setSeries({});
    QCOMPARE(model.columnCount(), 0);
}

void TestSeriesModel::keepsShortLines()
{
    QList<QPointF> points;
    for (int i = 0; i < 400; ++i)
        points.append({double(i), double(i % 7)});
    QCOMPARE(downSampled(points, 100), points);
    QVERIFY(downSampled(points, 99).size() < points.size());
    QVERIFY(downSampled({}, 100).isEmpty());
    QCOMPARE(downSampled({{1, 2}}, 0), (QList<QPointF>{{1, 2}}));
}

void TestSeriesModel::keepsEnds()
{
    QList<QPointF> points;
    for (int i = 0; i < 1'000'000; ++i)
        points.append({double(i), std::sin(double(i) / 1000)});
    for (const int width : {1, 7, 640, 1000, 5000}) {
        const QList<QPointF> sample = downSampled(points, width);
        QVERIFY(sample.size() <= mostPoints);
        QCOMPARE(sample.constFirst(), points.constFirst());
        QCOMPARE(sample.constLast(), points.constLast());
    }
}

void TestSeriesModel::keepsPeaks_data()
{
    QTest::addColumn<int>("place");
    for (const int place : {0, 1, 4999, 49'999, 50'000, 50'001, 99'998, 99'999})
        QTest::addRow("%d", place) << place;
}

/// One that stands out is seen wherever it is.
void TestSeriesModel::keepsPeaks()
{
    QFETCH(int, place);
    QList<QPointF> points;
    for (int i = 0; i < 100'000; ++i)
        points.append({double(i), 10});
    points[place].setY(1000);
    QVERIFY(downSampled(points, 300).contains(QPointF(place, 1000)));
    points[place].setY(-1000);
    QVERIFY(downSampled(points, 300).contains(QPointF(place, -1000)));
}

void TestSeriesModel::staysInOrder()
{
    QRandomGenerator random(7);
    QList<QPointF> points;
    double x = 0;
    for (int i = 0; i < 50'000; ++i) {
        x += random.bounded(100) == 0 ? 5000 : random.bounded(3.0); // with gaps wider than a column
        points.append({x, random.bounded(1000.0)});
    }
    const QList<QPointF> sample = downSampled(points, 500);
    QVERIFY(sample.size() <= 2000);
    for (qsizetype i = 1; i < sample.size(); ++i)
        QVERIFY(sample.at(i - 1).x() <= sample.at(i).x());
    const auto lower = [](const QPointF &a, const QPointF &b) { return a.y() < b.y(); };
    QCOMPARE(std::minmax_element(sample.cbegin(), sample.cend(), lower).second->y(),
             std::minmax_element(points.cbegin(), points.cend(), lower).second->y());
}

void TestSeriesModel::takesPointsAtOnePlace()
{
    QList<QPointF> points;
    for (int i = 0; i < 9000; ++i)
        points.append({3, double(i)});
    const QList<QPointF> sample = downSampled(points, 50);
    QVERIFY(sample.size() <= 4);
    QVERIFY(sample.contains(QPointF(3, 0)) && sample.contains(QPointF(3, 8999)));
}

QTEST_GUILESS_MAIN(TestSeriesModel)
#include "tst_series_model.moc"
