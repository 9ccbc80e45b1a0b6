// SPDX-License-Identifier: GPL-3.0-or-later
#include "db/cutting_proxy.h"
#include "db/store_fixture.h"

#include <QRandomGenerator>
#include <QSet>
#include <QTest>

#include <thread>

using namespace Qt::StringLiterals;
using namespace scrip;
using namespace scrip::test;

/// What becomes of a write when the line, the server or another client gets in its way.
class WriterTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { QVERIFY2(m_cluster.problem().isEmpty(), qPrintable(m_cluster.problem())); }

    void cutLinesLoseAndDoubleNothing()
    {
        const QString dsn = m_cluster.freshDatabase();
        const quint32 seed = QRandomGenerator::global()->generate();
        qInfo("seed %u", seed);
        QRandomGenerator random(seed);
        std::mutex mutex;
        CuttingProxy proxy(socketOf(dsn), [&](const QByteArray &message) {
            const std::lock_guard lock(mutex);
            return message.contains("create_event") && random.bounded(3) > 0 ? Cut(random.bounded(1, 6))
                                                                             : Cut::Nowhere;
        });
        StoreFixture fixture(proxy.through(dsn));
        VERIFY_OK(fixture.open());
        constexpr int writes = 60;
        QSet<QString> acknowledged;
        for (int i = 0; i < writes; ++i) {
            const auto created = fixture.createEvent(u"Event %1"_s.arg(i));
            VERIFY_OK(created);
            acknowledged << created->object.id.toText();
        }
        QVERIFY(proxy.cuts() > writes / 2);
        QCOMPARE(acknowledged.size(), writes);
        QCOMPARE(storedEvents(dsn), acknowledged);
        QCOMPARE(fixture.notes(), 0);
    }

    void cutMintingEndsWithExactlyItsCodes()
    {
        const QString dsn = m_cluster.freshDatabase();
        int statements = 0;
        CuttingProxy proxy(socketOf(dsn), [&statements](const QByteArray &message) {
            return message.contains("mint_chunk") && ++statements % 2 == 1 ? Cut::AfterSending : Cut::Nowhere;
        });
        StoreFixture fixture(proxy.through(dsn));
        const auto batch = fixture.mint(fixture.createEvent(u"Cut"_s)->object.id, 30'000);
        VERIFY_OK(batch);
        QVERIFY(proxy.cuts() >= 3);
        QCOMPARE(batch->object.count, 30'000);
        QCOMPARE(m_cluster.value(dsn, u"SELECT count(*) FROM credit_event_codes"_s), u"30000"_s);
    }

    void unknownKeepsItsNoteUntilTheSameKeyResolvesIt()
    {
        const QString dsn = m_cluster.freshDatabase();
        std::atomic<bool> cutting = true;
        CuttingProxy proxy(socketOf(dsn), [&cutting](const QByteArray &message) {
            return cutting && message.contains("create_event") ? Cut::AfterSending : Cut::Nowhere;
        });
        StoreFixture fixture(proxy.through(dsn), 300);
        const auto lost = fixture.createEvent(u"Lost"_s, u"lost-key"_s);
        QCOMPARE(refusal(lost), u"unknown_outcome"_s);
        QCOMPARE(lost.failure().kind, FailureKind::UnknownOutcome);
        QCOMPARE(lost.failure().key, u"lost-key"_s);
        QVERIFY(!lost.failure().hint.isEmpty());
        QCOMPARE(fixture.notes(), 1);
        cutting = false;
        const auto resolved = fixture.createEvent(u"Lost"_s, u"lost-key"_s);
        VERIFY_OK(resolved);
        QVERIFY(resolved->replayed);
        QCOMPARE(fixture.notes(), 0);
        QCOMPARE(storedEvents(dsn).size(), 1);
    }

    /// After the lost answer the database says no, but to the login and not about the key: that settles nothing.
    void refusalOfTheLoginSettlesNoDoubt()
    {
        const QString dsn = m_cluster.freshDatabase();
        int calls = 0;
        CuttingProxy proxy(socketOf(dsn), [&](const QByteArray &message) {
            if (!message.contains("create_event"))
                return Cut::Nowhere;
            if (++calls == 2) // between the attempts, once the first was carried out
                m_cluster.run(dsn, u"ALTER FUNCTION scrip.need(text[]) RENAME TO needed; CREATE FUNCTION "
                                   "scrip.need(VARIADIC text[]) RETURNS void LANGUAGE plpgsql AS $$ BEGIN PERFORM "
                                   "scrip.refuse('not_permitted', 'Your role was taken away.', 'role'); END $$"_s);
            return calls == 1 ? Cut::BeforeReady : Cut::Nowhere;
        });
        StoreFixture fixture(proxy.through(dsn));
        const auto lost = fixture.createEvent(u"Lost"_s, u"lost-key"_s);
        QCOMPARE(refusal(lost), u"unknown_outcome"_s);
        QVERIFY(lost.failure().message.contains(u"taken away"_s));
        QCOMPARE(storedEvents(dsn).size(), 1);
        QCOMPARE(fixture.notes(), 1);
        // Nor does it when the same call is made again later: its note is there.
        QCOMPARE(refusal(fixture.createEvent(u"Lost"_s, u"lost-key"_s)), u"unknown_outcome"_s);
        QCOMPARE(fixture.notes(), 1);
        // To a call that was never sent it is a plain no.
        QCOMPARE(refusal(fixture.createEvent(u"Other"_s, u"other-key"_s)), u"not_permitted"_s);
        QCOMPARE(fixture.notes(), 1);
    }

    void serverThatIsGoneForGoodIsUnknown()
    {
        const QString dsn = m_cluster.freshDatabase();
        CuttingProxy proxy(socketOf(dsn), [](const QByteArray &message) {
            return message.contains("create_event") ? Cut::Refuse : Cut::Nowhere;
        });
        StoreFixture fixture(proxy.through(dsn), 300);
        QCOMPARE(refusal(fixture.createEvent(u"Gone"_s, u"gone"_s)), u"unknown_outcome"_s);
        QCOMPARE(fixture.notes(), 1);
        // Nobody answers at the door: this one was never sent.
        QCOMPARE(refusal(fixture.createEvent(u"Closed"_s, u"closed"_s)), u"connection_failed"_s);
        QCOMPARE(fixture.notes(), 1);
        QVERIFY(storedEvents(dsn).isEmpty());
    }

    void killedServerLosesNothingThatWasAcknowledged()
    {
        const QString dsn = m_cluster.freshDatabase();
        StoreFixture fixture(dsn, 30'000);
        std::atomic<int> done = 0;
        QSet<QString> acknowledged;
        QStringList failures;
        // A connection that could not be opened while the server was away is a definite no: the next one is made.
        std::jthread client([&](const std::stop_token &stop) {
            for (int i = 0; done < 40 && failures.isEmpty() && !stop.stop_requested(); ++i) {
                const auto created = fixture.createEvent(u"Event %1"_s.arg(i));
                if (created.ok()) {
                    acknowledged << created->object.id.toText();
                    ++done;
                } else if (created.failure().name != u"connection_failed"_s) {
                    failures << created.failure().name;
                }
            }
        });
        for (const int at : {5, 15, 25}) {
            QTRY_VERIFY_WITH_TIMEOUT(done >= at, 30'000);
            QVERIFY(m_cluster.kill9());
            QVERIFY2(m_cluster.start(), qPrintable(m_cluster.problem()));
        }
        client.join();
        QCOMPARE(failures, QStringList());
        QCOMPARE(acknowledged.size(), 40);
        QCOMPARE(storedEvents(dsn), acknowledged);
    }

    void conflictsAreTriedAgainUnderTheSameKey()
    {
        const QString dsn = m_cluster.freshDatabase();
        makeFlaky(dsn, u"deadlock_detected"_s);
        QCOMPARE(attempts(dsn, 3), u"(done)"_s);
        QCOMPARE(m_cluster.value(dsn, u"SELECT last_value FROM attempt"_s), u"4"_s);
        makeFlaky(dsn, u"lock_not_available"_s);
        QCOMPARE(attempts(dsn, 5), u"(done)"_s);
        makeFlaky(dsn, u"serialization_failure"_s);
        QCOMPARE(attempts(dsn, 6), u"busy"_s);
        QCOMPARE(m_cluster.value(dsn, u"SELECT last_value FROM attempt"_s), u"6"_s);
    }

    void heldRowIsBusyAndLeavesNothing()
    {
        const QString dsn = m_cluster.freshDatabase();
        StoreFixture fixture(dsn);
        const EventId event = fixture.createEvent(u"Held"_s)->object.id;
        Connection holder(*ConnInfo::parse(dsn), u"test"_s);
        VERIFY_OK(holder.open());
        VERIFY_OK(holder.run(Statement("BEGIN")));
        VERIFY_OK(holder.run(Statement("SELECT 1 FROM credit_events WHERE id = $1 FOR UPDATE", event)));
        const auto paused = awaited(fixture.events().pause(event, {newKey(), {}, u"held"_s}));
        QCOMPARE(refusal(paused), u"busy"_s);
        QCOMPARE(paused.failure().kind, FailureKind::Busy);
        QCOMPARE(fixture.notes(), 0);
        VERIFY_OK(holder.run(Statement("ROLLBACK")));
        VERIFY_OK(awaited(fixture.events().pause(event, {newKey(), {}, u"free"_s})));
    }

    void anotherDatabaseIsNotWrittenTo()
    {
        // The line comes back, but behind it is another database: a key of the first means nothing there.
        const QString first = m_cluster.freshDatabase();
        const QString second = m_cluster.freshDatabase();
        const QString name = m_cluster.value(first, u"SELECT current_database()"_s);
        const QString other = m_cluster.value(second, u"SELECT current_database()"_s);
        CuttingProxy proxy(socketOf(first), [&](const QByteArray &message) {
            if (!message.contains("create_event"))
                return Cut::Nowhere;
            const QString server = m_cluster.dsn(u"postgres"_s);
            m_cluster.run(server, u"DROP DATABASE %1 WITH (FORCE)"_s.arg(name));
            m_cluster.run(server, u"ALTER DATABASE %1 RENAME TO %2"_s.arg(other, name));
            return Cut::BeforeSending;
        });
        StoreFixture fixture(proxy.through(first));
        QCOMPARE(refusal(fixture.createEvent(u"Which"_s)), u"unknown_outcome"_s);
        QCOMPARE(proxy.cuts(), 1);
        QVERIFY(storedEvents(first).isEmpty());
        QCOMPARE(fixture.notes(), 1);
    }

    void nothingIsSentWithoutANote()
    {
        StoreFixture fixture(m_cluster.freshDatabase(), 15'000, u"/proc/no/such/place"_s);
        const auto created = fixture.createEvent(u"Unnoted"_s);
        QCOMPARE(refusal(created), u"file_not_written"_s);
        QVERIFY(awaited(fixture.events().page({}))->items.isEmpty());
    }

    /// The last one: it leaves the server waiting for replicas.
    void unconfirmedByItsReplicaIsNotCalledDone()
    {
        const QString dsn = m_cluster.freshDatabase();
        for (const QString &setting :
             {u"wal_level = replica"_s, u"max_wal_senders = 2"_s, u"synchronous_commit = on"_s})
            QVERIFY(m_cluster.run(dsn, u"ALTER SYSTEM SET "_s + setting));
        QVERIFY(m_cluster.stop() && m_cluster.start());
        StoreFixture fixture(dsn);
        VERIFY_OK(fixture.createEvent(u"Before"_s));
        QVERIFY(m_cluster.run(dsn, u"ALTER SYSTEM SET synchronous_standby_names = 'nobody'"_s));
        QVERIFY(m_cluster.run(dsn, u"SELECT pg_reload_conf()"_s));
        const auto answer = fixture.events().create(usableDraft(u"Waiting"_s), {u"waiting"_s, {}, {}});
        const QString waiting = u"SELECT count(*) FROM pg_stat_activity WHERE wait_event = 'SyncRep'"_s;
        QTRY_COMPARE(m_cluster.value(dsn, waiting), u"1"_s);
        QCOMPARE(m_cluster.value(dsn,
                                 u"SELECT count(pg_cancel_backend(pid)) FROM pg_stat_activity WHERE wait_event = "
                                 "'SyncRep'"_s),
                 u"1"_s);
        const auto created = awaited(answer);
        QCOMPARE(refusal(created), u"unknown_outcome"_s);
        QCOMPARE(fixture.notes(), 1);
        const auto again = fixture.createEvent(u"Waiting"_s, u"waiting"_s);
        VERIFY_OK(again);
        QVERIFY(again->replayed);
    }

private:
    using Cut = CuttingProxy::Cut;

    [[nodiscard]] QString socketOf(const QString &dsn) const
    {
        const ConnInfo info = *ConnInfo::parse(dsn);
        return info.effective(u"host"_s) + u"/.s.PGSQL."_s + info.effective(u"port"_s);
    }

    [[nodiscard]] QSet<QString> storedEvents(const QString &dsn) const
    {
        const QString ids =
            m_cluster.value(dsn, u"SELECT coalesce(string_agg(id::text, ','), '') FROM credit_events"_s);
        const QStringList list = ids.split(u',', Qt::SkipEmptyParts);
        return {list.begin(), list.end()};
    }

    /// A function that fails the first times: a sequence remembers over a rollback.
    void makeFlaky(const QString &dsn, const QString &condition)
    {
        QVERIFY(
            m_cluster.run(dsn, u"DROP SEQUENCE IF EXISTS attempt; CREATE SEQUENCE attempt;"
                               "CREATE OR REPLACE FUNCTION scrip.flaky(p_key text, p_as text, p_times int) RETURNS "
                               "jsonb LANGUAGE plpgsql AS $$ BEGIN IF nextval('attempt') <= p_times THEN RAISE "
                               "%1; END IF; RETURN '{\"ok\": true}'; END $$"_s.arg(condition)));
    }

    QString attempts(const QString &dsn, int failing)
    {
        QTemporaryDir journal;
        const Writer writer(WriteJournal(journal.path()), 15'000);
        Connection connection(*ConnInfo::parse(dsn), u"test"_s);
        (void)connection.open();
        const WriteContext context{newKey(), {}, {}};
        const QString outcome = refusal(writer.call(connection, WriteCall::of("scrip.flaky", context, failing)));
        return writer.journal().isEmpty() ? outcome : QString(outcome + u" with a note left"_s);
    }

    PrivateCluster m_cluster;
};

QTEST_GUILESS_MAIN(WriterTest)
#include "tst_writer.moc"
