// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/harness.h"

#include <QtTest>

using namespace Qt::StringLiterals;

namespace scrip {

/// Batches, audit, roles, settings, migrations and the doctor.
class SmallNounsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void batches();
    void batchWithHistory();
    void auditList();
    void auditTimesInTheDatabasesZone();
    void roles();
    void unlock();
    void lockUser();
    void unlockRefuses_data();
    void unlockRefuses();
    void settings();
    void settingPages();
    void migrate_data();
    void migrate();
    void migrateScript();
    void doctor();
};

void SmallNounsTest::batches()
{
    CliHarness harness;
    const CliCall all = harness.call("batch list");
    QCOMPARE(all.object()["items"_L1].toArray().size(), 1);
    QCOMPARE(harness.call("batch list --event 000000000002").object()["items"_L1].toArray().size(), 0);
    QCOMPARE(harness.call("batch list --event nothing").errorName(), u"not_found"_s);
}

void SmallNounsTest::batchWithHistory()
{
    CliHarness harness;
    PrintRecord record;
    record.batchId = batchIdOf(1);
    record.templateId = u"avery-l7160"_s;
    harness.gateway.batches.records << record;
    const CliCall call = harness.call("batch show 0190f3b2");
    QCOMPARE(call.object()["number"_L1].toInt(), 1);
    QCOMPARE(call.object()["print_history"_L1].toArray().first().toObject()["template"_L1].toString(),
             u"avery-l7160"_s);
    QCOMPARE(harness.call("batch show 0190ffff").errorName(), u"not_found"_s);
}

void SmallNounsTest::auditList()
{
    CliHarness harness;
    const CliCall call = harness.call(
        "audit list --object event --actor alice --from 2027-01-01T08:00:00Z --to 2027-01-02T08:00:00+02:00");
    QCOMPARE(call.object()["items"_L1].toArray().first().toObject()["login"_L1].toString(), u"alice"_s);
    const AuditQuery &asked = harness.gateway.administration.asked;
    QCOMPARE(asked.object, u"event"_s);
    QCOMPARE(asked.actor, u"alice"_s);
    QCOMPARE(asked.from, QDateTime({2027, 1, 1}, {8, 0}, Qt::UTC));
    QCOMPARE(asked.to, QDateTime({2027, 1, 2}, {6, 0}, Qt::UTC));
    QVERIFY(!harness.gateway.log.calls.contains(u"session"_s));
    QCOMPARE(harness.call("audit list --from yesterday").errorName(), u"invalid_date"_s);
}

void SmallNounsTest::auditTimesInTheDatabasesZone()
{
    CliHarness harness;
    harness.call("audit list --from 2027-01-01 --to 2027-01-01");
    const AuditQuery &asked = harness.gateway.administration.asked;
    QCOMPARE(asked.from, QDateTime({2026, 12, 31}, {23, 0}, Qt::UTC));
    QCOMPARE(asked.to, QDateTime({2027, 1, 1}, {22, 59, 59}, Qt::UTC));
}

void SmallNounsTest::roles()
{
    CliHarness harness;
    for (const bool replayed : {false, true}) {
        QCOMPARE(harness.call("role grant bob staff --key r1").object(),
                 (QJsonObject{{u"login"_s, u"bob"_s},
                              {u"roles"_s, QJsonArray{u"staff"_s}},
                              {u"superuser"_s, false},
                              {u"replayed"_s, replayed}}));
    }
    QCOMPARE(harness.call("role revoke bob staff").object()["replayed"_L1], QJsonValue(false));
    QCOMPARE(harness.gateway.log.calls,
             (QStringList{u"grant bob staff"_s, u"grant bob staff"_s, u"revoke bob staff"_s}));
    QCOMPARE(harness.call("role grant bob king").status, 2);
    QCOMPARE(harness.call("role list").object()["items"_L1].toArray().size(), 1);
}

void SmallNounsTest::unlock()
{
    CliHarness harness;
    harness.gateway.administration.now.now = QDateTime({2027, 1, 1}, {8, 0}, Qt::UTC);
    const CliCall call =
        harness.call({u"unlock"_s, u"--for"_s, u"15m"_s, u"--reason"_s, u"for Devcon"_s, u"--key"_s, u"u1"_s});
    QCOMPARE(call.status, 0);
    QCOMPARE(call.object()["until"_L1].toString(), u"2027-01-01T08:15:00Z"_s);
    QCOMPARE(call.object()["replayed"_L1], QJsonValue(false));
    QVERIFY(harness.gateway.log.calls.contains(u"unlock 900"_s));
    QCOMPARE(harness.gateway.log.writes.last().reason, u"for Devcon"_s);
    QCOMPARE(harness.gateway.log.writes.last().key, u"u1"_s);
    const CliCall lock = harness.call("lock");
    QCOMPARE(lock.object()["until"_L1].toString(), u"2027-01-01T08:00:00Z"_s);
    QVERIFY(harness.gateway.log.calls.contains(u"lock"_s));
}

void SmallNounsTest::lockUser()
{
    CliHarness harness;
    for (const QString &words : {u"lock-user mara"_s, u"role lock-user mara"_s}) {
        const CliCall call = harness.call(words.split(u' '));
        QCOMPARE(call.status, 0);
        QCOMPARE(
            call.object(),
            (QJsonObject{
                {u"login"_s, u"mara"_s}, {u"locked"_s, true}, {u"sessions_ended"_s, 2}, {u"replayed"_s, false}}));
    }
    QCOMPARE(harness.gateway.log.calls.count(u"lock-user mara"_s), 2);
    QCOMPARE(harness.call("lock-user").status, 2);
}

void SmallNounsTest::unlockRefuses_data()
{
    QTest::addColumn<QString>("words");
    QTest::addColumn<QString>("name");
    QTest::addColumn<QString>("field");
    QTest::newRow("how long") << u"unlock --reason r"_s << u"usage"_s << u"for"_s;
    for (const QString &span : {u"0s"_s, u"999ms"_s, u"9h"_s, u"28801"_s, u"soon"_s, u"-5m"_s, u"1d"_s})
        QTest::newRow(qPrintable(span)) << QString(u"unlock --reason r --for "_s + span) << u"invalid_count"_s
                                        << u"for"_s;
    QTest::newRow("a reason that is an option") << u"unlock --for 5m --reason --json"_s << u"usage"_s << u"reason"_s;
    QTest::newRow("lock takes no time") << u"lock --for 5m"_s << u"usage"_s << QString();
}

void SmallNounsTest::unlockRefuses()
{
    QFETCH(QString, words);
    CliHarness harness;
    const CliCall call = harness.call(words.split(u' '));
    QTEST(call.errorName(), "name");
    QFETCH(QString, field);
    if (!field.isEmpty())
        QCOMPARE(call.error()["field"_L1].toString(), field);
    QVERIFY(call.out.isEmpty());
    QVERIFY(harness.gateway.log.writes.isEmpty());
}

void SmallNounsTest::settings()
{
    CliHarness harness;
    QCOMPARE(harness.call("setting get default_prefix").object()["value"_L1].toString(), u"NEAR"_s);
    QCOMPARE(harness.call("setting set default_prefix CON").object()["value"_L1].toString(), u"CON"_s);
    // Empty is a value, and not the way back to the default.
    harness.call({u"setting"_s, u"set"_s, u"issuer"_s, u""_s});
    QCOMPARE(harness.gateway.administration.set, u""_s);
    // A setting may be called like a noun, and a value look like an option behind two dashes.
    QCOMPARE(harness.call("setting get event").status, 0);
    QCOMPARE(harness.call({u"setting"_s, u"set"_s, u"issuer"_s, u"--"_s, u"--x"_s}).status, 0);
    QCOMPARE(harness.gateway.administration.set, u"--x"_s);
}

void SmallNounsTest::settingPages()
{
    CliHarness harness;
    const CliCall first = harness.call("setting list --limit 2");
    QCOMPARE(first.object()["items"_L1].toArray().size(), 2);
    QCOMPARE(first.object()["next"_L1].toString(), u"issuer"_s);
    const CliCall rest = harness.call("setting list --after issuer");
    QCOMPARE(rest.object()["items"_L1].toArray().size(), 1);
    QVERIFY(rest.object()["next"_L1].isNull());
    QCOMPARE(harness.call("setting list --after nowhere").status, 2);
    QCOMPARE(harness.call("setting list --all").out.trimmed().split('\n').size(), 3);
}

void SmallNounsTest::migrate_data()
{
    QTest::addColumn<QString>("words");
    QTest::addColumn<QString>("call");
    QTest::newRow("apply") << u"migrate"_s << u"migration apply"_s;
    QTest::newRow("status") << u"migrate --status"_s << u"migration status"_s;
    QTest::newRow("dry run") << u"migrate --dry-run"_s << u"migration dryRun"_s;
    QTest::newRow("remove") << u"migrate --remove"_s << u"migration remove"_s;
    QTest::newRow("two at once") << u"migrate --remove --dry-run"_s << QString();
}

void SmallNounsTest::migrate()
{
    QFETCH(QString, words);
    QFETCH(QString, call);
    CliHarness harness;
    const CliCall made = harness.call(words.split(u' '));
    QCOMPARE(made.status, call.isEmpty() ? 2 : 0);
    QCOMPARE(harness.gateway.log.calls, call.isEmpty() ? QStringList() : QStringList{call});
    if (!call.isEmpty())
        QVERIFY(made.object().contains(u"version"_s) && made.object()["applied"_L1].isArray());
}

void SmallNounsTest::migrateScript()
{
    CliHarness harness;
    QCOMPARE(harness.call("migrate --print-sql").out, QByteArray("CREATE ROLE scrip_owner;\n"));
    QCOMPARE(harness.call("migrate --print-sql --json").object()["sql"_L1].toString(),
             u"CREATE ROLE scrip_owner;\n"_s);
}

void SmallNounsTest::doctor()
{
    CliHarness harness;
    const CliCall well = harness.call("doctor --quick");
    QCOMPARE(well.status, 0);
    QVERIFY(harness.gateway.administration.quick);
    QCOMPARE(well.object()["checks"_L1].toArray().size(), 2);
    harness.gateway.administration.diagnosis.ok = false;
    const CliCall ill = harness.call("doctor");
    QCOMPARE(ill.status, 1);
    QCOMPARE(ill.object()["ok"_L1].toBool(true), false);
    QVERIFY(ill.err.isEmpty());
    const CliCall table = harness.call("doctor --table");
    QCOMPARE(table.status, 1);
    QVERIFY(table.out.contains("logging"));
}

} // namespace scrip

QTEST_GUILESS_MAIN(scrip::SmallNounsTest)
#include "small_nouns_test.moc"
