// SPDX-License-Identifier: GPL-3.0-or-later
#include "e2e/sandbox_process.h"

#include <QJsonArray>
#include <QtTest>

using namespace Qt::StringLiterals;

namespace scrip {

/// From nothing to a sheet that scans, as it stands in the README.
class CliChainTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void startingAgainResetsNothing();
    void createsAnEvent();
    void mintsCodes();
    void printsASheet();
    void readsItBack();
    void aSecondPrintIsARefusal();
    void thePlainCodesAreOnlyRevealed();
    void codesInAnySpelling();
    void disabledCodesAreLeftOut();
    void everythingIsInTheAudit();
    void anAnchorTellsOfAChainMadeAnew();
    void nothingIsIllAfterwards();

private:
    SandboxProcess m_scrip;
    QString m_event;
    QString m_batch;
    QStringList m_codes;
};

void CliChainTest::initTestCase()
{
    QVERIFY(!m_scrip.dsn().isEmpty());
}

void CliChainTest::startingAgainResetsNothing()
{
    const ProgramCall again = m_scrip.start();
    QCOMPARE(again.status, 0);
    QCOMPARE(again.object()["running"_L1].toBool(), true);
    QCOMPARE(m_scrip.call("sandbox status").object(), again.object());
    QCOMPARE(m_scrip.call("event list").object()["items"_L1].toArray().size(), 0);
}

void CliChainTest::createsAnEvent()
{
    const QStringList words{u"event"_s,
                            u"create"_s,
                            u"--name"_s,
                            u"Devcon"_s,
                            u"--amount"_s,
                            u"25"_s,
                            u"--credit-expires"_s,
                            u"2027-06-30"_s,
                            u"--max-claims"_s,
                            u"500"_s,
                            u"--time-zone"_s,
                            u"Asia/Singapore"_s,
                            u"--claim-url"_s,
                            u"https://app.example.com/claim?code={code}"_s,
                            u"--key"_s,
                            u"event-1"_s};
    const ProgramCall created = m_scrip.call(words);
    QVERIFY2(created.status == 0, created.err.constData());
    m_event = created.object()["id"_L1].toString();
    QCOMPARE(created.object()["amount"_L1].toString(), u"25.00"_s);
    QCOMPARE(created.object()["credit_expires_at"_L1].toString(), u"2027-06-30T15:59:59Z"_s);
    QCOMPARE(created.object()["replayed"_L1].toBool(true), false);
    const ProgramCall again = m_scrip.call(words);
    QCOMPARE(again.object()["id"_L1].toString(), m_event);
    QCOMPARE(again.object()["replayed"_L1].toBool(), true);
    QStringList other = words;
    other[3] = u"Another"_s;
    QCOMPARE(m_scrip.call(other).errorName(), u"idempotency_conflict"_s);
    QCOMPARE(m_scrip.call("event list").object()["items"_L1].toArray().size(), 1);
}

void CliChainTest::mintsCodes()
{
    const ProgramCall minted =
        m_scrip.call({u"code"_s, u"generate"_s, u"--event"_s, m_event, u"--count"_s, u"500"_s});
    QVERIFY2(minted.status == 0, minted.err.constData());
    const QJsonObject batch = minted.object()["batch"_L1].toObject();
    m_batch = batch["id"_L1].toString();
    QCOMPARE(batch["count"_L1].toInt(), 500);
    QCOMPARE(batch["state"_L1].toString(), u"complete"_s);
    QVERIFY(!minted.object().contains(u"codes"_s));
    QCOMPARE(m_scrip.call({u"event"_s, u"show"_s, m_event}).object()["exposure"_L1].toString(), u"12500.00"_s);
}

void CliChainTest::printsASheet()
{
    const ProgramCall printed = m_scrip.call({u"sheet"_s, u"render"_s, u"--batch"_s, m_batch, u"--template"_s,
                                              u"avery-l7160"_s, u"--output"_s, m_scrip.path(u"sheet.pdf"_s)});
    QVERIFY2(printed.status == 0, printed.err.constData());
    QVERIFY(printed.err.isEmpty());
    QCOMPARE(printed.object()["labels"_L1].toInt(), 500);
    QCOMPARE(printed.object()["pages"_L1].toInt(), 24);
    QCOMPARE(printed.object()["first"_L1].toInt(), 1);
    QCOMPARE(printed.object()["last"_L1].toInt(), 500);
    const QFile::Permissions others = QFile::ReadGroup | QFile::WriteGroup | QFile::ReadOther | QFile::WriteOther;
    QCOMPARE(QFile(m_scrip.path(u"sheet.pdf"_s)).permissions() & others, QFile::Permissions());
    const QJsonObject batch = m_scrip.call({u"batch"_s, u"show"_s, m_batch}).object();
    QCOMPARE(batch["printed"_L1].toInt(), 500);
    QCOMPARE(batch["print_history"_L1].toArray().first().toObject()["sheet_hash"_L1],
             printed.object()["sheet_hash"_L1]);
}

void CliChainTest::readsItBack()
{
    const ProgramCall verified =
        m_scrip.call({u"sheet"_s, u"verify"_s, m_scrip.path(u"sheet.pdf"_s), u"--batch"_s, m_batch});
    QVERIFY2(verified.status == 0, verified.told().constData());
    QCOMPARE(verified.object()["labels"_L1].toInt(), 500);
    QCOMPARE(verified.object()["decoded"_L1].toInt(), 500);
    QCOMPARE(verified.object()["unexpected"_L1].toInt(-1), 0);
}

void CliChainTest::aSecondPrintIsARefusal()
{
    const QStringList words{u"sheet"_s,      u"render"_s, u"--batch"_s, m_batch,       u"--from"_s,
                            u"3"_s,          u"--to"_s,   u"4"_s,       u"--output"_s, m_scrip.path(u"again.pdf"_s),
                            u"--template"_s, u"L7160"_s};
    QCOMPARE(m_scrip.call(words).errorName(), u"already_printed"_s);
    QCOMPARE(m_scrip.call(words + QStringList{u"--reprint"_s}).errorName(), u"reason_required"_s);
    const ProgramCall again =
        m_scrip.call(words + QStringList{u"--reprint"_s, u"--reason"_s, u"two labels jammed"_s});
    QVERIFY2(again.status == 0, again.err.constData());
    QCOMPARE(again.object()["labels"_L1].toInt(), 2);
    QCOMPARE(m_scrip.call({u"sheet"_s, u"verify"_s, m_scrip.path(u"again.pdf"_s), u"--batch"_s, m_batch}).status, 0);
    // The same codes once more, elsewhere on the page and on other stock: each sheet is read as what it is.
    QStringList other = words;
    other[other.indexOf(m_scrip.path(u"again.pdf"_s))] = m_scrip.path(u"third.pdf"_s);
    other[other.indexOf(u"L7160"_s)] = u"8160"_s;
    const ProgramCall third =
        m_scrip.call(other + QStringList{u"--start-at"_s, u"5"_s, u"--reprint"_s, u"--reason"_s, u"other stock"_s});
    QVERIFY2(third.status == 0, third.err.constData());
    for (const QString &file : {u"again.pdf"_s, u"third.pdf"_s}) {
        const ProgramCall read = m_scrip.call({u"sheet"_s, u"verify"_s, m_scrip.path(file), u"--batch"_s, m_batch});
        QVERIFY2(read.status == 0, read.told().constData());
        QCOMPARE(read.object()["decoded"_L1].toInt(), 2);
    }
}

void CliChainTest::thePlainCodesAreOnlyRevealed()
{
    const ProgramCall masked = m_scrip.call({u"code"_s, u"list"_s, u"--batch"_s, m_batch, u"--all"_s});
    QCOMPARE(masked.out.trimmed().split('\n').size(), 500);
    const ProgramCall plain = m_scrip.call({u"code"_s, u"list"_s, u"--batch"_s, m_batch, u"--all"_s, u"--reveal"_s});
    for (const QByteArray &line : plain.out.trimmed().split('\n'))
        m_codes << QJsonDocument::fromJson(line).object()["code"_L1].toString();
    QCOMPARE(m_codes.size(), 500);
    QCOMPARE(QSet<QString>(m_codes.begin(), m_codes.end()).size(), 500);
    for (const QString &code : std::as_const(m_codes))
        QVERIFY(!masked.out.contains(code.toUtf8()));
}

void CliChainTest::codesInAnySpelling()
{
    const QString code = m_codes.at(41);
    const QString id = m_scrip.call({u"code"_s, u"show"_s, code}).object()["id"_L1].toString();
    QVERIFY(!id.isEmpty());
    for (const QString &typed :
         {code.toLower(), QString(code).replace(u'-', u' '), QString(code).replace(u'-', u'–'), code.mid(5), id}) {
        const ProgramCall shown = m_scrip.call({u"code"_s, u"show"_s, u"-"_s}, {}, typed.toUtf8() + '\n');
        QVERIFY2(shown.status == 0, shown.err.constData());
        QCOMPARE(shown.object()["serial"_L1].toInt(), 42);
        QVERIFY(!shown.out.contains(code.toUtf8()));
    }
    QCOMPARE(m_scrip.call("code show NEAR-AAAA-AAAA-AAAA-AAAA").errorName(), u"code_not_found"_s);
}

void CliChainTest::disabledCodesAreLeftOut()
{
    const ProgramCall disabled = m_scrip.call({u"code"_s, u"disable"_s, u"--batch"_s, m_batch, u"--from"_s, u"10"_s,
                                               u"--to"_s, u"12"_s, u"--reason"_s, u"lost"_s});
    QCOMPARE(disabled.object()["changed"_L1].toInt(), 3);
    const ProgramCall printed =
        m_scrip.call({u"sheet"_s, u"render"_s, u"--batch"_s, m_batch, u"--to"_s, u"20"_s, u"--template"_s, u"8160"_s,
                      u"--output"_s, m_scrip.path(u"b.pdf"_s), u"--reprint"_s, u"--reason"_s, u"new stock"_s});
    QVERIFY2(printed.status == 0, printed.err.constData());
    QCOMPARE(printed.object()["labels"_L1].toInt(), 17);
    QVERIFY(printed.object()["warnings"_L1].toArray().first().toString().contains(u"10–12"_s));
    const ProgramCall verified =
        m_scrip.call({u"sheet"_s, u"verify"_s, m_scrip.path(u"b.pdf"_s), u"--batch"_s, m_batch});
    QVERIFY2(verified.status == 0, verified.told().constData());
    QCOMPARE(m_scrip.call({u"code"_s, u"enable"_s, m_codes.at(9), u"--reason"_s, u"found"_s})
                 .object()["state"_L1]
                 .toString(),
             u"available"_s);
}

void CliChainTest::everythingIsInTheAudit()
{
    QStringList actions;
    for (const QByteArray &line : m_scrip.call("audit list --all").out.trimmed().split('\n'))
        actions << QJsonDocument::fromJson(line).object()["action"_L1].toString();
    for (const QString &action : {u"create_event"_s, u"open_batch"_s, u"record_print"_s, u"reveal_codes"_s,
                                  u"disable_codes"_s, u"enable_code"_s})
        QVERIFY2(actions.contains(action), qPrintable(action));
    QCOMPARE(m_scrip.call("audit verify").status, 0);
}

void CliChainTest::anAnchorTellsOfAChainMadeAnew()
{
    QCOMPARE(m_scrip.sql(u"SELECT scrip.seal_audit()"_s), QByteArray());
    const QString anchor = m_scrip.path(u"anchor.json"_s);
    const ProgramCall taken = m_scrip.call({u"audit"_s, u"anchor"_s, u"--output"_s, anchor});
    QVERIFY2(taken.status == 0, taken.told().constData());
    QVERIFY(taken.object()["rows"_L1].toInt() > 5);
    const QStringList verify{u"audit"_s, u"verify"_s, u"--anchor"_s, anchor};
    const ProgramCall good = m_scrip.call(verify);
    QVERIFY2(good.status == 0, good.told().constData());
    QCOMPARE(m_scrip.sql(u"ALTER TABLE scrip_vault.seal DISABLE TRIGGER ALL; CREATE TABLE kept AS SELECT * FROM "
                         "scrip_vault.seal; DELETE FROM scrip_vault.seal WHERE id > 0"_s),
             QByteArray());
    QCOMPARE(m_scrip.call("audit verify").status, 0);
    const ProgramCall bad = m_scrip.call(verify);
    QCOMPARE(bad.status, 1);
    QVERIFY(bad.err.isEmpty());
    QCOMPARE(bad.object()["first_bad"_L1]["kind"_L1].toString(), u"anchor"_s);
    QCOMPARE(
        m_scrip.sql(u"INSERT INTO scrip_vault.seal SELECT * FROM kept WHERE id > 0; DROP TABLE kept; ALTER TABLE "
                    "scrip_vault.seal ENABLE ALWAYS TRIGGER deny_change; ALTER TABLE scrip_vault.seal ENABLE "
                    "ALWAYS TRIGGER deny_truncate"_s),
        QByteArray());
    QCOMPARE(m_scrip.call(verify).status, 0);
}

void CliChainTest::nothingIsIllAfterwards()
{
    const ProgramCall doctor = m_scrip.call("doctor");
    QVERIFY2(doctor.status == 0, doctor.told().constData());
    QVERIFY(doctor.object()["checks"_L1].toArray().size() >= 7);
}

} // namespace scrip

QTEST_GUILESS_MAIN(scrip::CliChainTest)
#include "cli_chain_test.moc"
