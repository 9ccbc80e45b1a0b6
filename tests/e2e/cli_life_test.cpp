// SPDX-License-Identifier: GPL-3.0-or-later
#include "e2e/sandbox_process.h"

#include <QCryptographicHash>
#include <QJsonArray>
#include <QtTest>

using namespace Qt::StringLiterals;

namespace scrip {

namespace {

/// A database that the chain goes through, and what it has come to there.
struct Place
{
    bool sandbox = true;
    QString dsn;
    QString event;
    QStringList codes;
    QJsonObject claimed;
    QString late; ///< An organization with one credit that stays and one that expires.
};

/// What the billing backend does of its own accord, as plain SQL of the role that owns its tables.
constexpr auto signsUp = "INSERT INTO users (email, username, auth_provider, provider_user_id) "
                         "VALUES ('%1@example.com', '%1', 'github', '%1')"_L1;
constexpr auto booksUsage =
    "UPDATE organization_balance SET total_spent = total_spent + 10000000000, total_requests = total_requests + 1 "
    "WHERE organization_id = '%1';"
    "INSERT INTO models (model_name) VALUES ('theirs') ON CONFLICT DO NOTHING;"
    "INSERT INTO organization_usage_log (organization_id, workspace_id, api_key_id, model_id, model_name, "
    "input_tokens, "
    "output_tokens, total_tokens, input_cost, output_cost, total_cost, request_type, created_at, inference_id) "
    "SELECT w.organization_id, w.id, k.id, m.id, m.model_name, 6, 4, 10, 4000000000, 6000000000, 10000000000, "
    "'chat_completion', now() - interval '%2 minutes', uuid_generate_v4() "
    "FROM workspaces w JOIN api_keys k ON k.workspace_id = w.id, models m WHERE w.organization_id = '%1'"_L1;
constexpr auto givesWhatHasExpired =
    "INSERT INTO organization_limits_history (organization_id, spend_limit, changed_by, credit_type, source, "
    "effective_from, created_at, credit_expires_at) VALUES ('%1', 25000000000, 'billing_service', 'welcome', "
    "'promo', "
    "now() - interval '2 hours', now() - interval '2 hours', now() - interval '1 hour')"_L1;
/// What it computes as left.
constexpr auto left =
    "SELECT (SELECT coalesce(sum(spend_limit), 0) FROM organization_limits_history WHERE organization_id = '%1' AND "
    "effective_until IS NULL AND (credit_expires_at IS NULL OR credit_expires_at > %2)) - "
    "(SELECT total_spent FROM organization_balance WHERE organization_id = '%1')"_L1;

QJsonObject without(QJsonObject object, const QStringList &fields)
{
    for (const QString &field : fields)
        object.remove(field);
    return object;
}

} // namespace

/// The whole life of a credit from the command line as a new user would try it, on an empty sandbox and on a billing
/// database that belongs to somebody else. What only a sandbox can do is done there by the backend's role: people
/// sign up and spend by its SQL, and since the time of a real database cannot be moved, a credit of the backend that
/// had expired before anybody maintained it stands for one that expires later.
class CliLifeTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase_data();
    void initTestCase();
    void itStartsEmpty();
    void anEventGetsItsCodes();
    void aUserWithNothingClaims();
    void theBillingTablesHaveIt();
    void aSecondClaimIsRefused();
    void whatIsSpentIsInTheBalance();
    void theVoidIsWhatItsPreviewSaid();
    void voidingAgainIsTheSame();
    void timePasses();
    void maintenanceKeepsWhatWasPaid();
    void theDoctorAndTheAuditAreContent();

private:
    Place &place()
    {
        QFETCH_GLOBAL(QString, where);
        return m_places[where];
    }
    void installForeign();
    ProgramCall call(const QStringList &words)
    {
        return place().sandbox ? m_scrip.call(words)
                               : m_scrip.call(QStringList{u"--db"_s, place().dsn} + words, {u"PGPASSWORD=secret"_s});
    }
    ProgramCall backend(const QString &statements) const
    {
        return m_scrip.psql(m_scrip.dsnOf(u"backend"_s, u"billing"_s), statements);
    }
    /// One value of the billing tables, whoever may read them.
    QString billing(const QString &statement)
    {
        return QString::fromUtf8(
            (place().sandbox ? m_scrip.psql(m_scrip.dsn(), statement) : backend(statement)).told().trimmed());
    }
    ProgramCall claim(const QString &who, int code)
    {
        return call({u"claim"_s, u"create"_s, u"--event"_s, place().event, u"--code"_s, place().codes.value(code),
                     u"--email"_s, who + u"@example.com"_s});
    }
    void signUp(const QString &who);
    void spendTen(const QString &organization, int minutesAgo);
    QJsonObject usd(const QString &organization);

    SandboxProcess m_scrip;
    QHash<QString, Place> m_places;
};

void CliLifeTest::initTestCase_data()
{
    QTest::addColumn<QString>("where");
    QTest::newRow("sandbox") << u"sandbox"_s;
    QTest::newRow("foreign") << u"foreign"_s;
}

void CliLifeTest::initTestCase()
{
    QVERIFY(!m_scrip.dsn().isEmpty());
    m_places[u"sandbox"_s].dsn = m_scrip.dsn();
    m_places[u"foreign"_s].sandbox = false;
    installForeign();
}

/// As docs/operators.md tells it: a DBA reads and runs the script, then a login that owns nothing of the backend
/// installs.
void CliLifeTest::installForeign()
{
    Place &foreign = m_places[u"foreign"_s];
    foreign.dsn = m_scrip.dsnOf(u"installer"_s, u"billing"_s);
    QCOMPARE(
        m_scrip.sql(u"CREATE ROLE backend LOGIN PASSWORD 'secret'; CREATE ROLE installer LOGIN PASSWORD 'secret'"_s),
        QByteArray());
    QCOMPARE(
        m_scrip.shell(u"psql -X -q -d '%1' -c 'CREATE DATABASE billing OWNER backend'"_s.arg(m_scrip.dsn())).told(),
        QByteArray());
    QFile tables(qEnvironmentVariable("SCRIP_BILLING_SQL"));
    QVERIFY(tables.open(QFile::ReadOnly));
    const ProgramCall made = backend(QString::fromUtf8(tables.readAll()).replace(u"@billing@"_s, u"public"_s));
    QVERIFY2(made.status == 0, made.told().constData());

    const auto migrate = [&](const QString &option) {
        return m_scrip.call(QStringList{u"--db"_s, foreign.dsn, u"migrate"_s} +
                                option.split(u' ', Qt::SkipEmptyParts),
                            {u"PGPASSWORD=secret"_s});
    };
    QCOMPARE(migrate({}).errorName(), u"missing_privilege"_s);
    const ProgramCall script = migrate(u"--print-sql --table"_s);
    QVERIFY2(script.status == 0, script.told().constData());
    const ProgramCall allowed =
        m_scrip.psql(m_scrip.dsnOf(m_scrip.login(), u"billing"_s), QString::fromUtf8(script.out));
    QVERIFY2(allowed.status == 0, allowed.told().constData());
    QCOMPARE(m_scrip.sql(u"GRANT scrip_owner, scrip_vault TO installer"_s), QByteArray());
    const ProgramCall migrated = migrate({});
    QVERIFY2(migrated.status == 0, migrated.told().constData());
    QCOMPARE(migrated.object()["pending"_L1].toArray().size(), 0);
    const ProgramCall granted = m_scrip.call(
        {u"--db"_s, foreign.dsn, u"role"_s, u"grant"_s, u"installer"_s, u"admin"_s}, {u"PGPASSWORD=secret"_s});
    QVERIFY2(granted.status == 0, granted.told().constData());
}

void CliLifeTest::itStartsEmpty()
{
    QCOMPARE(call({u"event"_s, u"list"_s}).object()["items"_L1].toArray().size(), 0);
    QCOMPARE(billing(u"SELECT (SELECT count(*) FROM users) + (SELECT count(*) FROM organizations)"_s), u"0"_s);
    QCOMPARE(billing(u"SELECT tableowner = 'backend' FROM pg_tables WHERE tablename = 'credit_claims'"_s),
             place().sandbox ? u"f"_s : u"t"_s);
    if (!place().sandbox)
        QCOMPARE(call({u"sandbox"_s, u"set-time"_s, u"--real"_s}).errorName(), u"not_permitted"_s);
}

void CliLifeTest::anEventGetsItsCodes()
{
    const ProgramCall event = call({u"event"_s, u"create"_s, u"--name"_s, u"Devcon"_s, u"--amount"_s, u"25"_s,
                                    u"--credit-expires"_s, u"2099-06-30"_s, u"--max-claims"_s, u"500"_s});
    QVERIFY2(event.status == 0, event.told().constData());
    place().event = event.object()["id"_L1].toString();
    const ProgramCall minted =
        call({u"code"_s, u"generate"_s, u"--event"_s, place().event.right(12), u"--count"_s, u"5"_s, u"--reveal"_s});
    QVERIFY2(minted.status == 0, minted.told().constData());
    for (const QJsonValue &code : minted.object()["codes"_L1].toArray())
        place().codes << code.toString();
    QCOMPARE(place().codes.size(), 5);
}

void CliLifeTest::signUp(const QString &who)
{
    const ProgramCall added = place().sandbox
                                  ? call({u"sandbox"_s, u"add-user"_s, u"--email"_s, who + u"@example.com"_s})
                                  : backend(QString(signsUp).arg(who));
    QVERIFY2(added.status == 0, added.told().constData());
}

void CliLifeTest::aUserWithNothingClaims()
{
    signUp(u"ada"_s);
    const ProgramCall claimed = claim(u"ada"_s, 0);
    QVERIFY2(claimed.status == 0, claimed.told().constData());
    place().claimed = claimed.object();
    const QJsonObject &answer = place().claimed;
    QVERIFY(answer["organization"_L1]["created"_L1].toBool());
    QVERIFY(answer["workspace"_L1]["created"_L1].toBool());
    QVERIFY(answer["api_key"_L1]["secret"_L1].toString().startsWith(u"sk-"_s));
    QCOMPARE(answer["grant"_L1]["status"_L1].toString(), u"active"_s);
    QCOMPARE(answer["grant"_L1]["available"_L1].toString(), u"25.00"_s);
}

void CliLifeTest::theBillingTablesHaveIt()
{
    const QJsonObject &answer = place().claimed;
    const QString secret = answer["api_key"_L1]["secret"_L1].toString();
    const QByteArray hash = QCryptographicHash::hash(secret.toUtf8(), QCryptographicHash::Sha256).toHex();
    const QString row = billing(
        u"SELECT concat_ws('|', o.id, o.name, m.role, w.id, w.name, k.id, k.key_hash, k.key_prefix, k.is_active, "
        u"l.id, "
        "l.spend_limit, l.source, c.id, e.claim_count, d.is_claimed, b.total_spent) FROM users u "
        "JOIN organization_members m ON m.user_id = u.id JOIN organizations o ON o.id = m.organization_id "
        "JOIN organization_balance b ON b.organization_id = o.id JOIN workspaces w ON w.organization_id = o.id "
        "JOIN api_keys k ON k.workspace_id = w.id JOIN credit_claims c ON c.user_id = u.id "
        "JOIN credit_events e ON e.id = c.credit_event_id JOIN credit_event_codes d ON d.id = c.code_id "
        "JOIN organization_limits_history l ON l.id = c.organization_limit_id WHERE u.email = 'ada@example.com'"_s);
    const QString limit = billing(u"SELECT id FROM organization_limits_history WHERE effective_until IS NULL"_s);
    const auto text = [&answer](const QLatin1String &object, const QLatin1String &field) {
        return answer[object][field].toString();
    };
    const QStringList expected{text("organization"_L1, "id"_L1),
                               text("organization"_L1, "name"_L1),
                               u"owner"_s,
                               text("workspace"_L1, "id"_L1),
                               u"default"_s,
                               text("api_key"_L1, "id"_L1),
                               QString::fromLatin1(hash),
                               secret.left(10),
                               u"t"_s,
                               limit,
                               u"25000000000"_s,
                               u"event_claim"_s,
                               text("claim"_L1, "id"_L1),
                               u"1"_s,
                               u"t"_s,
                               u"0"_s};
    QCOMPARE(row, expected.join(u'|'));
}

void CliLifeTest::aSecondClaimIsRefused()
{
    const ProgramCall again = claim(u"ada"_s, 1);
    QCOMPARE(again.status, 1);
    QCOMPARE(again.errorName(), u"user_already_claimed"_s);
    QVERIFY(again.out.isEmpty());
    QCOMPARE(billing(u"SELECT count(*) FROM credit_claims"_s), u"1"_s);
}

QJsonObject CliLifeTest::usd(const QString &organization)
{
    return call({u"balance"_s, organization}).object()["currencies"_L1].toArray().first().toObject();
}

void CliLifeTest::spendTen(const QString &organization, int minutesAgo)
{
    const ProgramCall spent =
        place().sandbox ? call({u"sandbox"_s, u"spend"_s, u"--organization"_s, organization, u"--amount"_s, u"10"_s})
                        : backend(QString(booksUsage).arg(organization).arg(minutesAgo));
    QVERIFY2(spent.status == 0, spent.told().constData());
}

void CliLifeTest::whatIsSpentIsInTheBalance()
{
    const QString organization = place().claimed["organization"_L1]["id"_L1].toString();
    spendTen(organization, 0);
    QCOMPARE(usd(organization)["live"_L1].toString(), u"15.00"_s);
    QCOMPARE(usd(organization)["consumed"_L1].toString(), u"10.00"_s);
    QCOMPARE(billing(QString(left).arg(organization, u"now()"_s)), u"15000000000"_s);
}

void CliLifeTest::theVoidIsWhatItsPreviewSaid()
{
    const QString grant = place().claimed["grant"_L1]["id"_L1].toString();
    const QString organization = place().claimed["organization"_L1]["id"_L1].toString();
    const ProgramCall preview = call({u"grant"_s, u"void"_s, grant, u"--preview"_s});
    QVERIFY2(preview.status == 0, preview.told().constData());
    QCOMPARE(preview.object()["forfeited"_L1].toString(), u"15.00"_s);
    QCOMPARE(preview.object()["consumed"_L1].toString(), u"10.00"_s);
    QCOMPARE(usd(organization)["live"_L1].toString(), u"15.00"_s); // nothing was written
    const ProgramCall done =
        call({u"grant"_s, u"void"_s, grant, u"--reason"_s, u"left us"_s, u"--key"_s, u"void-1"_s});
    QVERIFY2(done.status == 0, done.told().constData());
    QCOMPARE(without(done.object(), {u"grant"_s, u"replayed"_s}), without(preview.object(), {u"grant"_s}));
    const QStringList ofTheWrite{u"voided_at"_s, u"void_reason"_s}; // when and why, which a preview cannot know
    QCOMPARE(without(done.object()["grant"_L1].toObject(), ofTheWrite),
             without(preview.object()["grant"_L1].toObject(), ofTheWrite));
    QCOMPARE(usd(organization)["live"_L1].toString(), u"0.00"_s);
    QCOMPARE(usd(organization)["consumed"_L1].toString(), u"10.00"_s); // never taken back
    QCOMPARE(billing(QString(left).arg(organization, u"now()"_s)), u"0"_s);
}

void CliLifeTest::voidingAgainIsTheSame()
{
    const QString grant = place().claimed["grant"_L1]["id"_L1].toString();
    const QStringList words{u"grant"_s, u"void"_s, grant, u"--reason"_s, u"left us"_s};
    const QJsonObject replayed = call(words + QStringList{u"--key"_s, u"void-1"_s}).object();
    QVERIFY(replayed["replayed"_L1].toBool());
    const QJsonObject again = call(words).object();
    QCOMPARE(again["forfeited"_L1].toString(), u"15.00"_s);
    QVERIFY(!again["replayed"_L1].toBool(true));
    QCOMPARE(without(again, {u"replayed"_s}), without(replayed, {u"replayed"_s}));
}

/// Bob's organization has the credit of his claim, which stays, and another of which ten are spent before it expires.
void CliLifeTest::timePasses()
{
    signUp(u"bob"_s);
    const ProgramCall claimed = claim(u"bob"_s, 1);
    QVERIFY2(claimed.status == 0, claimed.told().constData());
    place().late = claimed.object()["organization"_L1]["id"_L1].toString();
    if (place().sandbox) {
        const QJsonObject today = call({u"sandbox"_s, u"set-time"_s, u"--to"_s, u"2098-01-01"_s}).object();
        QVERIFY(!today.isEmpty());
        const ProgramCall given = call({u"grant"_s, u"create"_s, u"--organization"_s, place().late, u"--amount"_s,
                                        u"25"_s, u"--expires"_s, u"2098-01-10"_s, u"--reason"_s, u"welcome"_s});
        QVERIFY2(given.status == 0, given.told().constData());
        spendTen(place().late, 0);
        QCOMPARE(call({u"sandbox"_s, u"set-time"_s, u"--forward"_s, u"11d"_s}).status, 0);
    } else {
        const ProgramCall given = backend(QString(givesWhatHasExpired).arg(place().late));
        QVERIFY2(given.status == 0, given.told().constData());
        spendTen(place().late, 90);
    }
}

void CliLifeTest::maintenanceKeepsWhatWasPaid()
{
    const QString now = place().sandbox ? u"'2098-01-12'"_s : u"now()"_s;
    QCOMPARE(usd(place().late)["live"_L1].toString(), u"25.00"_s);
    QCOMPARE(usd(place().late)["baseline"_L1].toString(), u"15.00"_s); // the backend takes back what was spent
    QCOMPARE(billing(QString(left).arg(place().late, now)), u"15000000000"_s);
    const ProgramCall pass = call({u"maintain"_s, u"--once"_s});
    QVERIFY2(pass.status == 0, pass.told().constData());
    QCOMPARE(pass.object()["settled"_L1].toInt(), 1);
    QCOMPARE(pass.object()["failed"_L1].toArray().size(), 0);
    QCOMPARE(usd(place().late)["live"_L1].toString(), u"25.00"_s);
    QCOMPARE(usd(place().late)["baseline"_L1].toString(), u"25.00"_s);
    QCOMPARE(usd(place().late)["consumed"_L1].toString(), u"10.00"_s);
    QCOMPARE(usd(place().late)["forfeited"_L1].toString(), u"15.00"_s);
    QCOMPARE(billing(QString(left).arg(place().late, now)), u"25000000000"_s);
    QCOMPARE(call({u"maintain"_s, u"--once"_s}).object()["settled"_L1].toInt(-1), 0);
}

void CliLifeTest::theDoctorAndTheAuditAreContent()
{
    // Whatever else runs on the server, its own housekeeping too, holds the newest rows back from their seal.
    QTRY_COMPARE_WITH_TIMEOUT(
        (call({u"maintain"_s, u"--once"_s}), call({u"audit"_s, u"verify"_s}).object()["unsealed"_L1].toInt(-1)), 0,
        60'000);
    const ProgramCall doctor = call({u"doctor"_s});
    QVERIFY2(doctor.status == 0, doctor.told().constData());
    QVERIFY(doctor.object()["ok"_L1].toBool());
    const ProgramCall verified = call({u"audit"_s, u"verify"_s});
    QVERIFY2(verified.status == 0, verified.told().constData());
    QVERIFY(verified.object()["ok"_L1].toBool());
    QVERIFY(verified.object()["seals"_L1].toInt() > 0);
}

} // namespace scrip

QTEST_GUILESS_MAIN(scrip::CliLifeTest)
#include "cli_life_test.moc"
