// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/harness.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QtTest>

using namespace Qt::StringLiterals;

namespace scrip {

/// The books: a balance, and the export of every booking.
class LedgerNounTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QFile::remove(path()); }
    void balances();
    void balanceForPeople();
    void exportsCsv();
    void exportsJsonLines();
    void asksForWhatIsMeant();
    void aDayEndsAtItsEnd();
    void aFailureLeavesNothing();
    void refusesWhatCannotBe_data();
    void refusesWhatCannotBe();

private:
    [[nodiscard]] QString path() const { return m_dir.filePath(u"ledger"_s); }
    [[nodiscard]] QByteArray written() const
    {
        QFile file(path());
        return file.open(QFile::ReadOnly) ? file.readAll() : QByteArray();
    }
    CliCall exported(CliHarness &harness, const QStringList &options, const QString &format = u"csv"_s)
    {
        return harness.call(QStringList{u"ledger"_s, u"export"_s, u"--output"_s, path(), u"--format"_s, format} +
                            options);
    }

    QTemporaryDir m_dir;
};

void LedgerNounTest::balances()
{
    CliHarness harness;
    const CliCall call = harness.call("balance 000000000001");
    QCOMPARE(call.status, 0);
    QCOMPARE(call.object()["organization_id"_L1].toString(), organizationIdOf(1).toText());
    QCOMPARE(call.object()["blocked"_L1].toBool(true), false);
    const QJsonObject usd = call.object()["currencies"_L1].toArray().first().toObject();
    QCOMPARE(usd.keys(), (QStringList{u"at_risk"_s, u"baseline"_s, u"clawed_back"_s, u"consumed"_s, u"currency"_s,
                                      u"forfeited"_s, u"live"_s, u"overdraft"_s, u"pending"_s, u"settled"_s}));
    QCOMPARE(usd["live"_L1].toString(), u"65.00"_s);
    QCOMPARE(harness.call("balance").status, 2);
    QCOMPARE(harness.call("balance nobody-at-all").errorName(), u"not_found"_s);
}

void LedgerNounTest::balanceForPeople()
{
    CliHarness harness;
    const QByteArray table = harness.call("balance 000000000001 --table").out;
    QVERIFY2(table.contains("Acme") && table.contains("Backend says") && table.contains("65.00"), table.constData());
}

void LedgerNounTest::exportsCsv()
{
    CliHarness harness;
    const CliCall call = exported(harness, {});
    QVERIFY2(call.status == 0, call.err.constData());
    QCOMPARE(call.object()["rows"_L1].toInt(), 5);
    QCOMPARE(call.object()["file"_L1].toString(), path());
    const QList<QByteArray> lines = written().trimmed().split('\n');
    QCOMPARE(lines.size(), 6); // a heading, and the rows of three pages
    QCOMPARE(lines.first().trimmed(), QByteArray("id,at,booked_at,organization_id,grant_id,type,amount,currency,from,"
                                                 "to,actor,reason,request_id"));
    QVERIFY2(lines.at(3).startsWith("3,2026-11-21T12:00:03Z,"), lines.at(3).constData());
    QVERIFY(lines.at(3).contains(",3.00,USD,available,consumed,system:usage,'=1+1,"));
    const QFile::Permissions others = QFile::ReadGroup | QFile::WriteGroup | QFile::ReadOther | QFile::WriteOther;
    QCOMPARE(QFile(path()).permissions() & others, QFile::Permissions());
}

void LedgerNounTest::exportsJsonLines()
{
    CliHarness harness;
    QCOMPARE(exported(harness, {}, u"jsonl"_s).object()["rows"_L1].toInt(), 5);
    const QList<QByteArray> lines = written().trimmed().split('\n');
    QCOMPARE(lines.size(), 5);
    const QJsonObject entry = QJsonDocument::fromJson(lines.last()).object();
    QCOMPARE(entry["amount"_L1].toString(), u"5.00"_s);
    QCOMPARE(entry["grant_id"_L1].toString(), grantIdOf(1).toText());
    QCOMPARE(entry["reason"_L1].toString(), u"=1+1"_s); // no spreadsheet reads this
    QVERIFY(entry["request_id"_L1].isNull());
}

void LedgerNounTest::asksForWhatIsMeant()
{
    CliHarness harness;
    QCOMPARE(exported(harness, {u"--organization"_s, u"000000000002"_s, u"--from"_s, u"2026-11-01T08:00:00Z"_s,
                                u"--to"_s, u"2026-12-01T08:00:00Z"_s})
                 .status,
             0);
    const LedgerQuery &asked = harness.gateway.ledger.asked;
    QCOMPARE(asked.organization, organizationIdOf(2));
    QCOMPARE(asked.from, QDateTime({2026, 11, 1}, {8, 0}, Qt::UTC));
    QCOMPARE(asked.to, QDateTime({2026, 12, 1}, {8, 0}, Qt::UTC));
    QCOMPARE(asked.limit, 10'000);
}

void LedgerNounTest::aDayEndsAtItsEnd()
{
    CliHarness harness;
    QCOMPARE(exported(harness, {u"--from"_s, u"2027-01-01"_s, u"--to"_s, u"2027-01-01"_s}).status, 0);
    const LedgerQuery &asked = harness.gateway.ledger.asked;
    QCOMPARE(asked.from, QDateTime({2026, 12, 31}, {23, 0}, Qt::UTC));
    QCOMPARE(asked.to, QDateTime({2027, 1, 1}, {23, 0}, Qt::UTC));
}

void LedgerNounTest::aFailureLeavesNothing()
{
    CliHarness harness;
    harness.gateway.log.fail = Failure::named(u"connection_failed"_s, {});
    QCOMPARE(exported(harness, {}).status, 3);
    QCOMPARE(QDir(m_dir.path()).entryList(QDir::Files | QDir::Hidden), QStringList());
}

void LedgerNounTest::refusesWhatCannotBe_data()
{
    QTest::addColumn<QStringList>("options");
    QTest::addColumn<QString>("name");
    QTest::newRow("format") << QStringList{u"--format"_s, u"xlsx"_s} << u"usage"_s;
    QTest::newRow("from") << QStringList{u"--from"_s, u"yesterday"_s} << u"invalid_date"_s;
    QTest::newRow("to") << QStringList{u"--to"_s, u"2027-13-01"_s} << u"invalid_date"_s;
    QTest::newRow("backwards") << QStringList{u"--from"_s, u"2027-02-01"_s, u"--to"_s, u"2027-01-01"_s}
                               << u"invalid_date"_s;
    QTest::newRow("whose") << QStringList{u"--organization"_s, u"nobody-at-all"_s} << u"not_found"_s;
    QTest::newRow("where") << QStringList{u"--output"_s, u"/no/such/folder/x"_s} << u"file_not_written"_s;
}

void LedgerNounTest::refusesWhatCannotBe()
{
    QFETCH(QStringList, options);
    QFETCH(QString, name);
    CliHarness harness;
    QStringList arguments{u"ledger"_s, u"export"_s};
    if (!options.contains(u"--format"_s))
        arguments << u"--format"_s << u"csv"_s;
    if (!options.contains(u"--output"_s))
        arguments << u"--output"_s << path();
    const CliCall call = harness.call(arguments + options);
    QCOMPARE(call.errorName(), name);
    QVERIFY(!harness.gateway.log.calls.contains(u"ledger"_s));
    QVERIFY(written().isEmpty());
}

} // namespace scrip

QTEST_GUILESS_MAIN(scrip::LedgerNounTest)
#include "ledger_noun_test.moc"
