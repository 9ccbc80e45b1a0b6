// SPDX-License-Identifier: GPL-3.0-or-later
#include "db/cluster_dir.h"
#include "db/cluster_programs.h"
#include "db/store_fixture.h"
#include "faults/load_client.h"
#include "faults/load_world.h"
#include "faults/reckoning.h"

#include <QCoreApplication>
#include <QElapsedTimer>
#include <QFile>
#include <QTest>

#include <thread>

using namespace Qt::StringLiterals;
using namespace scrip;
using namespace scrip::test;

namespace {

/// A replica of a private cluster, in the same folder.
class Replica
{
public:
    explicit Replica(const PrivateCluster &cluster)
        : m_path(cluster.path() + u"/replica"_s)
        , m_user(ClusterDir(cluster.path()).user())
        , m_programs(*ServerPrograms::find(ServerPrograms::usualDirs()))
    {
    }
    ~Replica() { (void)control({u"stop"_s, u"--mode=immediate"_s}); }
    Replica(const Replica &) = delete;
    Replica &operator=(const Replica &) = delete;

    /// Copies the primary and follows it; what the programs said when that fails.
    QString begin(const ConnInfo &primary)
    {
        const QString source = u"host=%1 port=%2 user=%3 application_name=replica"_s.arg(
            primary.effective(u"host"_s), primary.effective(u"port"_s), primary.effective(u"user"_s));
        const ProgramRun copied = runAs(
            m_user, m_programs.path(u"pg_basebackup"_s),
            {u"-d"_s, source, u"-D"_s, m_path, u"-R"_s, u"-X"_s, u"stream"_s, u"-c"_s, u"fast"_s, u"--no-sync"_s},
            60'000);
        if (!copied.ok)
            return copied.output;
        const ProgramRun started = control(
            {u"start"_s, u"-o"_s, u"-c unix_socket_directories="_s + m_path, u"-l"_s, m_path + u"/server.log"_s});
        return started.ok ? QString() : started.output;
    }
    bool promote() { return control({u"promote"_s}).ok; }

    [[nodiscard]] const QString &socketDir() const { return m_path; }

private:
    ProgramRun control(const QStringList &arguments)
    {
        return runAs(m_user, m_programs.path(u"pg_ctl"_s), arguments + QStringList{u"--wait"_s, u"-D"_s, m_path},
                     60'000);
    }

    QString m_path;
    ClusterUser m_user;
    ServerPrograms m_programs;
};

QString withHost(const QString &dsn, const QString &host)
{
    const ConnInfo info = *ConnInfo::parse(dsn);
    return u"host=%1 port=5432 dbname=%2 user=%3"_s.arg(host, info.effective(u"dbname"_s), info.effective(u"user"_s));
}

} // namespace

/// A synchronous pair of servers, of which the first dies.
class FailoverTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        QVERIFY2(m_cluster.problem().isEmpty(), qPrintable(m_cluster.problem()));
        m_dsn = m_cluster.freshDatabase();
        QVERIFY(prepareLoad(m_cluster, m_dsn, 1, 2000));
        for (const QString &setting : {u"wal_level = replica"_s, u"max_wal_senders = 4"_s})
            QVERIFY(m_cluster.run(m_dsn, u"ALTER SYSTEM SET "_s + setting));
        QVERIFY(m_cluster.stop() && m_cluster.start());
        QFile logins(ClusterDir(m_cluster.path()).data() + u"/pg_hba.conf"_s);
        QVERIFY(logins.open(QFile::Append));
        logins.write("local replication all peer map=scrip\n");
        logins.close();
        QVERIFY(m_cluster.run(m_dsn, u"SELECT pg_reload_conf()"_s));
        m_replica = std::make_unique<Replica>(m_cluster);
        const QString problem = m_replica->begin(*ConnInfo::parse(m_dsn));
        QVERIFY2(problem.isEmpty(), qPrintable(problem));
        follow(u"replica"_s);
        QTRY_COMPARE(m_cluster.value(m_dsn, u"SELECT sync_state FROM pg_stat_replication"_s), u"sync"_s);
    }

    /// Committed here and nowhere else: that is not called done.
    void cancelledWaitForTheReplicaIsUnknown()
    {
        follow(u"nobody"_s);
        QTemporaryDir folder;
        const Writer writer(WriteJournal(folder.path()), 300);
        const WriteCall call = claimCall();
        Result<QJsonObject> answer;
        std::jthread client([&] {
            Connection connection(*ConnInfo::parse(m_dsn), u"test"_s);
            (void)connection.open();
            answer = writer.call(connection, call);
        });
        const QString waiting = u"SELECT count(*) FROM pg_stat_activity WHERE wait_event = 'SyncRep'"_s;
        QTRY_COMPARE(m_cluster.value(m_dsn, waiting), u"1"_s);
        QCOMPARE(m_cluster.value(m_dsn,
                                 u"SELECT count(pg_cancel_backend(pid)) FROM pg_stat_activity WHERE wait_event "
                                 "= 'SyncRep'"_s),
                 u"1"_s);
        client.join();
        QCOMPARE(refusal(answer), u"unknown_outcome"_s);
        QVERIFY(!writer.journal().isEmpty());
        follow(u"replica"_s);
        Connection connection(*ConnInfo::parse(m_dsn), u"test"_s);
        VERIFY_OK(connection.open());
        const Result<QJsonObject> again = writer.call(connection, call);
        VERIFY_OK(again);
        QVERIFY((*again)["replayed"_L1].toBool());
        QVERIFY(writer.journal().isEmpty());
    }

    /// The last one: the first server does not come back.
    void replicaTakesOverWithAllThatWasAcknowledged()
    {
        const QString both =
            withHost(m_dsn, ConnInfo::parse(m_dsn)->effective(u"host"_s) + u',' + m_replica->socketDir()) +
            u" target_session_attrs=read-write"_s;
        ClientCrew crew(both, 6, 1);
        QVERIFY(crew.awaitMore(80, 30));
        QVERIFY(m_cluster.kill9());
        QElapsedTimer time;
        time.start();
        QVERIFY(m_replica->promote());
        QVERIFY(crew.awaitMore(1, 0));
        qInfo("first acknowledgement %lld ms after the kill", time.elapsed());
        QVERIFY(crew.awaitMore(80, 30));
        QVERIFY(crew.finish());
        Reckoning reckoning(withHost(m_dsn, m_replica->socketDir()));
        reckoning.add(crew);
        reckoning.lookIntoBooks();
        qInfo("%s", qPrintable(reckoning.figures()));
        QCOMPARE(reckoning.problems().join(u"; "_s), QString());
    }

private:
    void follow(const QString &name)
    {
        QVERIFY(m_cluster.run(m_dsn, u"ALTER SYSTEM SET synchronous_standby_names = '%1'"_s.arg(name)));
        QVERIFY(m_cluster.run(m_dsn, u"SELECT pg_reload_conf()"_s));
        QTRY_COMPARE(m_cluster.value(m_dsn, u"SHOW synchronous_standby_names"_s), name);
    }

    WriteCall claimCall()
    {
        // The last of the load, which the crew does not come to.
        const QStringList place =
            m_cluster
                .value(m_dsn,
                       u"SELECT event || ' ' || code || ' ' || person FROM spec.load ORDER BY n DESC LIMIT 1"_s)
                .split(u' ');
        return WriteCall::of("scrip.create_claim", WriteContext{newKey(), {}, {}}, EventId::fromText(place.value(0)),
                             place.value(1), QJsonObject{{u"user"_s, place.value(2)}},
                             QJsonObject{{u"hash"_s, QString(64, u'7')}, {u"prefix"_s, u"sk-7777777"_s}});
    }

    PrivateCluster m_cluster;
    QString m_dsn;
    std::unique_ptr<Replica> m_replica;
};

FAULT_TEST_MAIN(FailoverTest)
#include "tst_failover.moc"
