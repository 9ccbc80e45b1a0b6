// SPDX-License-Identifier: GPL-3.0-or-later
#include "db/executor.h"
#include "db/store_fixture.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace scrip;
using namespace scrip::test;

/// Lanes: order, cancelling, coming back, and their end.
class ExecutorTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { QVERIFY2(m_cluster.problem().isEmpty(), qPrintable(m_cluster.problem())); }

    void init()
    {
        m_executor = std::make_unique<Executor>(*ConnInfo::parse(m_cluster.dsn()), u"lanes"_s);
        QTRY_COMPARE(sessions(), 0);
    }

    void connectsForTheFirstJobOnly()
    {
        QCOMPARE(sessions(), 0);
        VERIFY_OK(awaited(pid(Executor::Kind::Interactive)));
        QCOMPARE(sessions(), 1);
        const int first = *awaited(pid(Executor::Kind::Interactive));
        QCOMPARE(*awaited(pid(Executor::Kind::Interactive)), first);
        QVERIFY(*awaited(pid(Executor::Kind::Bulk)) != first);
        QCOMPARE(sessions(), 2);
    }

    void shortJobsDoNotWaitForLongOnes()
    {
        const auto sleeping = sleep(Executor::Kind::Bulk);
        VERIFY_OK(awaited(pid(Executor::Kind::Interactive)));
        QVERIFY(!sleeping.isFinished());
    }

    void cancelledFutureEndsItsStatement()
    {
        auto sleeping = sleep(Executor::Kind::Interactive);
        QTRY_COMPARE(asleep(), 1);
        sleeping.cancel();
        QTRY_COMPARE(asleep(), 0);
        QCOMPARE(awaited(sleeping).failure().kind, FailureKind::Cancelled);
        VERIFY_OK(awaited(pid(Executor::Kind::Interactive)));
    }

    void cancelledBeforeItsTurnNeverRuns()
    {
        auto first = sleep(Executor::Kind::Interactive);
        std::atomic<bool> ran = false;
        auto second = m_executor->run<int>(Executor::Kind::Interactive, [&ran](Connection &) {
            ran = true;
            return Result<int>(1);
        });
        second.cancel();
        first.cancel();
        VERIFY_OK(awaited(pid(Executor::Kind::Interactive)));
        QVERIFY(!ran);
        QCOMPARE(awaited(second).failure().kind, FailureKind::Cancelled);
    }

    void endOfAllBreaksOffWhatRuns()
    {
        const auto running = sleep(Executor::Kind::Bulk);
        const auto waiting = pid(Executor::Kind::Bulk);
        QTRY_COMPARE(asleep(), 1);
        m_executor.reset();
        QCOMPARE(awaited(running).failure().kind, FailureKind::Cancelled);
        QCOMPARE(awaited(waiting).failure().kind, FailureKind::Cancelled);
        QTRY_COMPARE(asleep(), 0);
    }

    void terminatedWhileIdleComesBackSilently()
    {
        const int before = *awaited(pid(Executor::Kind::Interactive));
        QVERIFY(m_cluster.run(m_cluster.dsn(), u"SELECT pg_terminate_backend(%1)"_s.arg(before)));
        QTRY_COMPARE(sessions(), 0);
        const auto after = awaited(pid(Executor::Kind::Interactive));
        VERIFY_OK(after);
        QVERIFY(*after != before);
    }

    void brokenReadIsDoneOnceMore()
    {
        std::atomic<int> runs = 0;
        const auto read = m_executor->read<int>(Executor::Kind::Interactive, [&runs](Connection &c) -> Result<int> {
            if (++runs == 1)
                (void)c.run(Statement("SELECT pg_catalog.pg_terminate_backend(pg_catalog.pg_backend_pid())"));
            const Result<Rows> rows = c.run(Statement("SELECT 5"));
            return rows ? Result<int>(rows->single<int>()) : rows.failure();
        });
        QCOMPARE(*awaited(read), 5);
        QCOMPARE(runs, 2);
    }

    void brokenWriteIsNot()
    {
        std::atomic<int> runs = 0;
        const auto write = m_executor->run<int>(Executor::Kind::Interactive, [&runs](Connection &c) -> Result<int> {
            ++runs;
            return c.run(Statement("SELECT pg_catalog.pg_terminate_backend(pg_catalog.pg_backend_pid())")).failure();
        });
        QCOMPARE(refusal(awaited(write)), u"connection_failed"_s);
        QCOMPARE(runs, 1);
    }

    void serverAwayAndBack()
    {
        VERIFY_OK(awaited(pid(Executor::Kind::Interactive)));
        QVERIFY(m_cluster.stop());
        QCOMPARE(awaited(pid(Executor::Kind::Interactive)).failure().kind, FailureKind::Connection);
        QVERIFY(m_cluster.start());
        VERIFY_OK(awaited(pid(Executor::Kind::Interactive)));
    }

private:
    Answer<int> pid(Executor::Kind kind)
    {
        return m_executor->run<int>(kind, [](Connection &connection) -> Result<int> {
            const Result<Rows> rows = connection.run(Statement("SELECT pg_catalog.pg_backend_pid()"));
            return rows ? Result<int>(rows->single<int>()) : rows.failure();
        });
    }
    Answer<int> sleep(Executor::Kind kind)
    {
        return m_executor->run<int>(kind, [](Connection &connection) -> Result<int> {
            return connection.run(Statement("SELECT pg_catalog.pg_sleep(60)")).then([](const Rows &) { return 0; });
        });
    }
    [[nodiscard]] int count(const QString &condition)
    {
        return m_cluster
            .value(m_cluster.dsn(),
                   u"SELECT count(*) FROM pg_stat_activity WHERE application_name = 'lanes' AND "_s + condition)
            .toInt();
    }
    [[nodiscard]] int sessions() { return count(u"true"_s); }
    [[nodiscard]] int asleep() { return count(u"wait_event = 'PgSleep'"_s); }

    PrivateCluster m_cluster;
    std::unique_ptr<Executor> m_executor;
};

QTEST_GUILESS_MAIN(ExecutorTest)
#include "tst_executor.moc"
