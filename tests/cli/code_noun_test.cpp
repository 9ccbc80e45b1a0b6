// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/harness.h"

#include <QtTest>

using namespace Qt::StringLiterals;

namespace scrip {

class CodeNounTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void generates();
    void badMintRequests_data();
    void badMintRequests();
    void revealsWhatItMinted();
    void lists();
    void listsInPlain();
    void showsInAnySpelling_data();
    void showsInAnySpelling();
    void refusesWhatIsNoCode_data();
    void refusesWhatIsNoCode();
    void refusesOtherInput_data();
    void refusesOtherInput();
    void readsStandardInput();
    void changesOne();
    void changesMany();
    void reissuesOne();
    void reissuesMany();
    void reissuesWithoutTheRightToSee();
    void oneOrMany_data();
    void oneOrMany();
};

void CodeNounTest::generates()
{
    CliHarness harness;
    const CliCall call =
        harness.call("code generate --event 000000000001 --count 500 --prefix near --groups 5 --max-uses 2 --note n");
    QCOMPARE(call.status, 0);
    const MintRequest &request = harness.gateway.batches.minted;
    QCOMPARE(request.count, 500);
    QCOMPARE(request.groups, 5);
    QCOMPARE(request.maxUses, 2);
    QCOMPARE(request.event, eventIdOf(1));
    QVERIFY(call.object()["batch"_L1].toObject().contains(u"handed_over"_s));
    QVERIFY(!call.object().contains(u"codes"_s));
    QCOMPARE(call.object()["warnings"_L1].toArray().size(), 0);
    QCOMPARE(harness.call("code generate --event 000000000001 --count 5 --groups 3")
                 .object()["warnings"_L1]
                 .toArray()
                 .size(),
             1);
}

void CodeNounTest::badMintRequests_data()
{
    QTest::addColumn<QStringList>("options");
    QTest::addColumn<QString>("name");
    for (const char *count : {"0", "-1", "1000001", "1e3", "1.5", "x", "", "٥"})
        QTest::addRow("count %s", count) << QStringList{u"--count"_s, QString::fromUtf8(count)} << u"invalid_count"_s;
    QTest::newRow("two groups") << QStringList{u"--count=1"_s, u"--groups=2"_s} << u"invalid_count"_s;
    QTest::newRow("seven groups") << QStringList{u"--count=1"_s, u"--groups=7"_s} << u"invalid_count"_s;
    QTest::newRow("no uses") << QStringList{u"--count=1"_s, u"--max-uses=0"_s} << u"invalid_count"_s;
    QTest::newRow("prefix") << QStringList{u"--count=1"_s, u"--prefix=NE-AR"_s} << u"invalid_prefix"_s;
    QTest::newRow("long prefix") << QStringList{u"--count=1"_s, u"--prefix=ABCDEFGHIJKLM"_s} << u"invalid_prefix"_s;
    QTest::newRow("note") << QStringList{u"--count=1"_s, u"--note="_s + QString(1'000'000, u'n')}
                          << u"invalid_text"_s;
}

void CodeNounTest::badMintRequests()
{
    QFETCH(QStringList, options);
    QFETCH(QString, name);
    CliHarness harness;
    const CliCall call =
        harness.call(QStringList{u"code"_s, u"generate"_s, u"--event"_s, u"000000000001"_s} + options);
    QCOMPARE(call.errorName(), name);
    QCOMPARE(call.status, 1);
    QVERIFY(harness.gateway.log.writes.isEmpty());
}

void CodeNounTest::revealsWhatItMinted()
{
    CliHarness harness;
    const CliCall call = harness.call("code generate --event 000000000001 --count 30 --reveal --as bob");
    QCOMPARE(call.object()["codes"_L1].toArray().size(), 30);
    QCOMPARE(call.object()["codes"_L1].toArray().first().toString(), u"NEAR-ABCD-EFGH-JKLM-ZZZ1"_s);
    QCOMPARE(harness.gateway.codes.reveals.first().purpose, u"reveal"_s);
    QCOMPARE(harness.gateway.codes.reveals.first().as, u"bob"_s);
    QCOMPARE(harness.gateway.codes.reveals.first().filter.batch, batchIdOf(1));
}

void CodeNounTest::lists()
{
    CliHarness harness;
    const CliCall call =
        harness.call("code list --event 000000000001 --batch 0190f3b2 --state disabled --limit 3 --after c");
    QCOMPARE(call.status, 0);
    const CodeQuery &asked = harness.gateway.codes.asked;
    QCOMPARE(asked.filter.event, eventIdOf(1));
    QCOMPARE(asked.filter.batch, batchIdOf(1));
    QVERIFY(asked.filter.state == CodeState::Disabled);
    QCOMPARE(asked.limit, 3);
    QCOMPARE(asked.after, u"c"_s);
    QCOMPARE(harness.call("code list --state lost").status, 2);
    const CliCall all = harness.call("code list");
    QVERIFY(!all.out.contains("ABCD"));
    QVERIFY(harness.gateway.codes.reveals.isEmpty());
}

void CodeNounTest::listsInPlain()
{
    CliHarness harness;
    QCOMPARE(harness.call("code list --reveal").status, 2);
    const CliCall call = harness.call("code list --reveal --batch 0190f3b2 --limit 2");
    QCOMPARE(call.object()["items"_L1].toArray().size(), 2);
    QVERIFY(call.out.contains("NEAR-ABCD-EFGH-JKLM-ZZZ1"));
    QCOMPARE(call.object()["next"_L1].toString(), u"2"_s);
    QCOMPARE(harness.call("code list --reveal --batch 0190f3b2 --all").out.trimmed().split('\n').size(), 30);
}

void CodeNounTest::showsInAnySpelling_data()
{
    QTest::addColumn<QString>("typed");
    QTest::newRow("as printed") << u"NEAR-ABCD-EFGH-JKLM-ZZZ1"_s;
    QTest::newRow("lower case") << u"near-abcd-efgh-jklm-zzz1"_s;
    QTest::newRow("blanks") << u" NEAR ABCD EFGH JKLM ZZZ1 "_s;
    QTest::newRow("long dashes") << u"NEAR–ABCD—EFGH-JKLM-ZZZ1"_s;
    QTest::newRow("no prefix") << u"ABCDEFGHJKLMZZZ1"_s;
    QTest::newRow("an id") << u"0190f3c3-0000-7000-8000-000000000001"_s;
}

void CodeNounTest::showsInAnySpelling()
{
    QFETCH(QString, typed);
    CliHarness harness;
    const CliCall call = harness.call({u"code"_s, u"show"_s, typed});
    QCOMPARE(call.status, 0);
    QCOMPARE(harness.gateway.codes.typed, QStringList{typed}); // the database does the finding
    QCOMPARE(call.object()["code"_L1].toString(), u"NEAR-····-····-····-ZZZ1"_s);
}

void CodeNounTest::refusesWhatIsNoCode_data()
{
    QTest::addColumn<QString>("typed");
    QTest::addColumn<QString>("says");
    QTest::newRow("homoglyph") << u"NEAR-AB\u0421D"_s << u"U+0421"_s;
    QTest::newRow("65 characters") << QString(65, u'A') << u"64"_s;
    QTest::newRow("a book") << QString(10'000'000, u'A') << u"64"_s;
    QTest::newRow("control") << u"NEAR\x01"_s << u"U+0001"_s;
    QTest::newRow("empty") << u""_s << u"Type"_s;
}

void CodeNounTest::refusesWhatIsNoCode()
{
    QFETCH(QString, typed);
    QFETCH(QString, says);
    for (const QString &verb : {u"show"_s, u"disable"_s}) {
        CliHarness harness;
        const CliCall call = harness.call({u"code"_s, verb, typed});
        QCOMPARE(call.errorName(), u"invalid_code"_s);
        QVERIFY2(call.error()["message"_L1].toString().contains(says), call.err.constData());
        QVERIFY(harness.gateway.log.calls.isEmpty());
    }
}

void CodeNounTest::refusesOtherInput_data()
{
    QTest::addColumn<QByteArray>("input");
    QTest::addColumn<QString>("name");
    QTest::addColumn<QString>("says");
    QTest::newRow("a book") << QByteArray(10'000'000, 'A') << u"invalid_code"_s << u"64"_s;
    QTest::newRow("Latin-1") << QByteArray("CAF\xC9\n") << u"usage"_s << u"UTF-8"_s;
    QTest::newRow("Latin-1 to its last letter") << QByteArray("CAF\xC9") << u"usage"_s << u"UTF-8"_s;
    QTest::newRow("UTF-16 with its mark") << QByteArray("\xFF\xFEN\0E\0\n\0", 8) << u"usage"_s << u"UTF-8"_s;
    QTest::newRow("UTF-16") << QByteArray("N\0E\0\n\0", 6) << u"invalid_code"_s << u"U+0000"_s;
}

void CodeNounTest::refusesOtherInput()
{
    QFETCH(QByteArray, input);
    QFETCH(QString, says);
    CliHarness harness;
    harness.input = input;
    const CliCall call = harness.call("code show -");
    QTEST(call.errorName(), "name");
    QVERIFY2(call.error()["message"_L1].toString().contains(says), call.err.constData());
    QVERIFY(harness.gateway.log.calls.isEmpty());
}

void CodeNounTest::readsStandardInput()
{
    CliHarness harness;
    harness.input = "NEAR-ABCD-EFGH-JKLM-ZZZ1\nsecond line\n";
    QCOMPARE(harness.call("code show -").status, 0);
    QCOMPARE(harness.gateway.codes.typed, QStringList{u"NEAR-ABCD-EFGH-JKLM-ZZZ1"_s});
    harness.input = QByteArray("NEAR\0X\n", 7);
    QCOMPARE(harness.call("code show -").errorName(), u"invalid_code"_s);
    harness.input = "\xEF\xBB\xBFNEAR-ABCD-EFGH-JKLM-ZZZ1\r\n"; // as some editors begin a file
    QCOMPARE(harness.call("code show -").status, 0);
    QCOMPARE(harness.gateway.codes.typed.last(), u"NEAR-ABCD-EFGH-JKLM-ZZZ1"_s);
    harness.input.clear();
    QCOMPARE(harness.call("code show -").status, 2);
}

void CodeNounTest::changesOne()
{
    CliHarness harness;
    QCOMPARE(harness.call("code disable NEAR-ABCD-EFGH-JKLM-ZZZ1 --reason lost").status, 0);
    QCOMPARE(harness.gateway.log.calls.last(), u"disable"_s);
    QCOMPARE(harness.gateway.log.writes.last().reason, u"lost"_s);
    QCOMPARE(harness.call("code enable NEAR-ABCD-EFGH-JKLM-ZZZ1 --reason found").status, 0);
    QCOMPARE(harness.gateway.log.calls.last(), u"enable"_s);
}

void CodeNounTest::changesMany()
{
    CliHarness harness;
    const CliCall call = harness.call("code disable --batch 0190f3b2 --from 3 --to 9 --reason lost");
    QCOMPARE(call.status, 0);
    QCOMPARE(call.object()["changed"_L1].toInt(), 3);
    QCOMPARE(call.object()["skipped"_L1].toInt(), 1);
    QCOMPARE(harness.gateway.codes.range.from, 3);
    QCOMPARE(harness.gateway.codes.range.to, 9);
    harness.call("code enable --batch 0190f3b2 --reason found");
    QCOMPARE(harness.gateway.codes.range.from, 0);
    QCOMPARE(harness.gateway.log.calls.last(), u"enableRange"_s);
}

void CodeNounTest::reissuesOne()
{
    CliHarness harness;
    harness.input = "NEAR-ABCD-EFGH-JKLM-ZZZ1\n";
    const auto newCode = [](const CliCall &call) {
        return call.object()["items"_L1][0]["new"_L1].toObject()["code"_L1].toString();
    };
    const CliCall masked = harness.call("code reissue - --reason lost");
    QCOMPARE(masked.status, 0);
    QCOMPARE(harness.gateway.codes.typed, QStringList{u"NEAR-ABCD-EFGH-JKLM-ZZZ1"_s});
    QCOMPARE(harness.gateway.log.writes.last().reason, u"lost"_s);
    QVERIFY(newCode(masked).contains(u'·'));
    QVERIFY(!masked.out.contains("ABCD"));
    const CliCall plain = harness.call("code reissue NEAR-X --reason lost --reveal --key k");
    QCOMPARE(newCode(plain), harness.gateway.codes.codes.at(1).code.text());
    QVERIFY(plain.object()["items"_L1][0]["old"_L1].toObject()["code"_L1].toString().contains(u'·'));
    QVERIFY(harness.gateway.codes.reveals.isEmpty());
    // The database does not keep the plain one: it has to be revealed.
    const CliCall again = harness.call("code reissue NEAR-X --reason lost --reveal --key k");
    QCOMPARE(again.object()["replayed"_L1], QJsonValue(true));
    QCOMPARE(harness.gateway.codes.reveals.last().ids, QList<CodeId>{harness.gateway.codes.codes.at(1).id});
    QCOMPARE(newCode(again), harness.gateway.codes.codes.at(1).code.text());
}

void CodeNounTest::reissuesMany()
{
    CliHarness harness;
    const CliCall masked = harness.call("code reissue --batch 0190f3b2 --from 1 --to 4 --reason leak");
    QCOMPARE(masked.object()["items"_L1].toArray().size(), 2);
    QCOMPARE(harness.gateway.codes.range.to, 4);
    QVERIFY(harness.gateway.codes.reveals.isEmpty());
    const CliCall plain =
        harness.call("code reissue --batch 0190f3b2 --from 1 --to 4 --reason leak --reveal --as bob");
    QCOMPARE(harness.gateway.codes.reveals.last().ids.size(), 2);
    QCOMPARE(harness.gateway.codes.reveals.last().purpose, u"reveal"_s);
    QCOMPARE(harness.gateway.codes.reveals.last().as, u"bob"_s);
    QVERIFY(plain.out.contains(harness.gateway.codes.codes.at(3).code.text().toUtf8()));
}

void CodeNounTest::reissuesWithoutTheRightToSee()
{
    CliHarness harness;
    harness.gateway.codes.revealFails = Failure::named(u"not_permitted"_s, {});
    const CliCall call = harness.call("code reissue --batch 0190f3b2 --from 1 --to 4 --reason leak --reveal");
    QCOMPARE(call.status, 0); // it is done, and told
    QCOMPARE(call.object()["items"_L1].toArray().size(), 2);
    QVERIFY(call.object().contains("hint"_L1));
    QVERIFY(!call.out.contains("ABCD"));
    harness.gateway.codes.revealFails = Failure::named(u"connection_failed"_s, {});
    QCOMPARE(harness.call("code reissue --batch 0190f3b2 --from 1 --to 4 --reason leak --reveal").status, 3);
}

void CodeNounTest::oneOrMany_data()
{
    QTest::addColumn<QString>("words");
    QTest::newRow("neither") << u"code disable --reason r"_s;
    QTest::newRow("both") << u"code disable NEAR-X --batch 0190f3b2 --reason r"_s;
    QTest::newRow("reissue of neither") << u"code reissue --reason r"_s;
    QTest::newRow("reissue of both") << u"code reissue NEAR-X --batch 0190f3b2 --reason r"_s;
    QTest::newRow("reissue of a whole batch") << u"code reissue --batch 0190f3b2 --reason r"_s;
    QTest::newRow("reissue without an end") << u"code reissue --batch 0190f3b2 --from 2 --reason r"_s;
    QTest::newRow("range of one") << u"code enable NEAR-X --from 1 --reason r"_s;
}

void CodeNounTest::oneOrMany()
{
    QFETCH(QString, words);
    CliHarness harness;
    QCOMPARE(harness.call(words.split(u' ')).status, 2);
    QVERIFY(harness.gateway.log.calls.isEmpty());
}

} // namespace scrip

QTEST_GUILESS_MAIN(scrip::CodeNounTest)
#include "code_noun_test.moc"
