// SPDX-License-Identifier: GPL-3.0-or-later
#include "db/cluster.h"
#include "db/migrator_session.h"

#include <QDir>
#include <QFile>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>
#include <QThreadPool>

#include <array>
#include <csignal>
#include <sys/prctl.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

using namespace Qt::StringLiterals;
using namespace scrip;

namespace {

ClusterOptions quick()
{
    ClusterOptions options;
    options.durable = false;
    options.remembered = false;
    return options;
}

QString value(const QString &dsn, const QString &statement)
{
    const auto session = MigratorSession::open(dsn);
    if (!session.ok())
        return session.failure().name;
    const auto rows = (*session)->rows(statement);
    return rows.ok() ? rows->value(0).value(0) : rows.failure().name;
}

QString said(const Result<Done> &result)
{
    return result.ok() ? u"ok"_s : QString(result.failure().message + u' ' + result.failure().hint);
}

/// Kills the server as a crash would, and waits until it is no more.
bool crash(const Cluster &cluster)
{
    const pid_t pid = cluster.dir().postmaster().pid;
    return pid > 0 && kill(pid, SIGKILL) == 0 &&
           QTest::qWaitFor([&cluster] { return cluster.dir().postmaster().pid == 0; });
}

} // namespace

/// The private server, from nothing to nothing.
class TestCluster : public QObject
{
    Q_OBJECT
private:
    QString folder(const QString &name = u"c"_s);

    std::unique_ptr<QTemporaryDir> m_root;
    QStringList m_folders;

private Q_SLOTS:
    void init();
    void cleanup();
    void startsStopsAndKeepsItsData();
    void startsAgainWithoutDoingAnything();
    void oddFolders_data();
    void oddFolders();
    void foreignFolderIsLeftAlone();
    void folderOutOfReachIsNamed();
    void missingProgramsNameThePackage();
    void dataOfAnotherVersionIsNamed();
    void killedServerIsRecovered();
    void killedServerWithABusySessionIsRecovered();
    void serverOfSomebodyElseIsBelievedWhileItLives();
    void pidOfAnotherProcessDoesNotFool();
    void twoStartsAtOnceShareOne();
    void whatACrashLeftOfMakingIsThrownAway();
    void serverIsInASessionOfItsOwn();
    void onlyTheSocketLeadsToIt();
    void othersNeedAPassword();
    void bigLogIsPutAside();
    void runsForAnOrdinaryUser();
};

void TestCluster::init()
{
    m_root = std::make_unique<QTemporaryDir>(u"/tmp/scrip-cluster-XXXXXX"_s);
    QVERIFY(m_root->isValid());
    QVERIFY(chmod(qPrintable(m_root->path()), 0755) == 0);
}

void TestCluster::cleanup()
{
    for (const QString &path : std::exchange(m_folders, {}))
        (void)Cluster(path, quick()).remove();
}

QString TestCluster::folder(const QString &name)
{
    m_folders.append(m_root->filePath(name));
    return m_folders.last();
}

void TestCluster::startsStopsAndKeepsItsData()
{
    Cluster cluster(folder(), quick());
    QVERIFY(!cluster.isRunning());
    QVERIFY(cluster.dsn(u"postgres"_s).isEmpty());
    QCOMPARE(said(cluster.start()), u"ok"_s);
    QVERIFY(cluster.isRunning());
    QVERIFY(cluster.version().startsWith(QString::number(cluster.dir().dataMajor())));
    QCOMPARE(value(cluster.dsn(u"postgres"_s), u"CREATE TABLE kept AS SELECT 7 AS seven"_s), QString());
    QCOMPARE(said(cluster.stop()), u"ok"_s);
    QVERIFY(!cluster.isRunning());
    QCOMPARE(said(cluster.stop()), u"ok"_s);
    QCOMPARE(said(cluster.start()), u"ok"_s);
    QCOMPARE(value(cluster.dsn(u"postgres"_s), u"SELECT seven FROM kept"_s), u"7"_s);
    QCOMPARE(said(cluster.remove()), u"ok"_s);
    QVERIFY(!cluster.isRunning());
    QVERIFY(!cluster.dir().hasData());
}

void TestCluster::startsAgainWithoutDoingAnything()
{
    const QString path = folder();
    QCOMPARE(said(Cluster(path, quick()).start()), u"ok"_s);
    const pid_t pid = ClusterDir(path).postmaster().pid;
    QCOMPARE(said(Cluster(path, quick()).start()), u"ok"_s);
    QCOMPARE(ClusterDir(path).postmaster().pid, pid);
}

void TestCluster::oddFolders_data()
{
    QTest::addColumn<QString>("name");
    QTest::newRow("blanks") << u"a b/c  d"_s;
    QTest::newRow("long") << QString(QString(60, u'x') + u'/' + QString(60, u'y'));
    QTest::newRow("comma") << u"a,b"_s;
    QTest::newRow("quote") << u"it's"_s;
    QTest::newRow("umlaut") << u"Büro"_s;
}

void TestCluster::oddFolders()
{
    QFETCH(QString, name);
    Cluster cluster(folder(name), quick());
    QCOMPARE(said(cluster.start()), u"ok"_s);
    const QString dsn = cluster.dsn(u"postgres"_s);
    QCOMPARE(value(dsn, u"SELECT current_user"_s), Cluster::superuser());
    // Nothing that any reader of the string would have to unquote.
    QVERIFY2(!dsn.contains(u'\''), qPrintable(dsn));
    const QString socketDir = dsn.section(u' ', 0, 0).mid(5);
    QVERIFY((socketDir + u"/.s.PGSQL.5432"_s).toUtf8().size() < 100);
    QCOMPARE(said(cluster.stop()), u"ok"_s);
    QCOMPARE(said(cluster.start()), u"ok"_s);
    QCOMPARE(cluster.dsn(u"postgres"_s), dsn);
    QCOMPARE(said(cluster.remove()), u"ok"_s);
    QVERIFY(!QFile::exists(socketDir + u"/.s.PGSQL.5432"_s));
}

void TestCluster::foreignFolderIsLeftAlone()
{
    const QString path = m_root->filePath(u"mine"_s);
    QVERIFY(QDir().mkpath(path));
    QFile file(path + u"/thesis.txt"_s);
    QVERIFY(file.open(QIODevice::WriteOnly));
    struct stat before = {};
    QCOMPARE(stat(qPrintable(path), &before), 0);
    Cluster cluster(path, quick());
    for (const Result<Done> &result : {cluster.start(), cluster.remove()}) {
        QVERIFY(!result.ok());
        QCOMPARE(result.failure().name, u"file_exists"_s);
        QCOMPARE(result.failure().field, u"dir"_s);
    }
    struct stat after = {};
    QCOMPARE(stat(qPrintable(path), &after), 0);
    QCOMPARE(after.st_uid, before.st_uid);
    QVERIFY(file.exists());
}

void TestCluster::folderOutOfReachIsNamed()
{
    const QString closed = m_root->filePath(u"closed"_s);
    QVERIFY(QDir().mkpath(closed));
    QVERIFY(chmod(qPrintable(closed), 0500) == 0);
    const Result<Done> result = Cluster(closed + u"/c"_s, quick()).start();
    QVERIFY(!result.ok());
    QCOMPARE(result.failure().name, u"file_not_written"_s);
    QVERIFY(result.failure().message.contains(closed));
}

void TestCluster::missingProgramsNameThePackage()
{
    ClusterOptions options;
    options.programDirs = {m_root->path(), u"/nowhere"_s};
    const QString path = m_root->filePath(u"none"_s);
    const Result<Done> result = Cluster(path, options).start();
    QVERIFY(!result.ok());
    QCOMPARE(result.failure().name, u"connection_failed"_s);
    QVERIFY(result.failure().message.contains(u"postgresql-15"_s));
    QVERIFY(!QFile::exists(path));
}

void TestCluster::dataOfAnotherVersionIsNamed()
{
    const QString path = folder();
    Cluster cluster(path, quick());
    QCOMPARE(said(cluster.start()), u"ok"_s);
    QCOMPARE(said(cluster.stop()), u"ok"_s);
    QFile version(cluster.dir().data() + u"/PG_VERSION"_s);
    QVERIFY(version.open(QIODevice::WriteOnly) && version.write("11\n") == 3);
    version.close();
    const Result<Done> result = cluster.start();
    QVERIFY(!result.ok());
    QVERIFY2(result.failure().message.contains(u"postgresql-11"_s), qPrintable(result.failure().message));
    QVERIFY(result.failure().message.contains(path));
}

void TestCluster::killedServerIsRecovered()
{
    Cluster cluster(folder(), quick());
    QCOMPARE(said(cluster.start()), u"ok"_s);
    QCOMPARE(value(cluster.dsn(u"postgres"_s), u"CREATE TABLE kept AS SELECT 7 AS seven"_s), QString());
    QVERIFY(crash(cluster));
    QVERIFY(!cluster.isRunning());
    QVERIFY(QFile::exists(cluster.dir().data() + u"/postmaster.pid"_s));
    QCOMPARE(said(cluster.start()), u"ok"_s);
    QCOMPARE(value(cluster.dsn(u"postgres"_s), u"SELECT seven FROM kept"_s), u"7"_s);
}

void TestCluster::killedServerWithABusySessionIsRecovered()
{
    Cluster cluster(folder(), quick());
    QCOMPARE(said(cluster.start()), u"ok"_s);
    const QString dsn = cluster.dsn(u"postgres"_s);
    QThreadPool pool;
    // It notices the server's death only when it is done.
    pool.start([dsn] { (void)value(dsn, u"SELECT count(*) FROM generate_series(1, 6000000)"_s); });
    QTRY_COMPARE(value(dsn,
                       u"SELECT count(*) FROM pg_stat_activity WHERE query LIKE '%6000000%' AND state = 'active' "
                       "AND pid <> pg_backend_pid()"_s),
                 u"1"_s);
    QVERIFY(crash(cluster));
    QCOMPARE(said(cluster.start()), u"ok"_s);
    QCOMPARE(value(cluster.dsn(u"postgres"_s), u"SELECT 1"_s), u"1"_s);
    pool.waitForDone();
}

void TestCluster::serverOfSomebodyElseIsBelievedWhileItLives()
{
    if (geteuid() != 0)
        return; // nobody else is at hand
    const ClusterDir dir(folder());
    QVERIFY(QDir().mkpath(dir.data()));
    std::array<int, 2> ends{};
    QCOMPARE(pipe(ends.data()), 0);
    const pid_t server = fork();
    if (server == 0) {
        char byte = 0;
        close(ends[1]);
        _exit(prctl(PR_SET_NAME, "postgres") + int(read(ends[0], &byte, 1)));
    }
    QVERIFY(server > 0);
    QFile file(dir.data() + u"/postmaster.pid"_s);
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(QByteArray::number(server) + "\n\n\n5432\n/tmp\n\n\nready\n");
    file.close();
    const auto seen = [&dir] {
        constexpr uid_t nobody = 65534;
        const bool other = seteuid(nobody) == 0;
        const pid_t pid = dir.postmaster().pid;
        return seteuid(0) == 0 && other ? pid : -1;
    };
    QTRY_COMPARE(seen(), server); // once it has its name
    close(ends[0]);
    close(ends[1]); // it dies, and nobody collects it
    siginfo_t end = {};
    QCOMPARE(waitid(P_PID, id_t(server), &end, WEXITED | WNOWAIT), 0);
    QCOMPARE(seen(), 0);
    QCOMPARE(waitpid(server, nullptr, 0), server);
    QCOMPARE(seen(), 0);
}

void TestCluster::pidOfAnotherProcessDoesNotFool()
{
    Cluster cluster(folder(), quick());
    QCOMPARE(said(cluster.start()), u"ok"_s);
    const QString socketDir = cluster.dir().postmaster().socketDir;
    QVERIFY(crash(cluster));
    // As after a reboot: the numbers in the files are those of other processes by now.
    const QByteArray us = QByteArray::number(getpid()) + '\n';
    for (const QString &path :
         QStringList{cluster.dir().data() + u"/postmaster.pid"_s, socketDir + u"/.s.PGSQL.5432.lock"_s}) {
        QFile file(path);
        QVERIFY(file.open(QIODevice::ReadWrite));
        const QByteArray rest = file.readAll();
        QVERIFY(file.resize(0) && file.seek(0));
        QVERIFY(file.write(us + rest.mid(rest.indexOf('\n') + 1)) > 0);
    }
    QVERIFY(!cluster.isRunning());
    QCOMPARE(said(cluster.start()), u"ok"_s);
}

void TestCluster::twoStartsAtOnceShareOne()
{
    const QString path = folder();
    QThreadPool pool;
    pool.setMaxThreadCount(3);
    std::array<QString, 3> outcomes;
    for (QString &outcome : outcomes)
        pool.start([&outcome, path] { outcome = said(Cluster(path, quick()).start()); });
    pool.waitForDone();
    for (const QString &outcome : outcomes)
        QCOMPARE(outcome, u"ok"_s);
    QCOMPARE(value(Cluster(path, quick()).dsn(u"postgres"_s), u"SELECT 1"_s), u"1"_s);
}

void TestCluster::whatACrashLeftOfMakingIsThrownAway()
{
    const QString path = folder();
    QVERIFY(ClusterDir(path).prepare().ok());
    QVERIFY(QDir().mkpath(path + u"/data.new.1/base"_s));
    Cluster cluster(path, quick());
    QCOMPARE(said(cluster.start()), u"ok"_s);
    QVERIFY(!QFile::exists(path + u"/data.new.1"_s));
}

void TestCluster::serverIsInASessionOfItsOwn()
{
    Cluster cluster(folder(), quick());
    QCOMPARE(said(cluster.start()), u"ok"_s);
    const pid_t pid = cluster.dir().postmaster().pid;
    QVERIFY(getsid(pid) != getsid(0));
    QVERIFY(getpgid(pid) != getpgid(0));
}

void TestCluster::onlyTheSocketLeadsToIt()
{
    Cluster cluster(folder(), quick());
    QCOMPARE(said(cluster.start()), u"ok"_s);
    const QString dsn = cluster.dsn(u"postgres"_s);
    QCOMPARE(value(dsn, u"SHOW listen_addresses"_s), u""_s);
    QCOMPARE(value(dsn, u"SHOW max_connections"_s), u"250"_s);
    QCOMPARE(value(dsn, u"SHOW fsync"_s), u"off"_s);
    QCOMPARE(said(cluster.stop()), u"ok"_s);
    Cluster durable(cluster.dir().path());
    QCOMPARE(said(durable.start()), u"ok"_s);
    QCOMPARE(value(dsn, u"SHOW fsync"_s), u"on"_s);
    QCOMPARE(value(dsn, u"SHOW recovery_init_sync_method"_s), u"syncfs"_s);
}

void TestCluster::othersNeedAPassword()
{
    Cluster cluster(folder(), quick());
    QCOMPARE(said(cluster.start()), u"ok"_s);
    const QString dsn = cluster.dsn(u"postgres"_s);
    QCOMPARE(value(dsn, u"CREATE ROLE ana LOGIN PASSWORD 'right'"_s), QString());
    QVERIFY(value(dsn, u"SELECT rolpassword FROM pg_authid WHERE rolname = 'ana'"_s).startsWith(u"SCRAM"_s));
    QString ana = dsn;
    ana.replace(u"user="_s + Cluster::superuser(), u"user=ana"_s);
    QCOMPARE(value(ana, u"SELECT 1"_s), u"connection_failed"_s);
    QCOMPARE(value(ana + u" password=wrong"_s, u"SELECT 1"_s), u"connection_failed"_s);
    QCOMPARE(value(ana + u" password=right"_s, u"SELECT current_user"_s), u"ana"_s);
}

void TestCluster::bigLogIsPutAside()
{
    Cluster cluster(folder(), quick());
    QVERIFY(ClusterDir(cluster.dir().path()).prepare().ok());
    QFile log(cluster.dir().log());
    QVERIFY(log.open(QIODevice::WriteOnly) && log.resize(9'000'000));
    log.close();
    QCOMPARE(said(cluster.start()), u"ok"_s);
    QVERIFY(QFileInfo(cluster.dir().log()).size() < 100'000);
    QVERIFY(QFile::exists(cluster.dir().log() + u".old"_s));
}

/// The tests run as root in a container and as a person on a desk: whoever runs them, the other way is tried too.
void TestCluster::runsForAnOrdinaryUser()
{
    if (geteuid() != 0)
        return; // every test here was one for an ordinary user
    const QString copy = m_root->filePath(u"tst_cluster"_s);
    QVERIFY(QFile::copy(QCoreApplication::applicationFilePath(), copy));
    QVERIFY(chmod(qPrintable(copy), 0755) == 0);
    const ClusterUser user = ClusterUser::forDir(m_root->filePath(u"none"_s));
    const ProgramRun run = runAs(user, copy,
                                 {u"startsStopsAndKeepsItsData"_s, u"killedServerIsRecovered"_s, u"oddFolders"_s,
                                  u"folderOutOfReachIsNamed"_s, u"twoStartsAtOnceShareOne"_s},
                                 100'000);
    QVERIFY2(run.ok, qPrintable(run.output));
    QVERIFY2(run.output.contains(u" 0 failed"_s), qPrintable(run.output));
}

QTEST_GUILESS_MAIN(TestCluster)
#include "tst_cluster.moc"
