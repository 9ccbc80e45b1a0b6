// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/table/saved_views.h"

#include <QObject>
#include <QPointer>

#include <functional>
#include <optional>

class QAction;
class QMenu;

namespace scrip {

class ViewNameDialog;

/// The saved views of a page to choose from, and what can be done with them, one action each: shared by the menu of
/// the button, the page's menu and the palette. Owned by the page.
class ViewChooser : public QObject
{
    Q_OBJECT
public:
    /// `present` tells how the table is looked at now; the name is not looked at.
    ViewChooser(const QString &pageId, std::function<SavedView()> present, QWidget *page);

    /// Everything there is, the views, and the actions; filled anew each time it opens. Owned by this.
    [[nodiscard]] QMenu *menu() const { return m_menu; }
    [[nodiscard]] const SavedViews &views() const { return m_views; }
    /// The view that was chosen or saved last; empty: none.
    [[nodiscard]] const QString &current() const { return m_current; }
    /// The view to begin with; nothing when that is everything. It becomes the current one.
    [[nodiscard]] std::optional<SavedView> takeAtStart();
    /// Opens the menu as it would be with these views besides, for a picture of it; none of them is kept.
    void showWith(const QList<SavedView> &samples, const std::function<void()> &open);
    /// The dialog that asks for a name, while it is open.
    [[nodiscard]] ViewNameDialog *dialog() const;

    QAction *save;
    QAction *rename;
    QAction *remove;
    QAction *begin; ///< Checked: the page begins with the current view.

Q_SIGNALS:
    void chosen(const scrip::SavedView &view);
    /// The table as it comes, with all rows.
    void everythingChosen();

private:
    void fill();
    void addView(const SavedView &view, bool shown);
    void choose(const QString &name);
    void ask(const QString &suggested, const QString &renamed);
    void removeCurrent();
    void setCurrent(const QString &name);
    void judge();

    SavedViews m_views;
    std::function<SavedView()> m_present;
    QWidget *m_page;
    QMenu *m_menu;
    QPointer<ViewNameDialog> m_dialog;
    QString m_current;
    QList<SavedView> m_samples;
};

} // namespace scrip
