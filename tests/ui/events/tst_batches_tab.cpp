// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/events/page_bench.h"

#include "ui/widgets/figures.h"

#include <QMenu>
#include <QScrollBar>

using namespace scrip;
using namespace Qt::StringLiterals;
using scrip::testing::PageBench;

/// The batches of an event: their rows, what can be done with one, and finishing what an earlier session began.
class TestBatchesTab : public QObject
{
    Q_OBJECT
private:
    static constexpr int batchRow = 2;

    std::unique_ptr<PageBench> m_bench;

    [[nodiscard]] BatchesTab *tab() const { return m_bench->page->findChild<BatchesTab *>(); }
    /// Leaves the last batch as a session that was broken off left it.
    void leaveUnfinished(const QString &key);
    /// The menu of a row, opened by key.
    /// What the table has of the batch; an empty one before it is there.
    [[nodiscard]] Batch shown() const;
    [[nodiscard]] QMenu *menuOf(int row) const;
    [[nodiscard]] static QAction *entry(const QMenu *menu, const QString &text);

private Q_SLOTS:
    void init();
    void cleanup();
    void listsWhatThereIs();
    void cutsNoCount_data();
    void cutsNoCount();
    void speaksToScreenReaders();
    void leadsToCodesAndSheets();
    void printsOnlyWhatThereIs();
    void finishesWhatAnEarlierSessionBegan();
    void resumesAFinishThatFailed();
    void offersNoFinishForACompleteBatch();
    void saysWhoCanFinish_data();
    void saysWhoCanFinish();
    void doesNotFinishTwiceAtOnce();
    void keepsItsRowsWhenNotLoadedAnew();
    void saysWhoMaySeeThem();
    void saysWhenThereAreNone();
};

void TestBatchesTab::init()
{
    m_bench = std::make_unique<PageBench>();
    m_bench->fill();
    m_bench->show();
    QTRY_COMPARE(tab()->model().filledRows(), 3);
}

void TestBatchesTab::cleanup()
{
    m_bench.reset();
}

void TestBatchesTab::leaveUnfinished(const QString &key)
{
    Batch &batch = m_bench->batches.batches[batchRow];
    batch.state = BatchState::Minting;
    batch.requested = 40'000;
    batch.count = 10'000;
    batch.eventName = u"Devcon <b>"_s;
    batch.createdBy = u"mara"_s;
    batch.key = key;
    tab()->reload();
    QTRY_COMPARE(shown().requested, 40'000);
}

Batch TestBatchesTab::shown() const
{
    const Batch *const batch = tab()->model().at(batchRow);
    return batch ? *batch : Batch();
}

QMenu *TestBatchesTab::menuOf(int row) const
{
    TableView *table = tab()->table();
    table->setCurrentIndex(table->model()->index(row, 0));
    QTest::keyClick(table, Qt::Key_Menu);
    const auto menus = tab()->findChildren<QMenu *>();
    for (QMenu *menu : menus) {
        if (menu->isVisible())
            return menu;
    }
    return nullptr;
}

QAction *TestBatchesTab::entry(const QMenu *menu, const QString &text)
{
    const auto actions = menu ? menu->actions() : QList<QAction *>();
    for (QAction *action : actions) {
        if (action->text() == text)
            return action;
    }
    return nullptr;
}

void TestBatchesTab::listsWhatThereIs()
{
    const QAbstractItemModel *model = tab()->table()->model();
    QCOMPARE(model->index(0, EventBatchColumns::Codes).data().toString(), countText(3000));
    QCOMPARE(model->index(0, EventBatchColumns::Claimed).data().toString(), countText(2214));
    QCOMPARE(model->index(2, EventBatchColumns::Printed).data().toString(), dash());
    QVERIFY(model->index(0, EventBatchColumns::Created).data().toString().endsWith(u"mara"_s));
    QCOMPARE(tab()->model().handedOver(), 4120);
    testing::saveGallery(m_bench->window.get(), u"batches"_s);
}

void TestBatchesTab::cutsNoCount_data()
{
    QTest::addColumn<int>("width");
    QTest::newRow("1280") << 1072;
    QTest::newRow("1440") << 1232;
    QTest::newRow("1920, beside the table") << 1712;
}

void TestBatchesTab::cutsNoCount()
{
    QFETCH(const int, width);
    Batch &batch = m_bench->batches.batches.first();
    batch.count = batch.printed = 1'300'000;
    m_bench->window->resize(width, 820);
    tab()->reload();
    const TableView *table = tab()->table();
    QTRY_COMPARE(table->model()->index(0, EventBatchColumns::Codes).data().toString(), countText(1'300'000));
    for (const int column : {EventBatchColumns::Codes, EventBatchColumns::Printed, EventBatchColumns::Claimed,
                             EventBatchColumns::Created}) {
        const QModelIndex index = table->model()->index(0, column);
        QTRY_VERIFY(table->sizeHintForIndex(index).width() <= table->columnWidth(column));
    }
    QCOMPARE(table->model()->headerData(EventBatchColumns::Created, Qt::Horizontal).toString(), u"Created, UTC+8"_s);
    QTRY_COMPARE(table->horizontalScrollBar()->maximum(), 0);
}

void TestBatchesTab::speaksToScreenReaders()
{
    QCOMPARE(tab()->table()->accessibleName(), u"Batches"_s);
    QCOMPARE(testing::namelessControls(tab()), QStringList());
    QCOMPARE(testing::markupLabels(tab()), QStringList());
}

void TestBatchesTab::leadsToCodesAndSheets()
{
    QSignalSpy opened(m_bench->page, &WindowPage::openRequested);
    const QString id = m_bench->batches.batches.at(0).id.toText();
    TableView *table = tab()->table();
    table->setCurrentIndex(table->model()->index(0, 0));
    QTest::keyClick(table, Qt::Key_Return);
    QCOMPARE(opened.takeFirst().first().toString(), u"codes"_s);
    QMenu *menu = menuOf(0);
    QVERIFY(menu);
    entry(menu, u"Show its codes"_s)->trigger();
    const QVariantList codes = opened.takeFirst();
    QCOMPARE(codes.first().toString(), u"codes"_s);
    QCOMPARE(codes.at(1).value<QUrlQuery>().queryItemValue(u"batch"_s), id);
    entry(menu, u"Print its sheet"_s)->trigger();
    const QVariantList sheet = opened.takeFirst();
    QCOMPARE(sheet.first().toString(), u"sheets"_s);
    QCOMPARE(sheet.at(1).value<QUrlQuery>().queryItemValue(u"batch"_s), id);
}

void TestBatchesTab::printsOnlyWhatThereIs()
{
    leaveUnfinished(u"earlier"_s);
    QVERIFY(entry(menuOf(batchRow), u"Print its sheet"_s)->isEnabled());
    m_bench->batches.batches[batchRow].count = 0;
    tab()->reload();
    QTRY_COMPARE(shown().count, 0);
    tab()->findChild<QMenu *>()->close();
    QTRY_VERIFY(!tab()->findChild<QMenu *>());
    QVERIFY(!entry(menuOf(batchRow), u"Print its sheet"_s)->isEnabled());
}

void TestBatchesTab::finishesWhatAnEarlierSessionBegan()
{
    leaveUnfinished(u"earlier"_s);
    QAction *finish = entry(menuOf(batchRow), u"Finish minting"_s);
    QVERIFY(finish && finish->isEnabled());
    finish->trigger();
    QCOMPARE(m_bench->batches.finished.size(), 1);
    QCOMPARE(m_bench->batches.finished.first().key, u"earlier"_s);
    QVERIFY(m_bench->batches.minted.isEmpty()); // no second batch
    // It is a job like any other, and says what became of it.
    QCOMPARE(m_bench->jobs.rowCount(), 1);
    QTRY_COMPARE(m_bench->jobs.at(0).state, Job::State::Done);
    QCOMPARE(m_bench->jobs.at(0).title, u"Finish batch 3, Devcon <b>"_s);
    QCOMPARE(m_bench->jobs.at(0).done, 40'000);
    QVERIFY(Toast::on(m_bench->window.get())->text().startsWith(countText(40'000)));
    QSignalSpy opened(m_bench->page, &WindowPage::openRequested);
    m_bench->jobs.at(0).show();
    QCOMPARE(opened.takeFirst().first().toString(), u"codes"_s);
}

void TestBatchesTab::resumesAFinishThatFailed()
{
    leaveUnfinished(u"earlier"_s);
    m_bench->batches.finishFails = Failure::named(u"event_archived"_s, u"The event is archived."_s);
    entry(menuOf(batchRow), u"Finish minting"_s)->trigger();
    QTRY_COMPARE(m_bench->jobs.at(0).state, Job::State::Failed);
    QVERIFY(m_bench->jobs.at(0).detail.contains(u"Whole chunks are kept"_s));
    QCOMPARE(m_bench->jobs.at(0).offer, u"Resume"_s);
    m_bench->batches.finishFails.reset();
    m_bench->jobs.at(0).show();
    QTRY_COMPARE(m_bench->jobs.at(0).state, Job::State::Done);
    QCOMPARE(m_bench->batches.finished.size(), 2);
    QCOMPARE(m_bench->batches.finished.last().key, u"earlier"_s);
}

void TestBatchesTab::offersNoFinishForACompleteBatch()
{
    QVERIFY(!entry(menuOf(0), u"Finish minting"_s));
}

void TestBatchesTab::saysWhoCanFinish_data()
{
    QTest::addColumn<QString>("key");
    QTest::addColumn<QStringList>("roles");
    QTest::addColumn<ConnectionState>("state");
    QTest::addColumn<QString>("reason");
    const auto connected = ConnectionState::Connected;
    QTest::newRow("somebody else's") << QString() << QStringList{u"staff"_s} << connected
                                     << u"Only mara, who began it, can finish it"_s;
    QTest::newRow("without the right") << u"earlier"_s << QStringList{u"auditor"_s} << connected
                                       << u"Only admin and staff may mint codes"_s;
    QTest::newRow("without a connection") << u"earlier"_s << QStringList{u"admin"_s} << ConnectionState::Lost
                                          << u"There is no connection to the database"_s;
    QTest::newRow("staff") << u"earlier"_s << QStringList{u"staff"_s} << connected << QString();
}

void TestBatchesTab::saysWhoCanFinish()
{
    QFETCH(QString, key);
    QFETCH(QStringList, roles);
    QFETCH(ConnectionState, state);
    leaveUnfinished(key);
    m_bench->monitor.be(roles);
    m_bench->monitor.now = state;
    QAction *finish = entry(menuOf(batchRow), u"Finish minting"_s);
    QVERIFY(finish);
    QTEST(reasonAgainst(finish), "reason");
    QCOMPARE(finish->isEnabled(), reasonAgainst(finish).isEmpty());
}

void TestBatchesTab::doesNotFinishTwiceAtOnce()
{
    leaveUnfinished(u"earlier"_s);
    m_bench->batches.finishing.hold();
    entry(menuOf(batchRow), u"Finish minting"_s)->trigger();
    QCOMPARE(m_bench->jobs.running(), 1);
    tab()->findChild<QMenu *>()->close();
    QTRY_VERIFY(!tab()->findChild<QMenu *>());
    QCOMPARE(reasonAgainst(entry(menuOf(batchRow), u"Finish minting"_s)), u"It is being minted: see the jobs"_s);
    m_bench->batches.finishing.release();
    QTRY_COMPARE(m_bench->jobs.running(), 0);
    QCOMPARE(m_bench->batches.finished.size(), 1);
}

void TestBatchesTab::saysWhoMaySeeThem()
{
    m_bench->batches.readsFail = true;
    m_bench->monitor.be({u"support"_s});
    tab()->reload();
    auto *strip = tab()->findChild<InlineMessage *>();
    const auto labels = tab()->findChildren<Label *>();
    QVERIFY(std::any_of(labels.cbegin(), labels.cend(), [](const Label *label) {
        return label->isVisible() && label->text() == u"Only admin, staff and auditor may see codes"_s;
    }));
    QVERIFY(!tab()->table()->isVisible());
    QCoreApplication::processEvents();
    QVERIFY(!strip->isVisible());
    m_bench->batches.readsFail = false;
    m_bench->monitor.be({u"auditor"_s});
    QTRY_VERIFY(tab()->table()->isVisible());
}

void TestBatchesTab::keepsItsRowsWhenNotLoadedAnew()
{
    m_bench->batches.readsFail = true;
    tab()->reload();
    auto *strip = tab()->findChild<InlineMessage *>();
    QTRY_VERIFY(strip->isVisible());
    QVERIFY(strip->text().startsWith(u"Batches not loaded."_s));
    QCOMPARE(tab()->model().filledRows(), 3);
    m_bench->batches.readsFail = false;
    QTest::mouseClick(strip->findChild<QPushButton *>(), Qt::LeftButton);
    QTRY_VERIFY(!strip->isVisible());
}

void TestBatchesTab::saysWhenThereAreNone()
{
    m_bench->batches.batches.clear();
    tab()->reload();
    QTRY_COMPARE(tab()->model().filledRows(), 0);
    QTRY_VERIFY(!tab()->table()->isVisible());
    const auto buttons = tab()->findChildren<QAbstractButton *>();
    QVERIFY(std::any_of(buttons.cbegin(), buttons.cend(),
                        [](const QAbstractButton *b) { return b->isVisible() && !b->text().isEmpty(); }));
}

SCRIP_UI_TEST_MAIN(TestBatchesTab)
#include "tst_batches_tab.moc"
