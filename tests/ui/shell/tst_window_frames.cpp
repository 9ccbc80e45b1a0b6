// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/testing.h"

#include "ui/shell/sample_page.h"

#include "ui/shell/command_palette.h"
#include "ui/shell/jobs.h"
#include "ui/shell/main_window.h"
#include "ui/shell/window_actions.h"
#include "ui/widgets/prompts.h"

#include <QLineEdit>
#include <QMenuBar>
#include <QScreen>
#include <QSignalSpy>

using namespace scrip;
using namespace Qt::StringLiterals;
using scrip::testing::SamplePage;

/// The window as one of several: what it asks of the console, where it stands and how it goes.
class TestWindowFrames : public QObject
{
    Q_OBJECT
private:
    std::unique_ptr<Jobs> m_jobs;
    ScriptedPrompts m_prompts;
    std::unique_ptr<MainWindow> m_window;

    SamplePage *page(const QString &id) { return qobject_cast<SamplePage *>(m_window->page(id)); }

private Q_SLOTS:
    void init();
    void cleanup();
    void asksOnlyWhenItIsTheLast();
    void opensAnotherWindowAtThisPlace();
    void standsBesideAnother();
    void showsNothingWhereNothingIs();
};

void TestWindowFrames::init()
{
    m_prompts.asked.clear();
    m_prompts.yes = true;
    m_jobs = std::make_unique<Jobs>();
    m_window = std::make_unique<MainWindow>(*m_jobs, testing::theme(), m_prompts);
    for (const QString &id : {u"events"_s, u"codes"_s})
        m_window->addPage({id, id, Glyph::Page, [id](QWidget *parent) { return new SamplePage(id, parent); }});
    m_window->openPage(u"events"_s);
    m_window->show();
    m_window->activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(m_window.get()));
}

void TestWindowFrames::cleanup()
{
    m_window.reset();
    m_jobs.reset();
}

void TestWindowFrames::asksOnlyWhenItIsTheLast()
{
    int cancelled = 0;
    Job job;
    job.title = u"Mint"_s;
    job.cancel = [&cancelled] { ++cancelled; };
    m_jobs->add(job);
    QSignalSpy closed(m_window.get(), &MainWindow::closed);
    m_window->setLast(false);
    QTest::keyClick(m_window.get(), Qt::Key_W, Qt::ControlModifier);
    QTRY_VERIFY(!m_window->isVisible());
    QCOMPARE(closed.size(), 1);
    QCOMPARE(m_prompts.asked, QStringList());
    QCOMPARE(cancelled, 0);

    // Whoever quits ends the work, whichever window it is.
    m_window->show();
    int gone = 0;
    m_prompts.yes = false;
    m_window->askToStopWork([&gone] { ++gone; });
    QCOMPARE(m_prompts.asked.size(), 1);
    m_prompts.yes = true;
    m_window->askToStopWork([&gone] { ++gone; });
    QTRY_COMPARE(gone, 1);
    QCOMPARE(cancelled, 1);
}

void TestWindowFrames::opensAnotherWindowAtThisPlace()
{
    QSignalSpy wanted(m_window.get(), &MainWindow::newWindowRequested);
    page(u"events"_s)->moveTo(u"devcon"_s);
    QTest::keyClick(m_window.get(), Qt::Key_N, Qt::ControlModifier | Qt::ShiftModifier);
    QCOMPARE(wanted.size(), 1);
    QCOMPARE(wanted.first().at(0).toString(), u"events"_s);
    QCOMPARE(wanted.first().at(1).value<QUrlQuery>().toString(), u"event=devcon"_s);
    // A page asks for itself.
    m_window->openPage(u"codes"_s);
    Q_EMIT page(u"codes"_s)->newWindowRequested(QUrlQuery(u"code=7"_s));
    QCOMPARE(wanted.last().at(0).toString(), u"codes"_s);
    QCOMPARE(wanted.last().at(1).value<QUrlQuery>().toString(), u"code=7"_s);

    QTest::keyClick(m_window.get(), Qt::Key_K, Qt::ControlModifier);
    auto *palette = m_window->findChild<CommandPalette *>();
    QVERIFY(palette);
    QTest::keyClicks(palette->field(), u"new window"_s);
    QTest::keyClick(palette->field(), Qt::Key_Return);
    QCOMPARE(wanted.size(), 3);
    const QMenu *file = m_window->menuBar()->actions().constFirst()->menu();
    for (QAction *entry : {m_window->actions().newWindow, m_window->actions().closeWindow, m_window->actions().quit})
        QVERIFY2(file->actions().contains(entry), qPrintable(entry->text()));
    QSignalSpy quit(m_window.get(), &MainWindow::quitRequested);
    m_window->actions().quit->trigger();
    QCOMPARE(quit.size(), 1);
}

void TestWindowFrames::standsBesideAnother()
{
    const QPoint corner = m_window->screen()->availableGeometry().topLeft();
    MainWindow second(*m_jobs, testing::theme(), m_prompts);
    m_window->resize(m_window->minimumSize());
    m_window->move(corner);
    second.standBeside(*m_window);
    QCOMPARE(second.geometry().topLeft(), m_window->geometry().topLeft() + QPoint(32, 32));
    QCOMPARE(second.size(), m_window->size());
    // Not beyond the screen.
    m_window->move(m_window->screen()->availableGeometry().bottomRight() - QPoint(200, 200));
    second.standBeside(*m_window);
    QCOMPARE(second.geometry().topLeft(), corner);
    // One that fills the screen leaves its usual size to the next.
    const QSize usual = m_window->size();
    m_window->showMaximized();
    second.standBeside(*m_window);
    QVERIFY(!second.isMaximized());
    QCOMPARE(second.size(), usual);
}

void TestWindowFrames::showsNothingWhereNothingIs()
{
    m_window->addPage({u"later"_s, u"&Later"_s, Glyph::Page, [](QWidget *) -> WindowPage * { return nullptr; }});
    QTest::keyClick(m_window.get(), Qt::Key_3, Qt::ControlModifier);
    QCOMPARE(m_window->currentPageId(), u"events"_s);
    QVERIFY(!m_window->page(u"later"_s));
}

SCRIP_UI_TEST_MAIN(TestWindowFrames)
#include "tst_window_frames.moc"
