// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QMenuBar>

namespace scrip {

class WindowPage;
class WindowActions;

/// The menu bar, 28 high: the window's menus and between them one of the current page with the page's own actions.
/// Owned by the window.
class MenuBar : public QMenuBar
{
    Q_OBJECT
public:
    MenuBar(const WindowActions &actions, QWidget *parent);

    /// An entry of the File menu, in front of those that close.
    void addFileEntry(QAction *action);
    /// An entry of the Go menu.
    void addPageEntry(QAction *action);
    /// Fills the page's menu; null empties it.
    void showPage(const WindowPage *page);
    [[nodiscard]] QMenu *pageMenu() const { return m_page; }

private:
    QMenu *m_file;
    QAction *m_closeWindow;
    QMenu *m_go;
    QMenu *m_page;
    QAction *m_beforePages;
};

} // namespace scrip
