// SPDX-License-Identifier: GPL-3.0-or-later
#include "e2e/sandbox_process.h"

#include <QtTest>

using namespace Qt::StringLiterals;

namespace scrip {

/// Logins with a password over the sandbox's socket: what each role may do, as the command line tells it.
class CliRolesTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void withoutARoleNothing();
    void may_data();
    void may();
    void revokedIsRevoked();
    void aWrongPasswordIsNoConnection();
    void productionIsReadOnly();
    void unlockingIsForOneLogin();
    void aLockedUserIsOut();

private:
    ProgramCall as(const QString &login, const QStringList &arguments) const
    {
        return m_scrip.call(arguments + QStringList{u"--db"_s, m_scrip.dsnOf(login)}, {u"PGPASSWORD=secret"_s});
    }

    SandboxProcess m_scrip;
    QString m_event;
    QString m_batch;
};

void CliRolesTest::initTestCase()
{
    for (const QString &role : {u"nobody"_s, u"admin"_s, u"staff"_s, u"support"_s, u"auditor"_s}) {
        QCOMPARE(m_scrip.sql(u"CREATE ROLE t_%1 LOGIN PASSWORD 'secret'"_s.arg(role)), QByteArray());
        if (role == u"nobody")
            continue;
        const ProgramCall granted = m_scrip.call({u"role"_s, u"grant"_s, u"t_"_s + role, role});
        QVERIFY2(granted.status == 0, granted.err.constData());
        QCOMPARE(granted.object()["roles"_L1].toArray().first().toString(), role);
    }
    m_event =
        m_scrip.call("event create --name R --amount 1 --credit-expires 2030-01-01").object()["id"_L1].toString();
    m_batch = m_scrip.call({u"code"_s, u"generate"_s, u"--event"_s, m_event, u"--count"_s, u"20"_s})
                  .object()["batch"_L1]
                  .toObject()["id"_L1]
                  .toString();
    QVERIFY(!m_batch.isEmpty());
}

void CliRolesTest::withoutARoleNothing()
{
    for (const char *words : {"event list", "code list", "setting list", "role list"}) {
        const ProgramCall call = as(u"t_nobody"_s, QString::fromUtf8(words).split(u' '));
        QCOMPARE(call.status, 5);
        QCOMPARE(call.errorName(), u"not_permitted"_s);
        QVERIFY(call.out.isEmpty());
    }
}

void CliRolesTest::may_data()
{
    QTest::addColumn<QString>("role");
    QTest::addColumn<QString>("words");
    QTest::addColumn<bool>("allowed");
    const auto row = [](const QString &role, const QString &words, bool allowed) {
        QTest::newRow(qPrintable(role + u' ' + words)) << role << words << allowed;
    };
    const QString create = u"event create --name X --amount 1 --credit-expires 2030-01-01"_s;
    const QString mint = u"code generate --event EVENT --count 3"_s;
    const QString reveal = u"code list --batch BATCH --reveal --limit 1"_s;
    const QString sheet =
        u"sheet render --batch BATCH --template L7160 --overwrite --reprint --reason r --output OUT"_s;
    row(u"admin"_s, create, true);
    row(u"admin"_s, u"setting set issuer X"_s, true);
    row(u"admin"_s, u"role grant t_nobody auditor"_s, true);
    row(u"admin"_s, u"role revoke t_nobody auditor"_s, true);
    row(u"staff"_s, u"event list"_s, true);
    row(u"staff"_s, mint, true);
    row(u"staff"_s, reveal, true);
    row(u"staff"_s, sheet, true);
    row(u"staff"_s, u"code disable --batch BATCH --from 1 --to 1 --reason r"_s, true);
    row(u"staff"_s, u"code enable --batch BATCH --from 1 --to 1 --reason r"_s, true);
    row(u"staff"_s, create, false);
    row(u"staff"_s, u"event edit EVENT --version 1 --notes x"_s, false);
    row(u"staff"_s, u"event pause EVENT --reason r"_s, false);
    row(u"staff"_s, u"setting set issuer X"_s, false);
    row(u"staff"_s, u"role grant t_nobody admin"_s, false);
    row(u"staff"_s, u"audit list"_s, false);
    row(u"support"_s, u"event list"_s, true);
    row(u"support"_s, mint, false);
    row(u"support"_s, reveal, false);
    row(u"support"_s, sheet, false);
    row(u"auditor"_s, u"event list"_s, true);
    row(u"auditor"_s, u"code list --batch BATCH"_s, true);
    row(u"auditor"_s, u"audit verify"_s, true);
    row(u"support"_s, u"audit verify"_s, false);
    row(u"auditor"_s, u"doctor --quick"_s, true);
    row(u"auditor"_s, mint, false);
    row(u"auditor"_s, reveal, false);
    row(u"auditor"_s, u"event archive EVENT --reason r"_s, false);
    const QString release = u"claim release 0190f3d1-0000-7000-8000-000000000001 --reason r"_s;
    row(u"staff"_s, u"claim list"_s, true);
    row(u"staff"_s, u"code reissue --batch BATCH --from 2 --to 2 --reason r --reveal"_s, true);
    row(u"staff"_s, u"attempts list"_s, false);
    row(u"staff"_s, u"lookup ada@example.com"_s, false);
    row(u"staff"_s, release, false);
    row(u"support"_s, u"claim list"_s, true);
    row(u"support"_s, u"attempts list"_s, true);
    row(u"support"_s, u"lookup ada@example.com"_s, true);
    row(u"support"_s, u"code reissue --batch BATCH --from 2 --to 2 --reason r"_s, false);
    row(u"support"_s, u"event approve EVENT"_s, false);
    row(u"auditor"_s, u"claim export --format csv --overwrite --output OUT"_s, true);
    row(u"auditor"_s, u"attempts list"_s, true);
    row(u"auditor"_s, release, false);
}

void CliRolesTest::may()
{
    QFETCH(QString, role);
    QFETCH(QString, words);
    QFETCH(bool, allowed);
    QStringList arguments = words.split(u' ');
    arguments.replaceInStrings(u"EVENT"_s, m_event);
    arguments.replaceInStrings(u"BATCH"_s, m_batch);
    arguments.replaceInStrings(u"OUT"_s, m_scrip.path(u"out.pdf"_s));
    const ProgramCall call = as(u"t_"_s + role, arguments);
    QVERIFY2(call.status == (allowed ? 0 : 5), call.told().constData());
    if (!allowed) {
        QCOMPARE(call.errorName(), u"not_permitted"_s);
        QVERIFY(call.out.isEmpty());
    }
}

void CliRolesTest::revokedIsRevoked()
{
    QCOMPARE(m_scrip.call("role revoke t_support support").status, 0);
    QCOMPARE(as(u"t_support"_s, {u"event"_s, u"list"_s}).status, 5);
    QCOMPARE(m_scrip.call("role grant no_such_login staff").errorName(), u"not_found"_s);
}

void CliRolesTest::aWrongPasswordIsNoConnection()
{
    const ProgramCall call = m_scrip.call({u"event"_s, u"list"_s, u"--db"_s, m_scrip.dsnOf(u"t_staff"_s)},
                                          {u"PGPASSWORD=wrong"_s, u"PGCONNECT_TIMEOUT=5"_s});
    QCOMPARE(call.status, 3);
    QCOMPARE(call.errorName(), u"connection_failed"_s);
    QVERIFY(!call.told().contains("wrong"));
}

void CliRolesTest::productionIsReadOnly()
{
    QCOMPARE(m_scrip.call("setting set environment production").status, 0);
    const ProgramCall refused = m_scrip.call({u"event"_s, u"pause"_s, m_event, u"--reason"_s, u"r"_s});
    QCOMPARE(refused.status, 5);
    QCOMPARE(refused.errorName(), u"read_only"_s);
    QCOMPARE(m_scrip.call("event list").status, 0);
}

/// An unlock is that of one login, says why, and ends by hand.
void CliRolesTest::unlockingIsForOneLogin()
{
    const QStringList pause{u"event"_s, u"pause"_s, m_event, u"--reason"_s, u"r"_s};
    QCOMPARE(m_scrip.call("unlock --for 15m").errorName(), u"reason_required"_s);
    QCOMPARE(m_scrip.call("unlock --for 9h --reason r").errorName(), u"invalid_count"_s);
    QCOMPARE(as(u"t_auditor"_s, {u"unlock"_s, u"--for"_s, u"15m"_s, u"--reason"_s, u"r"_s}).errorName(),
             u"not_permitted"_s);
    QCOMPARE(m_scrip.call(pause).errorName(), u"read_only"_s);

    const ProgramCall unlocked = m_scrip.call("unlock --for 15m --reason Devcon");
    QVERIFY2(unlocked.status == 0, unlocked.told().constData());
    const QDateTime until = QDateTime::fromString(unlocked.object()["until"_L1].toString(), Qt::ISODateWithMs);
    QVERIFY(until > QDateTime::currentDateTimeUtc().addSecs(10 * 60));
    QCOMPARE(m_scrip.call(pause).status, 0);
    QCOMPARE(as(u"t_admin"_s, pause).errorName(), u"read_only"_s);

    QCOMPARE(m_scrip.call("lock").status, 0);
    QCOMPARE(m_scrip.call(pause).errorName(), u"read_only"_s);
    const QJsonArray trail = m_scrip.call("audit list --object session").object()["items"_L1].toArray();
    QCOMPARE(trail.first().toObject()["action"_L1].toString(), u"lock"_s);
    QCOMPARE(trail.at(1).toObject()["reason"_L1].toString(), u"Devcon"_s);
}

/// With the rights of whoever calls: the sandbox's superuser has them, an admin of Scrip alone has not.
void CliRolesTest::aLockedUserIsOut()
{
    QCOMPARE(m_scrip.call("setting set environment sandbox --key back").errorName(), u"read_only"_s);
    QCOMPARE(m_scrip.call("unlock --for 5m --reason back").status, 0);
    QCOMPARE(m_scrip.call("setting set environment sandbox").status, 0);
    QCOMPARE(as(u"t_admin"_s, {u"lock-user"_s, u"t_staff"_s}).errorName(), u"missing_privilege"_s);
    QCOMPARE(as(u"t_staff"_s, {u"event"_s, u"list"_s}).status, 0);
    const ProgramCall locked = m_scrip.call("role lock-user t_staff");
    QVERIFY2(locked.status == 0, locked.told().constData());
    QCOMPARE(locked.object()["login"_L1].toString(), u"t_staff"_s);
    QCOMPARE(as(u"t_staff"_s, {u"event"_s, u"list"_s}).errorName(), u"connection_failed"_s);
    QCOMPARE(m_scrip.call("lock-user nobody_like_that").errorName(), u"not_found"_s);
}

} // namespace scrip

QTEST_GUILESS_MAIN(scrip::CliRolesTest)
#include "cli_roles_test.moc"
