// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/harness.h"

#include <QCryptographicHash>
#include <QTemporaryDir>
#include <QtTest>

using namespace Qt::StringLiterals;

namespace scrip {

class ClaimNounTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void claims();
    void readsTheCodeFromStandardInput();
    void showsTheKeyOnce();
    void makesAnotherKeyForEachCall();
    void saysNothingOfAKeyThatIsThere();
    void neverTellsTheKeyOnStandardError();
    void someoneHasToClaim_data();
    void someoneHasToClaim();
    void findsPeopleByAPartOfTheirId();
    void refusesWhatIsNoCode();
    void passesRefusalsOn();
    void checks();
    void checksForPeople();
    void lists();
    void listsAll();
    void shows();
    void exports();
    void releases();
    void rotatesTheKey();
    void listsAttempts();

private:
    static QString code() { return u"NEAR-ABCD-EFGH-JKLM-ZZZ1"_s; }
    static QStringList create(const QStringList &more = {u"--email"_s, u"ada@example.com"_s})
    {
        return QStringList{u"claim"_s, u"create"_s, u"--event"_s, u"000000000001"_s, u"--code"_s, code()} + more;
    }
    static QJsonObject keyOf(const CliCall &call) { return call.object()["api_key"_L1].toObject(); }
};

void ClaimNounTest::claims()
{
    CliHarness harness;
    const CliCall call =
        harness.call(create({u"--email"_s, u" ada@example.com "_s, u"--organization"_s, u"000000000001"_s,
                             u"--account"_s, u"ada.near"_s, u"--key"_s, u"k"_s, u"--as"_s, u"bo"_s}));
    QVERIFY2(call.status == 0, call.err.constData());
    const ClaimRequest &request = harness.gateway.claims.requests.first();
    QCOMPARE(request.event, eventIdOf(1));
    QCOMPARE(request.code, code());
    QCOMPARE(request.claimant.email, u"ada@example.com"_s);
    QCOMPARE(request.claimant.organization, organizationIdOf(1));
    QCOMPARE(request.claimant.account, u"ada.near"_s);
    QVERIFY(request.claimant.user.isNull());
    QCOMPARE(harness.gateway.log.writes.first().key, u"k"_s);
    QCOMPARE(harness.gateway.log.writes.first().as, u"bo"_s);
    QCOMPARE(call.object().keys(), QStringList({u"api_key"_s, u"balance"_s, u"claim"_s, u"grant"_s, u"organization"_s,
                                                u"replayed"_s, u"workspace"_s}));
    QCOMPARE(call.object()["organization"_L1].toObject()["created"_L1], QJsonValue(true));
    QVERIFY(!call.out.contains(code().toUtf8()));
}

void ClaimNounTest::readsTheCodeFromStandardInput()
{
    CliHarness harness;
    harness.input = code().toUtf8() + '\n';
    QCOMPARE(harness.call("claim create --event 000000000001 --code - --email a@b.c").status, 0);
    QCOMPARE(harness.gateway.claims.requests.last().code, code());
    harness.input.clear();
    QCOMPARE(harness.call("claim create --event 000000000001 --code - --email a@b.c").status, 2);
}

void ClaimNounTest::showsTheKeyOnce()
{
    CliHarness harness;
    const CliCall first = harness.call(create() + QStringList{u"--key"_s, u"k"_s});
    const QString secret = keyOf(first)["secret"_L1].toString();
    static const QRegularExpression form(u"^sk-[0-9a-f]{32}$"_s);
    QVERIFY(form.match(secret).hasMatch());
    const ApiKeyPrint &print = harness.gateway.claims.requests.first().apiKey;
    QCOMPARE(print.prefix, secret.left(10));
    QCOMPARE(print.hash.toLatin1(), QCryptographicHash::hash(secret.toLatin1(), QCryptographicHash::Sha256).toHex());
    QVERIFY(!first.object().contains("hint"_L1));

    const CliCall again = harness.call(create() + QStringList{u"--key"_s, u"k"_s});
    QCOMPARE(again.object()["replayed"_L1], QJsonValue(true));
    QVERIFY(keyOf(again).contains("secret"_L1) && keyOf(again)["secret"_L1].isNull());
    QVERIFY(again.object()["hint"_L1].toString().contains(u"rotate-key"_s));
}

void ClaimNounTest::makesAnotherKeyForEachCall()
{
    CliHarness first;
    CliHarness second;
    QVERIFY(keyOf(first.call(create()))["secret"_L1] != keyOf(second.call(create()))["secret"_L1]);
}

void ClaimNounTest::saysNothingOfAKeyThatIsThere()
{
    CliHarness harness;
    harness.gateway.claims.hasKey = true;
    const CliCall call = harness.call(create());
    QVERIFY(call.object().contains("api_key"_L1) && call.object()["api_key"_L1].isNull());
}

void ClaimNounTest::neverTellsTheKeyOnStandardError()
{
    CliHarness harness;
    harness.terminal = true;
    const CliCall call = harness.call(create());
    QVERIFY(call.out.contains("sk-"));
    QVERIFY(!call.err.contains("sk-"));
    Failure lost = Failure::named(u"unknown_outcome"_s, {});
    harness.gateway.log.fail = lost;
    const CliCall doubtful = harness.call(create({u"--email=a@b.c"_s, u"--key=k2"_s, u"--json"_s}));
    QCOMPARE(doubtful.status, 4);
    QCOMPARE(doubtful.error()["key"_L1].toString(), u"k2"_s);
    QVERIFY(doubtful.out.isEmpty());
    QVERIFY(!doubtful.err.contains("sk-") && !doubtful.err.contains("ABCD"));
}

void ClaimNounTest::someoneHasToClaim_data()
{
    QTest::addColumn<QStringList>("who");
    QTest::newRow("nobody") << QStringList();
    QTest::newRow("two") << QStringList{u"--user=0190f3e1"_s, u"--email=a@b.c"_s};
    QTest::newRow("empty") << QStringList{u"--email="_s};
}

void ClaimNounTest::someoneHasToClaim()
{
    QFETCH(QStringList, who);
    CliHarness harness;
    QCOMPARE(harness.call(create(who)).status, 2);
    QVERIFY(harness.gateway.log.calls.isEmpty());
}

void ClaimNounTest::findsPeopleByAPartOfTheirId()
{
    CliHarness harness;
    QCOMPARE(harness.call(create({u"--user"_s, u"0190f3e1"_s})).status, 0);
    QCOMPARE(harness.gateway.claims.requests.last().claimant.user, userIdOf(1));
    QCOMPARE(harness.call(create({u"--user"_s, userIdOf(9).toText()})).status, 0);
    QCOMPARE(harness.gateway.claims.requests.last().claimant.user, userIdOf(9));
    QCOMPARE(harness.call(create({u"--user"_s, u"0190ffff"_s})).errorName(), u"not_found"_s);
    QCOMPARE(harness.call(create({u"--email=a@b.c"_s, u"--organization=0190ffff"_s})).errorName(), u"not_found"_s);
}

void ClaimNounTest::refusesWhatIsNoCode()
{
    CliHarness harness;
    const CliCall call = harness.call(
        {u"claim"_s, u"create"_s, u"--event=000000000001"_s, u"--email=a@b.c"_s, u"--code"_s, u"NEAR-\u0421AAA"_s});
    QCOMPARE(call.errorName(), u"invalid_code"_s);
    QCOMPARE(call.status, 1);
    QVERIFY(harness.gateway.log.calls.isEmpty());
}

void ClaimNounTest::passesRefusalsOn()
{
    CliHarness harness;
    harness.gateway.log.fail = Failure::named(u"user_already_claimed"_s, u"Once."_s, u"user"_s);
    const CliCall call = harness.call(
        {u"claim"_s, u"create"_s, u"--event"_s, eventIdOf(1).toText(), u"--code"_s, code(), u"--email=a@b.c"_s});
    QCOMPARE(call.errorName(), u"user_already_claimed"_s);
    QCOMPARE(call.status, 1);
    QVERIFY(call.out.isEmpty());
}

void ClaimNounTest::checks()
{
    CliHarness harness;
    harness.gateway.claims.verdict = {false,
                                      {{u"code_disabled"_s, u"Off."_s}, {u"user_already_claimed"_s, u"Once."_s}}};
    const QStringList words{u"claim"_s,  u"check"_s, u"--event"_s, u"000000000001"_s,
                            u"--code"_s, code(),     u"--email"_s, u"a@b.c"_s};
    const CliCall call = harness.call(words);
    QCOMPARE(call.status, 0);
    QCOMPARE(call.object()["claimable"_L1], QJsonValue(false));
    const QJsonArray reasons = call.object()["reasons"_L1].toArray();
    QCOMPARE(reasons.size(), 2);
    QCOMPARE(reasons.first().toObject(), QJsonObject({{u"name"_s, u"code_disabled"_s}, {u"message"_s, u"Off."_s}}));
    QVERIFY(harness.gateway.log.writes.isEmpty());
    harness.gateway.claims.verdict = {true, {}};
    QCOMPARE(harness.call(words).object()["reasons"_L1].toArray().size(), 0);
}

void ClaimNounTest::checksForPeople()
{
    CliHarness harness;
    harness.gateway.claims.verdict = {false, {{u"code_disabled"_s, u"Off."_s}}};
    const CliCall call = harness.call(QStringList{u"--table"_s, u"claim"_s, u"check"_s, u"--event"_s,
                                                  u"000000000001"_s, u"--code"_s, code(), u"--user=0190f3e1"_s});
    QCOMPARE(call.out, QByteArray("The claim would not work:\n  code_disabled: Off.\n"));
}

void ClaimNounTest::lists()
{
    CliHarness harness;
    const CliCall call =
        harness.call("claim list --event 000000000001 --user 0190f3e1 --organization 000000000001 --from "
                     "2027-01-01T00:00:00Z --to 2027-02-01T00:00:00Z --limit 2");
    QCOMPARE(call.status, 0);
    QCOMPARE(call.object()["items"_L1].toArray().size(), 2);
    QCOMPARE(call.object()["next"_L1].toString(), u"2"_s);
    const ClaimQuery &asked = harness.gateway.claims.asked;
    QCOMPARE(asked.event, eventIdOf(1));
    QCOMPARE(asked.user, userIdOf(1));
    QCOMPARE(asked.organization, organizationIdOf(1));
    QCOMPARE(asked.from, QDateTime({2027, 1, 1}, {0, 0}, Qt::UTC));
    QCOMPARE(asked.to, QDateTime({2027, 2, 1}, {0, 0}, Qt::UTC));
    QCOMPARE(harness.call("claim list --from never").errorName(), u"invalid_date"_s);
}

void ClaimNounTest::listsAll()
{
    CliHarness harness;
    QCOMPARE(harness.call("claim list --all").out.trimmed().split('\n').size(), 3);
    QVERIFY(harness.gateway.claims.asked.event.isNull());
}

void ClaimNounTest::shows()
{
    CliHarness harness;
    const CliCall call = harness.call("claim show 0190f3d1");
    for (const char *field : {"id", "event_id", "code_id", "user_id", "organization_id", "grant_id", "claimed_at",
                              "released_at", "origin"})
        QVERIFY2(call.object().contains(QLatin1String(field)), field);
    QCOMPARE(harness.call({u"claim"_s, u"show"_s, claimIdOf(3).toText()}).object()["user_id"_L1].toString(),
             userIdOf(3).toText());
    QCOMPARE(harness.call("claim show 0190ffff").errorName(), u"not_found"_s);
}

void ClaimNounTest::exports()
{
    QTemporaryDir dir;
    CliHarness harness;
    const QString path = dir.filePath(u"claims.csv"_s);
    const CliCall call = harness.call(
        {u"claim"_s, u"export"_s, u"--user"_s, u"0190f3e1"_s, u"--format"_s, u"csv"_s, u"--output"_s, path});
    QCOMPARE(call.object(), QJsonObject({{u"file"_s, path}, {u"rows"_s, 3}}));
    QCOMPARE(harness.gateway.claims.asked.user, userIdOf(1));
    QFile file(path);
    QVERIFY(file.open(QFile::ReadOnly));
    const QList<QByteArray> lines = file.readAll().trimmed().split('\n');
    QCOMPARE(lines.size(), 4);
    QVERIFY(lines.first().startsWith("id,event_id,event_name,code_id,code,user_id,email,"));
    QVERIFY(lines.at(1).contains(",'=user1@example.com,"));
}

void ClaimNounTest::releases()
{
    CliHarness harness;
    const CliCall call = harness.call("claim release 0190f3d1 --reason wrong --return-slot --free-code --key k");
    QCOMPARE(call.status, 0);
    QCOMPARE(harness.gateway.claims.released.claim, claimIdOf(1));
    QVERIFY(harness.gateway.claims.released.returnSlot && harness.gateway.claims.released.freeCode);
    QCOMPARE(harness.gateway.log.writes.last().reason, u"wrong"_s);
    QCOMPARE(call.object().keys(), QStringList({u"claim"_s, u"forfeited"_s, u"grant"_s, u"replayed"_s}));
    QCOMPARE(call.object()["forfeited"_L1].toString(), u"7.00"_s);
    harness.call("claim release 0190f3d1 --reason wrong");
    QVERIFY(!harness.gateway.claims.released.returnSlot && !harness.gateway.claims.released.freeCode);
}

void ClaimNounTest::rotatesTheKey()
{
    CliHarness harness;
    const CliCall call = harness.call("claim rotate-key 0190f3d1 --reason lost");
    QCOMPARE(call.status, 0);
    QVERIFY(keyOf(call)["secret"_L1].toString().startsWith(u"sk-"_s));
    QCOMPARE(keyOf(call)["prefix"_L1].toString(), keyOf(call)["secret"_L1].toString().left(10));
    QCOMPARE(harness.gateway.log.writes.last().reason, u"lost"_s);
    const CliCall again = harness.call("claim rotate-key 0190f3d1 --reason lost");
    QVERIFY(keyOf(again)["secret"_L1].isNull());
    QVERIFY(again.object().contains("hint"_L1));
}

void ClaimNounTest::listsAttempts()
{
    CliHarness harness;
    const CliCall call = harness.call("attempts list --event 000000000001 --user 0190f3e1");
    QCOMPARE(call.object()["items"_L1].toArray().first().toObject()["outcome"_L1].toString(), u"code_not_found"_s);
    QCOMPARE(harness.gateway.claims.attemptsAsked.event, eventIdOf(1));
    QCOMPARE(harness.gateway.claims.attemptsAsked.user, userIdOf(1));
}

} // namespace scrip

QTEST_GUILESS_MAIN(scrip::ClaimNounTest)
#include "claim_noun_test.moc"
