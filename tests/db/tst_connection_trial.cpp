// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/awaited.h"
#include "db/pg_connection_tester.h"
#include "db/private_cluster.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include <memory>

#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

using namespace Qt::StringLiterals;
using namespace scrip;
using namespace scrip::test;

/// The staged test of a connection against a server: each stage that can fail, failing alone.
class ConnectionTrialTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        QVERIFY2(m_cluster.problem().isEmpty(), qPrintable(m_cluster.problem()));
        m_dsn = m_cluster.dsn();
    }

    void allIsWell()
    {
        const ConnectionTest test = tried(m_dsn);
        QCOMPARE(outcomes(test), u"ok ok ok ok ok ok ok"_s);
        QVERIFY(!test.failure);
        QVERIFY(test.latencyMs && *test.latencyMs > 0);
        QVERIFY2(message(test, 2).contains(u"nothing leaves"_s), qPrintable(message(test, 2)));
        QVERIFY2(message(test, 3).contains(u"PostgreSQL 15."_s), qPrintable(message(test, 3)));
        QVERIFY2(message(test, 5).contains(u"admin"_s), qPrintable(message(test, 5)));
        for (const ConnectionStage &stage : test.stages)
            QVERIFY(stage.message.endsWith(u'.'));
    }

    void noSuchName()
    {
        const ConnectionTest test = tried(u"host=no-such-host.invalid dbname=d"_s);
        QCOMPARE(outcomes(test), u"failed skipped skipped skipped skipped skipped skipped"_s);
        QCOMPARE(test.failure->name, u"connection_failed"_s);
        QVERIFY(message(test, 0).contains(u"no-such-host.invalid"_s));
    }

    void nobodyListens()
    {
        const ConnectionTest test = tried(u"host=127.0.0.1 port=1 dbname=d"_s);
        QCOMPARE(outcomes(test), u"ok failed skipped skipped skipped skipped skipped"_s);
        QVERIFY(!test.failure->hint.isEmpty());
        QCOMPARE(outcomes(tried(u"host=/nowhere dbname=d"_s)),
                 u"ok failed skipped skipped skipped skipped skipped"_s);
    }

    void somebodyElseListens()
    {
        // A listener that never answers: encryption is asked for and nothing comes back.
        const int listener = ::socket(AF_INET, SOCK_STREAM, 0);
        sockaddr_in address{};
        address.sin_family = AF_INET;
        address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        socklen_t size = sizeof address;
        auto *general = reinterpret_cast<sockaddr *>(&address);
        QCOMPARE(::bind(listener, general, size), 0);
        QCOMPARE(::listen(listener, 1), 0);
        QCOMPARE(::getsockname(listener, general, &size), 0);
        const ConnectionTest test = tried(
            u"host=127.0.0.1 dbname=d sslmode=require connect_timeout=1 port=%1"_s.arg(ntohs(address.sin_port)));
        ::close(listener);
        QCOMPARE(outcomes(test), u"ok ok failed skipped skipped skipped skipped"_s);
    }

    void theServerDoesNotKnowOne()
    {
        const ConnectionTest test = tried(QString(m_dsn + u" user=nobody_at_all"_s));
        QCOMPARE(outcomes(test), u"ok ok ok failed skipped skipped skipped"_s);
        QVERIFY2(message(test, 3).contains(u"nobody_at_all"_s), qPrintable(message(test, 3)));
        QCOMPARE(outcomes(tried(QString(m_dsn + u" dbname=no_such_database"_s))),
                 u"ok ok ok failed skipped skipped skipped"_s);
    }

    void aWrongPasswordIsNotTold()
    {
        const QString dsn = m_cluster.dsnAs(u"wanda"_s, m_dsn);
        QVERIFY(!dsn.isEmpty());
        qputenv("PGPASSFILE", "/nowhere");
        qputenv("PGPASSWORD", "hush-hush");
        const QString without = dsn.section(u" passfile="_s, 0, 0);
        const ConnectionTest test = tried(without);
        qunsetenv("PGPASSWORD");
        const ConnectionTest none = tried(without);
        qunsetenv("PGPASSFILE");
        QCOMPARE(outcomes(test), u"ok ok ok failed skipped skipped skipped"_s);
        for (const ConnectionStage &stage : test.stages)
            QVERIFY(!QString(stage.message + stage.hint).contains(u"hush"_s));
        QVERIFY(!test.target.contains(u"hush"_s));
        QCOMPARE(outcomes(none), u"ok ok ok failed skipped skipped skipped"_s);
        QVERIFY2(none.failure->hint.contains(u".pgpass"_s), qPrintable(none.failure->hint));
    }

    void nothingOfScripIsThere()
    {
        const ConnectionTest test = tried(m_cluster.emptyDatabase());
        QCOMPARE(outcomes(test), u"ok ok ok ok failed skipped skipped"_s);
        QCOMPARE(test.failure->name, u"schema_missing"_s);
    }

    void aLoginWithoutARole()
    {
        const ConnectionTest test = tried(m_cluster.dsnAs(u"norma"_s, m_dsn));
        QCOMPARE(outcomes(test), u"ok ok ok ok ok failed skipped"_s);
        QCOMPARE(test.failure->name, u"not_permitted"_s);
        QCOMPARE(outcomes(tried(m_cluster.dsnAs(u"stella"_s, m_dsn, u"IN ROLE scrip_staff"_s))),
                 u"ok ok ok ok ok ok ok"_s);
    }

    void aProfileNeedNotBeSaved()
    {
        const QString dsn = m_cluster.dsnAs(u"petra"_s, m_dsn, u"IN ROLE scrip_staff"_s);
        const ConnInfo info = *ConnInfo::parse(dsn);
        QFile file(info.effective(u"passfile"_s));
        QVERIFY(file.open(QFile::ReadOnly));
        const QString password = QString::fromUtf8(file.readAll()).trimmed().section(u':', 4);
        QVERIFY(!password.isEmpty());
        ConnectionProfile profile;
        profile.name = u"draft"_s;
        profile.host = info.effective(u"host"_s);
        profile.port = info.effective(u"port"_s).toInt();
        profile.database = info.effective(u"dbname"_s);
        profile.user = u"petra"_s;
        qputenv("PGPASSFILE", "/nowhere");
        QCOMPARE(outcomes(tried(profile, password)), u"ok ok ok ok ok ok ok"_s);
        const ConnectionTest wrong = tried(profile, u"hush-hush"_s);
        qunsetenv("PGPASSFILE");
        QCOMPARE(outcomes(wrong), u"ok ok ok failed skipped skipped skipped"_s);
        for (const ConnectionStage &stage : wrong.stages)
            QVERIFY(!QString(stage.message + stage.hint).contains(u"hush"_s));
    }

    void whatCannotBeReadIsRefused()
    {
        const SavedConnections book(m_dir.filePath(u"none"_s));
        const auto test = awaited(PgConnectionTester(book, u"test"_s).test(u"host=x password=hush"_s));
        QVERIFY(!test.ok());
        QCOMPARE(test.failure().name, u"usage"_s);
    }

private:
    [[nodiscard]] ConnectionTest tried(const QString &target) const
    {
        const SavedConnections book(m_dir.filePath(u"none"_s));
        PgConnectionTester tester(book, u"test"_s);
        const auto test = awaited(tester.test(target));
        return test ? *test : ConnectionTest{};
    }

    [[nodiscard]] ConnectionTest tried(const ConnectionProfile &profile, const QString &password) const
    {
        const SavedConnections book(m_dir.filePath(u"none"_s));
        PgConnectionTester tester(book, u"test"_s);
        const auto test = awaited(tester.test(profile, password));
        return test ? *test : ConnectionTest{};
    }

    static QString outcomes(const ConnectionTest &test)
    {
        QStringList names;
        for (const ConnectionStage &stage : test.stages)
            names << outcomeName(stage.outcome);
        return names.join(u' ');
    }

    static QString message(const ConnectionTest &test, qsizetype stage) { return test.stages.at(stage).message; }

    PrivateCluster m_cluster;
    QString m_dsn;
    QTemporaryDir m_dir;
};

QTEST_GUILESS_MAIN(ConnectionTrialTest)
#include "tst_connection_trial.moc"
