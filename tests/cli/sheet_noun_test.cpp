// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/harness.h"

#include <QtTest>

using namespace Qt::StringLiterals;

namespace scrip {

class SheetNounTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void listsStocks();
    void rendersAndVerifies();
    void verifiesWhatWasLeftOut();
    void verifiesAfterClaims();
    void findsAWrongSheet();
    void refusesAnotherBatch();
    void verifiesWithoutARecord();
    void badCalls_data();
    void badCalls();
    void chosenByEvent();
    void existingFiles();

private:
    QString file(const char *name) const { return m_dir.filePath(QString::fromLatin1(name)); }
    CliCall render(CliHarness &harness, const QString &path, const QStringList &more = {})
    {
        return harness.call(QStringList{u"sheet"_s, u"render"_s, u"--batch"_s, u"0190f3b2"_s, u"--template"_s,
                                        u"L7160"_s, u"--output"_s, path} +
                            more);
    }
    static CliCall verify(CliHarness &harness, const QString &path, const QStringList &more = {})
    {
        return harness.call(QStringList{u"sheet"_s, u"verify"_s, path, u"--batch"_s, u"0190f3b2"_s} + more);
    }

    QTemporaryDir m_dir;
};

void SheetNounTest::listsStocks()
{
    CliHarness harness;
    const QJsonArray items = harness.call("sheet templates").object()["items"_L1].toArray();
    QVERIFY(items.size() > 50);
    for (const char *field : {"id", "parts", "paper", "columns", "rows", "label_w_mm", "grade"})
        QVERIFY2(items.first().toObject().contains(QLatin1StringView(field)), field);
    QCOMPARE(harness.call("sheet templates --limit 2").object()["items"_L1].toArray().size(), 2);
    QVERIFY(harness.gateway.log.calls.isEmpty());
}

void SheetNounTest::rendersAndVerifies()
{
    CliHarness harness;
    const CliCall rendered = render(harness, file("a.pdf"), {u"--start-at"_s, u"5"_s});
    QCOMPARE(rendered.status, 0);
    const QJsonObject answer = rendered.object();
    QCOMPARE(answer["file"_L1].toString(), file("a.pdf"));
    QCOMPARE(answer["labels"_L1].toInt(), 30);
    QCOMPARE(answer["pages"_L1].toInt(), 2);
    QCOMPARE(answer["first"_L1].toInt(), 1);
    QCOMPARE(answer["last"_L1].toInt(), 30);
    QCOMPARE(answer["sheet_hash"_L1].toString().size(), 64);
    QVERIFY(answer["warnings"_L1].isArray());
    QVERIFY(!rendered.out.contains("ABCD"));
    const CliCall verified = verify(harness, file("a.pdf"));
    QCOMPARE(verified.status, 0);
    QCOMPARE(verified.object()["labels"_L1].toInt(), 30);
    QCOMPARE(verified.object()["decoded"_L1].toInt(), 30);
    QCOMPARE(verified.object()["mismatched"_L1].toArray().size(), 0);
    QCOMPARE(verified.object()["unexpected"_L1].toInt(-1), 0);
    QCOMPARE(harness.gateway.codes.reveals.last().purpose, u"verify"_s);
}

void SheetNounTest::verifiesWhatWasLeftOut()
{
    CliHarness harness;
    harness.gateway.codes.codes[4].state = CodeState::Disabled;
    const CliCall rendered = render(harness, file("left.pdf"));
    QCOMPARE(rendered.object()["labels"_L1].toInt(), 29);
    QCOMPARE(rendered.object()["warnings"_L1].toArray().size(), 1);
    const CliCall verified = verify(harness, file("left.pdf"));
    QCOMPARE(verified.status, 0);
    QCOMPARE(verified.object()["decoded"_L1].toInt(), 29);
}

void SheetNounTest::verifiesAfterClaims()
{
    CliHarness harness;
    render(harness, file("claimed.pdf"));
    harness.gateway.codes.codes[4].state = CodeState::Claimed;
    QCOMPARE(verify(harness, file("claimed.pdf")).object()["decoded"_L1].toInt(), 30);
}

void SheetNounTest::findsAWrongSheet()
{
    CliHarness harness;
    render(harness, file("wrong.pdf"));
    std::swap(harness.gateway.codes.codes[2].code, harness.gateway.codes.codes[3].code);
    const CliCall verified = verify(harness, file("wrong.pdf"));
    QCOMPARE(verified.status, 1);
    QVERIFY(verified.err.isEmpty());
    QCOMPARE(verified.object()["decoded"_L1].toInt(), 28);
    const QJsonObject first = verified.object()["mismatched"_L1].toArray().first().toObject();
    QCOMPARE(first["serial"_L1].toInt(), 3);
    QCOMPARE(first["fault"_L1].toString(), u"swapped"_s);
    QCOMPARE(first["found"_L1].toInt(), 4);
    QVERIFY(!verified.out.contains("ABCD"));
}

void SheetNounTest::refusesAnotherBatch()
{
    CliHarness harness;
    render(harness, file("other.pdf"));
    harness.gateway.batches.records[0].batchId = batchIdOf(2);
    const CliCall verified = verify(harness, file("other.pdf"));
    QCOMPARE(verified.errorName(), u"not_found"_s);
    QVERIFY(verified.error()["hint"_L1].toString().contains(batchIdOf(2).toText()));
}

void SheetNounTest::verifiesWithoutARecord()
{
    CliHarness harness;
    render(harness, file("lost.pdf"), {u"--start-at=3"_s});
    harness.gateway.batches.records.clear();
    QCOMPARE(verify(harness, file("lost.pdf")).errorName(), u"not_found"_s);
    QCOMPARE(verify(harness, file("lost.pdf"), {u"--template=L7160"_s, u"--start-at=3"_s}).status, 0);
    QCOMPARE(verify(harness, file("lost.pdf"), {u"--template=L7160"_s}).status, 1);
}

void SheetNounTest::badCalls_data()
{
    QTest::addColumn<QStringList>("options");
    QTest::addColumn<QString>("name");
    const auto render = [this](const QStringList &more) {
        return QStringList{u"sheet"_s, u"render"_s, u"--output"_s, file("never.pdf")} + more;
    };
    const QString stock = u"--template=L7160"_s;
    QTest::newRow("no batch") << render({stock}) << u"usage"_s;
    QTest::newRow("both") << render({stock, u"--batch=0190f3b2"_s, u"--event=000000000001"_s}) << u"usage"_s;
    QTest::newRow("no stock") << render({u"--template=nope"_s, u"--batch=0190f3b2"_s}) << u"template_invalid"_s;
    QTest::newRow("no such batch") << render({stock, u"--batch=01ffffff"_s}) << u"not_found"_s;
    QTest::newRow("start at 0") << render({stock, u"--batch=0190f3b2"_s, u"--start-at=0"_s}) << u"invalid_count"_s;
    QTest::newRow("start at x") << render({stock, u"--batch=0190f3b2"_s, u"--start-at=x"_s}) << u"invalid_count"_s;
    QTest::newRow("start behind") << render({stock, u"--batch=0190f3b2"_s, u"--start-at=22"_s}) << u"invalid_count"_s;
    QTest::newRow("from 0") << render({stock, u"--batch=0190f3b2"_s, u"--from=0"_s}) << u"invalid_count"_s;
    QTest::newRow("to -1") << render({stock, u"--batch=0190f3b2"_s, u"--to=-1"_s}) << u"invalid_count"_s;
    QTest::newRow("event without batch") << render({stock, u"--event=000000000002"_s}) << u"not_found"_s;
    QTest::newRow("no file") << QStringList{u"sheet"_s, u"verify"_s, file("nothing.pdf"), u"--batch=0190f3b2"_s}
                             << u"not_found"_s;
    QTest::newRow("a folder") << QStringList{u"sheet"_s, u"verify"_s, m_dir.path(), u"--batch=0190f3b2"_s}
                              << u"not_found"_s;
    QTest::newRow("no PDF") << QStringList{u"sheet"_s, u"verify"_s, QCoreApplication::applicationFilePath(),
                                           u"--batch=0190f3b2"_s}
                            << u"not_found"_s;
}

void SheetNounTest::badCalls()
{
    QFETCH(QStringList, options);
    QFETCH(QString, name);
    CliHarness harness;
    const CliCall call = harness.call(options);
    QCOMPARE(call.errorName(), name);
    QCOMPARE(call.status, name == u"usage" ? 2 : 1);
    QVERIFY(call.out.isEmpty());
    QVERIFY(harness.gateway.codes.reveals.isEmpty());
    QVERIFY(!QFile::exists(file("never.pdf")));
}

void SheetNounTest::chosenByEvent()
{
    CliHarness harness;
    const QStringList words{u"sheet"_s,      u"render"_s, u"--event"_s,  u"000000000001"_s,
                            u"--template"_s, u"L7160"_s,  u"--output"_s, file("event.pdf")};
    QCOMPARE(harness.call(words).status, 0);
    Batch second = harness.gateway.batches.batches.first();
    second.id = batchIdOf(2);
    harness.gateway.batches.batches << second;
    QCOMPARE(harness.call(words).errorName(), u"ambiguous_id"_s);
}

void SheetNounTest::existingFiles()
{
    CliHarness harness;
    QFile existing(file("there.pdf"));
    QVERIFY(existing.open(QIODevice::WriteOnly));
    existing.close();
    const CliCall refused = render(harness, existing.fileName());
    QCOMPARE(refused.errorName(), u"file_exists"_s);
    QVERIFY(refused.error()["hint"_L1].toString().contains(u"--overwrite"_s));
    QVERIFY(harness.gateway.batches.records.isEmpty());
    QCOMPARE(render(harness, existing.fileName(), {u"--overwrite"_s}).status, 0);
}

} // namespace scrip

QTEST_MAIN(scrip::SheetNounTest)
#include "sheet_noun_test.moc"
