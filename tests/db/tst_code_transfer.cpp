// SPDX-License-Identifier: GPL-3.0-or-later
#include "db/store_fixture.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace scrip;
using namespace scrip::test;

/// Importing codes and handing them over, against a real server.
class CodeTransferTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        QVERIFY2(m_cluster.problem().isEmpty(), qPrintable(m_cluster.problem()));
        m_dsn = m_cluster.dsn();
        m_fixture = std::make_unique<StoreFixture>(m_dsn);
        VERIFY_OK(m_fixture->open());
        m_event = m_fixture->createEvent(u"Cards"_s)->object.id;
    }

    void importsAndFindsThemAgain()
    {
        const ImportRequest request{m_event, {u"Card {1}"_s, u"Card \"2\""_s, u"Card\\3"_s, u"NULL"_s}, u"cards"_s};
        const auto checked = awaited(transfer().checkImport(request));
        VERIFY_OK(checked);
        QCOMPARE(checked->accepted, 4);
        const auto done = awaited(transfer().import(request, {u"cards"_s, {}, {}}));
        VERIFY_OK(done);
        QCOMPARE(done->accepted, 4);
        QCOMPARE(done->batch.count, 4);
        QCOMPARE(done->batch.note, u"cards"_s);
        QVERIFY(!done->replayed);
        QVERIFY(awaited(transfer().import(request, {u"cards"_s, {}, {}}))->replayed);
        QCOMPARE(awaited(m_fixture->codes().code(u"card\"2\""_s))->serial, 2);
        QCOMPARE(awaited(m_fixture->codes().code(u"null"_s))->serial, 4);
        QCOMPARE(m_fixture->notes(), 0);
    }

    void tellsWhichAreWrong()
    {
        const ImportRequest request{m_event, {u"one"_s, u"ONE"_s, QString(), u"tw\u00F6"_s}, {}};
        const auto checked = awaited(transfer().checkImport(request));
        VERIFY_OK(checked);
        QCOMPARE(checked->accepted, 1);
        const auto refused = awaited(transfer().import(request, {newKey(), {}, {}}));
        QCOMPARE(refusal(refused), u"invalid_code"_s);
        const QList<ImportRejection> rejected = rejectionsFromJson(refused.failure().detail["rejected"_L1]);
        QCOMPARE(rejected.size(), 3);
        QCOMPARE(rejected.first().place, 2);
        QCOMPARE(rejected.first().name, u"invalid_code"_s);
        QVERIFY(!rejected.first().message.isEmpty());
        QCOMPARE(refusal(awaited(m_fixture->codes().code(u"one"_s))), u"code_not_found"_s);
    }

    void aNoteHoldsNoCode()
    {
        // The server is gone: the outcome cannot be known, and the note stays.
        StoreFixture fixture(m_cluster.freshDatabase(), 0);
        VERIFY_OK(fixture.open());
        const EventId event = fixture.createEvent(u"Lost"_s)->object.id;
        QVERIFY(m_cluster.stopAtOnce());
        const auto lost = awaited(fixture.stores().transfer->import({event, {u"HUSH-1"_s}, {}}, {newKey(), {}, {}}));
        QVERIFY(!lost.ok());
        QVERIFY(!fixture.journalText().contains("HUSH"));
        QVERIFY(m_cluster.start());
    }

    void handsOver()
    {
        const auto batch = m_fixture->mint(m_event, 3);
        VERIFY_OK(batch);
        const HandOverRequest request{{}, batch->object.id, {u"Ada, \"A\""_s, u"{Bo}"_s}};
        const auto given = awaited(transfer().handOver(request, {u"given"_s, {}, {}}));
        VERIFY_OK(given);
        QCOMPARE(given->items.size(), 2);
        QCOMPARE(given->items.first().recipient, u"Ada, \"A\""_s);
        QCOMPARE(given->items.first().batch, batch->object.id);
        QCOMPARE(given->items.last().serial, 2);
        const auto again = awaited(transfer().handOver(request, {u"given"_s, {}, {}}));
        QVERIFY(again->replayed);
        QCOMPARE(again->items.last().code, given->items.last().code);
        const auto history = awaited(transfer().handOvers(batch->object.id));
        VERIFY_OK(history);
        QCOMPARE(history->size(), 2);
        QVERIFY(history->first().at.isValid());
        QVERIFY(!history->first().by.isEmpty());
        QCOMPARE(awaited(m_fixture->batches().batch(batch->object.id))->handedOver, 2);
        QCOMPARE(refusal(awaited(transfer().handOver(request, {newKey(), {}, {}}))), u"invalid_count"_s);
    }

private:
    [[nodiscard]] CodeTransfer &transfer() const { return *m_fixture->stores().transfer; }

    PrivateCluster m_cluster;
    QString m_dsn;
    std::unique_ptr<StoreFixture> m_fixture;
    EventId m_event;
};

QTEST_GUILESS_MAIN(CodeTransferTest)
#include "tst_code_transfer.moc"
