// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/window_actions.h"

#include "ui/widgets/buttons.h"

#include <QActionGroup>
#include <QWidget>

namespace scrip {

namespace {

QAction *themeAction(QActionGroup *group, const QString &text, Glyph glyph)
{
    QAction *action = makeAction(group, text, glyph);
    action->setCheckable(true);
    group->addAction(action);
    return action;
}

} // namespace

WindowActions::WindowActions(QWidget *window)
    : QObject(window)
    , back(makeAction(window, tr("&Back"), Glyph::Back, Qt::ALT | Qt::Key_Left))
    , forward(makeAction(window, tr("&Forward"), Glyph::Forward, Qt::ALT | Qt::Key_Right))
    , refresh(makeAction(window, tr("&Refresh"), Glyph::Refresh))
    , navigation(makeAction(window, tr("&Navigation"), Glyph::Sidebar, Qt::CTRL | Qt::Key_B))
    , jobs(makeAction(window, tr("&Jobs"), Glyph::Clock, Qt::CTRL | Qt::Key_J))
    , palette(makeAction(window, tr("&Search e-mail, code, organization, event, page…"), Glyph::Search,
                         Qt::CTRL | Qt::Key_K))
    , filter(makeAction(window, tr("&Filter"), Glyph::Filter, QKeySequence::Find))
    , newWindow(makeAction(window, tr("&New window"), Glyph::Window, Qt::CTRL | Qt::SHIFT | Qt::Key_N))
    , closeWindow(makeAction(window, tr("&Close window"), Glyph::Close, Qt::CTRL | Qt::Key_W))
    , quit(makeAction(window, tr("&Quit"), Glyph::Close, Qt::CTRL | Qt::Key_Q))
    , help(makeAction(window, tr("&Help on this page"), Glyph::About, QKeySequence::HelpContents))
    , shortcuts(makeAction(window, tr("&Keyboard shortcuts"), Glyph::Keyboard, Qt::CTRL | Qt::Key_Slash))
    , about(makeAction(window, tr("&About Scrip"), Glyph::About))
    , toggleTheme(makeAction(window, tr("Switch between light and dark"), Glyph::Sun))
{
    refresh->setShortcuts({QKeySequence(Qt::Key_F5), QKeySequence(Qt::CTRL | Qt::Key_R)});
    navigation->setCheckable(true);
    navigation->setChecked(true);
    jobs->setCheckable(true);
    auto *group = new QActionGroup(this);
    themeSystem = themeAction(group, tr("As the &system"), Glyph::Monitor);
    themeLight = themeAction(group, tr("&Light"), Glyph::Sun);
    themeDark = themeAction(group, tr("&Dark"), Glyph::Moon);
    // Without the menu bar in sight (and in tests) shortcuts still need a widget they belong to.
    window->addActions(
        {back, forward, refresh, navigation, jobs, palette, filter, newWindow, closeWindow, quit, help, shortcuts});
}

} // namespace scrip
