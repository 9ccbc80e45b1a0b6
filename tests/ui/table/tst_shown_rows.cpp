// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/fake_grant_stores.h"
#include "ui/events/event_batches.h"
#include "ui/events/event_rows.h"
#include "ui/grants/grant_rows.h"
#include "ui/sheets/stock_rows.h"

#include <QAbstractItemModelTester>
#include <QPersistentModelIndex>
#include <QSignalSpy>
#include <QTest>

using namespace scrip;
using namespace scrip::testing;
using namespace Qt::StringLiterals;
using Tester = QAbstractItemModelTester;

/// The rows that pages show besides those of the models: whatever happens to them, a view is told the truth.
class TestShownRows : public QObject
{
    Q_OBJECT
private:
    static QStringList column(const QAbstractItemModel &model, int column);
    /// Waits until the column says that.
    static bool becomes(const QAbstractItemModel &model, int column, const QStringList &wanted);

private Q_SLOTS:
    void eventsInWords();
    void grantsInWords();
    void grantsComeAndGo();
    void batchesOfAnEvent();
    void stocksOfASearch();
};

QStringList TestShownRows::column(const QAbstractItemModel &model, int column)
{
    QStringList texts;
    for (int row = 0; row < model.rowCount(); ++row)
        texts.append(model.index(row, column).data().toString());
    return texts;
}

bool TestShownRows::becomes(const QAbstractItemModel &model, int column, const QStringList &wanted)
{
    return QTest::qWaitFor([&] { return TestShownRows::column(model, column) == wanted; });
}

void TestShownRows::eventsInWords()
{
    FakeEventStore store;
    store.events = {sampleEvent(1, u"b"_s), sampleEvent(2, u"a"_s, EventStatus::Paused), sampleEvent(3, u"c"_s)};
    EventsModel model(store);
    model.setPlaceholderRows(4);
    EventRows rows(model);
    const Tester tester(&rows, Tester::FailureReportingMode::Fatal);
    model.reload();
    QCOMPARE(rows.rowCount(), 4);
    QVERIFY(becomes(rows, EventColumns::Name, {u"b"_s, u"a"_s, u"c"_s}));
    QCOMPARE(rows.index(1, EventColumns::Status).data().toString(), u"Paused"_s);
    const QPersistentModelIndex kept(rows.index(2, EventColumns::Name));
    rows.sort(EventColumns::Name, Qt::DescendingOrder);
    QVERIFY(becomes(rows, EventColumns::Name, {u"c"_s, u"b"_s, u"a"_s}));
    QCOMPARE(kept.row(), 0);
    store.events = {sampleEvent(4, u"d"_s), sampleEvent(3, u"c"_s), sampleEvent(5, u"b"_s)};
    model.markOutdated();
    model.reload();
    QVERIFY(becomes(rows, EventColumns::Name, {u"d"_s, u"c"_s, u"b"_s}));
    QCOMPARE(rows.event(kept)->name, u"c"_s);
    EventQuery none;
    none.statuses = {EventStatus::Archived};
    model.setQuery(none);
    QTRY_COMPARE(rows.rowCount(), 0);
}

void TestShownRows::grantsInWords()
{
    FakeGrantStore store;
    store.grants = {sampleGrant(1), soldGrant(2), sampleGrant(3)};
    store.grants[2].expiresAt = sampleTime(u"2026-12-01T00:00:00Z"_s);
    GrantsModel model(store);
    GrantRows rows(model);
    const Tester tester(&rows, Tester::FailureReportingMode::Fatal);
    model.setQuery({});
    QTRY_COMPARE(model.filledRows(), 3);
    QCOMPARE(rows.index(1, GrantColumns::Status).data().toString(), u"Pending"_s);
    rows.sort(GrantColumns::Expires, Qt::AscendingOrder);
    QTRY_VERIFY(model.at(2));
    QCOMPARE(rows.rowOf(store.grants[2].id), 0);
}

void TestShownRows::grantsComeAndGo()
{
    FakeGrantStore store;
    store.grants = {sampleGrant(1), soldGrant(2), sampleGrant(3)};
    GrantsModel model(store);
    GrantRows rows(model);
    const Tester tester(&rows, Tester::FailureReportingMode::Fatal);
    model.setQuery({});
    QVERIFY(QTest::qWaitFor([&model] { return model.filledRows() == 3; }));
    for (int number = 10; number < 700; ++number)
        store.grants.append(sampleGrant(number));
    model.reload();
    QVERIFY(QTest::qWaitFor([&rows] { return rows.rowCount() == 693; }));
    store.grants.resize(2);
    model.reload();
    QVERIFY(QTest::qWaitFor([&rows] { return rows.rowCount() == 2; }));
    GrantQuery pending;
    pending.status = GrantStatus::Pending;
    model.setQuery(pending);
    QVERIFY(QTest::qWaitFor([&model] { return model.filledRows() == 1; }));
    QCOMPARE(rows.grant(rows.index(0, 0))->id, store.grants[1].id);
}

void TestShownRows::batchesOfAnEvent()
{
    FakeBatchStore store;
    const auto event = sampleId<EventId>(1);
    const auto other = sampleId<EventId>(2);
    store.batches = {sampleBatch(1, event, 3000), sampleBatch(2, event, 480), sampleBatch(3, other, 9)};
    EventBatches model(store);
    const Tester tester(&model, Tester::FailureReportingMode::Fatal);
    model.setEvent(event, QTimeZone::utc());
    QCOMPARE(model.rowCount(), 3); // still to come
    QVERIFY(becomes(model, EventBatchColumns::Number, {u"1"_s, u"2"_s}));
    const QPersistentModelIndex kept(model.index(1, 0));
    store.batches.prepend(sampleBatch(4, event, 20));
    store.batches.removeAt(1);
    model.reload();
    QVERIFY(becomes(model, EventBatchColumns::Number, {u"4"_s, u"2"_s}));
    QVERIFY(kept.isValid());
    std::swap(store.batches[0], store.batches[1]);
    model.reload();
    QVERIFY(becomes(model, EventBatchColumns::Number, {u"2"_s, u"4"_s}));
    QCOMPARE(kept.row(), 0);
    QSignalSpy resets(&model, &QAbstractItemModel::modelReset);
    model.setEvent(other, QTimeZone::utc());
    QCOMPARE(resets.size(), 1);
    QVERIFY(!kept.isValid());
    QVERIFY(becomes(model, EventBatchColumns::Number, {u"3"_s}));
}

void TestShownRows::stocksOfASearch()
{
    StockRows rows;
    const Tester tester(&rows, Tester::FailureReportingMode::Fatal);
    const int all = rows.rowCount();
    QVERIFY(all > 50);
    rows.search(u"l7651"_s);
    QVERIFY(rows.rowCount() > 0 && rows.rowCount() < all);
    const LabelTemplate *const stock = rows.stock(rows.index(rows.rowOf(u"avery-l7651"_s)));
    QVERIFY(stock);
    rows.setChosen(stock->id);
    StockFit small;
    small.usable = false;
    small.reason = u"Too small."_s;
    QSignalSpy changed(&rows, &QAbstractItemModel::dataChanged);
    rows.setFits({{stock->id, small}});
    QCOMPARE(changed.size(), 1);
    QVERIFY(!rows.index(rows.rowOf(stock->id)).flags().testFlag(Qt::ItemIsEnabled));
    rows.search(u"a stock of nobody"_s);
    QCOMPARE(rows.rowCount(), 0);
    rows.setFits({});
    rows.search({});
    QCOMPARE(rows.rowCount(), all);
}

QTEST_MAIN(TestShownRows)
#include "tst_shown_rows.moc"
