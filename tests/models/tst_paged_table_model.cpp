// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/fake_source.h"
#include "models/model_text.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>
#include <QTest>

using namespace scrip;
using namespace scrip::testing;
using namespace Qt::StringLiterals;

using NumberModel = PagedTableModel<int>;

/// The paged table over a list of numbers whose answers the test lets go one by one.
class TestPagedTableModel : public QObject
{
    Q_OBJECT
private:
    static void fill(NumberList &list, int count, int step = 1);
    /// Looks at the rows as a view would, until they are there.
    static QStringList look(NumberModel &model, NumberList &list, int first, int rows);
    static QStringList numbers(int first, int count);

private Q_SLOTS:
    void showsPlaceholdersUntilItKnows();
    void neverAsksWhileAnswering();
    void asksOnlyForWhatIsLookedAt();
    void readsOnByCursor();
    void jumpsToTheMiddle();
    void readsTheEndFromTheEnd();
    void readsBackwardsAfterAJump();
    void holdsAFewPagesHoweverFarOneScrolls();
    void dropsAnswersToAnOlderQuery();
    void keepsOutdatedRowsUntilNewOnesCome();
    void settlesAfterRowsCame();
    void settlesAfterRowsWent();
    void growsWhileTheEndIsRead();
    void correctsAWrongCount_data();
    void correctsAWrongCount();
    void stopsAtAFailureAndGoesOnAtReload();
    void anEmptyListIsEmpty();
    void staysWholeUnderRandomLooks();
};

void TestPagedTableModel::fill(NumberList &list, int count, int step)
{
    list.rows.clear();
    for (int i = 0; i < count; ++i)
        list.rows.append(i * step);
}

QStringList TestPagedTableModel::numbers(int first, int count)
{
    QStringList lines;
    for (int i = first; i < first + count; ++i)
        lines.append(QString::number(i));
    return lines;
}

QStringList TestPagedTableModel::look(NumberModel &model, NumberList &list, int first, int rows)
{
    for (int turn = 0; turn < 6; ++turn) {
        (void)modelText(model, first, rows);
        list.queue.drain();
    }
    return modelText(model, first, rows);
}

void TestPagedTableModel::showsPlaceholdersUntilItKnows()
{
    NumberList list;
    fill(list, 1000);
    NumberModel model(std::make_unique<NumberColumns>());
    const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::Fatal);
    QCOMPARE(model.rowCount(), 0);
    model.setSource(std::make_unique<NumberSource>(list));
    QVERIFY(!model.isCountKnown());
    QVERIFY(model.rowCount() > 0);
    QCOMPARE(modelText(model, 0, 2), QStringList({u"…"_s, u"…"_s}));
    list.queue.drain();
    QVERIFY(model.isCountKnown() && model.isCountExact());
    QCOMPARE(model.count(), 1000);
    QCOMPARE(modelText(model, 0, 3), numbers(0, 3));
}

void TestPagedTableModel::neverAsksWhileAnswering()
{
    NumberList list;
    fill(list, 1000);
    NumberModel model(std::make_unique<NumberColumns>());
    model.setSource(std::make_unique<NumberSource>(list));
    list.queue.drain();
    list.asked.clear();
    for (int row = 200; row < 260; ++row)
        QCOMPARE(model.index(row, 0).data(), QVariant());
    QCOMPARE(list.asked, QStringList());
    QCoreApplication::processEvents();
    QCOMPARE(list.asked.size(), 1);
}

void TestPagedTableModel::asksOnlyForWhatIsLookedAt()
{
    NumberList list;
    fill(list, 10'000);
    NumberModel model(std::make_unique<NumberColumns>());
    model.setSource(std::make_unique<NumberSource>(list));
    list.queue.drain();
    QCOMPARE(list.asked, QStringList({u"> 200"_s}));
    // Sizes and states are asked of rows that nobody sees: they load nothing.
    for (int row = 0; row < model.rowCount(); row += 50) {
        (void)model.index(row, 0).data(Qt::SizeHintRole);
        (void)model.index(row, 0).data(RowStateRole);
        (void)model.index(row, 0).data(Qt::TextAlignmentRole);
    }
    list.queue.drain();
    QCOMPARE(list.asked.size(), 1);
    // A scroll bar dragged over everything asks for where it stopped, not for all it passed.
    for (int row = 0; row < model.rowCount(); row += 20)
        (void)model.index(row, 0).data();
    list.queue.drain();
    QVERIFY2(list.asked.size() < 14, qPrintable(list.asked.join(u", "_s)));
}

void TestPagedTableModel::readsOnByCursor()
{
    NumberList list;
    fill(list, 5000);
    NumberModel model(std::make_unique<NumberColumns>());
    model.setSource(std::make_unique<NumberSource>(list));
    list.queue.drain();
    QCOMPARE(look(model, list, 200, 200), numbers(200, 200));
    QCOMPARE(look(model, list, 400, 200), numbers(400, 200));
    QVERIFY(!list.asked.contains(u"position"_s));
    QCOMPARE(list.asked.mid(0, 3), QStringList({u"> 200"_s, u">199 200"_s, u">399 200"_s}));
}

void TestPagedTableModel::jumpsToTheMiddle()
{
    NumberList list;
    fill(list, 104'000);
    NumberModel model(std::make_unique<NumberColumns>());
    model.setSource(std::make_unique<NumberSource>(list));
    list.queue.drain();
    QCOMPARE(look(model, list, 52'000, 30), numbers(52'000, 30));
    QVERIFY(list.asked.contains(u"position"_s));
    // One page at each side was read ahead, nothing between.
    QVERIFY2(model.heldPages() <= 4, qPrintable(QString::number(model.heldPages())));
}

void TestPagedTableModel::readsTheEndFromTheEnd()
{
    NumberList list;
    fill(list, 10'050);
    NumberModel model(std::make_unique<NumberColumns>());
    model.setSource(std::make_unique<NumberSource>(list));
    list.queue.drain();
    QCOMPARE(look(model, list, 10'020, 30), numbers(10'020, 30));
    QVERIFY(!list.asked.contains(u"position"_s));
    QVERIFY(list.asked.contains(u"< 50"_s));
    QCOMPARE(model.rowCount(), 10'050);
}

void TestPagedTableModel::readsBackwardsAfterAJump()
{
    NumberList list;
    fill(list, 40'000);
    NumberModel model(std::make_unique<NumberColumns>());
    model.setSource(std::make_unique<NumberSource>(list));
    list.queue.drain();
    QCOMPARE(look(model, list, 20'000, 30), numbers(20'000, 30));
    list.asked.clear();
    QCOMPARE(look(model, list, 19'700, 30), numbers(19'700, 30));
    QVERIFY(!list.asked.contains(u"position"_s));
    QVERIFY(list.asked.first().startsWith(u'<'));
}

void TestPagedTableModel::holdsAFewPagesHoweverFarOneScrolls()
{
    NumberList list;
    fill(list, 100'000);
    NumberModel model(std::make_unique<NumberColumns>(), nullptr, 8);
    model.setSource(std::make_unique<NumberSource>(list));
    list.queue.drain();
    for (int row = 0; row < 100'000; row += 150) {
        (void)modelText(model, row, 30);
        list.queue.drain();
        QVERIFY(model.heldPages() <= 8);
    }
    QCOMPARE(look(model, list, 99'970, 30), numbers(99'970, 30));
    QCOMPARE(look(model, list, 0, 30), numbers(0, 30));
    QVERIFY(model.heldPages() <= 8);
}

void TestPagedTableModel::dropsAnswersToAnOlderQuery()
{
    NumberList older;
    NumberList newer;
    fill(older, 1000);
    fill(newer, 500, 2);
    NumberModel model(std::make_unique<NumberColumns>());
    const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::Fatal);
    model.setSource(std::make_unique<NumberSource>(older));
    QCoreApplication::processEvents();
    QSignalSpy loaded(&model, &PagedTableBase::loaded);
    model.setSource(std::make_unique<NumberSource>(newer));
    newer.queue.drain();
    QCOMPARE(model.count(), 500);
    loaded.clear();
    older.queue.drain();
    QCOMPARE(loaded.size(), 0);
    QCOMPARE(model.count(), 500);
    QCOMPARE(modelText(model, 0, 3), QStringList({u"0"_s, u"2"_s, u"4"_s}));
}

void TestPagedTableModel::keepsOutdatedRowsUntilNewOnesCome()
{
    NumberList list;
    fill(list, 600);
    NumberModel model(std::make_unique<NumberColumns>());
    const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::Fatal);
    model.setSource(std::make_unique<NumberSource>(list));
    list.queue.drain();
    QSignalSpy resets(&model, &QAbstractItemModel::modelReset);
    list.rows[1] = 1;
    model.reload();
    QCOMPARE(modelText(model, 0, 2), QStringList({u"~0"_s, u"~1"_s}));
    list.queue.drain();
    (void)look(model, list, 0, 2);
    QCOMPARE(modelText(model, 0, 2), QStringList({u"0"_s, u"1"_s}));
    QCOMPARE(resets.size(), 0);
}

void TestPagedTableModel::settlesAfterRowsCame()
{
    NumberList list;
    fill(list, 1000, 10);
    NumberModel model(std::make_unique<NumberColumns>());
    model.setSource(std::make_unique<NumberSource>(list));
    (void)look(model, list, 0, 1000);
    list.rows.insert(1, 5);
    model.reload();
    for (int turn = 0; turn < 3; ++turn)
        (void)look(model, list, 0, 1001);
    QStringList expected;
    for (const int row : std::as_const(list.rows))
        expected.append(QString::number(row));
    QCOMPARE(modelText(model), expected);
}

void TestPagedTableModel::settlesAfterRowsWent()
{
    NumberList list;
    fill(list, 1000);
    NumberModel model(std::make_unique<NumberColumns>());
    model.setSource(std::make_unique<NumberSource>(list));
    (void)look(model, list, 0, 1000);
    list.rows.remove(100, 350);
    model.reload();
    for (int turn = 0; turn < 3; ++turn)
        (void)look(model, list, 0, 1000);
    QCOMPARE(model.rowCount(), 650);
    QCOMPARE(modelText(model), numbers(0, 100) + numbers(450, 550));
}

void TestPagedTableModel::growsWhileTheEndIsRead()
{
    NumberList list;
    fill(list, 1000);
    NumberModel model(std::make_unique<NumberColumns>());
    model.setSource(std::make_unique<NumberSource>(list));
    list.queue.drain();
    // The model does not know yet: the end that it reads is another one, and nothing is behind that.
    fill(list, 5000);
    (void)look(model, list, 990, 10);
    model.reload();
    list.queue.drain();
    QCOMPARE(model.rowCount(), 5000);
    QCOMPARE(look(model, list, 1000, 200), numbers(1000, 200));
    QCOMPARE(model.rowCount(), 5000);
}

void TestPagedTableModel::correctsAWrongCount_data()
{
    QTest::addColumn<int>("wrong");
    QTest::newRow("too few") << -130;
    QTest::newRow("a page too few") << -300;
    QTest::newRow("too many") << 150;
    QTest::newRow("far too many") << 900;
}

void TestPagedTableModel::correctsAWrongCount()
{
    QFETCH(int, wrong);
    NumberList list;
    fill(list, 500);
    list.countedWrong = wrong;
    list.exact = false;
    NumberModel model(std::make_unique<NumberColumns>());
    const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::Fatal);
    model.setSource(std::make_unique<NumberSource>(list));
    list.queue.drain();
    for (int first = 0; first < 600; first += 100)
        (void)look(model, list, first, 100);
    QCOMPARE(model.rowCount(), 500);
    QCOMPARE(look(model, list, 0, 500), numbers(0, 500));
}

void TestPagedTableModel::stopsAtAFailureAndGoesOnAtReload()
{
    NumberList list;
    fill(list, 1000);
    NumberModel model(std::make_unique<NumberColumns>());
    const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::Fatal);
    model.setSource(std::make_unique<NumberSource>(list));
    list.queue.drain();
    QSignalSpy failed(&model, &PagedTableBase::failed);
    list.fails = true;
    list.asked.clear();
    for (int turn = 0; turn < 3; ++turn)
        (void)look(model, list, 500, 10);
    QCOMPARE(failed.size(), 1);
    QCOMPARE(list.asked.size(), 1);
    QVERIFY(model.hasFailed());
    QCOMPARE(modelText(model, 0, 2), numbers(0, 2));
    list.fails = false;
    model.reload();
    QCOMPARE(look(model, list, 500, 10), numbers(500, 10));
    QVERIFY(!model.hasFailed());
}

void TestPagedTableModel::anEmptyListIsEmpty()
{
    NumberList list;
    NumberModel model(std::make_unique<NumberColumns>());
    const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::Fatal);
    QSignalSpy counted(&model, &PagedTableBase::countChanged);
    model.setSource(std::make_unique<NumberSource>(list));
    list.queue.drain();
    QCOMPARE(model.rowCount(), 0);
    QVERIFY(model.isCountKnown());
    QVERIFY(!counted.isEmpty());
}

void TestPagedTableModel::staysWholeUnderRandomLooks()
{
    NumberList list;
    fill(list, 30'000);
    NumberModel model(std::make_unique<NumberColumns>());
    model.setSource(std::make_unique<NumberSource>(list));
    list.queue.drain();
    QRandomGenerator random(7);
    for (int turn = 0; turn < 60; ++turn) {
        const int first = random.bounded(29'900);
        QCOMPARE(look(model, list, first, 40), numbers(first, 40));
    }
}

QTEST_GUILESS_MAIN(TestPagedTableModel)
#include "tst_paged_table_model.moc"
