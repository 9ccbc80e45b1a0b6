// SPDX-License-Identifier: GPL-3.0-or-later
#include "db/conninfo.h"
#include "db/cutting_proxy.h"
#include "e2e/console_driver.h"
#include "e2e/console_fixture.h"
#include "e2e/console_world.h"
#include "e2e/kill_deeds.h"

#include <QDir>
#include <QFile>

using namespace scrip;
using namespace scrip::test;
using namespace Qt::StringLiterals;

using Cut = CuttingProxy::Cut;

/// The server dies in the middle of each dialog, and later the answer gets lost on the way: what was typed stays, the
/// dialog says that it does not know, and once somebody answers again it ends with the truth, booked once. Where
/// nothing is written there is nothing to resolve: the same is asked once more.
class ConsoleKillsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void losesNothing_data();
    void losesNothing();
    void unlockingLosesNothing();
    void revealingIsAskedOnceMore();
    void verifyingIsAskedOnceMore();
    void exportingIsTriedAgain();
    void aConnectionIsTestedAgainAndSaved();
    void aPasswordStaysTyped();
    void theBooksAreRight();
    void cleanup();
    void cleanupTestCase() { m_console.reset(); }

private:
    QString sql(const QString &statement) const { return m_world.sql(statement); }
    bool kill();
    bool comeBack();
    bool goThrough(const Deed &deed);
    [[nodiscard]] Cut cutOf(const QByteArray &message);
    bool dieAndComeBack(const Deed &deed);
    bool loseTheAnswer(const Deed &deed);
    void letIn();

    PrivateCluster m_cluster;
    ConsoleWorld m_world{m_cluster};
    std::mutex m_mutex;
    QByteArray m_cutAt;
    bool m_cutOff = false;
    std::unique_ptr<CuttingProxy> m_proxy;
    std::unique_ptr<ConsoleDriver> m_console;
};

void ConsoleKillsTest::initTestCase()
{
    QVERIFY2(m_cluster.problem().isEmpty(), qPrintable(m_cluster.problem()));
    QVERIFY(m_world.fill());
    const ConnInfo info = *ConnInfo::parse(m_world.dsn());
    const QString socket = info.effective(u"host"_s) + u"/.s.PGSQL."_s + info.effective(u"port"_s);
    m_proxy = std::make_unique<CuttingProxy>(socket, [this](const QByteArray &message) { return cutOf(message); });
    m_console = std::make_unique<ConsoleDriver>(m_proxy->through(m_world.dsn()), 300);
    QTRY_VERIFY(m_console->isConnected());
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
    for (const auto &[name, deed] : allDeeds(m_world))
        QTest::newRow(qPrintable(name)) << name;
}

bool ConsoleKillsTest::kill()
{
    const auto isLost = [this] { return m_console->state() == ConnectionStatus::State::Lost; };
    return m_cluster.kill9() && QTest::qWaitFor(isLost, 15'000);
}

bool ConsoleKillsTest::comeBack()
{
    return m_cluster.start() && QTest::qWaitFor([this] { return m_console->isConnected(); }, 30'000);
}

/// While somebody types.
bool ConsoleKillsTest::dieAndComeBack(const Deed &deed)
{
    ConsoleDriver &console = *m_console;
    if (!kill())
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
    return keeps() && comeBack() && keeps();
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

bool ConsoleKillsTest::goThrough(const Deed &deed)
{
    ConsoleDriver &console = *m_console;
    // What it would do is reckoned first.
    const auto isReady = [&] { return console.reasonAgainstButton(deed.submit).isEmpty(); };
    if (!deed.prepare(console) || !QTest::qWaitFor(isReady, 15'000))
        return false;
    // It asks by itself.
    if (!dieAndComeBack(deed) || !loseTheAnswer(deed) || !console.sees(deed.finished))
        return false;
    return (!console.dialog() || console.click(u"Close"_s)) && console.seesNoDialog();
}

void ConsoleKillsTest::losesNothing()
{
    QFETCH(QString, name);
    const Deed deed = allDeeds(m_world).at(name);
    STEP(goThrough(deed));
    QCOMPARE(sql(deed.booked), u"1"_s);
}

void ConsoleKillsTest::unlockingLosesNothing()
{
    STEP(m_world.run(u"SELECT scrip.set_setting('lock', NULL, 'environment', 'production')"_s));
    const Deed deed = unlockingDeed();
    STEP(goThrough(deed));
    QCOMPARE(sql(deed.booked), u"1"_s);
    STEP(m_world.run(u"SELECT scrip.set_setting('unlock', NULL, 'environment', NULL)"_s));
    QTRY_VERIFY(!m_console->screen().contains(u"Writing is unlocked"_s));
}

/// It writes nothing but its entry in the audit.
void ConsoleKillsTest::revealingIsAskedOnceMore()
{
    ConsoleDriver &console = *m_console;
    const QString code = m_world.code(u"Devcon"_s, 7);
    STEP(console.openPage(u"Codes"_s));
    STEP(console.selectRow(code.right(4)));
    STEP(console.act(u"Reveal…"_s));
    STEP(m_cluster.kill9());
    STEP(console.click(u"Reveal"_s));
    STEP(console.sees(u"Try again"_s));
    STEP(comeBack());
    STEP(console.click(u"Try again"_s));
    STEP(console.sees(code));
    STEP(console.click(u"Hide now"_s));
    STEP(console.seesNoDialog());
    QCOMPARE(sql(u"SELECT count(*) FROM scrip_vault.audit WHERE action = 'reveal_codes'"_s), u"1"_s);
}

void ConsoleKillsTest::verifyingIsAskedOnceMore()
{
    ConsoleDriver &console = *m_console;
    STEP(console.openPage(u"Audit"_s));
    STEP(console.act(u"Verify…"_s));
    STEP(m_cluster.kill9());
    STEP(console.click(u"Verify"_s));
    STEP(console.sees(u"Not verified."_s));
    STEP(comeBack());
    STEP(console.click(u"Try again"_s));
    STEP(console.sees(u"The chain is whole."_s));
    STEP(console.click(u"Close"_s));
    STEP(console.seesNoDialog());
}

/// A file is there whole or not at all, whenever the server dies.
void ConsoleKillsTest::exportingIsTriedAgain()
{
    ConsoleDriver &console = *m_console;
    const QTemporaryDir folder(u"/tmp/scrip-kills-XXXXXX"_s);
    const QString path = folder.filePath(u"claims.csv"_s);
    STEP(console.openPage(u"Claims"_s));
    STEP(console.sees(u"rotated@example.com"_s));
    STEP(console.act(u"Export…"_s));
    STEP(console.type(u"File"_s, path));
    STEP(kill());
    QCOMPARE(console.content(u"File"_s), path);
    STEP(console.click(u"Export"_s));
    STEP(console.seesNoDialog());
    STEP(console.sees(u"Not exported."_s));
    QVERIFY(QDir(folder.path()).isEmpty());
    STEP(comeBack());
    console.press(Qt::Key_J, Qt::ControlModifier);
    STEP(console.sees(u"No file was written."_s));
    STEP(console.click(u"Try again"_s));
    STEP(console.sees(u"claims in claims.csv"_s));
    console.press(Qt::Key_J, Qt::ControlModifier);
    QFile file(path);
    QVERIFY(file.open(QFile::ReadOnly));
    QCOMPARE(QString::number(file.readAll().count("@example.com")), sql(u"SELECT count(*) FROM credit_claims"_s));
}

/// What is typed is of this computer: it is kept, and saved, whether or not the server is there.
void ConsoleKillsTest::aConnectionIsTestedAgainAndSaved()
{
    ConsoleDriver &console = *m_console;
    const ConnInfo info = *ConnInfo::parse(m_world.dsn());
    STEP(console.openPage(u"Connections"_s));
    STEP(console.act(u"Add connection…"_s));
    STEP(console.type(u"Name"_s, u"kept"_s));
    STEP(console.click(u"Sandbox"_s));
    STEP(console.type(u"Host"_s, info.effective(u"host"_s)));
    STEP(console.type(u"Port"_s, info.effective(u"port"_s)));
    STEP(console.type(u"Database"_s, info.effective(u"dbname"_s)));
    STEP(console.type(u"User"_s, info.effective(u"user"_s)));
    STEP(kill());
    STEP(console.click(u"Test"_s));
    STEP(console.sees(u"It does not work yet."_s));
    STEP(comeBack());
    QCOMPARE(console.content(u"Name"_s), u"kept"_s);
    STEP(console.click(u"Test"_s));
    STEP(console.sees(u"It works:"_s));
    STEP(console.click(u"Add"_s));
    STEP(console.seesNoDialog());
    STEP(console.sees(u"kept is saved."_s));
}

void ConsoleKillsTest::aPasswordStaysTyped()
{
    const QString dsn = m_cluster.dsnAs(u"peggy"_s, m_world.dsn(), u"IN ROLE scrip_staff"_s);
    QFile file(ConnInfo::parse(dsn)->effective(u"passfile"_s));
    QVERIFY(file.open(QFile::ReadOnly));
    const QString password = QString::fromUtf8(file.readAll()).trimmed().section(u':', 4);
    ConsoleDriver person(dsn.section(u" passfile="_s, 0, 0) + u" passfile=/nowhere"_s);
    STEP(person.sees(u"Password needed"_s));
    STEP(person.type(u"Password"_s, password));
    STEP(kill());
    QCOMPARE(person.content(u"Password"_s), password);
    STEP(comeBack());
    QCOMPARE(person.content(u"Password"_s), password);
    STEP(person.click(u"Connect"_s));
    STEP(person.seesNoDialog());
    QTRY_VERIFY_WITH_TIMEOUT(person.isConnected(), 30'000);
}

void ConsoleKillsTest::theBooksAreRight()
{
    QCOMPARE(whatAils(m_world.dsn()), QString());
}

SCRIP_CONSOLE_TEST_MAIN(ConsoleKillsTest)
#include "tst_console_kills.moc"
