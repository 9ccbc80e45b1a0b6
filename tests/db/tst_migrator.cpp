// SPDX-License-Identifier: GPL-3.0-or-later
#include "db/migrator.h"
#include "db/migrator_session.h"
#include "db/private_cluster.h"
#include "db/store_fixture.h"

#include <QDir>
#include <QFile>
#include <QJsonArray>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace scrip;

namespace {

QStringList everything()
{
    QStringList names;
    const QList<SqlFile> files = SqlBundle().migrations();
    for (const SqlFile &file : files)
        names.append(file.name);
    return names + QStringList{u"functions"_s};
}

/// The SQL of this version in a folder, to be changed there.
bool copyBundle(const QString &to)
{
    for (const QString &folder : {u"migrations"_s, u"functions"_s, u"sandbox"_s}) {
        QDir().mkpath(to + u'/' + folder);
        const QDir from(u":/sql/"_s + folder);
        const QStringList names = from.entryList(QDir::Files);
        for (const QString &name : names) {
            const QString copy = to + u'/' + folder + u'/' + name;
            if (!QFile::copy(from.filePath(name), copy) ||
                !QFile::setPermissions(copy, QFile::ReadOwner | QFile::WriteOwner))
                return false;
        }
    }
    return QFile::copy(u":/sql/remove.sql"_s, to + u"/remove.sql"_s);
}

bool append(const QString &path, const QByteArray &text)
{
    QFile file(path);
    return file.open(QIODevice::Append) && file.write(text) == text.size();
}

/// What pg_dump -s writes, without what differs from run to run.
QByteArray schemaOf(const QString &dsn)
{
    QProcess dump;
    dump.start(u"pg_dump"_s, {u"--schema-only"_s, u"--dbname"_s, dsn});
    if (!dump.waitForFinished(60'000) || dump.exitCode() != 0)
        return {};
    QByteArray kept;
    const QList<QByteArray> lines = dump.readAllStandardOutput().split('\n');
    for (const QByteArray &line : lines) {
        if (!line.startsWith("\\restrict") && !line.startsWith("\\unrestrict"))
            kept += line + '\n';
    }
    return kept;
}

QString psql(const QString &dsn, const QString &script)
{
    QProcess process;
    process.setProcessChannelMode(QProcess::MergedChannels);
    process.start(u"psql"_s, {u"--no-psqlrc"_s, u"--quiet"_s, u"--set=ON_ERROR_STOP=1"_s, u"--dbname"_s, dsn});
    process.write(script.toUtf8());
    process.closeWriteChannel();
    if (!process.waitForFinished(60'000) || process.exitCode() != 0)
        return QString::fromUtf8(process.readAll());
    return {};
}

} // namespace

/// Migrations against databases that hold the tables of a backend, as Scrip meets them.
class TestMigrator : public QObject
{
    Q_OBJECT
private:
    /// A database with the billing tables alone, owned by the role `backend`, with an event in it.
    QString billingDatabase(const QString &schema = u"public"_s);
    QString installed();

    test::PrivateCluster m_cluster;
    QStringList m_leftRoles;

private Q_SLOTS:
    void initTestCase();
    void installsOnce();
    void twoAtOnceShareTheWork();
    void dryRunLeavesNothing();
    void statusSaysWhatIsPending();
    void grantsAreRedone();
    void changedFunctionIsReplaced();
    void tamperedFunctionIsReplaced_data();
    void tamperedFunctionIsReplaced();
    void functionsThatAreGoneCannotBeCalled();
    void newerVersionIsRefused();
    void changedChecksumIsRefusedByName();
    void failedMigrationLeavesTheOnesBefore();
    void missingTablesAreNamed();
    void missingColumnsAreNamed();
    void findsTheSchemaOfTheBillingTables();
    void severalBillingSchemasAreRefused();
    void openBillingSchemaIsRefused();
    void missingPrivilegesAreListed();
    void missingPrivilegesAreListedWhereScripIs();
    void scriptPreparesForALoginWithoutRights();
    void removeLeavesBillingAsItWas();
    void removeNeedsTheVault();
    void lostConnectionIsToldAsSuch();
    void replicaIsReadOnly();
};

QString TestMigrator::billingDatabase(const QString &schema)
{
    const QString dsn = m_cluster.emptyDatabase();
    if (m_cluster.value(dsn, u"SELECT 1 FROM pg_roles WHERE rolname = 'backend'"_s).isNull() &&
        !m_cluster.run(dsn, u"CREATE ROLE backend LOGIN"_s))
        return {};
    const QString tables = SqlBundle::forSchema(SqlBundle().text(u"sandbox/billing.sql"_s), schema);
    const QString hand =
        u"DO $$ DECLARE t regclass; BEGIN "
        "EXECUTE format('GRANT CREATE, USAGE ON SCHEMA %1 TO backend'); "
        "FOR t IN SELECT oid FROM pg_class WHERE relnamespace = '%1'::regnamespace AND relkind = 'r' "
        "LOOP EXECUTE format('ALTER TABLE %s OWNER TO backend', t); END LOOP; END $$"_s;
    const QString event = u"INSERT INTO %1.credit_events (name, credit_amount, credit_expires_at) "
                          "VALUES ('Met', 5000000000, now() + interval '9 days')"_s.arg(schema);
    if (!m_cluster.run(dsn, u"BEGIN;"_s + tables + u"COMMIT"_s) ||
        !m_cluster.run(dsn, QString(hand).replace(u"%1"_s, schema)) || !m_cluster.run(dsn, event))
        return {};
    return dsn;
}

QString TestMigrator::installed()
{
    const QString dsn = billingDatabase();
    return !dsn.isEmpty() && Migrator(dsn).apply().result().ok() ? dsn : QString();
}

void TestMigrator::initTestCase()
{
    QVERIFY2(m_cluster.problem().isEmpty(), qPrintable(m_cluster.problem()));
}

void TestMigrator::installsOnce()
{
    const QString dsn = billingDatabase();
    const Result<MigrationReport> first = Migrator(dsn).apply().result();
    QVERIFY2(first.ok(), qPrintable(first.ok() ? QString() : first.failure().message));
    QCOMPARE(first->applied, everything());
    QCOMPARE(first->version, SqlBundle().version());
    const Result<MigrationReport> second = Migrator(dsn).apply().result();
    QVERIFY(second.ok());
    QCOMPARE(second->applied, QStringList());
    QCOMPARE(second->version, SqlBundle().version());
    QCOMPARE(m_cluster.value(dsn, u"SELECT scrip.event_counts() ->> 'all'"_s), u"1"_s);
}

void TestMigrator::twoAtOnceShareTheWork()
{
    const QString dsn = billingDatabase();
    QList<Answer<MigrationReport>> answers;
    for (int i = 0; i < 4; ++i)
        answers.append(Migrator(dsn).apply());
    QStringList applied;
    for (const Answer<MigrationReport> &answer : answers) {
        const Result<MigrationReport> result = answer.result();
        QVERIFY2(result.ok(), qPrintable(result.ok() ? QString() : result.failure().message));
        QCOMPARE(result->version, SqlBundle().version());
        applied += result->applied;
    }
    QStringList wanted = everything();
    applied.sort();
    wanted.sort();
    QCOMPARE(applied, wanted);
}

void TestMigrator::dryRunLeavesNothing()
{
    const QString dsn = billingDatabase();
    const QByteArray before = schemaOf(dsn);
    QVERIFY(!before.isEmpty());
    const Result<MigrationReport> run = Migrator(dsn).dryRun().result();
    QVERIFY2(run.ok(), qPrintable(run.ok() ? QString() : run.failure().message));
    QCOMPARE(run->applied, everything());
    QCOMPARE(run->version, 0);
    QCOMPARE(schemaOf(dsn), before);
}

void TestMigrator::statusSaysWhatIsPending()
{
    const QString dsn = billingDatabase();
    const Result<MigrationReport> before = Migrator(dsn).status().result();
    QVERIFY(before.ok());
    QCOMPARE(before->version, 0);
    QCOMPARE(before->pending, everything());
    QCOMPARE(before->applied, QStringList());
    QVERIFY(Migrator(dsn).apply().result().ok());
    const Result<MigrationReport> after = Migrator(dsn).status().result();
    QVERIFY(after.ok());
    QCOMPARE(after->version, SqlBundle().version());
    QCOMPARE(after->pending, QStringList());
    QVERIFY(after->applied.size() > 10);
    QCOMPARE(after->applied.first(), u"0001_roles"_s);
}

void TestMigrator::grantsAreRedone()
{
    const QString dsn = installed();
    QVERIFY(m_cluster.run(dsn, u"REVOKE ALL ON credit_events FROM scrip_owner"_s));
    const Result<MigrationReport> again = Migrator(dsn).apply().result();
    QVERIFY(again.ok());
    QCOMPARE(again->applied, QStringList{u"functions"_s});
    QCOMPARE(m_cluster.value(dsn, u"SELECT has_table_privilege('scrip_owner', 'credit_events', 'INSERT')"_s), u"t"_s);
}

void TestMigrator::changedFunctionIsReplaced()
{
    const QString dsn = installed();
    QTemporaryDir folder;
    QVERIFY(copyBundle(folder.path()));
    QVERIFY(append(folder.filePath(u"functions/10_session.sql"_s),
                   "CREATE FUNCTION scrip.brand_new() RETURNS int LANGUAGE sql AS 'SELECT 7';\n"));
    const Result<MigrationReport> report = Migrator(dsn, SqlBundle(folder.path())).apply().result();
    QVERIFY(report.ok());
    QCOMPARE(report->applied, QStringList{u"functions"_s});
    QCOMPARE(m_cluster.value(dsn, u"SELECT scrip.brand_new()"_s), u"7"_s);
}

void TestMigrator::tamperedFunctionIsReplaced_data()
{
    QTest::addColumn<QString>("tampering");
    QTest::newRow("body") << u"CREATE OR REPLACE FUNCTION scrip.need(VARIADIC p_roles text[]) RETURNS void "
                             "LANGUAGE plpgsql STABLE AS 'BEGIN END'"_s;
    QTest::newRow("right") << u"GRANT EXECUTE ON FUNCTION scrip.create_event(text, text, jsonb) TO PUBLIC"_s;
    QTest::newRow("owner") << u"ALTER FUNCTION scrip.hello() OWNER TO backend"_s;
    QTest::newRow("path") << u"ALTER FUNCTION scrip.hello() RESET search_path"_s;
    QTest::newRow("gone") << u"DROP FUNCTION scrip.hello()"_s;
    QTest::newRow("schema") << u"REVOKE USAGE ON SCHEMA scrip FROM scrip_staff"_s;
}

void TestMigrator::tamperedFunctionIsReplaced()
{
    QFETCH(QString, tampering);
    const QString dsn = installed();
    QVERIFY(m_cluster.run(dsn, tampering));
    const Result<MigrationReport> report = Migrator(dsn).apply().result();
    QVERIFY2(report.ok(), qPrintable(report.ok() ? QString() : report.failure().message));
    QCOMPARE(report->applied, QStringList{u"functions"_s});
    QCOMPARE(m_cluster.value(dsn, u"SELECT scrip.doctor('functions') ->> 'ok'"_s), u"true"_s);
    QCOMPARE(m_cluster.value(dsn, u"SELECT has_schema_privilege('scrip_staff', 'scrip', 'USAGE')"_s), u"t"_s);
    QCOMPARE(Migrator(dsn).apply().result()->applied, QStringList());
}

void TestMigrator::functionsThatAreGoneCannotBeCalled()
{
    const QString dsn = installed();
    QVERIFY(m_cluster.run(dsn, u"CREATE FUNCTION scrip.old() RETURNS int LANGUAGE sql AS 'SELECT 1'"_s));
    QVERIFY(Migrator(dsn).apply().result().ok());
    QVERIFY(m_cluster.value(dsn, u"SELECT to_regproc('scrip.old')"_s).isNull());
}

void TestMigrator::newerVersionIsRefused()
{
    const QString dsn = installed();
    QVERIFY(
        m_cluster.run(dsn, u"INSERT INTO scrip.migration (number, name, checksum) VALUES (9000, '9000_far', 'x')"_s));
    const QList<Answer<MigrationReport>> answers{Migrator(dsn).apply(), Migrator(dsn).dryRun(),
                                                 Migrator(dsn).status(), Migrator(dsn).remove()};
    for (const Answer<MigrationReport> &answer : answers) {
        const Result<MigrationReport> report = answer.result();
        QVERIFY(!report.ok());
        QCOMPARE(report.failure().name, u"schema_too_new"_s);
        QVERIFY(report.failure().message.contains(u"9000_far"_s));
    }
}

void TestMigrator::changedChecksumIsRefusedByName()
{
    const QString dsn = installed();
    QTemporaryDir folder;
    QVERIFY(copyBundle(folder.path()));
    QVERIFY(append(folder.filePath(u"migrations/0003_vault.sql"_s), "-- not the same\n"));
    const Result<MigrationReport> report = Migrator(dsn, SqlBundle(folder.path())).apply().result();
    QVERIFY(!report.ok());
    QVERIFY2(report.failure().message.contains(u"0003_vault"_s), qPrintable(report.failure().message));
}

void TestMigrator::failedMigrationLeavesTheOnesBefore()
{
    const QString dsn = billingDatabase();
    QTemporaryDir folder;
    QVERIFY(copyBundle(folder.path()));
    const int bad = SqlBundle().version() + 1;
    const QString name = u"migrations/%1_bad.sql"_s.arg(bad, 4, 10, QChar(u'0'));
    QVERIFY(append(folder.filePath(name), "CREATE TABLE scrip.half ();\nSELECT 1 / 0;\n"));
    const Result<MigrationReport> report = Migrator(dsn, SqlBundle(folder.path())).apply().result();
    QVERIFY(!report.ok());
    QVERIFY(report.failure().message.contains(u"_bad"_s));
    QVERIFY(m_cluster.value(dsn, u"SELECT to_regclass('scrip.half')"_s).isNull());
    QCOMPARE(m_cluster.value(dsn, u"SELECT max(number) FROM scrip.migration"_s), QString::number(bad - 1));
    QVERIFY(Migrator(dsn).apply().result().ok());
}

void TestMigrator::missingTablesAreNamed()
{
    const Result<MigrationReport> nothing = Migrator(m_cluster.emptyDatabase()).apply().result();
    QVERIFY(!nothing.ok());
    QCOMPARE(nothing.failure().name, u"missing_table"_s);
    QVERIFY(nothing.failure().detail.value(u"missing"_s).toArray().contains(u"credit_event_codes"_s));

    const QString dsn = billingDatabase();
    QVERIFY(m_cluster.run(dsn, u"DROP TABLE credit_claims"_s));
    const Result<MigrationReport> one = Migrator(dsn).apply().result();
    QVERIFY(!one.ok());
    QCOMPARE(one.failure().detail.value(u"missing"_s).toArray(), QJsonArray{u"credit_claims"_s});
    QVERIFY(m_cluster.value(dsn, u"SELECT to_regnamespace('scrip')"_s).isNull());
}

/// Before anything reads them, and also when nothing else is to be done.
void TestMigrator::missingColumnsAreNamed()
{
    const auto rename = u"ALTER TABLE organization_balance RENAME total_spent TO spent"_s;
    const auto isNamed = [](const Result<MigrationReport> &report) {
        return !report.ok() && report.failure().name == u"missing_table" &&
               report.failure().message.contains(u"organization_balance has no column total_spent"_s);
    };
    const QString fresh = billingDatabase();
    QVERIFY(m_cluster.run(fresh, rename));
    QVERIFY(isNamed(Migrator(fresh).apply().result()));
    QVERIFY(isNamed(Migrator(fresh).dryRun().result()));
    const QString there = billingDatabase();
    QVERIFY(Migrator(there).apply().result().ok());
    QVERIFY(Migrator(there).apply().result().ok());
    QVERIFY(m_cluster.run(there, rename));
    QVERIFY(isNamed(Migrator(there).apply().result()));
    QVERIFY(isNamed(Migrator(there).dryRun().result()));
}

void TestMigrator::findsTheSchemaOfTheBillingTables()
{
    const QString dsn = billingDatabase(u"\"Billing 2\""_s);
    QVERIFY(!dsn.isEmpty());
    const Result<MigrationReport> report = Migrator(dsn).apply().result();
    QVERIFY2(report.ok(), qPrintable(report.ok() ? QString() : report.failure().message));
    QCOMPARE(m_cluster.value(dsn, u"SELECT value FROM scrip.setting WHERE name = 'billing_schema'"_s),
             u"Billing 2"_s);
    QCOMPARE(m_cluster.value(dsn, u"SELECT scrip.event_counts() ->> 'all'"_s), u"1"_s);
    QCOMPARE(Migrator(dsn).apply().result()->applied, QStringList());
    const test::StoreFixture there(dsn);
    const auto diagnosis = awaited(there.administration().diagnose(false));
    VERIFY_OK(diagnosis);
    QVERIFY(diagnosis->ok);
}

void TestMigrator::severalBillingSchemasAreRefused()
{
    const QString dsn = billingDatabase(u"one"_s);
    QVERIFY(m_cluster.run(dsn, u"CREATE SCHEMA two; CREATE TABLE two.credit_events ()"_s));
    const Result<MigrationReport> report = Migrator(dsn).apply().result();
    QVERIFY(!report.ok());
    QCOMPARE(report.failure().field, u"billing_schema"_s);
    QVERIFY(report.failure().message.contains(u"one, two"_s));
    const QString pointed = dsn + u" options='-c search_path=one'"_s;
    QVERIFY(Migrator(pointed).apply().result().ok());
    QVERIFY(Migrator(dsn).status().result().ok()); // the setting knows by now
}

void TestMigrator::openBillingSchemaIsRefused()
{
    const QString dsn = billingDatabase();
    QVERIFY(m_cluster.run(dsn, u"GRANT CREATE ON SCHEMA public TO PUBLIC"_s));
    const Result<MigrationReport> report = Migrator(dsn).apply().result();
    QVERIFY(!report.ok());
    QCOMPARE(report.failure().name, u"missing_privilege"_s);
    QCOMPARE(report.failure().hint, u"REVOKE CREATE ON SCHEMA public FROM PUBLIC"_s);
    QVERIFY(m_cluster.value(dsn, u"SELECT to_regnamespace('scrip')"_s).isNull());
}

void TestMigrator::missingPrivilegesAreListed()
{
    const QString dsn = billingDatabase();
    const QString poor = m_cluster.dsnAs(u"poor"_s, dsn);
    const Result<MigrationReport> report = Migrator(poor).apply().result();
    QVERIFY(!report.ok());
    QCOMPARE(report.failure().name, u"missing_privilege"_s);
    const QJsonArray missing = report.failure().detail.value(u"missing"_s).toArray();
    const QString database = m_cluster.value(dsn, u"SELECT current_database()"_s);
    QVERIFY(missing.contains(QString(u"CREATE ON DATABASE "_s + database)));
    QVERIFY(missing.contains(u"SELECT ON public.credit_events WITH GRANT OPTION"_s));
    QVERIFY(missing.contains(u"INSERT ON public.credit_event_codes WITH GRANT OPTION"_s));
    QVERIFY(report.failure().message.contains(u"public.users"_s));
    QVERIFY(report.failure().hint.contains(u"--print-sql"_s));
    const QString made = missing.at(0).toString();
    QVERIFY2(made == u"CREATEROLE"_s || made.startsWith(u"membership"_s), qPrintable(made));
}

void TestMigrator::missingPrivilegesAreListedWhereScripIs()
{
    const QString dsn = installed();
    QVERIFY(m_cluster.run(dsn, u"REVOKE INSERT ON credit_claims FROM scrip_owner"_s));
    const QJsonArray wanted{u"membership of scrip_owner"_s, u"membership of scrip_vault"_s,
                            u"INSERT ON public.credit_claims WITH GRANT OPTION"_s};
    for (const QString &options : {QString(), u"CREATEROLE"_s}) {
        Migrator poor(m_cluster.dsnAs(options.isEmpty() ? u"poor"_s : u"maker"_s, dsn, options));
        const QList<Answer<MigrationReport>> answers{poor.apply(), poor.dryRun(), poor.status(), poor.remove()};
        for (const Answer<MigrationReport> &answer : answers) {
            const Result<MigrationReport> report = answer.result();
            QVERIFY(!report.ok());
            QCOMPARE(report.failure().name, u"missing_privilege"_s);
            QCOMPARE(report.failure().detail.value(u"missing"_s).toArray(), wanted);
            QVERIFY(report.failure().message.contains(u"membership of scrip_vault"_s));
            QVERIFY(report.failure().hint.contains(u"--print-sql"_s));
        }
    }
}

void TestMigrator::scriptPreparesForALoginWithoutRights()
{
    const QString dsn = billingDatabase();
    const QString admin = m_cluster.dsnAs(u"plain_admin"_s, dsn);
    QVERIFY(!Migrator(admin).apply().result().ok());
    const Result<QString> script = Migrator(admin).script().result();
    QVERIFY2(script.ok(), qPrintable(script.ok() ? QString() : script.failure().message));
    QVERIFY(!script->contains(u"@billing@"_s));
    QCOMPARE(psql(dsn, *script), QString());
    QCOMPARE(psql(dsn, *script), QString()); // it may run again
    const Result<MigrationReport> report = Migrator(admin).apply().result();
    QVERIFY2(report.ok(), qPrintable(report.ok() ? QString() : report.failure().message));
    QCOMPARE(report->applied, everything());
    QCOMPARE(Migrator(admin).apply().result()->applied, QStringList());
}

void TestMigrator::removeLeavesBillingAsItWas()
{
    const QString dsn = billingDatabase();
    const QByteArray before = schemaOf(dsn);
    QVERIFY(!before.isEmpty());
    QVERIFY(Migrator(dsn).apply().result().ok());
    QVERIFY(schemaOf(dsn) != before);
    const Result<MigrationReport> removed = Migrator(dsn).remove().result();
    QVERIFY2(removed.ok(), qPrintable(removed.ok() ? QString() : removed.failure().message));
    QCOMPARE(removed->version, 0);
    QCOMPARE(schemaOf(dsn), before);
    QCOMPARE(m_cluster.value(dsn, u"SELECT count(*) FROM credit_events"_s), u"1"_s);
    QVERIFY(Migrator(dsn).remove().result().ok()); // nothing there: nothing to do
    QVERIFY(Migrator(dsn).apply().result().ok());
}

void TestMigrator::removeNeedsTheVault()
{
    const QString dsn = installed();
    const QString half = m_cluster.dsnAs(u"half"_s, dsn, u"IN ROLE scrip_owner"_s);
    const Result<MigrationReport> removed = Migrator(half).remove().result();
    QVERIFY(!removed.ok());
    QCOMPARE(removed.failure().name, u"missing_privilege"_s);
    QCOMPARE(removed.failure().detail.value(u"missing"_s).toArray(), QJsonArray{u"membership of scrip_vault"_s});
    QVERIFY(!m_cluster.value(dsn, u"SELECT to_regclass('scrip_vault.audit')"_s).isNull());
}

void TestMigrator::lostConnectionIsToldAsSuch()
{
    const Result<MigrationReport> nowhere = Migrator(u"host=/nowhere dbname=x"_s).status().result();
    QVERIFY(!nowhere.ok());
    QCOMPARE(nowhere.failure().name, u"connection_failed"_s);

    const QString dsn = installed();
    const auto session = MigratorSession::open(dsn);
    QVERIFY(session.ok());
    const Result<Done> cut = (*session)->run(u"SELECT pg_terminate_backend(pg_backend_pid())"_s);
    QVERIFY(!cut.ok());
    QCOMPARE(cut.failure().name, u"unknown_outcome"_s);
}

void TestMigrator::replicaIsReadOnly()
{
    const QString dsn = billingDatabase();
    const auto session = MigratorSession::open(dsn);
    QVERIFY(session.ok());
    QVERIFY((*session)->run(u"BEGIN READ ONLY"_s).ok());
    const Result<Done> made = (*session)->run(u"CREATE SCHEMA scrip"_s);
    QVERIFY(!made.ok());
    QCOMPARE(made.failure().name, u"read_only"_s);
}

QTEST_GUILESS_MAIN(TestMigrator)
#include "tst_migrator.moc"
