// SPDX-License-Identifier: GPL-3.0-or-later
// The windows of the console: how they come, what all of them are told, and how they go.
#include "app/console.h"

#include "ui/shell/doubt_strip.h"
#include "ui/widgets/dialog_frame.h"
#include "ui/widgets/toast.h"

#include <QApplication>

#include <algorithm>

namespace scrip {

QList<MainWindow *> Console::windows() const
{
    QList<MainWindow *> windows;
    for (const auto &one : m_windows)
        windows << &one->window();
    return windows;
}

ConsoleWindow &Console::addWindow()
{
    m_windows.push_back(std::make_unique<ConsoleWindow>(
        ConsoleParts{m_theme, m_jobs, *m_prompts, {m_connections, m_tester, m_secrets, *m_prompts}}));
    ConsoleWindow &added = *m_windows.back();
    connectWindow(added);
    for (MainWindow *window : windows())
        window->setLast(m_windows.size() == 1);
    return added;
}

void Console::connectWindow(ConsoleWindow &added)
{
    MainWindow *window = &added.window();
    connect(&added, &ConsoleWindow::connectRequested, this, &Console::connectTo);
    connect(&added, &ConsoleWindow::zoneChanged, this, [this] {
        // Pages take the zone along with the news of the session.
        if (m_database)
            Q_EMIT m_database->sessionChanged(m_database->session());
    });
    // A sandbox whose server died is started again; any other server is somebody else's to start.
    connect(window, &MainWindow::reconnectRequested, this, [this] {
        if (m_database && !m_options.target.isEmpty())
            m_database->retry();
        else
            openTarget();
    });
    connect(window->doubts(), &DoubtStrip::looked, this, [this](const QStringList &keys) {
        if (m_database)
            m_database->forget(keys);
        setDoubts({});
    });
    connect(window, &MainWindow::newWindowRequested, this,
            [this, window](const QString &id, const QUrlQuery &place) { openWindow(*window, id, place); });
    connect(window, &MainWindow::quitRequested, this, [this, window] { quit(*window); });
    connect(window, &MainWindow::closed, this, [this, &added] { onClosed(added); });
}

void Console::openWindow(const MainWindow &from, const QString &pageId, const QUrlQuery &location)
{
    ConsoleWindow &added = addWindow();
    MainWindow &window = added.window();
    window.standBeside(from);
    window.setConnection(m_status);
    window.doubts()->setDoubts(m_doubts);
    window.show();
    added.open(pageId, location);
    if (m_database)
        added.enter(*m_database, *m_upkeep, known());
    window.raise();
    window.activateWindow();
}

/// The last one stays until the program ends. Any other goes, with its pages, once nobody is inside of them and no
/// job runs: one may have been begun by a page, which waits for its end.
void Console::onClosed(const ConsoleWindow &closed)
{
    const auto at =
        std::find_if(m_windows.begin(), m_windows.end(), [&closed](const auto &one) { return one.get() == &closed; });
    if (at == m_windows.end() || m_windows.size() == 1)
        return;
    m_closed.push_back(std::move(*at));
    m_windows.erase(at);
    window().setLast(m_windows.size() == 1);
    QMetaObject::invokeMethod(this, &Console::dropClosed, Qt::QueuedConnection);
}

void Console::dropClosed()
{
    if (m_jobs.running() == 0)
        m_closed.clear();
}

void Console::quit(MainWindow &asked)
{
    if (isHeldUp(&asked))
        return;
    asked.askToStopWork([this, &asked] {
        const QList<MainWindow *> all = windows();
        for (MainWindow *other : all) {
            if (other != &asked)
                other->close();
        }
        asked.close();
    });
}

/// A dialog over another window may hold what somebody typed, or wait for the answer to a write: it is brought to the
/// front instead. That for a password is about the connection itself, and goes with it.
bool Console::isHeldUp(const MainWindow *asked) const
{
    for (MainWindow *window : windows()) {
        const QList<DialogFrame *> dialogs = window->dialogs();
        if (window == asked || dialogs.isEmpty() || dialogs.contains(m_passwordDialog.data()))
            continue;
        Toast::show(window, Tone::Info, tr("A dialog is open here: finish or cancel it first"));
        dialogs.constLast()->raise();
        dialogs.constLast()->activateWindow();
        return true;
    }
    return false;
}

MainWindow &Console::inFront() const
{
    for (MainWindow *window : windows()) {
        if (window->isActiveWindow())
            return *window;
    }
    return m_windows.front()->window();
}

void Console::setStatus(const ConnectionStatus &status)
{
    m_status = status;
    for (MainWindow *window : windows())
        window->setConnection(status);
}

void Console::setDoubts(const QList<DoubtfulWrite> &doubts)
{
    m_doubts = doubts;
    for (MainWindow *window : windows())
        window->doubts()->setDoubts(doubts);
}

} // namespace scrip
