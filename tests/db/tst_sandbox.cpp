// SPDX-License-Identifier: GPL-3.0-or-later
#include "db/migrator_session.h"
#include "db/private_cluster.h"
#include "db/sandbox.h"

#include <QDir>
#include <QElapsedTimer>
#include <QFile>
#include <QJsonArray>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>
#include <QThreadPool>

#include <csignal>
#include <sys/stat.h>
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

/// As people have it.
ClusterOptions real()
{
    ClusterOptions options;
    options.remembered = false;
    return options;
}

QString value(const QString &dsn, const QString &statement)
{
    const auto session = MigratorSession::open(dsn);
    if (!session.ok())
        return session.failure().name;
    const auto rows = (*session)->rows(statement);
    return rows.ok() ? rows->value(0).value(0) : QString(rows.failure().name + u' ' + rows.failure().message);
}

QString said(const Result<SandboxStatus> &result)
{
    return result.ok() ? u"ok"_s : QString(result.failure().message + u' ' + result.failure().hint);
}

bool replaceIn(const QString &path, const QByteArray &from, const QByteArray &to)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadWrite))
        return false;
    const QByteArray text = file.readAll();
    QByteArray changed = text;
    changed.replace(from, to);
    return changed != text && file.resize(0) && file.seek(0) && file.write(changed) == changed.size();
}

bool copyTree(const QString &from, const QString &to)
{
    QDir().mkpath(to);
    const QFileInfoList entries = QDir(from).entryInfoList(QDir::AllEntries | QDir::NoDotAndDotDot);
    for (const QFileInfo &entry : entries) {
        const QString copy = to + u'/' + entry.fileName();
        const bool copied = entry.isDir() ? copyTree(entry.filePath(), copy)
                                          : QFile::copy(entry.filePath(), copy) &&
                                                QFile::setPermissions(copy, QFile::ReadOwner | QFile::WriteOwner);
        if (!copied)
            return false;
    }
    return true;
}

} // namespace

/// The sandbox as the command line and the console use it.
class TestSandbox : public QObject
{
    Q_OBJECT
private:
    QString folder();
    QString started(bool demo = false);

    std::unique_ptr<QTemporaryDir> m_root;
    QStringList m_folders;
    Sandbox m_sandbox{quick()};

private Q_SLOTS:
    void init();
    void cleanup();
    void startMakesAWorkingDatabase();
    void firstStartMakesTheDemo();
    void startAgainResetsNothing();
    void statusAndStop();
    void usualFolderComesFromTheEnvironment();
    void startedElsewhereIsFound();
    void resetMakesItAnew();
    void killedServerKeepsWhatWasWritten();
    void unfinishedDatabaseIsMadeAnew();
    void starterMayBeKilled_data();
    void starterMayBeKilled();
    void twoStartsAtOnceShareOne();
    void newFunctionsArriveAndNothingIsLost();
    void newerSchemaIsRefusedWithAWayOut();
    void usersCanBeAdded();
    void usageCanBeBooked();
    void clockCanBeMoved();
    void onlyASandboxTakesItsCalls();
    void loginsOfRolesComeOverTheSameSocket();
    void psqlTakesTheDsn();
};

void TestSandbox::init()
{
    m_root = std::make_unique<QTemporaryDir>(u"/tmp/scrip-sandbox-XXXXXX"_s);
    QVERIFY(m_root->isValid());
    QVERIFY(chmod(qPrintable(m_root->path()), 0755) == 0);
}

void TestSandbox::cleanup()
{
    for (const QString &path : std::exchange(m_folders, {}))
        (void)Cluster(path, quick()).remove();
}

QString TestSandbox::folder()
{
    m_folders.append(m_root->filePath(u"sandbox"_s));
    return m_folders.last();
}

QString TestSandbox::started(bool demo)
{
    const Result<SandboxStatus> status = m_sandbox.start(folder(), demo);
    if (!status.ok())
        qWarning().noquote() << said(status);
    return status.ok() ? status->dsn : QString();
}

void TestSandbox::startMakesAWorkingDatabase()
{
    QElapsedTimer timer;
    timer.start();
    const QString path = folder();
    const Result<SandboxStatus> status = Sandbox(real()).start(path, false);
    QVERIFY2(status.ok(), qPrintable(said(status)));
    qInfo("First start without demo: %lld ms", timer.elapsed());
    QVERIFY(status->running);
    QCOMPARE(status->dir, path);
    QVERIFY(!status->version.isEmpty());
    QCOMPARE(value(status->dsn, u"SELECT scrip.hello() ->> 'sandbox'"_s), u"true"_s);
    QCOMPARE(value(status->dsn, u"SELECT scrip.hello() ->> 'environment'"_s), u"sandbox"_s);
    QCOMPARE(value(status->dsn, u"SELECT scrip.hello() -> 'roles' ->> 0"_s), u"admin"_s);
    QCOMPARE(value(status->dsn, u"SELECT scrip.event_counts() ->> 'all'"_s), u"0"_s);
    QCOMPARE(value(status->dsn,
                   u"SELECT count(*) FROM scrip.doctor_checks() c, jsonb_array_elements_text(c) n "
                   "WHERE NOT (scrip.doctor(n) ->> 'ok')::boolean AND scrip.doctor(n) ->> 'severity' = 'error'"_s),
             u"0"_s);
}

void TestSandbox::firstStartMakesTheDemo()
{
    const Result<SandboxStatus> status = Sandbox(real()).start(folder(), true);
    QVERIFY2(status.ok(), qPrintable(said(status)));
    QCOMPARE(value(status->dsn, u"SELECT jsonb_array_length(scrip.events('{\"archived\": true}') -> 'items')"_s),
             u"6"_s);
    const int codes = value(status->dsn, u"SELECT count(*) FROM scrip.code"_s).toInt();
    QVERIFY2(codes > 2500 && codes < 3500, qPrintable(QString::number(codes)));
    QCOMPARE(said(Sandbox(real()).start(status->dir, true)), u"ok"_s);
    QCOMPARE(value(status->dsn, u"SELECT count(*) FROM scrip.code"_s).toInt(), codes);
}

void TestSandbox::startAgainResetsNothing()
{
    const QString dsn = started();
    QCOMPARE(value(dsn, u"SELECT scrip_sandbox.forward('10 days') > clock_timestamp() + interval '9 days'"_s),
             u"t"_s);
    QCOMPARE(value(dsn, u"SELECT scrip.set_setting('k', NULL, 'issuer', 'ACME') ->> 'ok'"_s), u"true"_s);
    QCOMPARE(said(m_sandbox.start(m_folders.last(), true)), u"ok"_s);
    QCOMPARE(value(dsn, u"SELECT scrip.now() > clock_timestamp() + interval '9 days'"_s), u"t"_s);
    QCOMPARE(value(dsn, u"SELECT scrip.setting('issuer') ->> 'value'"_s), u"ACME"_s);
    // Demo campaigns come with a new sandbox only.
    QCOMPARE(value(dsn, u"SELECT scrip.event_counts() ->> 'all'"_s), u"0"_s);
}

void TestSandbox::statusAndStop()
{
    const QString path = folder();
    Result<SandboxStatus> status = m_sandbox.status(path);
    QVERIFY(status.ok() && !status->running && status->dsn.isEmpty());
    QCOMPARE(said(m_sandbox.stop(path)), u"ok"_s);
    QVERIFY(!QFile::exists(path));
    QCOMPARE(said(m_sandbox.start(path, false)), u"ok"_s);
    status = m_sandbox.status(path);
    QVERIFY(status.ok() && status->running);
    QVERIFY(status->dsn.startsWith(u"host="_s + path));
    status = m_sandbox.stop(path);
    QVERIFY(status.ok() && !status->running && status->dsn.isEmpty());
    QCOMPARE(said(m_sandbox.start(path, false)), u"ok"_s);
}

void TestSandbox::usualFolderComesFromTheEnvironment()
{
    const QByteArray before = qgetenv("SCRIP_SANDBOX_DIR");
    qputenv("SCRIP_SANDBOX_DIR", m_root->filePath(u"usual"_s).toUtf8());
    const Result<SandboxStatus> status = m_sandbox.status({});
    before.isNull() ? qunsetenv("SCRIP_SANDBOX_DIR") : qputenv("SCRIP_SANDBOX_DIR", before);
    QVERIFY(status.ok());
    QCOMPARE(status->dir, m_root->filePath(u"usual"_s));
}

void TestSandbox::startedElsewhereIsFound()
{
    if (geteuid() == 0) {
        // The place of root's note is the system's; an ordinary user's is below a home that we choose.
        const QString copy = m_root->filePath(u"tst_sandbox"_s);
        QVERIFY(QFile::copy(QCoreApplication::applicationFilePath(), copy) && chmod(qPrintable(copy), 0755) == 0);
        const ProgramRun run =
            runAs(ClusterUser::forDir(m_root->filePath(u"none"_s)), copy, {u"startedElsewhereIsFound"_s}, 60'000);
        QVERIFY2(run.ok && run.output.contains(u" 0 failed"_s), qPrintable(run.output));
        return;
    }
    const QByteArray before = qgetenv("XDG_DATA_HOME");
    qputenv("XDG_DATA_HOME", m_root->filePath(u"home"_s).toUtf8());
    const QString path = folder();
    ClusterOptions options = quick();
    options.remembered = true;
    Sandbox sandbox(options);
    const QString started = said(sandbox.start(path, false));
    const Result<SandboxStatus> found = sandbox.status({});
    const Result<SandboxStatus> stopped = sandbox.stop({});
    const Result<SandboxStatus> gone = sandbox.status({});
    before.isNull() ? qunsetenv("XDG_DATA_HOME") : qputenv("XDG_DATA_HOME", before);
    QCOMPARE(started, u"ok"_s);
    QVERIFY(found.ok() && found->running);
    QCOMPARE(found->dir, path);
    QVERIFY(stopped.ok() && !stopped->running);
    QCOMPARE(stopped->dir, path);
    QVERIFY(gone.ok() && !gone->running);
    QCOMPARE(gone->dir, m_root->filePath(u"home/scrip/sandbox"_s));
}

void TestSandbox::resetMakesItAnew()
{
    const QString dsn = started();
    QCOMPARE(value(dsn, u"SELECT scrip.set_setting('k', NULL, 'issuer', 'ACME') ->> 'ok'"_s), u"true"_s);
    const Result<SandboxStatus> status = m_sandbox.reset(m_folders.last(), false);
    QVERIFY2(status.ok() && status->running, qPrintable(said(status)));
    QCOMPARE(value(status->dsn, u"SELECT scrip.setting('issuer') ->> 'value'"_s), u""_s);
}

void TestSandbox::killedServerKeepsWhatWasWritten()
{
    const QString dsn = started();
    QCOMPARE(value(dsn, u"SELECT scrip.set_setting('k', NULL, 'issuer', 'ACME') ->> 'ok'"_s), u"true"_s);
    const ClusterDir dir(m_folders.last());
    QCOMPARE(kill(dir.postmaster().pid, SIGKILL), 0);
    // At once: the server may still look alive.
    QTRY_COMPARE(said(m_sandbox.start(m_folders.last(), false)), u"ok"_s);
    QTRY_COMPARE(value(dsn, u"SELECT scrip.setting('issuer') ->> 'value'"_s), u"ACME"_s);
}

void TestSandbox::unfinishedDatabaseIsMadeAnew()
{
    const QString path = folder();
    Cluster cluster(path, quick());
    QVERIFY(cluster.start().ok());
    QCOMPARE(value(cluster.dsn(u"postgres"_s), u"CREATE DATABASE scrip_unfinished"_s), QString());
    QCOMPARE(value(cluster.dsn(u"scrip_unfinished"_s), u"CREATE TABLE users ()"_s), QString());
    const Result<SandboxStatus> status = m_sandbox.start(path, false);
    QVERIFY2(status.ok(), qPrintable(said(status)));
    QCOMPARE(value(status->dsn, u"SELECT scrip.event_counts() ->> 'all'"_s), u"0"_s);
    QCOMPARE(value(status->dsn, u"SELECT count(*) FROM pg_database WHERE datname = 'scrip_unfinished'"_s), u"0"_s);
}

void TestSandbox::starterMayBeKilled_data()
{
    QTest::addColumn<int>("afterMs");
    // From the first breath to the demo's last batch.
    for (const int ms : {60, 300, 700, 1200, 2000})
        QTest::newRow(qPrintable(QString::number(ms))) << ms;
}

void TestSandbox::starterMayBeKilled()
{
    QFETCH(int, afterMs);
    const QString path = folder();
    QProcess starter;
    starter.start(QCoreApplication::applicationFilePath(), {u"--start"_s, path});
    QVERIFY(starter.waitForStarted());
    starter.waitForFinished(afterMs);
    kill(static_cast<pid_t>(starter.processId()), starter.processId() > 0 ? SIGKILL : 0);
    starter.waitForFinished();
    const Result<SandboxStatus> status = m_sandbox.start(path, true);
    QVERIFY2(status.ok(), qPrintable(said(status)));
    QCOMPARE(value(status->dsn, u"SELECT jsonb_array_length(scrip.events('{\"archived\": true}') -> 'items')"_s),
             u"6"_s);
}

void TestSandbox::twoStartsAtOnceShareOne()
{
    const QString path = folder();
    QThreadPool pool;
    pool.setMaxThreadCount(3);
    std::array<QString, 3> outcomes;
    for (QString &outcome : outcomes)
        pool.start([&outcome, path] { outcome = said(Sandbox(quick()).start(path, false)); });
    pool.waitForDone();
    for (const QString &outcome : outcomes)
        QCOMPARE(outcome, u"ok"_s);
    QCOMPARE(value(m_sandbox.status(path)->dsn, u"SELECT scrip.event_counts() ->> 'all'"_s), u"0"_s);
}

void TestSandbox::newFunctionsArriveAndNothingIsLost()
{
    const QString bundle = m_root->filePath(u"sql"_s);
    QVERIFY(copyTree(u":/sql"_s, bundle));
    QVERIFY(replaceIn(bundle + u"/functions/11_settings.sql"_s, "'NEAR'", "'OLD'"));
    const QString path = folder();
    const Result<SandboxStatus> old = Sandbox(quick(), SqlBundle(bundle)).start(path, false);
    QVERIFY2(old.ok(), qPrintable(said(old)));
    QCOMPARE(value(old->dsn, u"SELECT scrip.setting('default_prefix') ->> 'value'"_s), u"OLD"_s);
    QCOMPARE(value(old->dsn, u"SELECT scrip_sandbox.forward('10 days') IS NULL"_s), u"f"_s);
    QCOMPARE(value(old->dsn, u"SELECT scrip.set_setting('k', NULL, 'issuer', 'ACME') ->> 'ok'"_s), u"true"_s);

    QCOMPARE(said(m_sandbox.start(path, false)), u"ok"_s);
    QCOMPARE(value(old->dsn, u"SELECT scrip.setting('default_prefix') ->> 'value'"_s), u"NEAR"_s);
    QCOMPARE(value(old->dsn, u"SELECT scrip.setting('issuer') ->> 'value'"_s), u"ACME"_s);
    QCOMPARE(value(old->dsn, u"SELECT scrip.now() > clock_timestamp() + interval '9 days'"_s), u"t"_s);
}

void TestSandbox::newerSchemaIsRefusedWithAWayOut()
{
    const QString dsn = started();
    QCOMPARE(value(dsn, u"INSERT INTO scrip.migration (number, name, checksum) VALUES (9000, '9000_far', 'x')"_s),
             QString());
    const Result<SandboxStatus> status = m_sandbox.start(m_folders.last(), false);
    QVERIFY(!status.ok());
    QCOMPARE(status.failure().name, u"schema_too_new"_s);
    QVERIFY(status.failure().hint.contains(u"reset"_s));
}

void TestSandbox::usersCanBeAdded()
{
    const QString dsn = started();
    const Result<QJsonObject> user = m_sandbox.addUser(dsn, u"ana@example.com"_s, {}, u"ACME"_s);
    QVERIFY2(user.ok(), qPrintable(user.ok() ? QString() : user.failure().message));
    QCOMPARE(user->value(u"username"_s).toString(), u"ana"_s);
    const QJsonObject organization = user->value(u"organizations"_s).toArray().at(0).toObject();
    QCOMPARE(organization.value(u"name"_s).toString(), u"ACME"_s);
    QCOMPARE(organization.value(u"role"_s).toString(), u"owner"_s);
    const Result<QJsonObject> wrong = m_sandbox.addUser(dsn, u"nobody"_s, {}, {});
    QVERIFY(!wrong.ok());
    QCOMPARE(wrong.failure().field, u"email"_s);
}

void TestSandbox::usageCanBeBooked()
{
    const QString dsn = started();
    const Result<QJsonObject> user = m_sandbox.addUser(dsn, u"ana@example.com"_s, {}, u"ACME"_s);
    QVERIFY(user.ok());
    SandboxSpend spend;
    spend.organization = OrganizationId::fromText(
        user->value(u"organizations"_s).toArray().at(0).toObject().value(u"id"_s).toString());
    spend.amount = u"1.25"_s;
    QVERIFY(m_sandbox.spend(dsn, spend).ok());
    QCOMPARE(value(dsn, u"SELECT total_spent FROM organization_balance"_s), u"1250000000"_s);
    QCOMPARE(value(dsn, u"SELECT count(*) FROM organization_usage_log"_s), u"1"_s);
    spend.log = false;
    spend.at = QDateTime::currentDateTimeUtc().addDays(-1);
    QVERIFY(m_sandbox.spend(dsn, spend).ok());
    QCOMPARE(value(dsn, u"SELECT total_spent FROM organization_balance"_s), u"2500000000"_s);
    QCOMPARE(value(dsn, u"SELECT count(*) FROM organization_usage_log"_s), u"1"_s);
    spend.amount = u"a lot"_s;
    const Result<QJsonObject> wrong = m_sandbox.spend(dsn, spend);
    QVERIFY(!wrong.ok());
    QCOMPARE(wrong.failure().name, u"invalid_amount"_s);
}

void TestSandbox::clockCanBeMoved()
{
    const QString dsn = started();
    const QDateTime then(QDate(2031, 5, 6), QTime(7, 8, 9), Qt::UTC);
    Result<QJsonObject> now = m_sandbox.setTime(dsn, then, {});
    QVERIFY2(now.ok(), qPrintable(now.ok() ? QString() : now.failure().message));
    QVERIFY(now->value(u"now"_s).toString().startsWith(u"2031-05-06T07:08"_s));
    now = m_sandbox.setTime(dsn, {}, u"3d"_s);
    QVERIFY(now.ok());
    QVERIFY(now->value(u"now"_s).toString().startsWith(u"2031-05-09T07:08"_s));
    QVERIFY(m_sandbox.setTime(dsn, {}, {}).ok());
    QCOMPARE(value(dsn, u"SELECT abs(extract(epoch FROM scrip.now() - clock_timestamp())) < 1"_s), u"t"_s);
    const Result<QJsonObject> wrong = m_sandbox.setTime(dsn, {}, u"three moons"_s);
    QVERIFY(!wrong.ok());
    QCOMPARE(wrong.failure().name, u"invalid_date"_s);
}

void TestSandbox::onlyASandboxTakesItsCalls()
{
    const QString dsn = started();
    QString other = dsn;
    other.replace(u"dbname="_s + Sandbox::database(), u"dbname=postgres"_s);
    const Result<QJsonObject> user = m_sandbox.addUser(other, u"ana@example.com"_s, {}, {});
    QVERIFY(!user.ok());
    QCOMPARE(user.failure().name, u"not_permitted"_s);
}

void TestSandbox::loginsOfRolesComeOverTheSameSocket()
{
    const QString dsn = started();
    QCOMPARE(value(dsn, u"CREATE ROLE bo LOGIN PASSWORD 'pw' IN ROLE scrip_staff"_s), QString());
    QString staff = dsn;
    staff.replace(u"user="_s + Cluster::superuser(), u"user=bo"_s);
    QCOMPARE(value(staff + u" password=pw"_s, u"SELECT scrip.hello() -> 'roles' ->> 0"_s), u"staff"_s);
}

void TestSandbox::psqlTakesTheDsn()
{
    const QString dsn = started();
    QProcess psql;
    psql.start(u"psql"_s, {u"-XAtc"_s, u"SELECT scrip.hello() ->> 'login'"_s, dsn});
    QVERIFY(psql.waitForFinished());
    QCOMPARE(psql.readAllStandardOutput().trimmed(), Cluster::superuser().toUtf8());
}

int main(int argc, char **argv)
{
    QCoreApplication application(argc, argv);
    const QStringList arguments = QCoreApplication::arguments();
    if (arguments.value(1) == "--start"_L1) // the one that starterMayBeKilled() kills
        return Sandbox(quick()).start(arguments.value(2), true).ok() ? 0 : 1;
    TestSandbox test;
    return QTest::qExec(&test, argc, argv);
}

#include "tst_sandbox.moc"
