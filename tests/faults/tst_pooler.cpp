// SPDX-License-Identifier: GPL-3.0-or-later
#include "db/cluster_dir.h"
#include "db/store_fixture.h"
#include "faults/load_client.h"
#include "faults/load_world.h"
#include "faults/reckoning.h"

#include <QCoreApplication>
#include <QFile>
#include <QProcess>
#include <QStandardPaths>
#include <QTest>

#include <unistd.h>

using namespace Qt::StringLiterals;
using namespace scrip;
using namespace scrip::test;

namespace {

/// Debian's pgbouncer in transaction mode: sessions of clients share a few of the server's, statement by statement.
class Pooler
{
public:
    Pooler(const PrivateCluster &cluster, const QString &dsn, int sessions)
        : m_folder(cluster.path() + u"/pooler"_s)
    {
        const ConnInfo info = *ConnInfo::parse(dsn);
        const ClusterUser user = ClusterDir(cluster.path()).user();
        QDir().mkpath(m_folder);
        QFile config(m_folder + u"/pooler.ini"_s);
        if (!config.open(QFile::WriteOnly))
            return;
        config.write(u"[databases]\n%1 = host=%2 port=%3 user=%4\n[pgbouncer]\npool_mode = transaction\n"
                     "default_pool_size = %5\nunix_socket_dir = %6\nlisten_port = 6432\nauth_type = any\n"_s
                         .arg(info.effective(u"dbname"_s), info.effective(u"host"_s), info.effective(u"port"_s),
                              info.effective(u"user"_s))
                         .arg(sessions)
                         .arg(m_folder)
                         .toUtf8());
        config.close();
        (void)user.own(m_folder);
        (void)user.own(config.fileName());
        QStringList arguments{u"-q"_s, config.fileName()};
        if (geteuid() == 0)
            arguments = QStringList{u"-u"_s, user.name} + arguments;
        m_process.setProcessChannelMode(QProcess::ForwardedChannels);
        m_process.start(program(), arguments);
        m_dsn = u"host=%1 port=6432 dbname=%2 user=%3"_s.arg(m_folder, info.effective(u"dbname"_s),
                                                             info.effective(u"user"_s));
    }
    ~Pooler()
    {
        m_process.kill();
        m_process.waitForFinished();
    }
    Pooler(const Pooler &) = delete;
    Pooler &operator=(const Pooler &) = delete;

    static QString program()
    {
        return QStandardPaths::findExecutable(u"pgbouncer"_s, {u"/usr/sbin"_s, u"/usr/bin"_s, u"/usr/local/bin"_s});
    }
    [[nodiscard]] bool isUp() { return QFile::exists(m_folder + u"/.s.PGSQL.6432"_s); }
    [[nodiscard]] const QString &dsn() const { return m_dsn; }

private:
    QString m_folder;
    QString m_dsn;
    QProcess m_process;
};

} // namespace

/// A pooler between clients and server: everything works as without, and no client sees anything of another.
class PoolerTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        if (Pooler::program().isEmpty())
            QSKIP("There is no pgbouncer: install the packages for tests.");
        QVERIFY2(m_cluster.problem().isEmpty(), qPrintable(m_cluster.problem()));
        m_dsn = m_cluster.freshDatabase();
        QVERIFY(prepareLoad(m_cluster, m_dsn, 1, 2000));
        m_pooler = std::make_unique<Pooler>(m_cluster, m_dsn, 2);
        QTRY_VERIFY(m_pooler->isUp());
    }

    void storesWorkThroughIt()
    {
        StoreFixture fixture(m_pooler->dsn());
        VERIFY_OK(fixture.open());
        const auto created = fixture.createEvent(u"Pooled"_s);
        VERIFY_OK(created);
        VERIFY_OK(awaited(fixture.events().page({})));
        const auto batch = fixture.mint(created->object.id, 12'000);
        VERIFY_OK(batch);
        QCOMPARE(batch->object.count, 12'000);
        QCOMPARE(fixture.notes(), 0);
    }

    /// Six clients over two sessions of the server.
    void loadWorksThroughIt()
    {
        ClientCrew crew(m_pooler->dsn(), 6, 1);
        QVERIFY(crew.awaitMore(200, 60));
        QVERIFY(crew.finish());
        Reckoning reckoning(m_dsn);
        reckoning.add(crew);
        reckoning.lookIntoBooks();
        qInfo("%s", qPrintable(reckoning.figures()));
        QCOMPARE(reckoning.problems().join(u"; "_s), QString());
    }

    void nothingOfASessionStays()
    {
        // Both sessions of the server at once, so that none is missed.
        Connection first(*ConnInfo::parse(m_pooler->dsn()), u"test"_s);
        Connection second(*ConnInfo::parse(m_pooler->dsn()), u"test"_s);
        VERIFY_OK(first.open());
        VERIFY_OK(second.open());
        VERIFY_OK(first.run(Statement("BEGIN")));
        VERIFY_OK(second.run(Statement("BEGIN")));
        QStringList pids;
        for (Connection *connection : {&first, &second}) {
            const Result<Rows> rows = connection->run(Statement(
                "SELECT concat_ws(' ', pg_backend_pid(), (SELECT string_agg(name || '=' || setting, ',') FROM "
                "pg_settings WHERE name IN ('lock_timeout', 'statement_timeout', 'search_path', 'role') AND "
                "setting <> reset_val), (SELECT string_agg(name, ',') FROM pg_prepared_statements), (SELECT "
                "string_agg(c, ',') FROM pg_listening_channels() c), (SELECT string_agg(locktype, ',') FROM "
                "pg_locks WHERE pid = pg_backend_pid() AND locktype = 'advisory'))"));
            VERIFY_OK(rows);
            pids << rows->single<QString>();
            QVERIFY2(!pids.last().contains(u' '), qPrintable(pids.last()));
            VERIFY_OK(connection->run(Statement("ROLLBACK")));
        }
        QVERIFY(pids.first() != pids.last());
    }

    /// The session of the server behind one of ours goes away: a write finds its end all the same.
    void lostServerSessionIsResolved()
    {
        const QString dsn = m_pooler->dsn();
        QTemporaryDir folder;
        const Writer writer(WriteJournal(folder.path()), 15'000);
        Connection connection(*ConnInfo::parse(dsn), u"test"_s);
        VERIFY_OK(connection.open());
        QVERIFY(m_cluster.run(m_dsn, u"SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = "
                                     "current_database() AND pid <> pg_backend_pid()"_s));
        const OrganizationId organization =
            OrganizationId::fromText(m_cluster.value(m_dsn, u"SELECT id FROM organizations WHERE name = 'Load 1'"_s));
        const auto answer =
            writer.call(connection, WriteCall::of("scrip.create_grant", WriteContext{u"pooled"_s, {}, {}},
                                                  organization, QJsonObject{{u"amount"_s, u"5"_s}}, u"test"_s));
        VERIFY_OK(answer);
        QCOMPARE(m_cluster.value(m_dsn, u"SELECT count(*) FROM scrip_vault.idem_result WHERE key = 'pooled'"_s),
                 u"1"_s);
    }

private:
    PrivateCluster m_cluster;
    QString m_dsn;
    std::unique_ptr<Pooler> m_pooler;
};

FAULT_TEST_MAIN(PoolerTest)
#include "tst_pooler.moc"
