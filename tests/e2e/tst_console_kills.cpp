// SPDX-License-Identifier: GPL-3.0-or-later
#include "db/conninfo.h"
#include "db/cutting_proxy.h"
#include "db/store_fixture.h"
#include "e2e/console_driver.h"
#include "e2e/console_fixture.h"

#include <map>

using namespace scrip;
using namespace scrip::test;
using namespace Qt::StringLiterals;

namespace {

using Cut = CuttingProxy::Cut;

/// A dialog on its way to one write, and what that leaves in the database.
struct Deed
{
    /// Opens the dialog and fills it in, up to the press of its main button.
    std::function<bool(ConsoleDriver &)> prepare;
    QString submit; ///< The main button.
    QString field;  ///< One that was typed into; empty: there is none.
    QString typed;
    QByteArray call;  ///< Of the statement whose answer gets lost.
    QString finished; ///< What the dialog, or the window once it is closed, says at the end.
    QString booked;   ///< SQL that counts what was written; one is right.
};

} // namespace

/// The server dies in the middle of each dialog, and later the answer gets lost on the way: what was typed stays, the
/// dialog says that it does not know, and once somebody answers again it ends with the truth, booked once.
class ConsoleKillsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void losesNothing_data();
    void losesNothing();
    void revealingIsAskedOnceMore();
    void theBooksAreRight();
    void cleanup();
    void cleanupTestCase() { m_console.reset(); }

private:
    QString sql(const QString &statement) const { return m_cluster.value(m_dsn, statement); }
    bool addWorld();
    bool addGrant(const QString &name, const QString &terms = {}) const;
    [[nodiscard]] std::map<QString, Deed> deeds() const;
    [[nodiscard]] Deed onGrant(const QString &name, const QString &action) const;
    [[nodiscard]] static std::function<bool(ConsoleDriver &)> onGrants(const QString &row, const QString &action);
    [[nodiscard]] Cut cutOf(const QByteArray &message);
    bool dieAndComeBack(const Deed &deed);
    bool loseTheAnswer(const Deed &deed);
    void letIn();

    PrivateCluster m_cluster;
    QString m_dsn;
    QString m_code;
    std::mutex m_mutex;
    QByteArray m_cutAt;
    bool m_cutOff = false;
    std::unique_ptr<CuttingProxy> m_proxy;
    std::unique_ptr<ConsoleDriver> m_console;
};

void ConsoleKillsTest::initTestCase()
{
    QVERIFY2(m_cluster.problem().isEmpty(), qPrintable(m_cluster.problem()));
    m_dsn = m_cluster.freshDatabase();
    QVERIFY(addWorld());
    const ConnInfo info = *ConnInfo::parse(m_dsn);
    const QString socket = info.effective(u"host"_s) + u"/.s.PGSQL."_s + info.effective(u"port"_s);
    m_proxy = std::make_unique<CuttingProxy>(socket, [this](const QByteArray &message) { return cutOf(message); });
    m_console = std::make_unique<ConsoleDriver>(m_proxy->through(m_dsn), 300);
    QTRY_VERIFY(m_console->isConnected());
}

/// An organization of that name with one grant.
bool ConsoleKillsTest::addGrant(const QString &name, const QString &terms) const
{
    return m_cluster.run(
        m_dsn,
        u"SELECT scrip.create_grant('give-%1', NULL, (scrip_sandbox.add_user('%1@example.com', NULL, 'Org %1') "
        "#>> '{organizations,0,id}')::uuid, '{\"amount\": \"8\", \"name\": \"%1\"}'::jsonb || '{%2}', "
        "'test')"_s.arg(name, terms));
}

bool ConsoleKillsTest::addWorld()
{
    StoreFixture admin(m_dsn);
    const auto event = admin.createEvent(u"Devcon"_s);
    if (!event.ok() || !admin.mint(event->object.id, 5).ok())
        return false;
    const QString code =
        u"(SELECT c.code FROM scrip.code k JOIN credit_event_codes c ON c.id = k.id WHERE k.serial = "
        "%1)"_s;
    m_code = sql(u"SELECT "_s + code.arg(2));
    for (const QString &name : {u"void"_s, u"clawback"_s, u"new"_s})
        if (!addGrant(name))
            return false;
    return addGrant(u"pay"_s, u"\"funding\": \"invoice\", \"availability\": \"on_settlement\""_s) &&
           addGrant(u"match"_s) &&
           addGrant(u"due"_s, u"\"expires_at\": \"%1\""_s.arg(
                                  sql(u"SELECT scrip.time_text(scrip.now() + interval '1 hour')"_s))) &&
           m_cluster.run(m_dsn,
                         u"SELECT scrip_sandbox.add_user('claimant@example.com'); "
                         "SELECT scrip_sandbox.add_user('released@example.com'); "
                         "SELECT scrip.create_claim('c', NULL, '%1', %2, '{\"email\": \"released@example.com\"}', "
                         "jsonb_build_object('hash', encode(sha256('k'), 'hex'), 'prefix', 'sk-1234567')); "
                         "SELECT scrip_sandbox.forward('2 hours')"_s.arg(event->object.id.toText(), code.arg(1)));
}

std::function<bool(ConsoleDriver &)> ConsoleKillsTest::onGrants(const QString &row, const QString &action)
{
    return [row, action](ConsoleDriver &console) {
        if (!console.openPage(u"Grants"_s))
            return false;
        if (console.reasonAgainst(u"Clear filters"_s).isEmpty() && !console.act(u"Clear filters"_s))
            return false;
        return console.selectRow(row) && console.act(action);
    };
}

/// A dialog about one grant that asks for a reason.
Deed ConsoleKillsTest::onGrant(const QString &name, const QString &action) const
{
    Deed deed;
    deed.prepare = [open = onGrants(name, action)](ConsoleDriver &console) {
        return open(console) && console.type(u"Reason"_s, u"kept through it all"_s);
    };
    deed.field = u"Reason"_s;
    deed.typed = u"kept through it all"_s;
    return deed;
}

std::map<QString, Deed> ConsoleKillsTest::deeds() const
{
    std::map<QString, Deed> all;
    const auto entriesOf = [](const QString &type, const QString &name) {
        return u"SELECT count(*) FROM scrip_vault.entry e JOIN scrip.grant g ON g.id = e.grant_id WHERE e.type = "
               u"'%1' "
               "AND g.name = '%2'"_s.arg(type, name);
    };
    all[u"new event"_s] = {[](ConsoleDriver &c) {
                               return c.openPage(u"Events"_s) && c.click(u"New event…"_s) &&
                                      c.type(u"Name"_s, u"Through it all"_s) &&
                                      c.type(u"Credit per code"_s, u"5"_s) &&
                                      c.type(u"Credit lasts until"_s, u"2099-01-01"_s);
                           },
                           u"Create event"_s,
                           u"Name"_s,
                           u"Through it all"_s,
                           "scrip.create_event(",
                           u"Through it all is saved"_s,
                           u"SELECT count(*) FROM credit_events WHERE name = 'Through it all'"_s};
    all[u"mint"_s] = {[](ConsoleDriver &c) {
                          return c.openPage(u"Events"_s) && c.selectRow(u"Devcon"_s) && c.act(u"Mint codes…"_s) &&
                                 c.type(u"How many"_s, u"7"_s) && c.type(u"Note"_s, u"for the desk"_s);
                      },
                      u"Mint 7 code(s)"_s,
                      u"Note"_s,
                      u"for the desk"_s,
                      "scrip.mint_chunk(",
                      u"7 code(s) minted"_s,
                      u"SELECT count(*) FROM scrip.batch b WHERE b.note = 'for the desk' AND b.count = 7"_s};
    all[u"claim"_s] = {[code = m_code](ConsoleDriver &c) {
                           return c.openPage(u"Customers"_s) &&
                                  c.enter(u"E-mail, code, organization, id, key…"_s, u"claimant@example.com"_s) &&
                                  c.sees(u"Timeline"_s) && c.act(u"Claim on behalf…"_s) &&
                                  c.choose(u"Event"_s, u"Devcon"_s) && c.type(u"Code"_s, code);
                       },
                       u"Claim"_s,
                       u"Code"_s,
                       m_code,
                       "scrip.create_claim(",
                       u"API key, shown once"_s,
                       u"SELECT count(*) FROM credit_claims c JOIN users u ON u.id = c.user_id WHERE u.email = "
                       "'claimant@example.com'"_s};
    all[u"release"_s] = {
        [](ConsoleDriver &c) {
            return c.openPage(u"Claims"_s) && c.selectRow(u"released@example.com"_s) && c.act(u"Release…"_s) &&
                   c.type(u"Reason"_s, u"wrong person"_s);
        },
        u"Release claim"_s,
        u"Reason"_s,
        u"wrong person"_s,
        "scrip.release_claim(",
        u"Claim of released@example.com released"_s,
        u"SELECT count(*) FROM scrip_vault.entry WHERE type = 'voided' AND reason = 'wrong person'"_s};
    all[u"new grant"_s] = {[open = onGrants(u"new"_s, u"New grant…"_s)](ConsoleDriver &c) {
                               return open(c) && c.type(u"Amount"_s, u"3.25"_s) && c.type(u"Name"_s, u"Fresh"_s) &&
                                      c.type(u"Reason"_s, u"goodwill"_s);
                           },
                           u"Create grant"_s,
                           u"Amount"_s,
                           u"3.25"_s,
                           "scrip.create_grant(",
                           u"$3.25 granted to"_s,
                           entriesOf(u"funded"_s, u"Fresh"_s)};
    Deed voiding = onGrant(u"void"_s, u"Void…"_s);
    voiding.submit = u"Void $8.00"_s;
    voiding.call = "scrip.void_grant(";
    voiding.finished = u"Voided $8.00 of Org void"_s;
    voiding.booked = entriesOf(u"voided"_s, u"void"_s);
    all[u"void"_s] = voiding;
    Deed clawing = onGrant(u"clawback"_s, u"Claw back…"_s);
    clawing.prepare = [open = clawing.prepare](ConsoleDriver &c) {
        return open(c) && c.type(u"To confirm, type the amount that is taken"_s, u"8"_s);
    };
    clawing.submit = u"Claw back $8.00"_s;
    clawing.call = "scrip.claw_back(";
    clawing.finished = u"Clawed back $8.00 from Org clawback"_s;
    clawing.booked = entriesOf(u"clawed_back"_s, u"clawback"_s);
    all[u"claw back"_s] = clawing;
    all[u"payment"_s] = {[open = onGrants(u"pay"_s, u"Payment…"_s)](ConsoleDriver &c) {
                             return open(c) && c.type(u"Reference"_s, u"INV-7"_s);
                         },
                         u"Mark as *"_s,
                         u"Reference"_s,
                         u"INV-7"_s,
                         "scrip.set_payment(",
                         u"Noted."_s,
                         entriesOf(u"released"_s, u"pay"_s)};
    all[u"void matching"_s] = {[open = onGrants(u"match"_s, u"Only this organization"_s)](ConsoleDriver &c) {
                                   return open(c) && c.act(u"Void all that match…"_s) &&
                                          c.type(u"Reason"_s, u"all of them"_s) &&
                                          c.type(u"To confirm, type how many grants"_s, u"1"_s);
                               },
                               u"Void 1 grant(s)"_s,
                               u"Reason"_s,
                               u"all of them"_s,
                               "scrip.void_matching(",
                               u"Done."_s,
                               entriesOf(u"voided"_s, u"match"_s)};
    return all;
}

/// Whatever became of one deed, the next one finds a server and no dialog.
void ConsoleKillsTest::cleanup()
{
    letIn();
    QVERIFY(m_cluster.start());
    QTRY_VERIFY_WITH_TIMEOUT(m_console->isConnected(), 30'000);
    m_console->leaveDialogs();
}

void ConsoleKillsTest::letIn()
{
    {
        const std::lock_guard lock(m_mutex);
        m_cutAt.clear();
        m_cutOff = false;
    }
    m_proxy->letIn();
}

/// One answer is lost, and nobody is let in afterwards.
Cut ConsoleKillsTest::cutOf(const QByteArray &message)
{
    const std::lock_guard lock(m_mutex);
    if (m_cutOff)
        return Cut::Refuse;
    if (m_cutAt.isEmpty() || !message.contains(m_cutAt))
        return Cut::Nowhere;
    m_cutOff = true;
    return Cut::AfterSending;
}

void ConsoleKillsTest::losesNothing_data()
{
    QTest::addColumn<QString>("name");
    for (const auto &[name, deed] : deeds())
        QTest::newRow(qPrintable(name)) << name;
}

/// While somebody types.
bool ConsoleKillsTest::dieAndComeBack(const Deed &deed)
{
    ConsoleDriver &console = *m_console;
    const auto isLost = [&console] { return console.state() == ConnectionStatus::State::Lost; };
    if (!m_cluster.kill9() || !QTest::qWaitFor(isLost, 15'000))
        return false;
    const auto keeps = [&] { return deed.field.isEmpty() || console.content(deed.field) == deed.typed; };
    const QString against = console.reasonAgainstButton(deed.submit);
    if (against.isEmpty()) {
        if (!console.click(deed.submit) || !console.sees(u"cannot be reached"_s))
            return false;
    } else if (!against.contains(u"no connection"_s)) {
        qWarning().noquote() << "It is off because of:" << against;
        return false;
    }
    if (!keeps() || !m_cluster.start())
        return false;
    return QTest::qWaitFor([&console] { return console.isConnected(); }, 30'000) && keeps();
}

bool ConsoleKillsTest::loseTheAnswer(const Deed &deed)
{
    ConsoleDriver &console = *m_console;
    {
        const std::lock_guard lock(m_mutex);
        m_cutAt = deed.call;
    }
    if (!console.click(deed.submit) || !console.sees(u"nown"_s))
        return false;
    const QString told = console.screen();
    if (!told.contains(u"Unknown, resolving"_s) && !told.contains(u"Not known"_s))
        return false;
    // It is booked, and nobody here knows.
    const auto isWritten = [&] { return sql(deed.booked) == u"1"_s; };
    const bool kept = deed.field.isEmpty() || console.content(deed.field) == deed.typed;
    letIn();
    return QTest::qWaitFor(isWritten, 5000) && kept;
}

void ConsoleKillsTest::losesNothing()
{
    QFETCH(QString, name);
    const Deed deed = deeds().at(name);
    STEP(deed.prepare(*m_console));
    STEP(dieAndComeBack(deed));
    STEP(loseTheAnswer(deed));
    STEP(m_console->sees(deed.finished)); // it asks by itself
    if (m_console->dialog())
        STEP(m_console->click(u"Close"_s));
    STEP(m_console->seesNoDialog());
    QCOMPARE(sql(deed.booked), u"1"_s);
}

/// It writes nothing but its entry in the audit, so there is nothing to resolve: it is asked once more.
void ConsoleKillsTest::revealingIsAskedOnceMore()
{
    ConsoleDriver &console = *m_console;
    STEP(console.openPage(u"Codes"_s));
    STEP(console.selectRow(m_code.right(4)));
    STEP(console.act(u"Reveal…"_s));
    STEP(m_cluster.kill9());
    STEP(console.click(u"Reveal"_s));
    STEP(console.sees(u"Try again"_s));
    STEP(m_cluster.start());
    QTRY_VERIFY_WITH_TIMEOUT(console.isConnected(), 30'000);
    STEP(console.click(u"Try again"_s));
    STEP(console.sees(m_code));
    STEP(console.click(u"Hide now"_s));
    STEP(console.seesNoDialog());
    QCOMPARE(sql(u"SELECT count(*) FROM scrip_vault.audit WHERE action = 'reveal_codes'"_s), u"1"_s);
}

void ConsoleKillsTest::theBooksAreRight()
{
    QCOMPARE(whatAils(m_dsn), QString());
}

SCRIP_CONSOLE_TEST_MAIN(ConsoleKillsTest)
#include "tst_console_kills.moc"
