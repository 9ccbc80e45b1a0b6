// SPDX-License-Identifier: GPL-3.0-or-later
#include "db/connection.h"
#include "db/database_identity.h"
#include "db/store_fixture.h"
#include "db/write_journal.h"
#include "e2e/console_driver.h"
#include "e2e/console_fixture.h"
#include "e2e/console_world.h"

#include "ui/production/production_guard.h"
#include "ui/shell/doubt_strip.h"
#include "ui/shell/navigation.h"
#include "ui/shell/window_actions.h"
#include "ui/widgets/dialog_frame.h"

#include <QAction>
#include <QPointer>

using namespace scrip;
using namespace scrip::test;
using namespace Qt::StringLiterals;

using State = ConnectionStatus::State;

/// Several windows of one console on one database, worked by hand: what each shows and does, and how they come and
/// go.
class ConsoleWindowsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();
    void cleanup();
    void aKeyOpensAWindowAtTheSamePlace();
    void aRowOpensInAWindowOfItsOwn();
    void closingTheFirstLeavesTheSecond();
    void bothSeeALostConnection();
    void bothAreLockedAndUnlocked();
    void bothTellADoubtUntilSomebodyLooked();
    void oneGrantIsVoidedOnce();
    void aWindowThatIsClosedFinishesItsWork();
    void connectingElsewhereTakesBothAlong();
    void aDialogElsewhereHoldsUp();
    void quittingClosesAll();
    void aWindowBeforeTheDatabase();
    void theDoctorIsContent();

private:
    QString sql(const QString &statement) const { return m_world.sql(statement); }
    /// Opens another window from the one that is worked, which it is from now on; answers the one before.
    MainWindow *openAnother();
    [[nodiscard]] bool bothAre(State state) const;
    [[nodiscard]] bool bothSee(const QString &text);

    PrivateCluster m_cluster;
    ConsoleWorld m_world{m_cluster};
    std::unique_ptr<ConsoleDriver> m_desk;
};

void ConsoleWindowsTest::initTestCase()
{
    QVERIFY2(m_cluster.problem().isEmpty(), qPrintable(m_cluster.problem()));
    QVERIFY(m_world.fill());
}

void ConsoleWindowsTest::init()
{
    m_desk = std::make_unique<ConsoleDriver>(m_world.dsn());
    QTRY_VERIFY(m_desk->isConnected());
}

void ConsoleWindowsTest::cleanup()
{
    m_desk.reset();
}

MainWindow *ConsoleWindowsTest::openAnother()
{
    MainWindow *before = m_desk->window();
    m_desk->press(Qt::Key_N, Qt::ControlModifier | Qt::ShiftModifier);
    const QList<MainWindow *> windows = m_desk->windows();
    m_desk->take(windows.constLast());
    return windows.size() == 2 && QTest::qWaitForWindowActive(windows.constLast()) ? before : nullptr;
}

bool ConsoleWindowsTest::bothAre(State state) const
{
    const QList<MainWindow *> windows = m_desk->windows();
    return windows.size() == 2 && std::all_of(windows.begin(), windows.end(), [state](const MainWindow *window) {
               return window->connection().state == state;
           });
}

bool ConsoleWindowsTest::bothSee(const QString &text)
{
    MainWindow *before = m_desk->window();
    bool seen = true;
    const QList<MainWindow *> windows = m_desk->windows();
    for (MainWindow *window : windows) {
        m_desk->take(window);
        seen = m_desk->sees(text) && seen;
    }
    m_desk->take(before);
    return seen && windows.size() == 2;
}

void ConsoleWindowsTest::aKeyOpensAWindowAtTheSamePlace()
{
    STEP(m_desk->openPage(u"Grants"_s));
    STEP(m_desk->selectRow(u"Org void"_s));
    STEP(m_desk->act(u"Only this organization"_s));
    QTRY_COMPARE(m_desk->cell(u"Org clawback"_s, u"Organization"_s), QString());
    MainWindow *first = openAnother();
    QVERIFY(first);
    const QPointer<MainWindow> second = m_desk->window();
    QVERIFY(second && second != first);
    QCOMPARE(second->currentPageId(), u"grants"_s);
    QCOMPARE(second->currentPage()->location(), first->currentPage()->location());
    QVERIFY(!first->currentPage()->location().isEmpty());
    QCOMPARE(second->size(), first->size());
    QVERIFY(second->pos() != first->pos());
    STEP(m_desk->selectRow(u"Org void"_s));
    QCOMPARE(m_desk->cell(u"Org clawback"_s, u"Organization"_s), QString());
    if (const QString folder = qEnvironmentVariable("SCRIP_GALLERY"); !folder.isEmpty())
        QVERIFY(second->grab().save(folder + u"/second-window.png"_s));

    // Each goes its own way.
    STEP(m_desk->openPage(u"Events"_s));
    STEP(m_desk->sees(u"To edit"_s));
    QCOMPARE(first->currentPageId(), u"grants"_s);
    QVERIFY(!first->actions().forward->isEnabled());
    m_desk->press(Qt::Key_W, Qt::ControlModifier);
    QCOMPARE(m_desk->windows(), QList{first});
    QTRY_VERIFY(!second);
    m_desk->take(first);
    QVERIFY(first->isVisible());
    STEP(m_desk->openPage(u"Claims"_s));
    STEP(m_desk->sees(u"released@example.com"_s));
}

void ConsoleWindowsTest::aRowOpensInAWindowOfItsOwn()
{
    STEP(m_desk->openPage(u"Grants"_s));
    STEP(m_desk->selectRow(u"Org spent"_s));
    MainWindow *first = m_desk->window();
    STEP(m_desk->actOn(u"Org clawback"_s, u"Open in new window"_s));
    QCOMPARE(m_desk->windows().size(), 2);
    m_desk->take(m_desk->windows().constLast());
    STEP(m_desk->selectRow(u"Org clawback"_s));
    QCOMPARE(m_desk->cell(u"Org spent"_s, u"Organization"_s), QString());
    QCOMPARE(first->currentPage()->location(), QUrlQuery());

    m_desk->take(first);
    STEP(m_desk->openPage(u"Codes"_s));
    const QString code = m_world.code(u"Devcon"_s, 4).right(4);
    STEP(m_desk->actOn(code, u"Open in new window"_s));
    QCOMPARE(m_desk->windows().size(), 3);
    m_desk->take(m_desk->windows().constLast());
    QCOMPARE(m_desk->window()->currentPageId(), u"codes"_s);
    QTRY_COMPARE(m_desk->cell(code, u"Serial"_s).left(1), u"4"_s);
    // It is the chosen one there.
    QTRY_COMPARE(m_desk->reasonAgainst(u"Reissue…"_s), QString());
}

void ConsoleWindowsTest::closingTheFirstLeavesTheSecond()
{
    STEP(m_desk->openPage(u"Events"_s));
    const QPointer<MainWindow> first = openAnother();
    QVERIFY(first);
    MainWindow *second = m_desk->window();
    first->close();
    QTRY_VERIFY(!first);
    QCOMPARE(m_desk->windows(), QList{second});
    STEP(m_desk->openPage(u"Grants"_s));
    STEP(m_desk->sees(u"Org void"_s));
    // It can be the first of others.
    QVERIFY(openAnother());
    STEP(m_desk->sees(u"Org void"_s));
}

void ConsoleWindowsTest::bothSeeALostConnection()
{
    STEP(m_desk->openPage(u"Grants"_s));
    QVERIFY(openAnother());
    STEP(bothSee(u"Org void"_s));
    QVERIFY(m_cluster.stopAtOnce());
    QTRY_VERIFY(bothAre(State::Lost));
    STEP(bothSee(u"The connection is lost."_s));
    // One that is opened now knows as well.
    m_desk->press(Qt::Key_N, Qt::ControlModifier | Qt::ShiftModifier);
    QCOMPARE(m_desk->windows().size(), 3);
    QCOMPARE(m_desk->windows().constLast()->connection().state, State::Lost);
    m_desk->windows().constLast()->close();
    QVERIFY(m_cluster.start());
    QTRY_VERIFY(bothAre(State::Connected));
    STEP(bothSee(u"Org void"_s));
}

void ConsoleWindowsTest::bothAreLockedAndUnlocked()
{
    STEP(m_desk->openPage(u"Grants"_s));
    QVERIFY(openAnother());
    STEP(m_world.run(u"SELECT scrip.set_setting('on', NULL, 'environment', 'production')"_s));
    STEP(bothSee(u"Read-only: nothing here can change data."_s));
    STEP(m_desk->click(u"Unlock writing…"_s));
    STEP(m_desk->click(u"5 min"_s));
    STEP(m_desk->type(u"Reason"_s, u"a refund"_s));
    STEP(m_desk->click(u"Unlock 5 min"_s));
    STEP(m_desk->seesNoDialog());
    STEP(bothSee(u"Writing is unlocked, and locks again in"_s));
    // One that is opened now is no less careful.
    m_desk->press(Qt::Key_N, Qt::ControlModifier | Qt::ShiftModifier);
    m_desk->take(m_desk->windows().constLast());
    STEP(m_desk->sees(u"Writing is unlocked, and locks again in"_s));
    STEP(m_world.run(u"SELECT scrip.unlock('away', NULL, 60, 'the end'); "
                     "SELECT scrip.set_setting('at ease', NULL, 'environment', NULL)"_s));
    QTRY_VERIFY_WITH_TIMEOUT(!m_desk->screen().contains(u"Writing is unlocked"_s), 15'000);
}

void ConsoleWindowsTest::bothTellADoubtUntilSomebodyLooked()
{
    m_desk.reset();
    const WriteCall call = WriteCall::of("scrip.create_claim", {u"left"_s, {}, {}}, EventId{},
                                         WithheldText{u"NEAR-ABCD"_s}, QString(), QString());
    {
        Connection connection(*ConnInfo::parse(m_world.dsn()), u"test"_s);
        VERIFY_OK(connection.open());
        VERIFY_OK(WriteJournal().note(identify(connection)->digest(), call));
    }
    init();
    STEP(m_desk->sees(u"A write is in doubt"_s));
    MainWindow *first = openAnother();
    QVERIFY(first);
    STEP(bothSee(u"A write is in doubt"_s));
    STEP(m_desk->click(u"I have looked"_s));
    QTRY_VERIFY(!first->doubts()->isVisible());
    QVERIFY(!m_desk->window()->doubts()->isVisible());
    QTRY_VERIFY(WriteJournal().isEmpty());
}

/// Both windows reckon first, then both send: one void is booked, and the other window says that it was.
void ConsoleWindowsTest::oneGrantIsVoidedOnce()
{
    STEP(m_desk->openPage(u"Grants"_s));
    MainWindow *first = openAnother();
    QVERIFY(first);
    MainWindow *second = m_desk->window();
    for (MainWindow *window : {first, second}) {
        m_desk->take(window);
        STEP(m_desk->selectRow(u"Org void"_s));
        STEP(m_desk->act(u"Void…"_s));
        STEP(m_desk->type(u"Reason"_s, u"asked to"_s));
        STEP(m_desk->sees(u"Void $8.00"_s));
    }
    m_desk->take(first);
    STEP(m_desk->click(u"Void $8.00"_s));
    STEP(m_desk->sees(u"Voided $8.00 of"_s));
    m_desk->take(second);
    STEP(m_desk->click(u"Void $8.00"_s));
    STEP(m_desk->sees(u"Nothing was booked twice."_s));
    for (MainWindow *window : {first, second}) {
        m_desk->take(window);
        STEP(m_desk->click(u"Close"_s));
        STEP(m_desk->seesNoDialog());
        QTRY_COMPARE(m_desk->cell(u"Org void"_s, u"Status"_s).toLower(), u"voided"_s);
    }
    QCOMPARE(sql(u"SELECT count(*) FROM scrip_vault.entry e JOIN scrip.grant g ON g.id = e.grant_id WHERE "
                 "g.name = 'void' AND e.type = 'voided'"_s),
             u"1"_s);
    // What one does alone, the other shows.
    m_desk->take(first);
    STEP(m_desk->selectRow(u"Org match"_s));
    STEP(m_desk->act(u"Void…"_s));
    STEP(m_desk->type(u"Reason"_s, u"asked to"_s));
    STEP(m_desk->click(u"Void $8.00"_s));
    STEP(m_desk->click(u"Close"_s));
    m_desk->take(second);
    QTRY_COMPARE(m_desk->cell(u"Org match"_s, u"Status"_s).toLower(), u"voided"_s);
}

void ConsoleWindowsTest::aWindowThatIsClosedFinishesItsWork()
{
    MainWindow *first = openAnother();
    QVERIFY(first);
    STEP(m_desk->openPage(u"Events"_s));
    STEP(m_desk->selectRow(u"Devcon"_s));
    STEP(m_desk->act(u"Mint codes…"_s));
    STEP(m_desk->type(u"How many"_s, u"10500"_s));
    STEP(m_desk->click(u"Mint 10\u2009500 code(s)"_s));
    STEP(m_desk->seesNoDialog());
    const QPointer<MainWindow> second = m_desk->window();
    m_desk->press(Qt::Key_W, Qt::ControlModifier);
    QCOMPARE(m_desk->windows(), QList{first});
    m_desk->take(first);
    m_desk->press(Qt::Key_J, Qt::ControlModifier);
    STEP(m_desk->sees(u"Batch 2 of Devcon is complete."_s));
    QTRY_VERIFY(!second);
}

void ConsoleWindowsTest::connectingElsewhereTakesBothAlong()
{
    const QString other = m_cluster.freshDatabase();
    StoreFixture there(other);
    VERIFY_OK(there.createEvent(u"Only in the second"_s));
    STEP(m_desk->openPage(u"Events"_s));
    MainWindow *first = openAnother();
    QVERIFY(first);
    MainWindow *second = m_desk->window();
    m_desk->take(first);
    STEP(m_desk->openPage(u"Connections"_s));
    const QPointer<WindowPage> stays = first->currentPage();
    const QPointer<WindowPage> goes = second->currentPage();
    // Answers of the old database are under way while it goes.
    second->refresh();
    m_desk->connectTo(other);
    QTRY_VERIFY(!goes);
    QTRY_VERIFY(bothAre(State::Connected));
    QVERIFY(stays);
    QCOMPARE(first->currentPage(), stays.data());
    QCOMPARE(second->currentPageId(), u"events"_s);
    STEP(m_desk->openPage(u"Events"_s));
    STEP(bothSee(u"Only in the second"_s));
    QVERIFY(!m_desk->screen().contains(u"To edit"_s));

    // One that was closed at that moment holds nobody up.
    m_desk->take(second);
    m_desk->press(Qt::Key_W, Qt::ControlModifier);
    m_desk->connectTo(m_world.dsn());
    m_desk->take(first);
    STEP(m_desk->sees(u"To edit"_s));
    QCOMPARE(m_desk->windows(), QList{first});
}

void ConsoleWindowsTest::aDialogElsewhereHoldsUp()
{
    STEP(m_desk->openPage(u"Grants"_s));
    MainWindow *first = openAnother();
    QVERIFY(first);
    MainWindow *second = m_desk->window();
    STEP(m_desk->act(u"New grant…"_s));
    STEP(m_desk->type(u"Name"_s, u"half typed"_s));
    m_desk->take(first);
    m_desk->press(Qt::Key_Q, Qt::ControlModifier);
    QVERIFY(first->isVisible() && second->isVisible());
    m_desk->take(second);
    STEP(QTest::qWaitForWindowActive(m_desk->dialog()));
    m_desk->take(first);
    first->activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(first));
    m_desk->connectTo(m_cluster.dsn());
    m_desk->take(second);
    QTRY_VERIFY(m_desk->dialog() && m_desk->dialog()->isActiveWindow());
    QCOMPARE(m_desk->content(u"Name"_s), u"half typed"_s);
    QVERIFY(m_desk->isConnected());
    m_desk->leaveDialogs();
    STEP(m_desk->sees(u"Org void"_s));
}

void ConsoleWindowsTest::quittingClosesAll()
{
    MainWindow *first = openAnother();
    QVERIFY(first);
    MainWindow *second = m_desk->window();
    m_desk->press(Qt::Key_Q, Qt::ControlModifier);
    QTRY_VERIFY(!second->isVisible());
    QCOMPARE(m_desk->windows(), QList{second});
}

/// While the server is still on its way there are windows, but nothing of a database to show.
void ConsoleWindowsTest::aWindowBeforeTheDatabase()
{
    Console early(*qApp, {});
    early.window().show();
    early.window().actions().newWindow->trigger();
    QCOMPARE(early.windows().size(), 2);
    for (MainWindow *window : early.windows()) {
        Navigation *list = window->navigation();
        QTest::mouseClick(list->viewport(), Qt::LeftButton, {},
                          list->visualRect(list->model()->index(1, 0)).center());
        QVERIFY(!window->currentPage());
        window->openPage(u"settings"_s);
        QVERIFY(window->currentPage());
    }
}

void ConsoleWindowsTest::theDoctorIsContent()
{
    QCOMPARE(whatAils(m_world.dsn()), QString());
}

SCRIP_CONSOLE_TEST_MAIN(ConsoleWindowsTest)
#include "tst_console_windows.moc"
