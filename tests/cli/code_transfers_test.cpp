// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/harness.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QtTest>

using namespace Qt::StringLiterals;

namespace scrip {

/// Codes that leave in files and come in files.
class CodeTransfersTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        QFile::remove(path());
        QFile::remove(source());
    }
    void exportsMasked();
    void exportsPlain();
    void exportsWorkbooks();
    void exportRefuses_data();
    void exportRefuses();
    void oneCodeAName();
    void recipientsRefuse_data();
    void recipientsRefuse();
    void nothingIsRecordedForAFileThatCannotBe();
    void aFileThatFailsAfterwardsTellsTheKey();
    void imports();
    void importOfOneColumn();
    void importIsAllOrNothing();
    void dryRunWritesNothing();
    void importRefuses_data();
    void importRefuses();
    void batchShowsWhoWasGivenCodes();

private:
    [[nodiscard]] QString path() const { return m_dir.filePath(u"out"_s); }
    [[nodiscard]] QString source() const { return m_dir.filePath(u"in.csv"_s); }
    [[nodiscard]] QByteArray written() const
    {
        QFile file(path());
        return file.open(QFile::ReadOnly) ? file.readAll() : QByteArray();
    }
    void bring(const QByteArray &bytes) const
    {
        QFile file(source());
        QVERIFY(file.open(QFile::WriteOnly | QFile::Truncate));
        file.write(bytes);
    }
    CliCall exported(CliHarness &harness, const QStringList &options, const QString &format = u"csv"_s) const
    {
        return harness.call(QStringList{u"code"_s, u"export"_s, u"--output"_s, path(), u"--format"_s, format} +
                            options);
    }
    CliCall imported(CliHarness &harness, const QStringList &options = {}) const
    {
        return harness.call(QStringList{u"code"_s, u"import"_s, source(), u"--event"_s, u"000000000001"_s} + options);
    }
    static QStringList batch() { return {u"--batch"_s, u"0190f3b2"_s}; }

    QTemporaryDir m_dir;
};

void CodeTransfersTest::exportsMasked()
{
    CliHarness harness;
    const CliCall call = exported(harness, batch());
    QVERIFY2(call.status == 0, call.err.constData());
    QCOMPARE(call.object(), (QJsonObject{{u"file"_s, path()}, {u"rows"_s, 30}}));
    const QList<QByteArray> lines = written().trimmed().split('\n');
    QCOMPARE(lines.size(), 31);
    QCOMPARE(lines.first().trimmed(), QByteArray("id,code,state,uses,max_uses,event_id,batch_id,serial,claimed_by,"
                                                 "claimed_at"));
    QVERIFY(QString::fromUtf8(lines.at(1)).contains(u"····"_s));
    QVERIFY(harness.gateway.codes.reveals.isEmpty());
    QCOMPARE(harness.gateway.codes.asked.filter.batch, batchIdOf(1));
}

void CodeTransfersTest::exportsPlain()
{
    CliHarness harness;
    const QStringList options{u"--event"_s, u"000000000001"_s, u"--reveal"_s, u"--as"_s, u"boss"_s};
    QCOMPARE(exported(harness, options, u"jsonl"_s).object()["rows"_L1].toInt(), 30);
    const QList<QByteArray> lines = written().trimmed().split('\n');
    QCOMPARE(lines.size(), 30);
    QCOMPARE(QJsonDocument::fromJson(lines.last()).object()["code"_L1].toString(),
             harness.gateway.codes.codes.last().code.text());
    QVERIFY(harness.gateway.codes.reveals.size() > 1);
    for (const RevealRequest &request : harness.gateway.codes.reveals) {
        QCOMPARE(request.purpose, u"export"_s);
        QCOMPARE(request.as, u"boss"_s);
        QCOMPARE(request.filter.event, eventIdOf(1));
    }
    const QFile::Permissions others = QFile::ReadGroup | QFile::WriteGroup | QFile::ReadOther | QFile::WriteOther;
    QCOMPARE(QFile(path()).permissions() & others, QFile::Permissions());
}

void CodeTransfersTest::exportsWorkbooks()
{
    CliHarness harness;
    QCOMPARE(exported(harness, batch(), u"xlsx"_s).object()["rows"_L1].toInt(), 30);
    QVERIFY(written().startsWith("PK"));
}

void CodeTransfersTest::exportRefuses_data()
{
    QTest::addColumn<QStringList>("options");
    QTest::addColumn<QString>("format");
    QTest::addColumn<QString>("name");
    QTest::newRow("of what") << QStringList{} << u"csv"_s << u"usage"_s;
    QTest::newRow("of both") << (batch() << u"--event"_s << u"000000000001"_s) << u"csv"_s << u"usage"_s;
    QTest::newRow("no such batch") << QStringList{u"--batch"_s, u"0190ffff"_s} << u"csv"_s << u"not_found"_s;
    QTest::newRow("a format") << batch() << u"pdf"_s << u"usage"_s;
    QTest::newRow("masked for people") << (batch() << u"--recipients"_s << u"x"_s) << u"csv"_s << u"usage"_s;
}

void CodeTransfersTest::exportRefuses()
{
    QFETCH(QStringList, options);
    QFETCH(QString, format);
    CliHarness harness;
    QTEST(exported(harness, options, format).errorName(), "name");
    QVERIFY(written().isEmpty());
    QVERIFY(harness.gateway.codes.reveals.isEmpty());
}

void CodeTransfersTest::oneCodeAName()
{
    CliHarness harness;
    bring("seat,Recipient\n1,Ada\n2,\"=Bo, the \"\"second\"\"\"\n");
    const CliCall call = exported(harness, batch() << u"--reveal"_s << u"--recipients"_s << source());
    QVERIFY2(call.status == 0, call.err.constData());
    QCOMPARE(call.object()["rows"_L1].toInt(), 2);
    QCOMPARE(harness.gateway.transfer.handed.recipients, (QStringList{u"Ada"_s, u"=Bo, the \"second\""_s}));
    QCOMPARE(harness.gateway.transfer.handed.batch, batchIdOf(1));
    QVERIFY(harness.gateway.transfer.handed.event.isNull());
    const QList<QByteArray> lines = written().trimmed().split('\n');
    QCOMPARE(lines.size(), 3);
    QCOMPARE(lines.first().trimmed(), QByteArray("recipient,code,event_id,batch_id,serial,id"));
    const QByteArray first = "Ada," + harness.gateway.codes.codes.first().code.text().toUtf8() + ',';
    QVERIFY2(lines.at(1).startsWith(first), lines.at(1).constData());
    QVERIFY2(lines.at(2).startsWith("\"'=Bo, the \"\"second\"\"\","), lines.at(2).constData());
    QCOMPARE(harness.gateway.codes.reveals.size(), 1);
    QCOMPARE(harness.gateway.codes.reveals.first().purpose, u"export"_s);
    QCOMPARE(harness.gateway.codes.reveals.first().ids.size(), 2);
}

void CodeTransfersTest::recipientsRefuse_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::newRow("nobody") << QByteArray("recipient\n");
    QTest::newRow("which column") << QByteArray("a,b\n1,2\n");
    QTest::newRow("no text") << QByteArray("\xFF");
}

void CodeTransfersTest::recipientsRefuse()
{
    QFETCH(QByteArray, bytes);
    bring(bytes);
    CliHarness harness;
    const CliCall call = exported(harness, batch() << u"--reveal"_s << u"--recipients"_s << source());
    QCOMPARE(call.status, 2);
    QCOMPARE(call.error()["field"_L1].toString(), u"recipients"_s);
    QVERIFY(harness.gateway.log.writes.isEmpty());
    QCOMPARE(exported(harness, batch() << u"--reveal"_s << u"--recipients"_s << u"/no/such"_s).status, 2);
}

void CodeTransfersTest::nothingIsRecordedForAFileThatCannotBe()
{
    CliHarness harness;
    bring("Ada\n");
    QFile there(path());
    QVERIFY(there.open(QFile::WriteOnly));
    QCOMPARE(exported(harness, batch() << u"--reveal"_s << u"--recipients"_s << source()).errorName(),
             u"file_exists"_s);
    QVERIFY(harness.gateway.log.writes.isEmpty());
}

void CodeTransfersTest::aFileThatFailsAfterwardsTellsTheKey()
{
    CliHarness harness;
    bring("Ada\n");
    const QStringList options = batch() << u"--reveal"_s << u"--recipients"_s << source() << u"--key"_s
                                        << u"guests"_s;
    // Somebody else takes the name of the file meanwhile.
    harness.gateway.transfer.onHandOver = [this] {
        QFile other(path());
        QVERIFY(other.open(QFile::WriteOnly));
        other.write("mine");
    };
    const CliCall call = exported(harness, options);
    QCOMPARE(call.errorName(), u"file_exists"_s);
    QCOMPARE(call.error()["key"_L1].toString(), u"guests"_s);
    QCOMPARE(written(), QByteArray("mine"));
    harness.gateway.transfer.onHandOver = {};
    QCOMPARE(exported(harness, options + QStringList{u"--overwrite"_s}).status, 0);
    QVERIFY(written().startsWith("recipient"));
}

void CodeTransfersTest::imports()
{
    CliHarness harness;
    bring("n,code\r\n1,WELCOME-1\r\n2,WELCOME-2\r\n");
    const CliCall call = imported(harness, {u"--key"_s, u"cards"_s});
    QVERIFY2(call.status == 0, call.err.constData());
    QCOMPARE(call.object()["accepted"_L1].toInt(), 2);
    QCOMPARE(call.object()["rejected"_L1].toArray().size(), 0);
    QCOMPARE(call.object()["batch"_L1]["number"_L1].toInt(), 7);
    QCOMPARE(harness.gateway.transfer.imported.codes, (QStringList{u"WELCOME-1"_s, u"WELCOME-2"_s}));
    QCOMPARE(harness.gateway.transfer.imported.event, eventIdOf(1));
    QCOMPARE(harness.gateway.transfer.imported.note, u"Imported from in.csv"_s);
    QCOMPARE(harness.gateway.log.writes.last().key, u"cards"_s);
}

void CodeTransfersTest::importOfOneColumn()
{
    CliHarness harness;
    bring("\xEF\xBB\xBFWELCOME-1\n\nWELCOME-2\n");
    QCOMPARE(imported(harness).object()["accepted"_L1].toInt(), 2);
}

void CodeTransfersTest::importIsAllOrNothing()
{
    CliHarness harness;
    bring("code\nfine\n\nnot fine\n");
    const CliCall call = imported(harness);
    QCOMPARE(call.status, 1);
    QVERIFY(call.out.isEmpty());
    QCOMPARE(call.errorName(), u"invalid_code"_s);
    QCOMPARE(
        call.error()["detail"_L1].toObject(),
        (QJsonObject{{u"accepted"_s, 0},
                     {u"rejected"_s, QJsonArray{QJsonObject{{u"line"_s, 4},
                                                            {u"name"_s, u"invalid_code"_s},
                                                            {u"message"_s, u"There is such a code already."_s}}}}}));
    const CliCall forPeople = imported(harness, {u"--table"_s});
    QVERIFY2(forPeople.err.startsWith("Line 4: There is such a code already.\n"), forPeople.err.constData());
    QVERIFY(!forPeople.err.contains("not fine"));
}

void CodeTransfersTest::dryRunWritesNothing()
{
    CliHarness harness;
    bring("code\nfine\nnot fine\n");
    const CliCall call = imported(harness, {u"--dry-run"_s});
    QCOMPARE(call.status, 0);
    QCOMPARE(call.object()["accepted"_L1].toInt(), 1);
    QCOMPARE(call.object()["rejected"_L1].toArray().first()["line"_L1].toInt(), 3);
    QCOMPARE(harness.gateway.log.calls, QStringList{u"check import"_s});
    QVERIFY(harness.gateway.log.writes.isEmpty());
}

void CodeTransfersTest::importRefuses_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::newRow("nothing") << QByteArray();
    QTest::newRow("a heading") << QByteArray("code\n");
    QTest::newRow("which column") << QByteArray("a,b\n1,2\n");
    QTest::newRow("no end") << QByteArray("\"a\n");
    QTest::newRow("more cells than the heading") << QByteArray("code\nfine\nfine too,what\n");
    QTest::newRow("fewer cells than the heading") << QByteArray("code,n\nfine,1\nfine too\n");
    QTest::newRow("Latin-1") << QByteArray("code\nCAF\xC9");
    QTest::newRow("UTF-16") << QByteArray("\xFF\xFE"
                                          "c\0o\0d\0e\0\n\0a\0\n\0",
                                          16);
}

void CodeTransfersTest::importRefuses()
{
    QFETCH(QByteArray, bytes);
    bring(bytes);
    CliHarness harness;
    const CliCall call = imported(harness);
    QCOMPARE(call.status, 2);
    QCOMPARE(call.error()["field"_L1].toString(), u"file"_s);
    QVERIFY(harness.gateway.log.calls.isEmpty());
    QFile::remove(source());
    QCOMPARE(imported(harness).status, 2);
    bring("code\na\n");
    QCOMPARE(harness.call({u"code"_s, u"import"_s, source()}).status, 2);
    QCOMPARE(harness.call({u"code"_s, u"import"_s, source(), u"--event"_s, u"nothing"_s}).errorName(),
             u"not_found"_s);
}

void CodeTransfersTest::batchShowsWhoWasGivenCodes()
{
    CliHarness harness;
    const QJsonValue given = harness.call("batch show 0190f3b2").object()["hand_over_history"_L1].toArray().first();
    QCOMPARE(given["recipient"_L1].toString(), u"Ada"_s);
    QCOMPARE(given["serial"_L1].toInt(), 3);
    QCOMPARE(given["at"_L1].toString(), u"2027-01-01T08:00:00Z"_s);
    QCOMPARE(given["by"_L1].toString(), u"mara"_s);
}

} // namespace scrip

QTEST_GUILESS_MAIN(scrip::CodeTransfersTest)
#include "code_transfers_test.moc"
