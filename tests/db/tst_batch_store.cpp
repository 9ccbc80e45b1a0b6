// SPDX-License-Identifier: GPL-3.0-or-later
#include "db/store_fixture.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace scrip;
using namespace scrip::test;

/// Batches and prints against a real server.
class BatchStoreTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        QVERIFY2(m_cluster.problem().isEmpty(), qPrintable(m_cluster.problem()));
        m_fixture = std::make_unique<StoreFixture>(m_cluster.dsn());
        VERIFY_OK(m_fixture->open());
        const auto event = m_fixture->createEvent(u"Batches"_s);
        VERIFY_OK(event);
        m_event = event->object.id;
    }

    void mintsInChunksWithProgress()
    {
        QList<qint64> progress;
        const auto control =
            std::make_shared<JobControl>([&progress](qint64 done, qint64 total) { progress << done << total; });
        const auto batch = m_fixture->mint(m_event, 25'000, newKey(), control);
        VERIFY_OK(batch);
        QCOMPARE(batch->object.count, 25'000);
        QCOMPARE(batch->object.state, BatchState::Complete);
        QCOMPARE(batch->object.codes.available, 25'000);
        QCOMPARE(progress, QList<qint64>({10'000, 25'000, 20'000, 25'000, 25'000, 25'000}));
        QCOMPARE(m_fixture->notes(), 0);
        QCOMPARE(awaited(m_fixture->batches().batch(batch->object.id))->count, 25'000);
    }

    void sameKeyMintsNothingMore()
    {
        const auto first = m_fixture->mint(m_event, 100, u"once"_s);
        const auto second = m_fixture->mint(m_event, 100, u"once"_s);
        VERIFY_OK(second);
        QCOMPARE(second->object.id, first->object.id);
        QVERIFY(!first->replayed && second->replayed);
        QCOMPARE(second->object.count, 100);
        QCOMPARE(refusal(m_fixture->mint(m_event, 101, u"once"_s)), u"idempotency_conflict"_s);
    }

    void cancelledKeepsWholeChunksAndGoesOnLater()
    {
        JobControlPtr control;
        control = std::make_shared<JobControl>([&control](qint64, qint64) { control->cancel(); });
        const auto stopped = m_fixture->mint(m_event, 30'000, u"stop"_s, control);
        VERIFY_OK(stopped);
        QCOMPARE(stopped->object.state, BatchState::Cancelled);
        QCOMPARE(stopped->object.count, 10'000);
        QCOMPARE(m_fixture->notes(), 0);
        const auto finished = m_fixture->mint(m_event, 30'000, u"stop"_s);
        VERIFY_OK(finished);
        QCOMPARE(finished->object.id, stopped->object.id);
        QCOMPARE(finished->object.state, BatchState::Complete);
        QCOMPARE(finished->object.count, 30'000);
        QVERIFY(!finished->replayed);
    }

    void twoClientsMintAtOnce()
    {
        StoreFixture other(m_cluster.dsn());
        MintRequest request;
        request.event = m_event;
        request.count = 20'000;
        const auto mine = m_fixture->batches().mint(request, {u"shared"_s, {}, {}}, {});
        const auto theirs = other.batches().mint(request, {u"shared"_s, {}, {}}, {});
        const auto separate = other.batches().mint(request, {newKey(), {}, {}}, {});
        const auto a = awaited(mine), b = awaited(theirs), c = awaited(separate);
        VERIFY_OK(a);
        VERIFY_OK(b);
        VERIFY_OK(c);
        QCOMPARE(a->object.id, b->object.id);
        QVERIFY(c->object.id != a->object.id);
        for (const BatchId &id : {a->object.id, c->object.id})
            QCOMPARE(awaited(m_fixture->batches().batch(id))->count, 20'000);
        QCOMPARE(
            m_cluster.value(m_cluster.dsn(), u"SELECT count(*) FROM scrip.code WHERE batch_id IN ('%1', '%2')"_s.arg(
                                                 a->object.id.toText(), c->object.id.toText())),
            u"40000"_s);
    }

    void namesRefusals()
    {
        QCOMPARE(refusal(m_fixture->mint(m_event, 0)), u"invalid_count"_s);
        QCOMPARE(refusal(m_fixture->mint(m_event, 3'000'000'000)), u"invalid_count"_s);
        QCOMPARE(refusal(m_fixture->mint(EventId(QUuid::createUuid()), 1)), u"not_found"_s);
        MintRequest request;
        request.event = m_event;
        request.count = 1;
        request.prefix = u"nö"_s;
        const auto badPrefix = awaited(m_fixture->batches().mint(request, {newKey(), {}, {}}, {}));
        QCOMPARE(refusal(badPrefix), u"invalid_prefix"_s);
        QCOMPARE(badPrefix.failure().field, u"prefix"_s);
        QCOMPARE(refusal(awaited(m_fixture->batches().batch(BatchId(QUuid::createUuid())))), u"not_found"_s);
        QCOMPARE(m_fixture->notes(), 0);
    }

    void pagesAndResolves()
    {
        const EventId event = m_fixture->createEvent(u"Many batches"_s)->object.id;
        for (int i = 0; i < 3; ++i)
            VERIFY_OK(m_fixture->mint(event, 1));
        const auto first = awaited(m_fixture->batches().page({event, {}, 2}));
        VERIFY_OK(first);
        QCOMPARE(first->items.size(), 2);
        QCOMPARE(first->items.first().number, 3);
        const auto rest = awaited(m_fixture->batches().page({event, first->next, 2}));
        QCOMPARE(rest->items.size(), 1);
        QVERIFY(rest->next.isEmpty());
        const BatchId id = rest->items.first().id;
        QCOMPARE(*awaited(m_fixture->batches().resolve(id.toText().right(10))), id);
    }

    /// As another run of the program finds it: the batch alone, with its key.
    void finishesABatchOfAnEarlierSession()
    {
        JobControlPtr control;
        control = std::make_shared<JobControl>([&control](qint64, qint64) { control->cancel(); });
        const auto stopped = m_fixture->mint(m_event, 25'000, u"earlier"_s, control);
        VERIFY_OK(stopped);
        m_fixture->reopen();
        const auto left = awaited(m_fixture->batches().batch(stopped->object.id));
        VERIFY_OK(left);
        QCOMPARE(left->key, u"earlier"_s);
        QList<qint64> progress;
        const auto watching = std::make_shared<JobControl>([&progress](qint64 done, qint64) { progress << done; });
        const auto finished = awaited(m_fixture->batches().finish(*left, {}, watching));
        VERIFY_OK(finished);
        QCOMPARE(finished->object.id, stopped->object.id);
        QCOMPARE(finished->object.state, BatchState::Complete);
        QCOMPARE(finished->object.count, 25'000);
        QCOMPARE(finished->object.key, QString());
        QCOMPARE(progress.last(), 25'000);
        QCOMPARE(m_fixture->notes(), 0);
        // Whoever makes a key up finishes nothing.
        Batch guessed = *left;
        guessed.key = u"guessed"_s;
        QCOMPARE(refusal(awaited(m_fixture->batches().finish(guessed, {}, {}))), u"idempotency_conflict"_s);
        QCOMPARE(m_fixture->notes(), 0);
    }

    void recordsPrints()
    {
        const BatchId batch = m_fixture->mint(m_event, 40)->object.id;
        PrintRecord record;
        record.batchId = batch;
        record.templateId = u"avery-l7160"_s;
        record.from = 1;
        record.to = 21;
        record.labels = 21;
        record.pages = 1;
        record.sheetHash = QString(64, u'a');
        record.destination = u"pdf"_s;
        const auto printed = awaited(m_fixture->batches().recordPrint(record, {newKey(), {}, {}}));
        VERIFY_OK(printed);
        QCOMPARE(printed->object.number, 1);
        QCOMPARE(printed->object.batchId, batch);

        record.sheetHash = QString(64, u'b');
        const auto again = awaited(m_fixture->batches().recordPrint(record, {newKey(), {}, {}}));
        QCOMPARE(refusal(again), u"already_printed"_s);
        QCOMPARE(again.failure().detail[u"first"_s].toInt(), 1);
        record.reprint = true;
        QCOMPARE(refusal(awaited(m_fixture->batches().recordPrint(record, {newKey(), {}, {}}))),
                 u"reason_required"_s);
        VERIFY_OK(awaited(m_fixture->batches().recordPrint(record, {newKey(), {}, u"paper jam"_s})));

        const auto prints = awaited(m_fixture->batches().prints(batch));
        QCOMPARE(prints->size(), 2);
        QVERIFY(prints->last().reprint);
        QCOMPARE(prints->last().reason, u"paper jam"_s);
        QCOMPARE(awaited(m_fixture->batches().printByHash(record.sheetHash))->number, 2);
        QCOMPARE(refusal(awaited(m_fixture->batches().printByHash(QString(64, u'c')))), u"not_found"_s);
    }

    void shutDownInTheMiddleLeavesANote()
    {
        // As when the console is closed: the rest of the batch is still wanted.
        const QString dsn = m_cluster.freshDatabase();
        StoreFixture fixture(dsn);
        MintRequest request;
        request.event = fixture.createEvent(u"Interrupted"_s)->object.id;
        request.count = 100'000;
        std::atomic<bool> begun = false;
        const auto control = std::make_shared<JobControl>([&begun](qint64, qint64) { begun = true; });
        const auto minting = fixture.batches().mint(request, {u"interrupted"_s, {}, {}}, control);
        QTRY_VERIFY(begun);
        fixture.reopen();
        QVERIFY(!awaited(minting).ok());
        QCOMPARE(fixture.notes(), 1);
        const auto finished = awaited(fixture.batches().mint(request, {u"interrupted"_s, {}, {}}, {}));
        VERIFY_OK(finished);
        QCOMPARE(finished->object.count, 100'000);
        QCOMPARE(m_cluster.value(dsn, u"SELECT count(*) FROM scrip.code"_s), u"100000"_s);
        QCOMPARE(fixture.notes(), 0);
    }

private:
    PrivateCluster m_cluster;
    std::unique_ptr<StoreFixture> m_fixture;
    EventId m_event;
};

QTEST_GUILESS_MAIN(BatchStoreTest)
#include "tst_batch_store.moc"
