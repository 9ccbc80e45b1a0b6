// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/shell/tour_stop.h"
#include "ui/theme/glyphs.h"
#include "ui/theme/looks.h"

#include <QKeySequence>
#include <QUrlQuery>
#include <QWidget>

#include <functional>

class QAction;
class QBoxLayout;

namespace scrip {

class ActionButton;
class Label;

/// One page of the window: a 56-px header (title, subtitle, actions, one primary button) and below it what the
/// subclass puts into body(). Created at its first visit, owned by the window, never destroyed before it.
class WindowPage : public QWidget
{
    Q_OBJECT
public:
    explicit WindowPage(const QString &title, QWidget *parent = nullptr);

    /// Right after the page became the visible one. Loads what is missing or outdated.
    virtual void activate() {}
    /// F5: asks for everything shown once more.
    virtual void refresh() {}
    /// The connection went or came back. What is shown stays; writes are disabled with the reason while it is gone.
    virtual void setConnected(bool connected);
    [[nodiscard]] bool isConnected() const { return m_connected; }
    /// Ctrl+F: puts the focus into the filter.
    virtual void focusFilter() {}
    /// Where on the page one is (what is selected, the filter), for back and forward; empty when that does not
    /// matter.
    [[nodiscard]] virtual QUrlQuery location() const { return {}; }
    /// Goes where location() said, or where another page sends one: "event=…", "batch=…".
    virtual void goTo(const QUrlQuery &location);
    /// Pictures of the page and its dialogs for the tour.
    [[nodiscard]] virtual QList<TourStop> tourStops() { return {}; }

    /// The actions of the page, in menu order; a null pointer is a separator. They also are in the palette.
    [[nodiscard]] const QList<QAction *> &pageActions() const { return m_actions; }
    /// The action for Ctrl+N, if the page makes something.
    [[nodiscard]] QAction *primaryAction() const { return m_primary; }

    void setTitle(const QString &title);
    [[nodiscard]] QString title() const;
    void setSubtitle(const QString &subtitle);
    [[nodiscard]] QString subtitle() const;

Q_SIGNALS:
    /// A place within the page changed by the person; the window notes it in its history.
    void locationChanged();
    /// Sends the person to another page: its id and a place there.
    void openRequested(const QString &pageId, const QUrlQuery &location);
    /// The person wants this page at a place of it, in another window.
    void newWindowRequested(const QUrlQuery &location);

protected:
    /// The column below the header; no margins, no spacing.
    [[nodiscard]] QBoxLayout *body() const { return m_body; }
    /// Registers an action for menu, palette and shortcut without a button.
    void addPageAction(QAction *action);
    void addPageSeparator();
    /// Registers it and shows a secondary button in the header.
    ActionButton *addHeaderAction(QAction *action);
    /// Registers it and shows the one primary button, rightmost.
    ActionButton *addPrimaryAction(QAction *action);
    /// Between title and subtitle, e.g. the combos of a studio. Takes ownership.
    void addHeaderWidget(QWidget *widget);
    /// Draws the 1-px line below the header (off by default: a filter row follows).
    void setHeaderLine(bool line);
    /// Takes header buttons away (empty state has its own) or brings them back.
    void setHeaderActionsVisible(bool visible);

private:
    Label *m_title;
    Label *m_subtitle;
    QBoxLayout *m_headerWidgets;
    QBoxLayout *m_headerActions;
    QWidget *m_headerActionsArea;
    QWidget *m_headerLine;
    QBoxLayout *m_body;
    QList<QAction *> m_actions;
    QAction *m_primary = nullptr;
    bool m_connected = true;
};

/// How the window learns of a page. The factory is called at the first visit, with the window's page stack as parent.
struct PageSpec
{
    QString id;    ///< "events": stable, in the history and in settings.
    QString title; ///< Translated; with & for a mnemonic in the Go menu.
    Glyph glyph = Glyph::Page;
    std::function<WindowPage *(QWidget *parent)> factory;
    bool lineAbove = false; ///< A separator before it in the navigation.
    bool atFoot = false;    ///< About the program and its connections, not about a database: it stands at the foot of
                            ///< the navigation and outlives the database.
    QKeySequence shortcut = {}; ///< Empty: Ctrl and its number.
};

} // namespace scrip
