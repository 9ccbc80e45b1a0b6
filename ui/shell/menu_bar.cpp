// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/menu_bar.h"

#include "ui/shell/page.h"
#include "ui/shell/window_actions.h"
#include "ui/widgets/toast.h"

namespace scrip {

MenuBar::MenuBar(const WindowActions &actions, QWidget *parent)
    : QMenuBar(parent)
{
    setFixedHeight(28);
    setNativeMenuBar(false);
    m_file = addMenu(tr("&File"));
    m_file->addAction(actions.newWindow);
    m_file->addSeparator();
    m_closeWindow = actions.closeWindow;
    m_file->addActions({m_closeWindow, actions.quit});
    QMenu *edit = addMenu(tr("&Edit"));
    edit->addAction(actions.filter);
    // What can be taken back at this moment; the entry goes with the offer.
    connect(edit, &QMenu::aboutToShow, this, [this, edit, filter = actions.filter] {
        if (QAction *undo = Toast::undoOn(window()))
            edit->insertAction(filter, undo);
    });
    QMenu *view = addMenu(tr("&View"));
    view->addAction(actions.refresh);
    view->addSeparator();
    view->addAction(actions.navigation);
    view->addAction(actions.jobs);
    view->addSeparator();
    QMenu *theme = view->addMenu(tr("&Theme"));
    theme->addActions({actions.themeSystem, actions.themeLight, actions.themeDark});
    m_go = addMenu(tr("&Go"));
    m_go->addActions({actions.back, actions.forward});
    m_beforePages = m_go->addSeparator();
    m_go->addSeparator();
    m_go->addAction(actions.palette);
    m_page = addMenu(tr("&Page"));
    QMenu *help = addMenu(tr("&Help"));
    help->addActions({actions.help, actions.shortcuts, actions.about});
}

void MenuBar::addFileEntry(QAction *action)
{
    m_file->insertAction(m_closeWindow, action);
}

void MenuBar::addPageEntry(QAction *action)
{
    const QList<QAction *> entries = m_go->actions();
    // In front of the separator that follows the pages.
    m_go->insertAction(entries.at(entries.size() - 2), action);
}

void MenuBar::showPage(const WindowPage *page)
{
    m_page->clear();
    m_page->menuAction()->setVisible(page && !page->pageActions().isEmpty());
    if (!page)
        return;
    m_page->setTitle(page->title());
    m_page->addActions(page->pageActions());
}

} // namespace scrip
