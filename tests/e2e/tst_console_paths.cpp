// SPDX-License-Identifier: GPL-3.0-or-later
#include "db/store_fixture.h"
#include "e2e/console_driver.h"
#include "e2e/console_fixture.h"

#include <QCryptographicHash>
#include <QFile>

using namespace scrip;
using namespace scrip::test;
using namespace Qt::StringLiterals;

/// The life of a credit by hand, from an empty database to a content doctor: each step is clicked and typed in the
/// whole console, and looked up in the database afterwards. The steps build on each other.
class ConsolePathsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void itOpensOnAnEmptyProgramme();
    void anAdminMakesAnEvent();
    void codesAreMintedToTheEnd();
    void aSheetIsSavedAsPdf();
    void aCodeIsRevealed();
    void aUserWithNothingClaims();
    void aSecondClaimIsRefused();
    void whatIsSpentIsInTheBalance();
    void aGrantIsGiven();
    void twoWindowsVoidOneGrantOnce();
    void voidingAgainSaysWhatHappened();
    void creditIsClawedBackBehindItsDoor();
    void whatIsDueIsSettled();
    void aClaimIsReleased();
    void theOverviewLeadsToTheVerification();
    void anEventIsApprovedBySomebodyElse();
    void anEventIsPausedAndResumed();
    void anEventIsArchived();
    void theAuditIsWhole();
    void theDoctorIsContent();
    /// A step that failed shall not take the others with it.
    void cleanup() { m_admin->leaveDialogs(); }
    void cleanupTestCase();

private:
    QString sql(const QString &statement) const { return m_cluster.value(m_dsn, statement); }
    bool addUser(const QString &name) const
    {
        return m_cluster.run(m_dsn, u"SELECT scrip_sandbox.add_user('%1@example.com')"_s.arg(name));
    }
    /// The customer's page of somebody.
    bool openCustomer(const QString &email);
    /// Reads a code of the event in plain, as staff does.
    QString revealCode(int serial);
    bool claimFor(const QString &email, const QString &code);
    QString organizationOf(const QString &email) const
    {
        return sql(u"SELECT m.organization_id FROM organization_members m JOIN users u ON u.id = m.user_id "
                   "WHERE u.email = '%1'"_s.arg(email));
    }
    QString nameOf(const QString &email) const
    {
        return sql(u"SELECT name FROM organizations WHERE id = '%1'"_s.arg(organizationOf(email)));
    }
    QString grantOf(const QString &email) const
    {
        return sql(u"SELECT id FROM scrip.grant WHERE organization_id = '%1' AND claim_id IS NOT NULL"_s.arg(
            organizationOf(email)));
    }
    QString entries(const QString &grant, const QString &type) const
    {
        return sql(
            u"SELECT count(*) FROM scrip_vault.entry WHERE grant_id = '%1' AND type = '%2'"_s.arg(grant, type));
    }

    PrivateCluster m_cluster;
    QTemporaryDir m_files{u"/tmp/scrip-paths-XXXXXX"_s};
    QString m_dsn;
    std::unique_ptr<ConsoleDriver> m_admin;
    QString m_code;
    QString m_voided; ///< The grant that two windows void.
};

void ConsolePathsTest::initTestCase()
{
    QVERIFY2(m_cluster.problem().isEmpty(), qPrintable(m_cluster.problem()));
    m_dsn = m_cluster.freshDatabase();
    m_admin = std::make_unique<ConsoleDriver>(m_dsn);
    QTRY_VERIFY(m_admin->isConnected());
}

void ConsolePathsTest::cleanupTestCase()
{
    m_admin.reset();
}

void ConsolePathsTest::itOpensOnAnEmptyProgramme()
{
    STEP(m_admin->sees(u"Nothing runs here yet. The first event sets the credit, the dates and the cap."_s));
    STEP(m_admin->openPage(u"Events"_s));
    STEP(m_admin->sees(u"An event sets the credit, the dates and the cap; codes come after."_s));
}

void ConsolePathsTest::anAdminMakesAnEvent()
{
    STEP(m_admin->click(u"New event…"_s));
    STEP(m_admin->type(u"Name"_s, u"Devcon"_s));
    STEP(m_admin->type(u"Credit per code"_s, u"25"_s));
    STEP(m_admin->type(u"Most claims"_s, u"500"_s));
    STEP(m_admin->type(u"Credit lasts until"_s, u"2099-06-30"_s));
    STEP(m_admin->sees(u"500 claims at $25.00"_s));
    STEP(m_admin->click(u"Mint 500 codes at once"_s)); // not yet
    QCOMPARE(m_admin->content(u"Mint 500 codes at once"_s), QString());
    STEP(m_admin->click(u"Create event"_s));
    STEP(m_admin->seesNoDialog());
    STEP(m_admin->sees(u"Devcon is created"_s));
    QTRY_COMPARE(m_admin->cell(u"Devcon"_s, u"Exposure"_s), u"$0.00"_s);
    QCOMPARE(sql(u"SELECT credit_amount FROM credit_events WHERE name = 'Devcon'"_s), u"25000000000"_s);
}

void ConsolePathsTest::codesAreMintedToTheEnd()
{
    // Two chunks, so that there is progress in between.
    STEP(m_admin->act(u"Mint codes…"_s));
    STEP(m_admin->type(u"How many"_s, u"10500"_s));
    STEP(m_admin->click(u"Mint 10\u2009500 code(s)"_s));
    STEP(m_admin->seesNoDialog());
    STEP(m_admin->sees(u"10\u2009500 code(s) minted"_s));
    m_admin->press(Qt::Key_J, Qt::ControlModifier);
    STEP(m_admin->sees(u"Batch 1 of Devcon is complete."_s));
    m_admin->press(Qt::Key_J, Qt::ControlModifier);
    QCOMPARE(sql(u"SELECT count(*) FROM credit_event_codes"_s), u"10500"_s);
}

void ConsolePathsTest::aSheetIsSavedAsPdf()
{
    const QString file = m_files.filePath(u"sheet.pdf"_s);
    STEP(m_admin->openPage(u"Sheets"_s));
    STEP(m_admin->sees(u"Batch 1 · 10\u2009500 code(s), none printed"_s));
    STEP(m_admin->enter(u"Last serial"_s, u"21"_s));
    STEP(m_admin->sees(u"21 labels of it"_s));
    STEP(m_admin->click(u"Save PDF…"_s));
    STEP(m_admin->answerFile(file));
    STEP(m_admin->sees(u"saved in sheet.pdf"_s));
    QFile pdf(file);
    QVERIFY(pdf.open(QFile::ReadOnly));
    QVERIFY(pdf.read(8).startsWith("%PDF-"));
    QCOMPARE(sql(u"SELECT labels FROM scrip.print"_s), u"21"_s);
}

QString ConsolePathsTest::revealCode(int serial)
{
    if (!m_admin->openPage(u"Codes"_s))
        return {};
    const QString masked = sql(u"SELECT right(c.code, 4) FROM scrip.code k JOIN credit_event_codes c ON c.id = k.id "
                               "WHERE k.serial = %1"_s.arg(serial));
    if (!m_admin->selectRow(masked) || !m_admin->act(u"Reveal…"_s) || !m_admin->sees(u"will be shown in plain"_s) ||
        !m_admin->click(u"Reveal"_s) || !m_admin->sees(u"Hide now"_s))
        return {};
    const QString plain = m_admin->content(u"Codes in plain"_s).trimmed();
    return m_admin->click(u"Hide now"_s) && m_admin->seesNoDialog() ? plain : QString();
}

void ConsolePathsTest::aCodeIsRevealed()
{
    m_code = revealCode(1);
    QCOMPARE(m_code, sql(u"SELECT c.code FROM scrip.code k JOIN credit_event_codes c ON c.id = k.id "
                         "WHERE k.serial = 1"_s));
    // One entry for the sheet, which showed codes to a printer, and one for this.
    QCOMPARE(sql(u"SELECT count(*) FROM scrip_vault.audit WHERE action = 'reveal_codes'"_s), u"2"_s);
}

bool ConsolePathsTest::openCustomer(const QString &email)
{
    return m_admin->openPage(u"Customers"_s) && m_admin->enter(u"E-mail, code, organization, id, key…"_s, email) &&
           m_admin->sees(u"Timeline"_s);
}

bool ConsolePathsTest::claimFor(const QString &email, const QString &code)
{
    return openCustomer(email) && m_admin->act(u"Claim on behalf…"_s) && m_admin->choose(u"Event"_s, u"Devcon"_s) &&
           m_admin->type(u"Code"_s, code) && m_admin->click(u"Claim"_s);
}

void ConsolePathsTest::aUserWithNothingClaims()
{
    STEP(addUser(u"ada"_s));
    STEP(claimFor(u"ada@example.com"_s, m_code.toLower()));
    STEP(m_admin->sees(u"organization, workspace, API key"_s));
    QTRY_VERIFY(m_admin->content(u"API key, shown once"_s).startsWith(u"sk-"));
    const QString key = m_admin->content(u"API key, shown once"_s);
    const QString hash =
        QString::fromLatin1(QCryptographicHash::hash(key.toUtf8(), QCryptographicHash::Sha256).toHex());
    QCOMPARE(sql(u"SELECT key_hash FROM api_keys"_s), hash);
    STEP(m_admin->click(u"Close"_s));
    STEP(m_admin->seesNoDialog());
    QVERIFY(!m_admin->screen().contains(key));
    // What the claim made is on the page: an organization with the credit, and the beginning of the key.
    QTRY_VERIFY(m_admin->screen().contains(key.left(8)));
    QTRY_COMPARE(m_admin->cell(nameOf(u"ada@example.com"_s), u"Live"_s), u"25.00"_s);
    QCOMPARE(sql(u"SELECT count(*) FROM scrip_vault.entry WHERE type = 'funded'"_s), u"1"_s);
}

void ConsolePathsTest::aSecondClaimIsRefused()
{
    const QString other = revealCode(2);
    QVERIFY(!other.isEmpty());
    STEP(openCustomer(u"ada@example.com"_s));
    STEP(m_admin->act(u"Why not?"_s));
    STEP(m_admin->choose(u"Event"_s, u"Devcon"_s));
    STEP(m_admin->type(u"Code"_s, other));
    STEP(m_admin->click(u"Check"_s));
    STEP(m_admin->sees(u"user_already_claimed"_s));
    STEP(m_admin->act(u"Why not?"_s));
    STEP(claimFor(u"ada@example.com"_s, other));
    STEP(m_admin->sees(u"Not done."_s));
    STEP(m_admin->sees(u"The user has claimed this event already."_s));
    QCOMPARE(m_admin->content(u"Code"_s), other); // what was typed stays
    STEP(m_admin->click(u"Cancel"_s));
    STEP(m_admin->seesNoDialog());
    QCOMPARE(sql(u"SELECT count(*) FROM credit_claims"_s), u"1"_s);
}

void ConsolePathsTest::whatIsSpentIsInTheBalance()
{
    STEP(openCustomer(u"ada@example.com"_s));
    const QString organization = organizationOf(u"ada@example.com"_s);
    STEP(m_cluster.run(m_dsn, u"SELECT scrip_sandbox.spend('%1', '4.5')"_s.arg(organization)));
    m_admin->press(Qt::Key_F5);
    QTRY_COMPARE(m_admin->cell(nameOf(u"ada@example.com"_s), u"Live"_s), u"20.50"_s);
}

void ConsolePathsTest::aGrantIsGiven()
{
    const QString organization = organizationOf(u"ada@example.com"_s);
    STEP(m_admin->openPage(u"Grants"_s));
    STEP(m_admin->selectRow(u"Devcon"_s));
    STEP(m_admin->act(u"New grant…"_s));
    STEP(m_admin->type(u"Organization"_s, organization));
    STEP(m_admin->type(u"Amount"_s, u"10"_s));
    STEP(m_admin->type(u"Name"_s, u"For the delay"_s));
    STEP(m_admin->type(u"Reason"_s, u"goodwill"_s));
    STEP(m_admin->sees(u"After"_s));
    STEP(m_admin->click(u"Create grant"_s));
    STEP(m_admin->seesNoDialog());
    STEP(m_admin->sees(u"$10.00 granted to"_s));
    QTRY_COMPARE(m_admin->cell(u"For the delay"_s, u"Available"_s), u"$10.00"_s);
    QCOMPARE(sql(u"SELECT count(*) FROM scrip.grant"_s), u"2"_s);
}

/// Both windows reckon first, then both send: one void is booked, and the other window says whose it was.
void ConsolePathsTest::twoWindowsVoidOneGrantOnce()
{
    m_voided = grantOf(u"ada@example.com"_s);
    const QString other = m_cluster.dsnAs(u"bea"_s, m_dsn, u"IN ROLE scrip_admin"_s);
    ConsoleDriver second(other);
    QTRY_VERIFY(second.isConnected());
    for (ConsoleDriver *window : {m_admin.get(), &second}) {
        STEP(window->openPage(u"Grants"_s));
        STEP(window->selectRow(u"Devcon"_s));
        STEP(window->act(u"Void…"_s));
        STEP(window->type(u"Reason"_s, window == &second ? u"from the other desk"_s : u"asked to"_s));
        STEP(window->sees(u"Void $20.50"_s));
    }
    const QString preview = sql(u"SELECT scrip.preview_void('%1')->>'forfeited'"_s.arg(m_voided));
    STEP(m_admin->click(u"Void $20.50"_s));
    STEP(second.click(u"Void $20.50"_s));
    STEP(m_admin->sees(u"$20.50"_s));
    QTRY_VERIFY(second.screen().contains(u"Close"_s) && m_admin->screen().contains(u"Close"_s));
    const auto isEarlier = [](const ConsoleDriver &window) {
        return window.screen().contains(u"Nothing was booked twice."_s);
    };
    const auto isDone = [](const ConsoleDriver &window) { return window.screen().contains(u"Voided $20.50 of"_s); };
    QTRY_VERIFY(isEarlier(*m_admin) + isEarlier(second) == 1);
    QTRY_VERIFY(isDone(*m_admin) + isDone(second) == 1);
    STEP(m_admin->click(u"Close"_s));
    STEP(second.click(u"Close"_s));
    QCOMPARE(entries(m_voided, u"voided"_s), u"1"_s);
    // What happened is what was foretold.
    QCOMPARE(sql(u"SELECT amount FROM scrip_vault.entry WHERE grant_id = '%1' AND type = 'voided'"_s.arg(m_voided)),
             QString::number(qRound64(preview.toDouble() * 1e9)));
    QTRY_COMPARE(m_admin->cell(u"Devcon"_s, u"Status"_s).toLower(), u"voided"_s);
}

void ConsolePathsTest::voidingAgainSaysWhatHappened()
{
    STEP(m_admin->selectRow(u"Devcon"_s));
    QTRY_COMPARE(m_admin->reasonAgainst(u"Void…"_s), u"It is voided already"_s);
    STEP(m_admin->sees(u"Voided"_s));
    QCOMPARE(entries(m_voided, u"voided"_s), u"1"_s);
}

void ConsolePathsTest::creditIsClawedBackBehindItsDoor()
{
    STEP(m_cluster.run(m_dsn, u"SELECT scrip_sandbox.spend('%1', '3')"_s.arg(organizationOf(u"ada@example.com"_s))));
    m_admin->press(Qt::Key_F5);
    STEP(m_admin->actOn(u"For the delay"_s, u"Claw back…"_s));
    STEP(m_admin->sees(u"becomes overdraft"_s));
    STEP(m_admin->sees(u"Claw back $10.00"_s));
    STEP(m_admin->type(u"Reason"_s, u"given by mistake"_s));
    STEP(m_admin->sees(u"Type 10.00 to confirm"_s));
    STEP(m_admin->type(u"To confirm, type the amount that is taken"_s, u"9"_s));
    STEP(m_admin->sees(u"Type 10.00 to confirm"_s));
    QCOMPARE(sql(u"SELECT count(*) FROM scrip_vault.entry WHERE type = 'clawed_back'"_s), u"0"_s);
    STEP(m_admin->type(u"To confirm, type the amount that is taken"_s, u"10"_s));
    STEP(m_admin->click(u"Claw back $10.00"_s));
    STEP(m_admin->sees(u"This is what happened; it is in the ledger and in the audit."_s));
    STEP(m_admin->click(u"Close"_s));
    STEP(m_admin->seesNoDialog());
    QCOMPARE(sql(u"SELECT sum(amount) FROM scrip_vault.entry WHERE type = 'clawed_back'"_s), u"10000000000"_s);
}

/// Credit that expires while the clock of the sandbox moves on is due, and settling books it.
void ConsolePathsTest::whatIsDueIsSettled()
{
    STEP(m_admin->act(u"New grant…"_s));
    STEP(m_admin->type(u"Organization"_s, organizationOf(u"ada@example.com"_s)));
    STEP(m_admin->type(u"Amount"_s, u"7"_s));
    STEP(m_admin->type(u"Name"_s, u"Short"_s));
    STEP(m_admin->type(u"Expires"_s, sql(u"SELECT (scrip.now() + interval '1 day')::date"_s)));
    STEP(m_admin->type(u"Reason"_s, u"trial"_s));
    STEP(m_admin->click(u"Create grant"_s));
    STEP(m_admin->seesNoDialog());
    STEP(m_cluster.run(m_dsn, u"SELECT scrip_sandbox.forward('3 days')"_s));
    STEP(m_admin->act(u"Settle what is due…"_s));
    STEP(m_admin->click(u"Settle 1 organization(s)"_s));
    STEP(m_admin->sees(u"This is what was booked."_s));
    STEP(m_admin->click(u"Close"_s));
    STEP(m_admin->seesNoDialog());
    QTRY_COMPARE(m_admin->cell(u"Short"_s, u"Status"_s).toLower(), u"expired"_s);
    QCOMPARE(sql(u"SELECT count(*) FROM scrip_vault.entry WHERE type = 'expired'"_s), u"1"_s);
}

void ConsolePathsTest::aClaimIsReleased()
{
    STEP(addUser(u"cleo"_s));
    const QString code = revealCode(3);
    STEP(claimFor(u"cleo@example.com"_s, code));
    QTRY_COMPARE(sql(u"SELECT count(*) FROM credit_claims"_s), u"2"_s);
    STEP(m_admin->click(u"Close"_s));
    STEP(m_admin->seesNoDialog());
    STEP(m_admin->openPage(u"Claims"_s));
    STEP(m_admin->selectRow(u"cleo@example.com"_s));
    STEP(m_admin->act(u"Release…"_s));
    STEP(m_admin->sees(u"this one goes on counting"_s));
    STEP(m_admin->click(u"Return the slot"_s));
    STEP(m_admin->sees(u"somebody else may claim in its place"_s));
    STEP(m_admin->sees(u"nobody else can claim with it"_s));
    STEP(m_admin->click(u"Free the code"_s));
    STEP(m_admin->sees(u"whoever holds it can claim, but not cleo@example.com"_s));
    STEP(m_admin->type(u"Reason"_s, u"wrong person"_s));
    STEP(m_admin->click(u"Release claim"_s));
    STEP(m_admin->seesNoDialog());
    STEP(m_admin->sees(u"$25.00 forfeited, slot returned, code freed"_s));
    QTRY_COMPARE(m_admin->cell(u"cleo@example.com"_s, u"State"_s).toLower(), u"released"_s);
    QCOMPARE(sql(u"SELECT count(*) FROM scrip.claim_detail WHERE slot_returned AND code_freed"_s), u"1"_s);
    QCOMPARE(sql(u"SELECT k.state FROM scrip.code k WHERE k.serial = 3"_s), u"available"_s);
    QCOMPARE(sql(u"SELECT claim_count FROM credit_events"_s), u"1"_s);
}

void ConsolePathsTest::theOverviewLeadsToTheVerification()
{
    STEP(m_admin->openPage(u"Overview"_s));
    STEP(m_admin->click(u"Verify the audit"_s));
    STEP(m_admin->click(u"Verify"_s));
    STEP(m_admin->sees(u"The chain is whole."_s));
    STEP(m_admin->click(u"Close"_s));
    STEP(m_admin->seesNoDialog());
}

void ConsolePathsTest::anEventIsApprovedBySomebodyElse()
{
    const QString asker = m_cluster.dsnAs(u"t_asker"_s, m_dsn);
    STEP(m_cluster.run(m_dsn, u"SELECT scrip.grant_role('ra', NULL, 't_asker', 'admin'); "
                              "SELECT scrip.set_setting('st', NULL, 'approval_threshold', '1000')"_s));
    QCOMPARE(m_cluster.value(asker,
                             u"SELECT scrip.create_event('big', NULL, '{\"name\": \"Summit\", \"amount\": \"25\", "
                             "\"max_claims\": 100, \"credit_expires_at\": \"2099-01-01T00:00:00Z\"}') #>> "
                             "'{event,status}'"_s),
             u"awaiting_approval"_s);
    STEP(m_admin->openPage(u"Events"_s));
    STEP(m_admin->selectRow(u"Summit"_s));
    STEP(m_admin->act(u"Approve…"_s));
    STEP(m_admin->sees(u"which one admin does not decide alone"_s));
    STEP(m_admin->click(u"Approve event"_s));
    STEP(m_admin->seesNoDialog());
    QTRY_COMPARE(m_admin->cell(u"Summit"_s, u"Status"_s).toLower(), u"active"_s);
    QCOMPARE(sql(u"SELECT count(*) FROM scrip.audit WHERE action = 'approve_event'"_s), u"1"_s);
    STEP(m_cluster.run(m_dsn, u"SELECT scrip.set_setting('st2', NULL, 'approval_threshold', '')"_s));
}

void ConsolePathsTest::anEventIsPausedAndResumed()
{
    STEP(m_admin->openPage(u"Events"_s));
    STEP(m_admin->selectRow(u"Devcon"_s));
    STEP(m_admin->act(u"Pause…"_s));
    STEP(m_admin->type(u"Reason"_s, u"a look first"_s));
    STEP(m_admin->click(u"Pause event"_s));
    STEP(m_admin->seesNoDialog());
    QTRY_COMPARE(m_admin->cell(u"Devcon"_s, u"Status"_s).toLower(), u"paused"_s);
    STEP(m_admin->click(u"Undo"_s));
    QTRY_COMPARE(m_admin->cell(u"Devcon"_s, u"Status"_s).toLower(), u"active"_s);
    STEP(m_admin->act(u"Pause…"_s));
    STEP(m_admin->type(u"Reason"_s, u"once more"_s));
    STEP(m_admin->click(u"Pause event"_s));
    STEP(m_admin->seesNoDialog());
    STEP(m_admin->act(u"Resume…"_s));
    STEP(m_admin->type(u"Reason"_s, u"all is well"_s));
    STEP(m_admin->click(u"Resume event"_s));
    STEP(m_admin->seesNoDialog());
    QTRY_COMPARE(m_admin->cell(u"Devcon"_s, u"Status"_s).toLower(), u"active"_s);
}

void ConsolePathsTest::anEventIsArchived()
{
    STEP(m_admin->act(u"Archive…"_s));
    STEP(m_admin->type(u"Reason"_s, u"over"_s));
    STEP(m_admin->click(u"Archive event"_s));
    STEP(m_admin->seesNoDialog());
    STEP(m_admin->sees(u"Devcon is archived"_s));
    QTRY_COMPARE(sql(u"SELECT d.archived_at IS NOT NULL FROM scrip.event_detail d JOIN credit_events e ON e.id = "
                     "d.event_id WHERE e.name = 'Devcon'"_s),
                 u"t"_s);
}

void ConsolePathsTest::theAuditIsWhole()
{
    STEP(m_admin->openPage(u"Audit"_s));
    STEP(m_admin->act(u"Verify…"_s));
    STEP(m_admin->click(u"Verify"_s));
    STEP(m_admin->sees(u"The chain is whole."_s));
    STEP(m_admin->click(u"Close"_s));
    STEP(m_admin->seesNoDialog());
}

void ConsolePathsTest::theDoctorIsContent()
{
    QCOMPARE(whatAils(m_dsn), QString());
}

SCRIP_CONSOLE_TEST_MAIN(ConsolePathsTest)
#include "tst_console_paths.moc"
