// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/awaited.h"
#include "db/connection_trial.h"
#include "db/database.h"
#include "db/pg_connection_tester.h"
#include "db/private_cluster.h"
#include "db/ssh_tunnel.h"

#include <QFile>
#include <QRegularExpression>
#include <QTemporaryDir>
#include <QTest>

#include <csignal>

using namespace Qt::StringLiterals;
using namespace scrip;
using namespace scrip::test;

/// Connections through ssh, with a program in its place that forwards to the cluster of this test.
class SshTunnelTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        QVERIFY2(m_cluster.problem().isEmpty(), qPrintable(m_cluster.problem()));
        m_dsn = m_cluster.dsn();
        const ConnInfo info = *ConnInfo::parse(m_dsn);
        m_user = info.effective(u"user"_s);
        m_database = info.effective(u"dbname"_s);
        m_port = info.effective(u"port"_s).toInt();
        qputenv("PATH", QByteArray(SCRIP_FAKE_SSH_DIR ":") + qgetenv("PATH"));
        qputenv("FAKE_SSH_LOG", m_dir.filePath(u"log"_s).toLocal8Bit());
        qputenv("FAKE_SSH_SOCKET", u"%1/.s.PGSQL.%2"_s.arg(info.effective(u"host"_s)).arg(m_port).toLocal8Bit());
    }

    void init() { QFile::remove(m_dir.filePath(u"log"_s)); }

    void goesTheWholeWay()
    {
        const ConnectionTest test = tried(profile(u"mara@gate.example.com:2222"_s));
        for (const ConnectionStage &stage : test.stages)
            QVERIFY2(stage.outcome == StageOutcome::Passed, qPrintable(stage.name + u": " + stage.message));
        QVERIFY2(test.target.contains(u"through mara@gate.example.com"_s), qPrintable(test.target));
        QVERIFY2(test.stages[2].message.contains(u"ssh"_s), qPrintable(test.stages[2].message));
        const QStringList asked = calls().constFirst();
        QVERIFY(asked.contains(u"BatchMode=yes"_s));
        QVERIFY(asked.contains(u"ExitOnForwardFailure=yes"_s));
        QCOMPARE(asked.mid(asked.indexOf(u"-p"_s), 4),
                 (QStringList{u"-p"_s, u"2222"_s, u"--"_s, u"mara@gate.example.com"_s}));
        const QString forward = asked.value(asked.indexOf(u"-L"_s) + 1);
        QVERIFY2(QRegularExpression(u"^127\\.0\\.0\\.1:\\d+:localhost:%1$"_s.arg(m_port)).match(forward).hasMatch(),
                 qPrintable(forward));
    }

    void endsWithTheLastConnection()
    {
        pid_t pid = 0;
        {
            const Result<ConnInfo> info = book().infoOf(profile(u"gate"_s));
            QVERIFY(info.ok());
            Connection one(*info, u"test"_s);
            Connection other(*info, u"test"_s);
            QVERIFY(one.open().ok());
            QVERIFY(other.open().ok());
            QCOMPARE(calls().size(), 1); // they share it
            pid = calls().constFirst().constFirst().toInt();
            QCOMPARE(::kill(pid, 0), 0);
        }
        QCOMPARE(::kill(pid, 0), -1);
    }

    void isBuiltAgainWhenSshDies()
    {
        const Result<ConnInfo> info = book().infoOf(profile(u"gate"_s));
        Connection connection(*info, u"test"_s);
        QVERIFY(connection.open().ok());
        const pid_t pid = calls().constFirst().constFirst().toInt();
        ::kill(pid, SIGKILL);
        QTRY_VERIFY(!connection.isOpen());
        QTRY_VERIFY(connection.open().ok());
        QCOMPARE(calls().size(), 2);
        QVERIFY(connection.run(Statement("SELECT 1")).ok());
    }

    void saysWhatSshSaid()
    {
        const ConnectionTest refused = tried(profile(u"refused.example.com"_s));
        QCOMPARE(refused.stages[1].outcome, StageOutcome::Failed);
        QCOMPARE(refused.stages[2].outcome, StageOutcome::Skipped);
        QCOMPARE(refused.failure->name, u"connection_failed"_s);
        QVERIFY2(refused.failure->message.endsWith(u"Permission denied (publickey)."_s),
                 qPrintable(refused.failure->message));
        QVERIFY(!refused.failure->message.contains(u"Welcome"_s));
        QVERIFY(refused.failure->hint.contains(u"ssh refused.example.com"_s));
        const ConnectionTest silent = tried(profile(u"silent.example.com"_s));
        QVERIFY2(silent.failure->message.contains(u"without a word"_s), qPrintable(silent.failure->message));
    }

    void saysThatThereIsNoSsh()
    {
        const QByteArray path = qgetenv("PATH");
        qputenv("PATH", m_dir.path().toLocal8Bit());
        const Result<Done> opened = SshTunnel({u"gate"_s, 0}, u"localhost"_s, 5432).open();
        qputenv("PATH", path);
        QVERIFY(!opened.ok());
        QVERIFY2(opened.failure().message.contains(u"cannot be started"_s), qPrintable(opened.failure().message));
    }

    void keepsEncryptionBeyondTheTunnel()
    {
        // The far end is another computer: the server has to prove itself, and this one cannot.
        ConnectionProfile far = profile(u"gate"_s);
        far.host = u"db.internal"_s;
        QCOMPARE(book().address(far)->sslMode, u"verify-full"_s);
        QVERIFY(!book().address(far)->local);
        const ConnectionTest test = tried(far);
        QCOMPARE(test.failure->field, u"tls"_s);
    }

    void leavesWhileSshHangs()
    {
        Connection connection(*book().infoOf(profile(u"slow"_s)), u"test"_s);
        bool stop = false;
        connection.setInterrupt([&stop] { return std::exchange(stop, true); });
        QVERIFY(!connection.open().ok());
    }

    void takesNoSocketAndNoList()
    {
        for (const QString &host : {u"/tmp"_s, u"a,b"_s}) {
            ConnectionProfile wrong = profile(u"gate"_s);
            wrong.host = host;
            QCOMPARE(book().infoOf(wrong).failure().name, u"usage"_s);
        }
    }

private:
    [[nodiscard]] SavedConnections book() const { return SavedConnections(m_dir.filePath(u"connections"_s)); }

    [[nodiscard]] ConnectionProfile profile(const QString &tunnel) const
    {
        ConnectionProfile profile;
        profile.name = u"billing"_s;
        profile.host = u"localhost"_s;
        profile.port = m_port;
        profile.database = m_database;
        profile.user = m_user;
        profile.tunnel = tunnel;
        profile.safety = SafetyLevel::Staging;
        return profile;
    }

    [[nodiscard]] ConnectionTest tried(const ConnectionProfile &profile) const
    {
        const SavedConnections known = book();
        PgConnectionTester tester(known, u"test"_s);
        const auto test = awaited(tester.test(profile, {}));
        return test ? *test : ConnectionTest{};
    }

    /// Each call of ssh: its process, then its arguments.
    [[nodiscard]] QList<QStringList> calls() const
    {
        QFile file(m_dir.filePath(u"log"_s));
        QList<QStringList> calls;
        if (!file.open(QFile::ReadOnly))
            return calls;
        const QStringList lines = QString::fromUtf8(file.readAll()).split(u'\n', Qt::SkipEmptyParts);
        for (const QString &line : lines)
            calls << line.split(u'\t');
        return calls;
    }

    PrivateCluster m_cluster;
    QTemporaryDir m_dir;
    QString m_dsn;
    QString m_user;
    QString m_database;
    int m_port = 0;
};

QTEST_GUILESS_MAIN(SshTunnelTest)
#include "tst_ssh_tunnel.moc"
