// SPDX-License-Identifier: GPL-3.0-or-later
#include "e2e/sandbox_process.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QRegularExpression>
#include <QtTest>

using namespace Qt::StringLiterals;

namespace scrip {

/// The life of a credit from the command line, on an empty sandbox as a new user would try it.
class CliClaimsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void aUserWithNothingClaims();
    void theKeyIsShownOnce();
    void refusalsComeInTheirOrder();
    void checkListsEveryReason();
    void attemptsAreKept();
    void theBackendPaysAndClaims();
    void twoMembersKeepTheirCredit();
    void listsAndExports();
    void findsAnything();
    void tellsWhatHappened();
    void keysAreRotated();
    void releasesAndClaimsAgain();
    void reissuesACode();
    void asksASecondAdmin();
    void supportClaimsAndStaffDoesNot();
    void nothingPlainIsLeftBehind();
    void nothingIsIllAfterwards();

private:
    [[nodiscard]] ProgramCall claim(const QString &code, const QStringList &who,
                                    const QString &verb = u"create"_s) const
    {
        return m_scrip.call(QStringList{u"claim"_s, verb, u"--event"_s, m_event, u"--code"_s, u"-"_s} + who, {},
                            code.toUtf8() + '\n');
    }
    static QStringList email(const QString &name) { return {u"--email"_s, name + u"@example.com"_s}; }
    [[nodiscard]] QJsonArray listed(const QString &words) const
    {
        return m_scrip.call(words.split(u' ')).object()["items"_L1].toArray();
    }

    SandboxProcess m_scrip;
    QString m_event;
    QString m_batch;
    QStringList m_codes;
    QJsonObject m_first; ///< The answer to the first claim.
};

void CliClaimsTest::initTestCase()
{
    QVERIFY(!m_scrip.dsn().isEmpty());
    const ProgramCall event = m_scrip.call({u"event"_s, u"create"_s, u"--name"_s, u"Devcon"_s, u"--amount"_s, u"25"_s,
                                            u"--credit-expires"_s, u"2099-06-30"_s, u"--max-claims"_s, u"20"_s});
    QVERIFY2(event.status == 0, event.err.constData());
    m_event = event.object()["id"_L1].toString();
    const ProgramCall minted =
        m_scrip.call({u"code"_s, u"generate"_s, u"--event"_s, m_event, u"--count"_s, u"12"_s, u"--reveal"_s});
    QVERIFY2(minted.status == 0, minted.err.constData());
    m_batch = minted.object()["batch"_L1].toObject()["id"_L1].toString();
    for (const QJsonValue &code : minted.object()["codes"_L1].toArray())
        m_codes << code.toString();
    for (const QString &name : {u"ada"_s, u"bob"_s, u"cy"_s})
        QCOMPARE(m_scrip.call(QStringList{u"sandbox"_s, u"add-user"_s} + email(name)).status, 0);
}

void CliClaimsTest::aUserWithNothingClaims()
{
    const ProgramCall claimed = claim(m_codes.at(0).toLower(), email(u"ada"_s) + QStringList{u"--key"_s, u"c-1"_s});
    QVERIFY2(claimed.status == 0, claimed.err.constData());
    m_first = claimed.object();
    QCOMPARE(m_first.keys(), QStringList({u"api_key"_s, u"balance"_s, u"claim"_s, u"grant"_s, u"organization"_s,
                                          u"replayed"_s, u"workspace"_s}));
    static const QRegularExpression key(u"^sk-[0-9a-f]{32}$"_s);
    static const QRegularExpression name(u"^ada-[a-z]{4}$"_s);
    QVERIFY(key.match(m_first["api_key"_L1]["secret"_L1].toString()).hasMatch());
    QCOMPARE(m_first["api_key"_L1]["prefix"_L1].toString(), m_first["api_key"_L1]["secret"_L1].toString().left(10));
    QVERIFY(name.match(m_first["organization"_L1]["name"_L1].toString()).hasMatch());
    QVERIFY(m_first["organization"_L1]["created"_L1].toBool());
    QCOMPARE(m_first["workspace"_L1]["name"_L1].toString(), u"default"_s);
    QCOMPARE(m_first["grant"_L1]["amount"_L1].toString(), u"25.00"_s);
    QCOMPARE(m_first["grant"_L1]["claim_id"_L1], m_first["claim"_L1]["id"_L1]);
    QCOMPARE(m_first["balance"_L1]["currencies"_L1][0]["live"_L1].toString(), u"25.00"_s);
    QVERIFY(!claimed.out.contains(m_codes.at(0).toUtf8()));
}

void CliClaimsTest::theKeyIsShownOnce()
{
    const ProgramCall again = claim(m_codes.at(0), email(u"ada"_s) + QStringList{u"--key"_s, u"c-1"_s});
    QVERIFY2(again.status == 0, again.err.constData());
    QVERIFY(again.object()["replayed"_L1].toBool());
    QVERIFY(again.object()["api_key"_L1]["secret"_L1].isNull());
    QVERIFY(again.object()["hint"_L1].toString().contains(u"rotate-key"_s));
    QCOMPARE(again.object()["claim"_L1], m_first["claim"_L1]);
    QCOMPARE(claim(m_codes.at(1), email(u"ada"_s) + QStringList{u"--key"_s, u"c-1"_s}).errorName(),
             u"idempotency_conflict"_s);
}

void CliClaimsTest::refusalsComeInTheirOrder()
{
    QCOMPARE(claim(m_codes.at(1), email(u"ada"_s)).errorName(), u"user_already_claimed"_s);
    QCOMPARE(claim(m_codes.at(0), email(u"bob"_s)).errorName(), u"code_already_claimed"_s);
    QCOMPARE(claim(u"NEAR-AAAA-AAAA-AAAA-AAAA"_s, email(u"bob"_s)).errorName(), u"code_not_found"_s);
    m_scrip.call({u"code"_s, u"disable"_s, m_codes.at(2), u"--reason"_s, u"lost"_s});
    QCOMPARE(claim(m_codes.at(2), email(u"ada"_s)).errorName(), u"code_disabled"_s);
    QCOMPARE(claim(m_codes.at(1), email(u"nobody"_s)).errorName(), u"not_found"_s);
    QCOMPARE(claim(m_codes.at(1), {}).status, 2);
    QCOMPARE(claim(m_codes.at(1), {u"--email"_s, u"--user"_s}).status, 2);
}

void CliClaimsTest::checkListsEveryReason()
{
    const ProgramCall check = claim(m_codes.at(2), email(u"ada"_s), u"check"_s);
    QCOMPARE(check.status, 0);
    QVERIFY(!check.object()["claimable"_L1].toBool(true));
    QCOMPARE(check.object()["reasons"_L1][0]["name"_L1].toString(), u"code_disabled"_s);
    QCOMPARE(check.object()["reasons"_L1][1]["name"_L1].toString(), u"user_already_claimed"_s);
    QVERIFY(claim(m_codes.at(1), email(u"bob"_s), u"check"_s).object()["claimable"_L1].toBool());
}

void CliClaimsTest::attemptsAreKept()
{
    const ProgramCall attempts = m_scrip.call({u"attempts"_s, u"list"_s, u"--event"_s, m_event});
    QStringList outcomes;
    for (const QJsonValue &attempt : attempts.object()["items"_L1].toArray())
        outcomes.prepend(attempt["outcome"_L1].toString());
    QVERIFY2(outcomes.contains(u"claimed"_s) && outcomes.contains(u"code_not_found"_s) &&
                 outcomes.contains(u"user_already_claimed"_s),
             attempts.out.constData());
    for (const QString &code : std::as_const(m_codes))
        QVERIFY(!attempts.out.contains(code.toUtf8()));
}

void CliClaimsTest::theBackendPaysAndClaims()
{
    const QString organization = m_first["organization"_L1]["id"_L1].toString();
    const ProgramCall paid = m_scrip.call(
        {u"sandbox"_s, u"payment"_s, u"--organization"_s, organization.right(12), u"--amount"_s, u"50"_s});
    QVERIFY2(paid.status == 0, paid.err.constData());
    const auto backend = [this](int code, const QString &name) {
        return m_scrip.call(
            QStringList{u"sandbox"_s, u"backend-claim"_s, u"--event"_s, m_event, u"--code"_s, m_codes.at(code)} +
            email(name));
    };
    const ProgramCall claimed = backend(3, u"bob"_s);
    QVERIFY2(claimed.status == 0, claimed.err.constData());
    QCOMPARE(claimed.object()["credit_type"_L1].toString().size(), 42);
    const ProgramCall again = backend(3, u"cy"_s);
    QCOMPARE(again.status, 1);
    QVERIFY(again.out.isEmpty());
    QCOMPARE(backend(2, u"cy"_s).status, 1); // disabled
    QCOMPARE(claim(m_codes.at(4), email(u"bob"_s)).errorName(), u"user_already_claimed"_s);
}

void CliClaimsTest::twoMembersKeepTheirCredit()
{
    for (const QString &name : {u"mia"_s, u"max"_s}) {
        QCOMPARE(m_scrip.call(QStringList{u"sandbox"_s, u"add-user"_s, u"--organization"_s, u"Acme"_s} + email(name))
                     .status,
                 0);
        const ProgramCall claimed = claim(m_codes.at(name == u"mia" ? 5 : 6), email(name));
        QVERIFY2(claimed.status == 0, claimed.err.constData());
        QCOMPARE(claimed.object()["organization"_L1]["name"_L1].toString(), u"Acme"_s);
        QVERIFY(!claimed.object()["organization"_L1]["created"_L1].toBool(true));
        QCOMPARE(claimed.object()["balance"_L1]["currencies"_L1][0]["live"_L1].toString(),
                 name == u"mia" ? u"25.00"_s : u"50.00"_s);
    }
}

void CliClaimsTest::listsAndExports()
{
    QCOMPARE(listed(u"claim list --event "_s + m_event).size(), 4);
    const QString user = m_first["claim"_L1]["user_id"_L1].toString();
    const QJsonArray ofAda = listed(u"claim list --user "_s + user.left(13));
    QCOMPARE(ofAda.size(), 1);
    QCOMPARE(ofAda.first().toObject(), m_first["claim"_L1].toObject());
    const QString id = m_first["claim"_L1]["id"_L1].toString();
    QCOMPARE(m_scrip.call({u"claim"_s, u"show"_s, id.right(12)}).object(), m_first["claim"_L1].toObject());
    const QString path = m_scrip.path(u"claims.csv"_s);
    const QStringList words{u"claim"_s,    u"export"_s, u"--event"_s,  m_event,
                            u"--format"_s, u"csv"_s,    u"--output"_s, path};
    const ProgramCall exported = m_scrip.call(words);
    QVERIFY2(exported.status == 0, exported.err.constData());
    QCOMPARE(exported.object(), QJsonObject({{u"file"_s, path}, {u"rows"_s, 4}}));
    QFile file(path);
    QVERIFY(file.open(QFile::ReadOnly));
    QCOMPARE(file.readAll().count("\r\n"), 5);
    QCOMPARE(int(file.permissions() & (QFile::ReadGroup | QFile::ReadOther)), 0);
    QCOMPARE(m_scrip.call(words).errorName(), u"file_exists"_s);
}

void CliClaimsTest::findsAnything()
{
    const auto kindsOf = [this](const QString &text) {
        QStringList kinds;
        for (const QJsonValue &match : m_scrip.call({u"lookup"_s, text}).object()["matches"_L1].toArray())
            kinds << match["kind"_L1].toString();
        return kinds;
    };
    QVERIFY(kindsOf(u"ada@example.com"_s).contains(u"user"_s));
    QVERIFY(kindsOf(m_first["claim"_L1]["id"_L1].toString().left(18)).contains(u"claim"_s));
    QVERIFY(kindsOf(m_first["grant"_L1]["id"_L1].toString()).contains(u"grant"_s));
    QVERIFY(kindsOf(u"acme"_s).contains(u"organization"_s));
    QVERIFY(kindsOf(u"devcon"_s).contains(u"event"_s));
    QVERIFY(kindsOf(m_first["api_key"_L1]["prefix"_L1].toString()).contains(u"api_key"_s));
    const ProgramCall code = m_scrip.call({u"lookup"_s, u"-"_s}, {}, m_codes.at(0).toUtf8() + '\n');
    QCOMPARE(code.object()["kind"_L1].toString(), u"code"_s);
    QVERIFY(!code.out.contains(m_codes.at(0).toUtf8()));
}

void CliClaimsTest::tellsWhatHappened()
{
    const auto kindsOf = [](const QJsonArray &items) {
        QSet<QString> kinds;
        QString before;
        for (const QJsonValue &item : items) {
            kinds << item["kind"_L1].toString();
            if (item["at"_L1].toString() < before)
                kinds << u"out of order"_s;
            before = item["at"_L1].toString();
        }
        return kinds;
    };
    const QSet<QString> ofAda = kindsOf(listed(u"timeline --user "_s + m_first["claim"_L1]["user_id"_L1].toString()));
    QVERIFY(ofAda.contains(u"claim"_s) && ofAda.contains(u"attempt"_s) && !ofAda.contains(u"out of order"_s));
    QVERIFY(kindsOf(listed(u"timeline --code "_s + m_codes.at(2))).contains(u"audit"_s));
    QVERIFY(kindsOf(listed(u"timeline --organization "_s + m_first["organization"_L1]["id"_L1].toString().left(18)))
                .contains(u"entry"_s));
}

void CliClaimsTest::keysAreRotated()
{
    const QString id = m_first["claim"_L1]["id"_L1].toString();
    QCOMPARE(m_scrip.call({u"claim"_s, u"rotate-key"_s, id}).errorName(), u"reason_required"_s);
    const ProgramCall rotated = m_scrip.call({u"claim"_s, u"rotate-key"_s, id, u"--reason"_s, u"lost"_s});
    QVERIFY2(rotated.status == 0, rotated.err.constData());
    const QString secret = rotated.object()["api_key"_L1]["secret"_L1].toString();
    QVERIFY(secret.startsWith(u"sk-"_s) && secret != m_first["api_key"_L1]["secret"_L1].toString());
}

void CliClaimsTest::releasesAndClaimsAgain()
{
    const QString id = m_first["claim"_L1]["id"_L1].toString();
    const QString organization = m_first["organization"_L1]["id"_L1].toString();
    QCOMPARE(
        m_scrip.call({u"sandbox"_s, u"spend"_s, u"--organization"_s, organization, u"--amount"_s, u"10"_s}).status,
        0);
    const ProgramCall released = m_scrip.call({u"claim"_s, u"release"_s, id, u"--reason"_s, u"wrong person"_s,
                                               u"--free-code"_s, u"--return-slot"_s, u"--key"_s, u"r-1"_s});
    QVERIFY2(released.status == 0, released.err.constData());
    QCOMPARE(released.object()["forfeited"_L1].toString(), u"15.00"_s);
    QCOMPARE(released.object()["grant"_L1]["consumed"_L1].toString(), u"10.00"_s);
    QVERIFY(released.object()["claim"_L1]["code_freed"_L1].toBool());
    QCOMPARE(claim(m_codes.at(0), email(u"ada"_s)).errorName(), u"user_already_claimed"_s);
    const ProgramCall other = claim(m_codes.at(0), email(u"cy"_s));
    QVERIFY2(other.status == 0, other.err.constData());
}

void CliClaimsTest::reissuesACode()
{
    const ProgramCall reissued = m_scrip.call(
        {u"code"_s, u"reissue"_s, u"-"_s, u"--reason"_s, u"card lost"_s, u"--reveal"_s}, {}, m_codes.at(7).toUtf8());
    QVERIFY2(reissued.status == 0, reissued.err.constData());
    const QString fresh = reissued.object()["items"_L1][0]["new"_L1]["code"_L1].toString();
    QVERIFY(fresh.startsWith(u"NEAR-"_s) && fresh != m_codes.at(7));
    QCOMPARE(m_scrip.call(QStringList{u"sandbox"_s, u"add-user"_s} + email(u"dee"_s)).status, 0);
    QCOMPARE(claim(m_codes.at(7), email(u"dee"_s)).errorName(), u"code_reissued"_s);
    QCOMPARE(claim(fresh, email(u"dee"_s)).status, 0);
    const ProgramCall many = m_scrip.call({u"code"_s, u"reissue"_s, u"--batch"_s, m_batch, u"--from"_s, u"9"_s,
                                           u"--to"_s, u"10"_s, u"--reason"_s, u"leak"_s});
    QCOMPARE(many.object()["items"_L1].toArray().size(), 2);
    QVERIFY(!many.out.contains(m_codes.at(8).toUtf8()));
}

void CliClaimsTest::asksASecondAdmin()
{
    QCOMPARE(m_scrip.sql(u"CREATE ROLE t_second LOGIN PASSWORD 'secret' IN ROLE scrip_admin"_s), QByteArray());
    QCOMPARE(m_scrip.call("setting set approval_threshold 100").status, 0);
    const ProgramCall event = m_scrip.call({u"event"_s, u"create"_s, u"--name"_s, u"Big"_s, u"--amount"_s, u"60"_s,
                                            u"--credit-expires"_s, u"2099-06-30"_s, u"--max-claims"_s, u"2"_s});
    const QString id = event.object()["id"_L1].toString();
    const ProgramCall minted =
        m_scrip.call({u"code"_s, u"generate"_s, u"--event"_s, id, u"--count"_s, u"2"_s, u"--reveal"_s});
    const QString code = minted.object()["codes"_L1][0].toString();
    const auto claimed = [&] {
        return m_scrip.call(QStringList{u"claim"_s, u"create"_s, u"--event"_s, id, u"--code"_s, code} +
                            email(u"cy"_s));
    };
    QCOMPARE(claimed().errorName(), u"awaiting_approval"_s);
    QCOMPARE(m_scrip.call({u"event"_s, u"approve"_s, id}).errorName(), u"approval_by_same_person"_s);
    const auto approved = [&] {
        return m_scrip.call(
            {u"event"_s, u"approve"_s, id, u"--key"_s, u"a"_s, u"--db"_s, m_scrip.dsnOf(u"t_second"_s)},
            {u"PGPASSWORD=secret"_s});
    };
    const ProgramCall first = approved();
    QVERIFY2(first.status == 0, first.err.constData());
    QCOMPARE(first.object()["status"_L1].toString(), u"active"_s);
    QCOMPARE(approved().status, 0); // as after a lost answer, though it is another version by now
    QCOMPARE(claimed().status, 0);
}

void CliClaimsTest::supportClaimsAndStaffDoesNot()
{
    QCOMPARE(m_scrip.call(QStringList{u"sandbox"_s, u"add-user"_s} + email(u"eve"_s)).status, 0);
    for (const QString &role : {u"staff"_s, u"support"_s}) {
        QCOMPARE(m_scrip.sql(u"CREATE ROLE t_%1 LOGIN PASSWORD 'secret' IN ROLE scrip_%1"_s.arg(role)), QByteArray());
        const ProgramCall call = m_scrip.call(QStringList{u"claim"_s, u"create"_s, u"--event"_s, m_event, u"--code"_s,
                                                          m_codes.at(11), u"--db"_s, m_scrip.dsnOf(u"t_"_s + role)} +
                                                  email(u"eve"_s),
                                              {u"PGPASSWORD=secret"_s});
        QVERIFY2(call.status == (role == u"staff" ? 5 : 0), call.told().constData());
        if (role == u"staff")
            QCOMPARE(call.errorName(), u"not_permitted"_s);
    }
}

void CliClaimsTest::nothingPlainIsLeftBehind()
{
    const QString secret = m_first["api_key"_L1]["secret"_L1].toString();
    const ProgramCall found =
        m_scrip.shell(u"grep -rlF -e '%1' -e '%2' \"$dir/state\" 2>/dev/null; true"_s.arg(m_codes.at(0), secret));
    QCOMPARE(found.out, QByteArray());
}

void CliClaimsTest::nothingIsIllAfterwards()
{
    const ProgramCall doctor = m_scrip.call("doctor");
    QVERIFY2(doctor.status == 0, doctor.told().constData());
    const ProgramCall verified = m_scrip.call("audit verify");
    QVERIFY2(verified.status == 0, verified.told().constData());
}

} // namespace scrip

QTEST_GUILESS_MAIN(scrip::CliClaimsTest)
#include "cli_claims_test.moc"
