// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/awaited.h"
#include "db/store_fixture.h"
#include "e2e/console_driver.h"
#include "e2e/console_fixture.h"

#include <map>

using namespace scrip;
using namespace scrip::test;
using namespace Qt::StringLiterals;

namespace {

constexpr auto onlyAdminEvents = "Only an admin may change events";
constexpr auto onlyMinters = "Only admin and staff may mint codes";
constexpr auto onlyCodes = "Only admin and staff may do this with codes";
constexpr auto onlyPrinters = "Only admin and staff may see and print codes";
constexpr auto onlyClaims = "Only admin and support may change claims";
constexpr auto onlyChecks = "Only admin and support may check a claim";
constexpr auto onlyReissues = "Only admin, staff and support may reissue codes";
constexpr auto onlyLookers = "Only admin, support and auditor see customers, their grants and attempts";
constexpr auto onlyCodeSeers = "Only admin, staff and auditor may see codes";
constexpr auto onlySeers = "Only admin, support and auditor may see grants";
constexpr auto onlyAdminGrants = "Only an admin may change grants";
constexpr auto onlyReckoners = "Only an admin may do this; an auditor may see what it would do";
constexpr auto onlyReaders = "Only admin and auditor may read the audit";

} // namespace

/// People of each role at a console of their own, logged in with their own password: what they see, what they may
/// press, what the disabled rest says about it, and that the database says the same to whoever does not ask the
/// console.
class ConsoleRolesTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void pages_data();
    void pages();
    void actions_data();
    void actions();
    void database_data();
    void database();
    void aRoleThatIsTakenAwayIsGoneAtOnce();
    void oneOfTwoRolesIsTakenAway();
    void cleanupTestCase() { m_consoles.clear(); }

private:
    using Call = std::function<QString(const StoreFixture &)>;

    [[nodiscard]] QString dsnOf(const QString &role) { return m_cluster.dsnAs(u"t_"_s + role, m_dsn); }
    ConsoleDriver &console(const QString &role);
    bool goTo(ConsoleDriver &console, const QString &page, const QString &row);
    [[nodiscard]] std::map<QString, Call> calls() const;
    void addRow(const QString &page, const QString &row, const QString &action, const char *admin, const char *staff,
                const char *support, const char *auditor);

    PrivateCluster m_cluster;
    QString m_dsn;
    EventId m_event;
    BatchId m_batch;
    ClaimId m_claim;
    GrantId m_grant;
    OrganizationId m_organization;
    QString m_free; ///< The last characters of a code that nobody has claimed.
    std::map<QString, std::unique_ptr<ConsoleDriver>> m_consoles;
};

void ConsoleRolesTest::initTestCase()
{
    QVERIFY2(m_cluster.problem().isEmpty(), qPrintable(m_cluster.problem()));
    m_dsn = m_cluster.freshDatabase();
    StoreFixture admin(m_dsn);
    VERIFY_OK(admin.open());
    const auto event = admin.createEvent(u"Devcon"_s);
    VERIFY_OK(event);
    m_event = event->object.id;
    const auto batch = admin.mint(m_event, 5);
    VERIFY_OK(batch);
    m_batch = batch->object.id;
    QVERIFY(m_cluster.run(m_dsn, u"SELECT scrip_sandbox.add_user('ada@example.com'); "
                                 "SELECT scrip.create_claim('c', NULL, '%1', (SELECT c.code FROM scrip.code k JOIN "
                                 "credit_event_codes c ON c.id = k.id WHERE k.serial = 1), '{\"email\": "
                                 "\"ada@example.com\"}', jsonb_build_object('hash', encode(sha256('k'), 'hex'), "
                                 "'prefix', 'sk-1234567'))"_s.arg(m_event.toText())));
    m_claim = ClaimId::fromText(m_cluster.value(m_dsn, u"SELECT claim_id FROM scrip.claim_detail"_s));
    m_grant = GrantId::fromText(m_cluster.value(m_dsn, u"SELECT id FROM scrip.grant"_s));
    m_organization = OrganizationId::fromText(m_cluster.value(m_dsn, u"SELECT id FROM organizations"_s));
    m_free = m_cluster.value(m_dsn, u"SELECT right(c.code, 4) FROM scrip.code k JOIN credit_event_codes c ON "
                                    "c.id = k.id WHERE k.serial = 2"_s);
    QVERIFY(!m_claim.isNull() && !m_grant.isNull());
    for (const QString &role : {u"admin"_s, u"staff"_s, u"support"_s, u"auditor"_s}) {
        QVERIFY(!dsnOf(role).isEmpty());
        VERIFY_OK(awaited(admin.administration().grantRole(u"t_"_s + role, role, {newKey(), {}, {}})));
    }
}

ConsoleDriver &ConsoleRolesTest::console(const QString &role)
{
    std::unique_ptr<ConsoleDriver> &one = m_consoles[role];
    if (!one)
        one = std::make_unique<ConsoleDriver>(dsnOf(role));
    return *one;
}

/// Opens the page and chooses what its actions are about.
bool ConsoleRolesTest::goTo(ConsoleDriver &console, const QString &page, const QString &row)
{
    if (!QTest::qWaitFor([&console] { return console.isConnected(); }, 15'000) || !console.openPage(page))
        return false;
    if (row.isEmpty())
        return true;
    if (page == u"Customers")
        return console.enter(u"E-mail, code, organization, id, key…"_s, row) && console.sees(u"sk-1234567"_s);
    return console.selectRow(row == u"free" ? m_free : row);
}

void ConsoleRolesTest::pages_data()
{
    QTest::addColumn<QString>("role");
    QTest::addColumn<QString>("page");
    QTest::addColumn<QString>("shows");
    const auto row = [](const char *page, const char *admin, const char *staff, const char *support,
                        const char *auditor) {
        const char *roles[] = {"admin", "staff", "support", "auditor"};
        const char *shown[] = {admin, staff, support, auditor};
        for (int i = 0; i < 4; ++i)
            QTest::addRow("%s %s", roles[i], page)
                << QString::fromUtf8(roles[i]) << QString::fromUtf8(page) << QString::fromUtf8(shown[i]);
    };
    row("Events", "Devcon", "Devcon", "Devcon", "Devcon");
    row("Codes", "NEAR-····", "NEAR-····", onlyCodeSeers, "NEAR-····");
    row("Sheets", "Batch 1 · 5", "Batch 1 · 5", onlyCodeSeers, "Batch 1 · 5");
    row("Claims", "ada@example.com", "ada@example.com", "ada@example.com", "ada@example.com");
    row("Grants", "Granted", onlySeers, "Granted", "Granted");
    row("Customers", "Type whatever you have", onlyLookers, "Type whatever you have", "Type whatever you have");
    row("Audit", "Created", onlyReaders, onlyReaders, "Created");
}

void ConsoleRolesTest::pages()
{
    QFETCH(QString, role);
    QFETCH(QString, page);
    QFETCH(QString, shows);
    ConsoleDriver &person = console(role);
    STEP(goTo(person, page, {}));
    STEP(person.sees(shows));
}

/// What stands against an action for each role; empty: it can be pressed.
void ConsoleRolesTest::addRow(const QString &page, const QString &row, const QString &action, const char *admin,
                              const char *staff, const char *support, const char *auditor)
{
    const std::pair<QString, const char *> all[] = {
        {u"admin"_s, admin}, {u"staff"_s, staff}, {u"support"_s, support}, {u"auditor"_s, auditor}};
    for (const auto &[role, reason] : all) {
        if (reason)
            QTest::newRow(qPrintable(role + u' ' + page + u' ' + action))
                << role << page << row << action << QString::fromUtf8(reason);
    }
}

void ConsoleRolesTest::actions_data()
{
    for (const char *column : {"role", "page", "row", "action", "reason"})
        QTest::addColumn<QString>(column);
    const auto no = onlyAdminEvents;
    for (const QString &action : {u"New event…"_s, u"Edit…"_s, u"Duplicate"_s, u"Pause…"_s, u"Archive…"_s})
        addRow(u"Events"_s, u"Devcon"_s, action, "", no, no, no);
    addRow(u"Events"_s, u"Devcon"_s, u"Mint codes…"_s, "", "", onlyMinters, onlyMinters);
    for (const QString &action : {u"Reveal…"_s, u"Disable…"_s, u"Print"_s})
        addRow(u"Codes"_s, u"free"_s, action, "", "", nullptr, onlyCodes);
    addRow(u"Sheets"_s, {}, u"Save PDF…"_s, "", "", onlyPrinters, onlyPrinters);
    const QString ada = u"ada@example.com"_s;
    addRow(u"Claims"_s, ada, u"Release…"_s, "", onlyClaims, "", onlyClaims);
    addRow(u"Claims"_s, ada, u"Open customer"_s, "", onlyLookers, "", "");
    addRow(u"Claims"_s, ada, u"Reissue code…"_s, "Release the claim and free its code first",
           "Release the claim and free its code first", "Release the claim and free its code first", onlyReissues);
    for (const QString &action : {u"New grant…"_s, u"Void…"_s, u"Claw back…"_s})
        addRow(u"Grants"_s, u"Devcon"_s, action, "", nullptr, onlyAdminGrants, onlyAdminGrants);
    addRow(u"Grants"_s, u"Devcon"_s, u"Payment…"_s, "Nobody pays for this grant", nullptr, onlyAdminGrants,
           onlyAdminGrants);
    addRow(u"Grants"_s, u"Devcon"_s, u"Settle what is due…"_s, "", nullptr, onlyReckoners, "");
    addRow(u"Customers"_s, ada, u"Claim on behalf…"_s, "", nullptr, "", onlyClaims);
    addRow(u"Customers"_s, ada, u"Rotate key…"_s, "", nullptr, "", onlyClaims);
    addRow(u"Customers"_s, ada, u"Why not?"_s, "", nullptr, "", onlyChecks);
    addRow(u"Audit"_s, {}, u"Verify…"_s, "", onlyReaders, onlyReaders, "");
}

void ConsoleRolesTest::actions()
{
    QFETCH(QString, role);
    QFETCH(QString, page);
    QFETCH(QString, row);
    QFETCH(QString, action);
    QFETCH(QString, reason);
    ConsoleDriver &person = console(role);
    STEP(goTo(person, page, row));
    QTRY_COMPARE(person.reasonAgainst(action), reason);
    QCOMPARE(person.action(action)->isEnabled(), reason.isEmpty());
}

/// What people could call with their password and a client of their own.
std::map<QString, ConsoleRolesTest::Call> ConsoleRolesTest::calls() const
{
    const auto context = [] { return WriteContext{newKey(), {}, u"a test"_s}; };
    GrantDraft credit;
    credit.organization = m_organization;
    credit.amount = Money(Money::unit, Currency());
    return {
        {u"make an event"_s,
         [](const StoreFixture &f) {
             return refusal(awaited(f.events().create(usableDraft(u"X"_s), {newKey(), {}, {}})));
         }},
        {u"pause"_s,
         [this, context](const StoreFixture &f) { return refusal(awaited(f.events().pause(m_event, context()))); }},
        {u"resume"_s,
         [this, context](const StoreFixture &f) { return refusal(awaited(f.events().resume(m_event, context()))); }},
        {u"mint"_s,
         [this, context](const StoreFixture &f) {
             MintRequest request;
             request.event = m_event;
             request.count = 1;
             return refusal(awaited(f.batches().mint(request, context(), {})));
         }},
        {u"reveal"_s,
         [this](const StoreFixture &f) {
             RevealRequest request;
             request.filter.batch = m_batch;
             request.from = request.to = 2;
             request.purpose = u"reveal"_s;
             return refusal(awaited(f.codes().reveal(request)));
         }},
        {u"release"_s,
         [this, context](const StoreFixture &f) {
             return refusal(awaited(f.stores().claims->release({m_claim, false, false}, context())));
         }},
        {u"see grants"_s, [](const StoreFixture &f) { return refusal(awaited(f.grants().page({}))); }},
        {u"give"_s,
         [credit, context](const StoreFixture &f) { return refusal(awaited(f.grants().create(credit, context()))); }},
        {u"void"_s,
         [this, context](const StoreFixture &f) {
             return refusal(awaited(f.grants().voidGrant(m_grant, context())));
         }},
        {u"claw back"_s,
         [this, context](const StoreFixture &f) {
             return refusal(awaited(f.grants().clawBack(m_grant, u"1"_s, context())));
         }},
        {u"settle"_s,
         [this, context](const StoreFixture &f) {
             return refusal(awaited(f.ledger().settle({m_organization, false}, context())));
         }},
        {u"look up"_s,
         [](const StoreFixture &f) { return refusal(awaited(f.stores().lookup->lookup(u"ada@example.com"_s))); }},
        {u"verify"_s,
         [](const StoreFixture &f) { return refusal(awaited(f.administration().verifyAudit(std::nullopt))); }},
        {u"give a role"_s,
         [context](const StoreFixture &f) {
             return refusal(awaited(f.administration().grantRole(u"t_staff"_s, u"admin"_s, context())));
         }},
    };
}

void ConsoleRolesTest::database_data()
{
    QTest::addColumn<QString>("role");
    QTest::addColumn<QString>("call");
    QTest::addColumn<QString>("answer");
    const std::map<QString, QStringList> allowed{
        {u"staff"_s, {u"mint"_s, u"reveal"_s}},
        {u"support"_s, {u"see grants"_s, u"look up"_s}},
        {u"auditor"_s, {u"see grants"_s, u"look up"_s, u"verify"_s}},
    };
    for (const auto &[role, may] : allowed) {
        for (const auto &[name, call] : calls()) {
            // What support may do to a claim is done once, further down.
            if (role == u"support" && name == u"release")
                continue;
            QTest::newRow(qPrintable(role + u' ' + name))
                << role << name << (may.contains(name) ? u"(done)"_s : u"not_permitted"_s);
        }
    }
    QTest::newRow("support release") << u"support"_s << u"release"_s << u"(done)"_s;
    QTest::newRow("admin pause") << u"admin"_s << u"pause"_s << u"(done)"_s;
}

void ConsoleRolesTest::database()
{
    QFETCH(QString, role);
    QFETCH(QString, call);
    QFETCH(QString, answer);
    const StoreFixture person(dsnOf(role));
    VERIFY_OK(person.open());
    QCOMPARE(calls().at(call)(person), answer);
}

/// While the console is open and nobody touches it: it says so, and what is typed stays. What is shown and allowed
/// comes back with the role.
void ConsoleRolesTest::aRoleThatIsTakenAwayIsGoneAtOnce()
{
    ConsoleDriver &person = console(u"support"_s);
    STEP(goTo(person, u"Events"_s, u"Devcon"_s));
    STEP(goTo(person, u"Customers"_s, u"ada@example.com"_s));
    STEP(person.act(u"Claim on behalf…"_s));
    STEP(person.type(u"Code"_s, u"NEAR-TYPED"_s));
    StoreFixture admin(m_dsn);
    VERIFY_OK(awaited(admin.administration().revokeRole(u"t_support"_s, u"support"_s, {newKey(), {}, {}})));
    const StoreFixture again(dsnOf(u"support"_s));
    QCOMPARE(refusal(awaited(again.stores().lookup->lookup(u"ada@example.com"_s))), u"not_permitted"_s);
    QTRY_VERIFY(person.window()->connection().shutOut);
    QCOMPARE(person.content(u"Code"_s), u"NEAR-TYPED"_s);
    STEP(person.click(u"Cancel"_s));
    STEP(person.seesNoDialog());
    STEP(person.sees(u"Your role was taken away."_s));
    STEP(person.sees(QString::fromUtf8(onlyLookers)));
    QCOMPARE(person.reasonAgainst(u"Claim on behalf…"_s), QString::fromUtf8(onlyClaims));
    STEP(person.openPage(u"Events"_s));
    STEP(person.sees(u"Devcon"_s)); // as it was read before
    QCOMPARE(person.reasonAgainst(u"New event…"_s), QString::fromUtf8(onlyAdminEvents));

    VERIFY_OK(awaited(admin.administration().grantRole(u"t_support"_s, u"support"_s, {newKey(), {}, {}})));
    QTRY_VERIFY_WITH_TIMEOUT(!person.screen().contains(u"Your role was taken away."_s), 15'000);
    STEP(person.openPage(u"Customers"_s));
    STEP(person.sees(u"sk-1234567"_s));
    QTRY_COMPARE(person.reasonAgainst(u"Claim on behalf…"_s), QString());
}

/// One of two roles, taken with plain SQL by somebody who does not know Scrip.
void ConsoleRolesTest::oneOfTwoRolesIsTakenAway()
{
    const QString dsn = m_cluster.dsnAs(u"t_both"_s, m_dsn, u"IN ROLE scrip_staff, scrip_support"_s);
    ConsoleDriver person(dsn);
    STEP(goTo(person, u"Codes"_s, u"free"_s));
    QTRY_COMPARE(person.reasonAgainst(u"Disable…"_s), QString());
    QVERIFY(m_cluster.run(m_dsn, u"REVOKE scrip_staff FROM t_both"_s));
    QTRY_COMPARE(person.reasonAgainst(u"Disable…"_s), QString::fromUtf8(onlyCodes));
    STEP(person.openPage(u"Grants"_s));
    STEP(person.sees(u"Granted"_s));
    QVERIFY(m_cluster.run(m_dsn, u"REVOKE scrip_support FROM t_both; GRANT scrip_staff TO t_both"_s));
    STEP(person.sees(QString::fromUtf8(onlySeers)));
}

SCRIP_CONSOLE_TEST_MAIN(ConsoleRolesTest)
#include "tst_console_roles.moc"
