// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/testing.h"

#include "ui/shell/sample_page.h"

#include "ui/help/help_dialog.h"
#include "ui/shell/command_palette.h"
#include "ui/shell/connection_chip.h"
#include "ui/shell/doubt_strip.h"
#include "ui/shell/job_row.h"
#include "ui/shell/jobs.h"
#include "ui/shell/jobs_drawer.h"
#include "ui/shell/main_window.h"
#include "ui/shell/navigation.h"
#include "ui/shell/window_actions.h"
#include "ui/widgets/dialog_frame.h"
#include "ui/widgets/inline_message.h"
#include "ui/widgets/prompts.h"
#include "ui/widgets/toast.h"

#include <QLineEdit>
#include <QListView>
#include <QPointer>
#include <QPushButton>
#include <QSignalSpy>
#include <QToolBar>

using namespace scrip;
using namespace Qt::StringLiterals;
using scrip::testing::SamplePage;

/// The window with three pages, driven by mouse and keys.
class TestMainWindow : public QObject
{
    Q_OBJECT
private:
    std::unique_ptr<Jobs> m_jobs;
    ScriptedPrompts m_prompts;
    std::unique_ptr<MainWindow> m_window;
    int m_made = 0;

    SamplePage *page(const QString &id) { return qobject_cast<SamplePage *>(m_window->page(id)); }
    void clickEntry(int row);
    static ConnectionStatus connected();

private Q_SLOTS:
    void init();
    void cleanup();
    void createsPagesAtTheirFirstVisit();
    void goesBackAndForward();
    void opensPagesByKey();
    void runsThePagesActions();
    void foldsTheNavigation();
    void saysThatThereWasNoConnectionYet();
    void showsALostConnection();
    void saysThatNoRoleIsLeft();
    void tellsOfWritesInDoubtUntilSomebodyLooked();
    void cancelsAJobInTheDrawer();
    void asksBeforeClosingWithWork();
    void findsActionsInThePalette();
    void keepsToastsOffTheJobs();
    void offersUndoInPaletteAndMenu();
    void helpsOnThePage();
    void switchesTheTheme();
    void keepsThePagesAtTheFoot();
    void takesBandsAndActionsOfTheConnection();
    void speaksToScreenReaders();
    void looksRight();
};

ConnectionStatus TestMainWindow::connected()
{
    ConnectionStatus status;
    status.state = ConnectionStatus::State::Connected;
    status.name = u"embedded PostgreSQL"_s;
    status.login = u"mara.lindqvist"_s;
    status.role = u"admin"_s;
    status.zone = "Asia/Singapore";
    status.databaseTime = QDateTime::fromString(u"2026-11-21T06:32:07Z"_s, Qt::ISODate);
    return status;
}

void TestMainWindow::init()
{
    m_made = 0;
    m_prompts.asked.clear();
    m_prompts.yes = true;
    m_jobs = std::make_unique<Jobs>();
    m_window = std::make_unique<MainWindow>(*m_jobs, testing::theme(), m_prompts);
    const auto add = [this](const QString &id, const QString &title, Glyph glyph) {
        m_window->addPage({id, title, glyph, [this, title](QWidget *parent) {
                               ++m_made;
                               return new SamplePage(QString(title).remove(u'&'), parent);
                           }});
    };
    add(u"events"_s, u"&Events"_s, Glyph::Event);
    add(u"codes"_s, u"&Codes"_s, Glyph::Code);
    add(u"sheets"_s, u"&Sheets"_s, Glyph::Sheet);
    m_window->setConnection(connected());
    m_window->openPage(u"events"_s);
    m_window->resize(1440, 900);
    m_window->show();
    m_window->activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(m_window.get()));
}

void TestMainWindow::cleanup()
{
    m_window.reset();
    m_jobs.reset();
}

void TestMainWindow::clickEntry(int row)
{
    Navigation *list = m_window->navigation();
    QTest::mouseClick(list->viewport(), Qt::LeftButton, {}, list->visualRect(list->model()->index(row, 0)).center());
}

void TestMainWindow::createsPagesAtTheirFirstVisit()
{
    QCOMPARE(m_made, 1);
    clickEntry(1);
    QCOMPARE(m_window->currentPageId(), u"codes"_s);
    QCOMPARE(m_made, 2);
    clickEntry(0);
    clickEntry(1);
    QCOMPARE(m_made, 2);
    QCOMPARE(page(u"codes"_s)->activated, 2);
    QCOMPARE(m_window->windowTitle(), u"Codes – Scrip"_s);
}

void TestMainWindow::goesBackAndForward()
{
    page(u"events"_s)->moveTo(u"devcon"_s);
    clickEntry(1);
    Q_EMIT page(u"codes"_s)->openRequested(u"sheets"_s, QUrlQuery(u"batch=3"_s));
    QCOMPARE(m_window->currentPageId(), u"sheets"_s);
    QCOMPARE(page(u"sheets"_s)->place.toString(), u"batch=3"_s);
    QTest::keyClick(m_window.get(), Qt::Key_Left, Qt::AltModifier);
    QTest::keyClick(m_window.get(), Qt::Key_Left, Qt::AltModifier);
    QCOMPARE(m_window->currentPageId(), u"events"_s);
    QCOMPARE(page(u"events"_s)->place.toString(), u"event=devcon"_s);
    QVERIFY(m_window->actions().forward->isEnabled());
    QTest::keyClick(m_window.get(), Qt::Key_Right, Qt::AltModifier);
    QCOMPARE(m_window->currentPageId(), u"codes"_s);
}

void TestMainWindow::opensPagesByKey()
{
    QTest::keyClick(m_window.get(), Qt::Key_3, Qt::ControlModifier);
    QCOMPARE(m_window->currentPageId(), u"sheets"_s);
    QTest::keyClick(m_window.get(), Qt::Key_1, Qt::ControlModifier);
    QTest::keyClick(m_window.get(), Qt::Key_F5);
    QTest::keyClick(m_window.get(), Qt::Key_R, Qt::ControlModifier);
    QCOMPARE(page(u"events"_s)->refreshed, 2);
    QTest::keyClick(m_window.get(), Qt::Key_F, Qt::ControlModifier);
    QCOMPARE(page(u"events"_s)->filtered, 1);
}

void TestMainWindow::runsThePagesActions()
{
    QTest::keyClick(m_window.get(), Qt::Key_N, Qt::ControlModifier);
    QCOMPARE(page(u"events"_s)->made, 1);
    const auto buttons = page(u"events"_s)->findChildren<ActionButton *>();
    QCOMPARE(buttons.size(), 2);
    for (ActionButton *button : buttons)
        QTest::mouseClick(button, Qt::LeftButton);
    QCOMPARE(page(u"events"_s)->made, 2);
    QVERIFY(!buttons.first()->isEnabled());
    QCOMPARE(buttons.first()->toolTip(), u"Choose an event first"_s);
}

void TestMainWindow::foldsTheNavigation()
{
    QCOMPARE(m_window->navigation()->width(), 207);
    QTest::keyClick(m_window.get(), Qt::Key_B, Qt::ControlModifier);
    QCOMPARE(m_window->navigation()->width(), 55);
    testing::saveGallery(m_window.get(), u"window-folded"_s);
    QTest::keyClick(m_window.get(), Qt::Key_B, Qt::ControlModifier);
    QCOMPARE(m_window->navigation()->width(), 207);
}

void TestMainWindow::saysThatThereWasNoConnectionYet()
{
    ConnectionStatus first = connected();
    first.name = u"another"_s;
    first.state = ConnectionStatus::State::Lost;
    first.failure = u"The server does not let mara in."_s;
    m_window->setConnection(first);
    auto *banner = m_window->findChild<InlineMessage *>();
    QVERIFY(banner->isVisible());
    QCOMPARE(banner->text(), u"There is no connection yet. The server does not let mara in."_s);
    first.state = ConnectionStatus::State::Connected;
    m_window->setConnection(first);
    first.state = ConnectionStatus::State::Lost;
    m_window->setConnection(first);
    QVERIFY(banner->text().startsWith(u"The connection is lost. What you see is as of then"_s));
}

void TestMainWindow::showsALostConnection()
{
    ConnectionStatus lost = connected();
    lost.state = ConnectionStatus::State::Lost;
    lost.failure = u"The server closed the connection."_s;
    m_window->setConnection(lost);
    auto *banner = m_window->findChild<InlineMessage *>();
    QVERIFY(banner->isVisible());
    QVERIFY(banner->text().contains(lost.failure));
    QVERIFY(!page(u"events"_s)->isConnected());
    QSignalSpy again(m_window.get(), &MainWindow::reconnectRequested);
    QTest::mouseClick(banner->findChild<QPushButton *>(), Qt::LeftButton);
    QCOMPARE(again.size(), 1);
    testing::saveGallery(m_window.get(), u"window-lost"_s);
    m_window->setConnection(connected());
    QVERIFY(!banner->isVisible());
    QVERIFY(page(u"events"_s)->isConnected());
}

void TestMainWindow::saysThatNoRoleIsLeft()
{
    auto *banner = m_window->findChild<InlineMessage *>();
    m_window->setConnection(connected());
    QVERIFY(!banner->isVisible());
    ConnectionStatus out = connected();
    out.shutOut = true;
    m_window->setConnection(out);
    QVERIFY(banner->isVisible());
    QVERIFY(banner->text().startsWith(u"Your role was taken away. "_s + out.login));
    // The connection stands: what is shown stays, and each page judges what may still be done.
    QVERIFY(page(u"events"_s)->isConnected());
    testing::saveGallery(m_window.get(), u"window-shut-out"_s);
    m_window->setConnection(connected());
    QVERIFY(!banner->isVisible());
}

void TestMainWindow::tellsOfWritesInDoubtUntilSomebodyLooked()
{
    DoubtStrip *strip = m_window->doubts();
    QVERIFY(!strip->isVisible());
    const QDateTime at(QDate(2026, 11, 21), QTime(6, 32));
    QList<DoubtfulWrite> writes{{u"create_claim"_s, u"ada@example.com"_s, u"claim-1"_s, at}};
    strip->setDoubts(writes);
    QVERIFY(strip->isVisible());
    QVERIFY2(
        strip->text().startsWith(u"A write is in doubt: the claim for ada@example.com, sent 21 Nov 2026 06:32 under "
                                 "the key claim-1. The answer never came"_s),
        qPrintable(strip->text()));
    QCOMPARE(strip->accessibleName(), strip->text());
    testing::saveGallery(m_window.get(), u"window-doubt"_s);

    for (int i = 2; i < 6; ++i)
        writes << DoubtfulWrite{u"other_write"_s, {}, u"key-%1"_s.arg(i), at};
    strip->setDoubts(writes);
    QVERIFY(strip->text().startsWith(u"5 writes are in doubt: the claim for ada@example.com"_s));
    QVERIFY(strip->text().contains(u"other_write, sent 21 Nov 2026 06:32 under the key key-3; and 2 more."_s));
    QSignalSpy looked(strip, &DoubtStrip::looked);
    m_window->setConnection(connected()); // a new status takes nothing away
    QVERIFY(strip->isVisible());
    QTest::mouseClick(strip->findChild<QPushButton *>(), Qt::LeftButton);
    QCOMPARE(looked.size(), 1);
    QCOMPARE(looked.first().first().toStringList(),
             QStringList({u"claim-1"_s, u"key-2"_s, u"key-3"_s, u"key-4"_s, u"key-5"_s}));
    QVERIFY(!strip->isVisible());
}

void TestMainWindow::cancelsAJobInTheDrawer()
{
    int cancelled = 0;
    Job job;
    job.title = u"Mint 50 000 codes, Builders Autumn Mailing batch 2"_s;
    job.detail =
        u"30 000 are saved, in chunks of 10 000. Cancel keeps them; starting again finishes the same batch."_s;
    job.unit = u"codes"_s;
    job.started = QDateTime::currentDateTimeUtc().addSecs(-25);
    job.cancel = [&cancelled] { ++cancelled; };
    const int id = m_jobs->add(job);
    m_jobs->setProgress(id, 31200, 50000);
    Job done;
    done.title = u"Verify sheet, Devcon Singapore batch 2"_s;
    done.unit = u"codes"_s;
    const int second = m_jobs->add(done);
    m_jobs->setProgress(second, 1520, 1520);
    m_jobs->finish(second, Job::State::Done, {}, u"Show report"_s, [] {});
    QTest::keyClick(m_window.get(), Qt::Key_J, Qt::ControlModifier);
    QVERIFY(m_window->jobsDrawer()->isVisible());
    testing::saveGallery(m_window.get(), u"window-jobs"_s);
    JobRow *row = m_window->jobsDrawer()->row(id);
    QVERIFY(row);
    QTest::mouseClick(row->button(), Qt::LeftButton);
    QCOMPARE(cancelled, 1);
    QCOMPARE(m_jobs->find(id)->state, Job::State::Cancelling);
    QVERIFY(!row->button()->isEnabled());
    m_jobs->finish(id, Job::State::Cancelled, u"30 000 are kept"_s);
    QCOMPARE(m_jobs->running(), 0);
    m_jobs->clearEnded();
    QCOMPARE(m_window->jobsDrawer()->row(id), nullptr);
}

void TestMainWindow::asksBeforeClosingWithWork()
{
    int cancelled = 0;
    Job job;
    job.title = u"Mint"_s;
    job.cancel = [&cancelled] { ++cancelled; };
    m_jobs->add(job);
    m_prompts.yes = false;
    QVERIFY(!m_window->close());
    QCOMPARE(m_prompts.asked.size(), 1);
    QCOMPARE(cancelled, 0);
    QVERIFY(m_window->isVisible());
    m_prompts.yes = true;
    m_window->close();
    QCOMPARE(cancelled, 1);
    QTRY_VERIFY(!m_window->isVisible());
}

void TestMainWindow::findsActionsInThePalette()
{
    QTest::keyClick(m_window.get(), Qt::Key_K, Qt::ControlModifier);
    auto *palette = m_window->findChild<CommandPalette *>();
    QVERIFY(palette);
    QTest::keyClicks(palette->field(), u"she"_s);
    QCOMPARE(palette->list()->model()->rowCount(), 1);
    testing::saveGallery(m_window.get(), u"palette"_s);
    QTest::keyClick(palette->field(), Qt::Key_Return);
    QCOMPARE(m_window->currentPageId(), u"sheets"_s);
    QTRY_VERIFY(!m_window->findChild<CommandPalette *>());
}

void TestMainWindow::keepsToastsOffTheJobs()
{
    const std::unique_ptr<Toast> toast(Toast::show(m_window->page(u"events"_s), Tone::Bad, u"Not exported."_s));
    const int alone = toast->geometry().bottom();
    m_window->showJobs(true);
    const auto *drawer = m_window->findChild<JobsDrawer *>();
    QVERIFY(drawer);
    // Its place comes with the layout, after it is shown.
    const auto box = [this, drawer] { return QRect(drawer->mapTo(m_window.get(), QPoint(0, 0)), drawer->size()); };
    QTRY_VERIFY(drawer->isVisible() && box().bottom() < m_window->height() && box().height() >= 100);
    QTRY_VERIFY(toast->geometry().bottom() <= box().top());
    m_window->showJobs(false);
    QTRY_COMPARE(toast->geometry().bottom(), alone);
}

void TestMainWindow::offersUndoInPaletteAndMenu()
{
    const auto edit = [this] { return m_window->menuBar()->actions().at(1)->menu(); };
    Q_EMIT edit()->aboutToShow();
    QCOMPARE(edit()->actions().size(), 1);
    int undone = 0;
    Toast::showUndo(m_window->page(u"events"_s), u"Devcon is paused"_s, [&undone] { ++undone; });
    Q_EMIT edit()->aboutToShow();
    QCOMPARE(edit()->actions().first()->text(), u"Undo: Devcon is paused"_s);
    QTest::keyClick(m_window.get(), Qt::Key_K, Qt::ControlModifier);
    auto *palette = m_window->findChild<CommandPalette *>();
    QCOMPARE(palette->list()->model()->index(0, 0).data().toString(), u"Undo: Devcon is paused"_s);
    QTest::keyClicks(palette->field(), u"undo"_s);
    QTest::keyClick(palette->field(), Qt::Key_Return);
    QCOMPARE(undone, 1);
    QTRY_COMPARE(edit()->actions().size(), 1);
    // An offer that ends while the palette is open leaves its list.
    QTRY_VERIFY(!m_window->findChild<CommandPalette *>());
    m_window->activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(m_window.get()));
    Toast *toast = Toast::showUndo(m_window->page(u"events"_s), u"Devcon is paused"_s, [&undone] { ++undone; });
    QTest::keyClick(m_window.get(), Qt::Key_K, Qt::ControlModifier);
    palette = m_window->findChild<CommandPalette *>();
    const int rows = palette->list()->model()->rowCount();
    delete toast;
    QTRY_COMPARE(palette->list()->model()->rowCount(), rows - 1);
}

void TestMainWindow::helpsOnThePage()
{
    QTest::keyClick(m_window.get(), Qt::Key_F1);
    auto *help = m_window->findChild<HelpDialog *>();
    QVERIFY(help);
    QCOMPARE(help->windowTitle(), u"Help: Events"_s);
    QTest::keyClick(help, Qt::Key_Escape);
    QTRY_VERIFY(!m_window->findChild<HelpDialog *>());
}

void TestMainWindow::switchesTheTheme()
{
    testing::theme().setMode(ThemeMode::Light);
    m_window->actions().themeDark->trigger();
    QVERIFY(testing::theme().isDark());
    QTRY_VERIFY(tokensOf(m_window.get()).dark);
    m_window->actions().toggleTheme->trigger();
    QTRY_VERIFY(!tokensOf(m_window->navigation()).dark);
}

void TestMainWindow::keepsThePagesAtTheFoot()
{
    m_window->addPage({u"settings"_s, u"Se&ttings"_s, Glyph::Sliders,
                       [](QWidget *parent) { return new SamplePage(u"Settings"_s, parent); }, false, true,
                       QKeySequence(Qt::CTRL | Qt::Key_Comma)});
    Navigation *foot = m_window->footNavigation();
    QCOMPARE(foot->model()->rowCount(), 1);
    QCOMPARE(m_window->navigation()->model()->rowCount(), 3);
    QTest::mouseClick(foot->viewport(), Qt::LeftButton, {}, foot->visualRect(foot->model()->index(0, 0)).center());
    QCOMPARE(m_window->currentPageId(), u"settings"_s);
    QVERIFY(!m_window->navigation()->currentIndex().isValid()); // one of both lists alone marks the open page
    clickEntry(1);
    QCOMPARE(m_window->currentPageId(), u"codes"_s);
    QVERIFY(!foot->currentIndex().isValid());
    QTest::keyClick(m_window.get(), Qt::Key_Comma, Qt::ControlModifier);
    QCOMPARE(m_window->currentPageId(), u"settings"_s);

    // Another database: what showed this one is gone, and so is the way back to it.
    const QPointer<WindowPage> codes = m_window->page(u"codes"_s);
    const QPointer<WindowPage> settings = m_window->currentPage();
    m_window->closeDatabasePages();
    QVERIFY(!codes);
    QVERIFY(settings);
    QCOMPARE(m_window->currentPage(), settings.data());
    QVERIFY(!m_window->actions().back->isEnabled());
    clickEntry(1);
    QVERIFY(page(u"codes"_s));
    m_window->closeDatabasePages();
    QVERIFY(!m_window->currentPage());
    clickEntry(0);
    QCOMPARE(m_window->currentPageId(), u"events"_s);
}

void TestMainWindow::takesBandsAndActionsOfTheConnection()
{
    auto *band = new QToolBar;
    band->setFixedHeight(32);
    m_window->addBand(band);
    QTRY_COMPARE(band->mapTo(m_window.get(), QPoint()).y(), 28); // right below the menu bar
    QCOMPARE(band->width(), m_window->width());
    auto *action = new QAction(u"Lock"_s, m_window.get());
    action->setShortcut(Qt::CTRL | Qt::SHIFT | Qt::Key_L);
    m_window->addConnectionAction(action);
    QVERIFY(m_window->paletteActions().contains(action));
    QSignalSpy asked(action, &QAction::triggered);
    QTest::keyClick(m_window.get(), Qt::Key_L, Qt::ControlModifier | Qt::ShiftModifier);
    QCOMPARE(asked.size(), 1);
    QSignalSpy elsewhere(m_window.get(), &MainWindow::connectionsRequested);
    Q_EMIT m_window->findChild<ConnectionChip *>()->connectionsRequested();
    QCOMPARE(elsewhere.size(), 1);
}

void TestMainWindow::speaksToScreenReaders()
{
    QCOMPARE(testing::markupLabels(m_window.get()), QStringList());
    QCOMPARE(testing::namelessControls(m_window.get()), QStringList());
    m_window->showAbout();
    m_window->showShortcuts();
    const auto dialogs = m_window->findChildren<DialogFrame *>();
    QCOMPARE(dialogs.size(), 2);
    for (DialogFrame *dialog : dialogs) {
        QCOMPARE(testing::markupLabels(dialog), QStringList());
        dialog->close();
    }
}

void TestMainWindow::looksRight()
{
    Toast::show(m_window.get(), Tone::Good, u"Devcon Singapore paused"_s, {u"Undo"_s, [] {}});
    testing::saveGallery(m_window.get(), u"window"_s);
    m_window->showShortcuts();
    testing::saveGallery(m_window.get(), u"shortcuts"_s);
    QVERIFY(Toast::on(m_window.get()));
}

SCRIP_UI_TEST_MAIN(TestMainWindow)
#include "tst_main_window.moc"
