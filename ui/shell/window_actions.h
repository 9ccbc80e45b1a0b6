// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>

class QAction;
class QActionGroup;

namespace scrip {

/// The window's own actions, one object each, shared by menu bar, top bar and palette. Owned by the window.
class WindowActions : public QObject
{
    Q_OBJECT
public:
    explicit WindowActions(QWidget *window);

    QAction *back;
    QAction *forward;
    QAction *refresh;
    QAction *navigation; ///< Checked: unfolded.
    QAction *jobs;       ///< Checked: drawer open.
    QAction *palette;
    QAction *filter;
    QAction *newWindow; ///< Of the same console, at the same place.
    QAction *closeWindow;
    QAction *quit; ///< All windows.
    QAction *help; ///< On the current page.
    QAction *shortcuts;
    QAction *about;
    QAction *themeSystem;
    QAction *themeLight;
    QAction *themeDark;
    QAction *toggleTheme;
};

} // namespace scrip
