// SPDX-License-Identifier: GPL-3.0-or-later
#include "e2e/sandbox_process.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QtTest>

#include <csignal>

using namespace Qt::StringLiterals;

namespace scrip {

/// The life of a credit, as somebody would try it on an empty sandbox: given, spent, taken away, expired, and the
/// books in order afterwards.
class CliGrantsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void givesCredit();
    void isSpentInOrder();
    void theVoidIsWhatItsPreviewSaid();
    void voidingAgainTellsTheSame();
    void takesBackWhatWasSpent();
    void soldCreditWaitsForItsPayment();
    void creditInAnotherCurrency();
    void anExpiryIsMadeGoodByMaintenance();
    void settlesByHand();
    void voidsAllThatMatch();
    void maintenanceRunsUntilItIsEnded();
    void maintenanceWaitsOutARestart();
    void exportsEveryBooking();
    void theBooksAreInOrder();

private:
    QJsonObject create(const QString &amount, const QStringList &more = {});
    [[nodiscard]] QJsonObject usd() const;
    static QJsonObject without(QJsonObject object, const QString &field);

    SandboxProcess m_scrip;
    QString m_organization;
    QString m_paid;
    QString m_given;
};

void CliGrantsTest::initTestCase()
{
    const QJsonObject user = m_scrip.call("sandbox add-user --email ana@example.com --organization Acme").object();
    m_organization = user["organizations"_L1].toArray().first().toObject()["id"_L1].toString();
    QVERIFY(!m_organization.isEmpty());
}

QJsonObject CliGrantsTest::create(const QString &amount, const QStringList &more)
{
    const ProgramCall made = m_scrip.call(QStringList{u"grant"_s, u"create"_s, u"--organization"_s, m_organization,
                                                      u"--amount"_s, amount, u"--reason"_s, u"trial"_s} +
                                          more);
    if (made.status != 0)
        qWarning("%s", made.told().constData());
    return made.object();
}

QJsonObject CliGrantsTest::usd() const
{
    const QJsonObject balance = m_scrip.call({u"balance"_s, m_organization}).object();
    return balance["currencies"_L1].toArray().first().toObject();
}

QJsonObject CliGrantsTest::without(QJsonObject object, const QString &field)
{
    object.remove(field);
    return object;
}

void CliGrantsTest::givesCredit()
{
    m_paid = create(u"50"_s)["id"_L1].toString();
    const QJsonObject given = create(u"25"_s, {u"--expires"_s, u"2099-06-30"_s, u"--label"_s, u"deal=D-17"_s,
                                               u"--name"_s, u"Welcome"_s, u"--key"_s, u"welcome"_s});
    m_given = given["id"_L1].toString();
    QVERIFY(!m_paid.isEmpty() && !m_given.isEmpty());
    QCOMPARE(given["status"_L1].toString(), u"active"_s);
    QCOMPARE(given["available"_L1].toString(), u"25.00"_s);
    QCOMPARE(given["expires_at"_L1].toString(), u"2099-06-30T23:59:59Z"_s);
    QCOMPARE(given["labels"_L1].toObject()["deal"_L1].toString(), u"D-17"_s);
    const QJsonObject again = create(u"25"_s, {u"--expires"_s, u"2099-06-30"_s, u"--label"_s, u"deal=D-17"_s,
                                               u"--name"_s, u"Welcome"_s, u"--key"_s, u"welcome"_s});
    QCOMPARE(again["id"_L1].toString(), m_given);
    QVERIFY(again["replayed"_L1].toBool());
    QCOMPARE(usd()["live"_L1].toString(), u"75.00"_s);
    QCOMPARE(usd()["baseline"_L1].toString(), u"75.00"_s);
}

void CliGrantsTest::isSpentInOrder()
{
    QCOMPARE(
        m_scrip.call({u"sandbox"_s, u"spend"_s, u"--organization"_s, m_organization, u"--amount"_s, u"10"_s}).status,
        0);
    QCOMPARE(usd()["live"_L1].toString(), u"65.00"_s);
    const QJsonObject shown = m_scrip.call({u"grant"_s, u"show"_s, m_given}).object();
    QCOMPARE(shown["consumed"_L1].toString(), u"10.00"_s); // what expires is spent first
    QCOMPARE(shown["entries"_L1].toArray().last().toObject()["type"_L1].toString(), u"consumed"_s);
}

void CliGrantsTest::theVoidIsWhatItsPreviewSaid()
{
    QCOMPARE(m_scrip.call({u"grant"_s, u"void"_s, m_given, u"--reason"_s, u"--preview"_s}).status, 2);
    const QJsonObject preview = m_scrip.call({u"grant"_s, u"void"_s, m_given, u"--preview"_s}).object();
    QCOMPARE(preview["forfeited"_L1].toString(), u"15.00"_s);
    QCOMPARE(preview["balance_after"_L1].toString(), u"50.00"_s);
    const ProgramCall unasked = m_scrip.call({u"grant"_s, u"void"_s, m_given, u"--key"_s, u"void-0"_s});
    QCOMPARE(unasked.errorName(), u"reason_required"_s);
    const QJsonObject error = QJsonDocument::fromJson(unasked.err).object()["error"_L1].toObject();
    QCOMPARE(error["request_id"_L1].toString(), u"void-0"_s);
    const ProgramCall done =
        m_scrip.call({u"grant"_s, u"void"_s, m_given, u"--reason"_s, u"left us"_s, u"--key"_s, u"void-1"_s});
    QVERIFY2(done.status == 0, done.err.constData());
    QCOMPARE(without(without(done.object(), u"replayed"_s), u"grant"_s), without(preview, u"grant"_s));
    const QJsonObject grant = done.object()["grant"_L1].toObject();
    QCOMPARE(grant["status"_L1].toString(), u"voided"_s);
    QCOMPARE(grant["consumed"_L1].toString(), u"10.00"_s); // never taken back
    QCOMPARE(usd()["live"_L1].toString(), u"50.00"_s);
    QCOMPARE(usd()["baseline"_L1].toString(), u"50.00"_s);
}

void CliGrantsTest::voidingAgainTellsTheSame()
{
    const QStringList words{u"grant"_s, u"void"_s, m_given, u"--reason"_s, u"left us"_s};
    const QJsonObject first = m_scrip.call(words + QStringList{u"--key"_s, u"void-1"_s}).object();
    QVERIFY(first["replayed"_L1].toBool());
    const QJsonObject again = m_scrip.call(words).object();
    QCOMPARE(without(again, u"replayed"_s), without(first, u"replayed"_s));
    QCOMPARE(usd()["forfeited"_L1].toString(), u"15.00"_s);
}

void CliGrantsTest::takesBackWhatWasSpent()
{
    const QStringList words{u"grant"_s, u"claw-back"_s, m_given, u"--amount"_s, u"10"_s};
    const QJsonObject preview = m_scrip.call(words + QStringList{u"--preview"_s}).object();
    const ProgramCall done = m_scrip.call(words + QStringList{u"--reason"_s, u"fraud"_s});
    QVERIFY2(done.status == 0, done.err.constData());
    QCOMPARE(without(without(done.object(), u"replayed"_s), u"grant"_s), without(preview, u"grant"_s));
    QCOMPARE(done.object()["clawed_back"_L1].toString(), u"10.00"_s);
    QCOMPARE(done.object()["overdraft_after"_L1].toString(), u"0.00"_s);
    QCOMPARE(usd()["live"_L1].toString(), u"40.00"_s);
    QCOMPARE(usd()["baseline"_L1].toString(), u"40.00"_s);
}

void CliGrantsTest::soldCreditWaitsForItsPayment()
{
    const QString sold = create(u"20"_s, {u"--funding"_s, u"invoice"_s, u"--availability"_s, u"on_settlement"_s,
                                          u"--cost-basis"_s, u"0.8"_s})["id"_L1]
                             .toString();
    QCOMPARE(usd()["pending"_L1].toString(), u"20.00"_s);
    const ProgramCall paid =
        m_scrip.call({u"grant"_s, u"payment"_s, sold, u"--status"_s, u"settled"_s, u"--reference"_s, u"INV-1"_s});
    QVERIFY2(paid.status == 0, paid.err.constData());
    QCOMPARE(paid.object()["available"_L1].toString(), u"20.00"_s);
    QCOMPARE(paid.object()["payment_reference"_L1].toString(), u"INV-1"_s);
    QCOMPARE(m_scrip.call({u"grant"_s, u"payment"_s, sold, u"--status"_s, u"authorized"_s}).errorName(),
             u"payment_transition_invalid"_s);
    QCOMPARE(m_scrip.call({u"grant"_s, u"void"_s, sold, u"--reason"_s, u"r"_s}).status, 0);
}

void CliGrantsTest::creditInAnotherCurrency()
{
    const QString euros = create(u"5"_s, {u"--currency"_s, u"EUR"_s})["id"_L1].toString();
    const ProgramCall used =
        m_scrip.call({u"grant"_s, u"consume"_s, euros, u"--amount"_s, u"2"_s, u"--reason"_s, u"workshop"_s});
    QVERIFY2(used.status == 0, used.err.constData());
    QCOMPARE(used.object()["available"_L1].toString(), u"3.00"_s);
    const QJsonArray currencies = m_scrip.call({u"balance"_s, m_organization}).object()["currencies"_L1].toArray();
    QCOMPARE(currencies.size(), 2);
    QVERIFY(currencies.last().toObject()["baseline"_L1].isNull());
}

void CliGrantsTest::anExpiryIsMadeGoodByMaintenance()
{
    const QJsonObject now = m_scrip.call("sandbox set-time --to 2098-01-01").object();
    QVERIFY(!now.isEmpty());
    create(u"25"_s, {u"--expires"_s, u"2098-01-10"_s});
    m_scrip.call({u"sandbox"_s, u"spend"_s, u"--organization"_s, m_organization, u"--amount"_s, u"10"_s});
    QCOMPARE(m_scrip.call("maintain --once").status, 0);
    QCOMPARE(usd()["live"_L1].toString(), u"55.00"_s);
    QCOMPARE(m_scrip.call("sandbox set-time --forward 11d").status, 0);
    QCOMPARE(usd()["live"_L1].toString(), u"40.00"_s);
    QCOMPARE(usd()["baseline"_L1].toString(), u"30.00"_s); // the backend takes back what was spent
    QCOMPARE(usd()["at_risk"_L1].toString(), u"10.00"_s);
    const ProgramCall pass = m_scrip.call("maintain --once");
    QVERIFY2(pass.status == 0, pass.err.constData());
    QCOMPARE(pass.object()["settled"_L1].toInt(), 1);
    QCOMPARE(pass.object()["failed"_L1].toArray().size(), 0);
    QCOMPARE(usd()["baseline"_L1].toString(), u"40.00"_s);
    QCOMPARE(usd()["at_risk"_L1].toString(), u"0.00"_s);
}

void CliGrantsTest::settlesByHand()
{
    create(u"5"_s, {u"--expires"_s, u"2098-02-01"_s});
    m_scrip.call("sandbox set-time --forward 30d");
    const QJsonObject preview = m_scrip.call("grant settle --dry-run").object();
    QCOMPARE(preview["settled"_L1].toInt(), 1);
    QCOMPARE(preview["breakage"_L1].toString(), u"5.00"_s);
    const ProgramCall done = m_scrip.call("grant settle --key settle-1");
    QVERIFY2(done.status == 0, done.err.constData());
    QCOMPARE(without(done.object(), u"replayed"_s), preview);
    QCOMPARE(m_scrip.call("grant settle").object()["settled"_L1].toInt(-1), 0);
    QCOMPARE(m_scrip.call({u"grant"_s, u"settle"_s, u"--organization"_s, m_organization}).status, 0);
}

void CliGrantsTest::voidsAllThatMatch()
{
    const QString other = m_scrip.call("sandbox add-user --email bob@example.com --organization Bulk")
                              .object()["organizations"_L1]
                              .toArray()
                              .first()
                              .toObject()["id"_L1]
                              .toString();
    for (int i = 0; i < 3; ++i)
        m_scrip.call(
            {u"grant"_s, u"create"_s, u"--organization"_s, other, u"--amount"_s, u"2"_s, u"--reason"_s, u"r"_s});
    const QStringList words{u"grant"_s, u"void"_s, u"--all-matching"_s, u"--organization"_s, other};
    QCOMPARE(m_scrip.call(words + QStringList{u"--preview"_s}).object()["count"_L1].toInt(), 3);
    QCOMPARE(m_scrip.call(words + QStringList{u"--reason"_s, u"r"_s, u"--expect"_s, u"2"_s}).errorName(),
             u"count_mismatch"_s);
    const ProgramCall done =
        m_scrip.call(words + QStringList{u"--reason"_s, u"r"_s, u"--expect"_s, u"3"_s, u"--key"_s, u"bulk"_s});
    QVERIFY2(done.status == 0, done.err.constData());
    QCOMPARE(done.object()["voided"_L1].toInt(), 3);
    QCOMPARE(done.object()["forfeited"_L1].toString(), u"6.00"_s);
    const QJsonArray left =
        m_scrip.call({u"grant"_s, u"list"_s, u"--organization"_s, other, u"--status"_s, u"active"_s})
            .object()["items"_L1]
            .toArray();
    QVERIFY(left.isEmpty());
}

void CliGrantsTest::maintenanceRunsUntilItIsEnded()
{
    create(u"5"_s, {u"--expires"_s, u"2098-06-01"_s});
    m_scrip.call("sandbox set-time --to 2098-06-02");
    const auto service = m_scrip.begin({u"maintain"_s, u"--interval"_s, u"50ms"_s});
    QVERIFY(service->waitForStarted());
    QTRY_COMPARE_WITH_TIMEOUT(m_scrip.call("grant settle --dry-run").object()["settled"_L1].toInt(-1), 0, 60'000);
    QVERIFY(service->state() == QProcess::Running);
    service->terminate();
    QVERIFY(service->waitForFinished(60'000));
    QCOMPARE(service->exitStatus(), QProcess::NormalExit);
    QCOMPARE(service->exitCode(), 0);
    QCOMPARE(service->readAllStandardError(), QByteArray());
    const QJsonObject sums = QJsonDocument::fromJson(service->readAllStandardOutput()).object();
    QCOMPARE(sums["settled"_L1].toInt(), 1);
}

void CliGrantsTest::maintenanceWaitsOutARestart()
{
    const auto service = m_scrip.begin({u"--db"_s, m_scrip.dsn(), u"maintain"_s, u"--interval"_s, u"50ms"_s});
    QVERIFY(service->waitForStarted());
    QCOMPARE(m_scrip.call("sandbox stop").status, 0);
    QByteArray told;
    QTRY_VERIFY_WITH_TIMEOUT((told += service->readAllStandardError()).contains("connection_failed"), 60'000);
    QCOMPARE(m_scrip.start().status, 0);
    create(u"5"_s, {u"--expires"_s, u"2098-07-01"_s});
    m_scrip.call("sandbox set-time --to 2098-07-02");
    QTRY_COMPARE_WITH_TIMEOUT(m_scrip.call("grant settle --dry-run").object()["settled"_L1].toInt(-1), 0, 60'000);
    QVERIFY(service->state() == QProcess::Running);
    service->terminate();
    QVERIFY(service->waitForFinished(60'000));
    QCOMPARE(service->exitCode(), 0);
    QVERIFY(QJsonDocument::fromJson(service->readAllStandardOutput()).object()["settled"_L1].toInt() >= 1);
    QCOMPARE(service->readAllStandardError(), QByteArray()); // told once
}

void CliGrantsTest::exportsEveryBooking()
{
    const ProgramCall csv = m_scrip.call(
        {u"ledger"_s, u"export"_s, u"--format"_s, u"csv"_s, u"--output"_s, m_scrip.path(u"ledger.csv"_s)});
    QVERIFY2(csv.status == 0, csv.err.constData());
    const int rows = csv.object()["rows"_L1].toInt();
    QFile file(m_scrip.path(u"ledger.csv"_s));
    QVERIFY(file.open(QFile::ReadOnly));
    QCOMPARE(file.readAll().trimmed().count('\n'), rows); // a heading above them
    const QFile::Permissions others = QFile::ReadGroup | QFile::WriteGroup | QFile::ReadOther | QFile::WriteOther;
    QCOMPARE(file.permissions() & others, QFile::Permissions());
    QCOMPARE(m_scrip.sql(u"DO $$ BEGIN ASSERT (SELECT count(*) FROM scrip_vault.entry) = %1; END $$"_s.arg(rows)),
             QByteArray());
    const ProgramCall one = m_scrip.call({u"ledger"_s, u"export"_s, u"--format"_s, u"jsonl"_s, u"--output"_s,
                                          m_scrip.path(u"one.jsonl"_s), u"--organization"_s, m_organization,
                                          u"--from"_s, u"2098-01-01"_s, u"--to"_s, u"2098-01-31"_s});
    QVERIFY2(one.status == 0, one.err.constData());
    QVERIFY(one.object()["rows"_L1].toInt() > 0 && one.object()["rows"_L1].toInt() < rows);
    QCOMPARE(
        m_scrip
            .call({u"ledger"_s, u"export"_s, u"--format"_s, u"csv"_s, u"--output"_s, m_scrip.path(u"ledger.csv"_s)})
            .errorName(),
        u"file_exists"_s);
}

void CliGrantsTest::theBooksAreInOrder()
{
    const ProgramCall doctor = m_scrip.call("doctor");
    QVERIFY2(doctor.status == 0, doctor.told().constData());
    const ProgramCall audit = m_scrip.call("audit verify");
    QVERIFY2(audit.status == 0, audit.told().constData());
    QStringList actions;
    for (const QByteArray &line : m_scrip.call("audit list --all").out.trimmed().split('\n'))
        actions << QJsonDocument::fromJson(line).object()["action"_L1].toString();
    for (const QString &action :
         {u"create_grant"_s, u"void_grant"_s, u"claw_back"_s, u"set_payment"_s, u"consume_grant"_s, u"settle"_s})
        QVERIFY2(actions.contains(action), qPrintable(action));
}

} // namespace scrip

QTEST_GUILESS_MAIN(scrip::CliGrantsTest)
#include "cli_grants_test.moc"
