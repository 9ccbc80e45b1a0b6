// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/claim_json.h"
#include "core/lookup.h"
#include "core/object_json.h"

#include <QCryptographicHash>
#include <QJsonDocument>
#include <QRegularExpression>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace scrip;

namespace {

/// Single quotes stand for double ones, to keep the texts readable.
QJsonObject parsed(const char *text)
{
    return QJsonDocument::fromJson(QByteArray(text).replace('\'', '"')).object();
}

constexpr auto claimText =
    "{'id':'0198f2c4-0000-7000-8000-000000000001','event_id':'0198f2c4-0000-7000-8000-000000000002',"
    "'event_name':'Devcon','code_id':'0198f2c4-0000-7000-8000-000000000003','code':'NEAR-····-P4Q8',"
    "'user_id':'0198f2c4-0000-7000-8000-000000000004','email':'ada@example.com',"
    "'organization_id':'0198f2c4-0000-7000-8000-000000000005','organization_name':'Acme',"
    "'grant_id':'0198f2c4-0000-7000-8000-000000000006','claimed_at':'2026-11-20T06:32:00Z',"
    "'released_at':'2026-11-21T06:32:00Z','released_by':'mara','slot_returned':true,'code_freed':false,"
    "'origin':'backend','account':null,'amount':'25.00','currency':'USD','grant_status':'voided'}";

} // namespace

class ClaimJsonTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void keepsAClaim()
    {
        const QJsonObject json = parsed(claimText);
        QVERIFY(!json.isEmpty());
        QCOMPARE(toJson(claimFromJson(json)), json);
        QCOMPARE(claimFromJson(json).origin, ClaimOrigin::Backend);
        QVERIFY(claimFromJson(json).slotReturned);
        QCOMPARE(claimFromJson(json).amount, Money(25 * Money::unit, Currency()));
        QCOMPARE(claimFromJson(json).grantStatus, GrantStatus::Voided);
    }

    void keepsAClaimWhoseGrantIsStillToBeAdopted()
    {
        QJsonObject json = parsed(claimText);
        json["grant_status"_L1] = QJsonValue();
        QVERIFY(!claimFromJson(json).grantStatus);
        QCOMPARE(toJson(claimFromJson(json)), json);
    }

    void keepsAnAttempt()
    {
        const QJsonObject json =
            parsed("{'id':7,'at':'2026-11-20T06:32:00.250Z','login':'mara','as':null,'event_id':"
                   "'0198f2c4-0000-7000-8000-000000000002','user_id':null,'email':'x@y.z','outcome':'code_not_found',"
                   "'fingerprint':'0123456789abcdef','code_id':null}");
        QCOMPARE(toJson(attemptFromJson(json)), json);
    }

    void readsAnOutcome()
    {
        QJsonObject json = parsed(
            "{'ok':true,'replayed':true,'organization':{'id':'0198f2c4-0000-7000-8000-000000000005','name':'Acme',"
            "'created':true},'workspace':{'id':'0198f2c4-0000-7000-8000-000000000007','name':'default',"
            "'created':false},'api_key':{'id':'0198f2c4-0000-7000-8000-000000000008','prefix':'sk-0123456',"
            "'current':true},'grant':{'amount':'25.00','currency':'USD'}}");
        json.insert(u"claim"_s, parsed(claimText));
        const ClaimOutcome outcome = claimOutcomeFromJson(json);
        QCOMPARE(outcome.claim.email, u"ada@example.com"_s);
        QCOMPARE(outcome.grant.amount, Money(25 * Money::unit, Currency()));
        QVERIFY(outcome.organization.created && !outcome.workspace.created && outcome.replayed);
        QVERIFY(outcome.apiKey && outcome.apiKey->current);
        // No hash and no "current": what is answered is the contract's.
        const QJsonObject told = toJson(outcome)["api_key"_L1].toObject();
        QCOMPARE(told.keys(), QStringList({u"id"_s, u"prefix"_s, u"secret"_s}));
        QVERIFY(told["secret"_L1].isNull());
        json.insert(u"api_key"_s, QJsonValue());
        QVERIFY(!claimOutcomeFromJson(json).apiKey);
        QVERIFY(toJson(claimOutcomeFromJson(json))["api_key"_L1].isNull());
    }

    void readsTheOtherAnswers()
    {
        const QJsonObject check = parsed("{'claimable':false,'reasons':[{'name':'code_disabled','message':'Off.'}]}");
        QCOMPARE(toJson(claimCheckFromJson(check)), check);
        const auto released = releaseOutcomeFromJson(parsed("{'forfeited':'0.000000001','replayed':true}"));
        QCOMPARE(released.forfeited.nano(), 1);
        QVERIFY(released.replayed);
        const auto rotated = rotatedKeyFromJson(
            parsed("{'claim_id':'0198f2c4-0000-7000-8000-000000000001','api_key':{'prefix':'sk-0123456'}}"));
        QCOMPARE(rotated.claim.toText(), u"0198f2c4-0000-7000-8000-000000000001"_s);
        QVERIFY(!rotated.apiKey.current);
        const auto reissued = reissueFromJson(
            parsed("{'items':[{'old':{'code':'A','state':'reissued'},'new':{'code':'B'}}],'plain':'NEAR-B'}"));
        QCOMPARE(reissued.items.size(), 1);
        QCOMPARE(reissued.items.first().old.state, CodeState::Reissued);
        QCOMPARE(reissued.items.first().fresh.masked, u"B"_s);
        QCOMPARE(reissued.plain, u"NEAR-B"_s);
    }

    void sendsOnlyWhatIsKnownOfAClaimant()
    {
        QCOMPARE(toJson(Claimant{{}, u"a@b.c"_s, {}, {}}), QJsonObject({{u"email"_s, u"a@b.c"_s}}));
        const Claimant whole{UserId(QUuid::createUuid()), {}, OrganizationId(QUuid::createUuid()), u"a.near"_s};
        QCOMPARE(toJson(whole), QJsonObject({{u"user"_s, whole.user.toText()},
                                             {u"organization"_s, whole.organization.toText()},
                                             {u"account"_s, u"a.near"_s}}));
    }

    void keepsWhatWasFound()
    {
        const QJsonObject found =
            parsed("{'kind':'email','matches':[{'kind':'user','id':'1','label':'ada','claims':2}]}");
        QCOMPARE(toJson(lookupFromJson(found)), found);
        const QJsonObject item =
            parsed("{'at':'2026-11-20T06:32:00Z','kind':'claim','summary':'Claimed','refs':{'claim':'1'}}");
        QCOMPARE(toJson(timelineItemFromJson(item)), item);
    }

    void makesKeysThatNobodyGuesses()
    {
        static const QRegularExpression form(u"^sk-[0-9a-f]{32}$"_s);
        QSet<QString> seen;
        QSet<QChar> digits;
        for (int i = 0; i < 200; ++i) {
            const ApiKeySecret secret;
            const QString plain = secret.plain();
            QVERIFY(form.match(plain).hasMatch());
            seen << plain;
            digits += QSet<QChar>(plain.begin() + 3, plain.end());
            QCOMPARE(secret.print().prefix, plain.left(10));
            QCOMPARE(secret.print().hash.toLatin1(),
                     QCryptographicHash::hash(plain.toLatin1(), QCryptographicHash::Sha256).toHex());
        }
        QCOMPARE(seen.size(), 200);
        QCOMPARE(digits.size(), 16);
    }

    void wipesAKey()
    {
        alignas(ApiKeySecret) std::array<char, sizeof(ApiKeySecret)> place{};
        auto *secret = new (place.data()) ApiKeySecret;
        QVERIFY(QByteArrayView(place).contains("sk-"));
        secret->~ApiKeySecret();
        QVERIFY(std::all_of(place.begin(), place.end(), [](char c) { return c == '\0'; }));
    }
};

QTEST_GUILESS_MAIN(ClaimJsonTest)
#include "tst_claim_json.moc"
