// SPDX-License-Identifier: GPL-3.0-or-later
#include "db/session_cancel.h"
#include "db/store_fixture.h"

#include <QElapsedTimer>
#include <QTest>

#include <thread>

using namespace Qt::StringLiterals;
using namespace scrip;
using namespace scrip::test;

namespace {

/// Sends a value and reads it back in its type.
template <typename T> T echoed(Connection &connection, const char *type, const T &value)
{
    const Result<Rows> rows = connection.run(Statement(QByteArray("SELECT $1::") + type, value));
    return rows ? rows->single<T>() : T{};
}

} // namespace

/// Sessions: values both ways, errors by their state, ends that nobody asked for.
class TestConnection : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { QVERIFY2(m_cluster.problem().isEmpty(), qPrintable(m_cluster.problem())); }

    void init()
    {
        m_connection = std::make_unique<Connection>(*ConnInfo::parse(m_cluster.dsn()), u"test"_s);
        VERIFY_OK(m_connection->open());
    }

    void failureAtCommitIsNoSuccess()
    {
        VERIFY_OK(
            m_connection->run(Statement("CREATE TEMP TABLE late (n int UNIQUE DEFERRABLE INITIALLY DEFERRED)")));
        VERIFY_OK(m_connection->run(Statement("INSERT INTO late VALUES (1)")));
        // The row is answered before anybody looks whether it may be there.
        QVERIFY(!m_connection->run(Statement("INSERT INTO late VALUES (1) RETURNING n")).ok());
        QCOMPARE(m_connection->lastError().state, QByteArray("23505"));
        QVERIFY(m_connection->isOpen());
        const Result<Rows> left = m_connection->run(Statement("SELECT count(*) FROM late"));
        VERIFY_OK(left);
        QCOMPARE(left->single<qint64>(), 1);
    }

    void valuesComeBackAsTheyWere()
    {
        Connection &c = *m_connection;
        QCOMPARE(echoed(c, "text", u"Zürich 漢字 'quoted' \\ $1"_s), u"Zürich 漢字 'quoted' \\ $1"_s);
        QCOMPARE(echoed(c, "text", u""_s), u""_s);
        QCOMPARE(echoed(c, "int8", std::numeric_limits<qint64>::min()), std::numeric_limits<qint64>::min());
        QCOMPARE(echoed(c, "int8", std::numeric_limits<qint64>::max()), std::numeric_limits<qint64>::max());
        QCOMPARE(echoed(c, "int4", -5), -5);
        QCOMPARE(echoed(c, "bool", true), true);
        QCOMPARE(echoed(c, "float8", 0.1), 0.1);
        const EventId id(QUuid::createUuid());
        QCOMPARE(echoed(c, "uuid", id), id);
        const QDateTime before(QDate(1999, 12, 31), QTime(23, 59, 59, 999), Qt::UTC);
        QCOMPARE(echoed(c, "timestamptz", before), before);
        const QDateTime after(QDate(2027, 6, 30), QTime(1, 2, 3, 4), Qt::UTC);
        QCOMPARE(echoed(c, "timestamptz", after), after);
        const QJsonObject object{{u"a"_s, QJsonArray{1, u"ü\n"_s, QJsonValue()}}};
        QCOMPARE(echoed(c, "jsonb", object), object);
        const QStringList texts{u"a,b"_s, u"\"quoted\" \\"_s, u""_s, u"NULL"_s, u"{}"_s};
        QCOMPARE(echoed(c, "text[]", texts), texts);
        QCOMPARE(echoed(c, "text[]", QStringList()), QStringList());
    }

    void idsInAList()
    {
        const QList<CodeId> ids{CodeId(QUuid::createUuid()), CodeId(QUuid::createUuid())};
        const auto rows = m_connection->run(Statement("SELECT pg_catalog.unnest($1::uuid[])", ids));
        VERIFY_OK(rows);
        QCOMPARE(rows->count(), 2);
        QCOMPARE(rows->value<CodeId>(1, 0), ids.last());
        QCOMPARE(m_connection->run(Statement("SELECT pg_catalog.unnest($1::uuid[])", QList<CodeId>()))->count(), 0);
    }

    void nullsBothWays()
    {
        const auto rows = m_connection->run(
            Statement("SELECT $1::text, $2::uuid, $3::timestamptz, $4::int8, 'null'::jsonb, NULL::text[]", QString(),
                      EventId(), QDateTime(), std::optional<qint64>()));
        VERIFY_OK(rows);
        for (const int column : {0, 1, 2, 3, 5})
            QVERIFY2(rows->cell(0, column).null, qPrintable(QString::number(column)));
        QVERIFY(rows->value<QString>(0, 0).isNull());
        QVERIFY(rows->value<EventId>(0, 1).isNull());
        QVERIFY(!rows->value<QDateTime>(0, 2).isValid());
        QCOMPARE(rows->value<std::optional<qint64>>(0, 3), std::nullopt);
        QVERIFY(rows->value<QJsonValue>(0, 4).isNull());
        QVERIFY(rows->value<QStringList>(0, 5).isEmpty());
    }

    void endlessTimesAreNone()
    {
        const auto rows = m_connection->run(Statement("SELECT 'infinity'::timestamptz, '-infinity'::timestamptz"));
        QVERIFY(!rows->value<QDateTime>(0, 0).isValid());
        QVERIFY(!rows->value<QDateTime>(0, 1).isValid());
    }

    void noRowsHaveEmptyValues()
    {
        const auto rows = m_connection->run(Statement("SELECT 1 WHERE false"));
        QCOMPARE(rows->count(), 0);
        QCOMPARE(rows->single<int>(), 0);
        QVERIFY(rows->single<QString>().isNull());
    }

    void statesBecomeFailures_data()
    {
        QTest::addColumn<QByteArray>("state");
        QTest::addColumn<QString>("name");
        QTest::addColumn<FailureKind>("kind");
        QTest::newRow("right") << QByteArray("42501") << u"not_permitted"_s << FailureKind::NotPermitted;
        QTest::newRow("schema") << QByteArray("3F000") << u"schema_missing"_s << FailureKind::SchemaMissing;
        QTest::newRow("function") << QByteArray("42883") << u"schema_missing"_s << FailureKind::SchemaMissing;
        QTest::newRow("table") << QByteArray("42P01") << u"schema_missing"_s << FailureKind::SchemaMissing;
        QTest::newRow("replica") << QByteArray("25006") << u"read_only"_s << FailureKind::ReadOnly;
        QTest::newRow("lock") << QByteArray("55P03") << u"busy"_s << FailureKind::Busy;
        QTest::newRow("deadlock") << QByteArray("40P01") << u"busy"_s << FailureKind::Busy;
        QTest::newRow("timeout") << QByteArray("57014") << u"busy"_s << FailureKind::Busy;
        QTest::newRow("disk") << QByteArray("53100") << u"busy"_s << FailureKind::Busy;
        QTest::newRow("number") << QByteArray("22003") << u"internal"_s << FailureKind::Internal;
        QTest::newRow("unique") << QByteArray("23505") << u"internal"_s << FailureKind::Internal;
    }

    void statesBecomeFailures()
    {
        QFETCH(QByteArray, state);
        VERIFY_OK(m_connection->run(
            Statement("CREATE OR REPLACE FUNCTION pg_temp.fail(s text) RETURNS void LANGUAGE plpgsql AS "
                      "$$ BEGIN RAISE EXCEPTION 'as told' USING ERRCODE = s; END $$")));
        const auto rows = m_connection->run(Statement("SELECT pg_temp.fail($1)", QString::fromLatin1(state)));
        QTEST(refusal(rows), "name");
        QTEST(rows.failure().kind, "kind");
        QCOMPARE(m_connection->lastError().state, state);
        QVERIFY(!rows.failure().message.isEmpty());
        QVERIFY(m_connection->isOpen());
    }

    void raisedRefusalsAreTakenApart()
    {
        const auto rows = m_connection->run(Statement("SELECT scrip.event($1)", EventId(QUuid::createUuid())));
        QCOMPARE(refusal(rows), u"not_found"_s);
        QCOMPARE(rows.failure().field, u"event"_s);
        QVERIFY(!rows.failure().message.contains(u'|'));
    }

    void endOfAnIdleSessionIsNoticed()
    {
        QVERIFY(m_connection->isOpen());
        QVERIFY(m_cluster.run(m_cluster.dsn(), terminate()));
        QTRY_VERIFY(!m_connection->isOpen());
        VERIFY_OK(m_connection->open());
        QVERIFY(m_connection->isOpen());
    }

    void idleTimeoutIsNoticed()
    {
        VERIFY_OK(m_connection->run(Statement("SET idle_session_timeout = '20ms'")));
        QTRY_VERIFY(!m_connection->isOpen());
    }

    void endOfARunningStatementIsADoubt()
    {
        std::jthread killer([this] { terminateOnceRunning(); });
        const auto rows = m_connection->run(Statement("SELECT pg_catalog.pg_sleep(60)"));
        QCOMPARE(refusal(rows), u"connection_failed"_s);
        QVERIFY(m_connection->lastError().isInDoubt());
        QVERIFY(!m_connection->isOpen());
    }

    void interruptEndsTheStatementOnTheServer()
    {
        QElapsedTimer clock;
        clock.start();
        m_connection->setInterrupt([&clock] { return clock.elapsed() > 100; });
        const auto rows = m_connection->run(Statement("SELECT pg_catalog.pg_sleep(60)"));
        QCOMPARE(rows.failure().kind, FailureKind::Cancelled);
        QVERIFY(clock.elapsed() < 5000);
        m_connection->setInterrupt({});
        QVERIFY(m_connection->isOpen());
        QCOMPARE(m_connection->run(Statement("SELECT 7"))->single<int>(), 7);
    }

    void secondConnectionEndsTheStatement()
    {
        // The way for servers that are not on this computer.
        const int pid = m_connection->backendPid();
        std::jthread canceller([this, pid] {
            while (!isRunning(pid))
                std::this_thread::yield();
            cancelFromBeside(m_connection->info(), u"test"_s, pid);
        });
        const auto rows = m_connection->run(Statement("SELECT pg_catalog.pg_sleep(60)"));
        QVERIFY(!rows.ok());
        QCOMPARE(m_connection->lastError().state, QByteArray("57014"));
        QVERIFY(m_connection->isOpen());
    }

    void silenceHasAnEnd()
    {
        m_connection->setDeadline(QDeadlineTimer(100));
        const auto rows = m_connection->run(Statement("SELECT pg_catalog.pg_sleep(60)"));
        QVERIFY(!rows.ok());
        QVERIFY(m_connection->lastError().isInDoubt());
        QVERIFY(!m_connection->isOpen());
    }

    void failuresToConnectSayWhere()
    {
        Connection nowhere(*ConnInfo::parse(u"host=/nowhere dbname=d"_s), u"test"_s);
        const auto opened = nowhere.open();
        QCOMPARE(opened.failure().kind, FailureKind::Connection);
        QVERIFY(opened.failure().message.contains(u"/nowhere"_s));
        QCOMPARE(refusal(nowhere.run(Statement("SELECT 1"))), u"connection_failed"_s);
    }

private:
    [[nodiscard]] QString terminate() const
    {
        return u"SELECT pg_terminate_backend(%1)"_s.arg(m_connection->backendPid());
    }
    [[nodiscard]] bool isRunning(int pid)
    {
        return m_cluster.value(m_cluster.dsn(), u"SELECT 1 FROM pg_stat_activity WHERE pid = %1 AND wait_event = "
                                                "'PgSleep'"_s.arg(pid)) == u"1"_s;
    }
    void terminateOnceRunning()
    {
        while (!isRunning(m_connection->backendPid()))
            std::this_thread::yield();
        m_cluster.run(m_cluster.dsn(), terminate());
    }

    PrivateCluster m_cluster;
    std::unique_ptr<Connection> m_connection;
};

QTEST_GUILESS_MAIN(TestConnection)
#include "tst_connection.moc"
