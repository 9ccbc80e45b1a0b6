// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/shell/connection_status.h"
#include "ui/shell/history.h"
#include "ui/shell/page.h"

#include <QHash>
#include <QMainWindow>
#include <QPointer>

#include <functional>

class QSplitter;
class QStackedWidget;
class QToolBar;

namespace scrip {

class CommandPalette;
class ConnectionChip;
class ConnectionMonitor;
class DialogFrame;
class DoubtStrip;
class InlineMessage;
class Jobs;
class JobsDrawer;
class LookupStore;
class MenuBar;
class Navigation;
class Prompts;
class StatusLine;
class ThemeController;
class TopBar;
struct UpkeepState;
class WindowActions;

/// A window: menu bar, top bar, navigation, the pages, jobs drawer and status line. Owned by the console; borrows
/// jobs and theme, which outlive it and may have other windows. Pages are those registered, in that order; each is
/// created at its first visit.
class MainWindow : public QMainWindow
{
    Q_OBJECT
public:
    MainWindow(Jobs &jobs, ThemeController &theme, Prompts &prompts, QWidget *parent = nullptr);
    ~MainWindow() override;

    void addPage(const PageSpec &spec);
    /// A strip across the window above the top bar, hidden or not as it likes. Takes ownership.
    void addBand(QToolBar *band);
    /// An action about the connection, for the File menu, the palette and its shortcut. Borrowed.
    void addConnectionAction(QAction *action);
    /// Destroys the pages that show a database, which is about to go, and forgets where one was. The pages at the
    /// foot stay.
    void closeDatabasePages();
    [[nodiscard]] QList<PageSpec> pageSpecs() const { return m_specs; }
    /// The page, created when it was not yet; null for an unknown id, or while there is nothing that it could show.
    WindowPage *page(const QString &id);
    [[nodiscard]] WindowPage *currentPage() const;
    [[nodiscard]] QString currentPageId() const { return m_currentId; }

    void setConnection(const ConnectionStatus &status);
    /// What the status line and the badge of the overview tell of it.
    void setUpkeep(const UpkeepState &state);
    [[nodiscard]] const ConnectionStatus &connection() const { return m_connection; }
    /// Where writes of an earlier run that are in doubt are told.
    [[nodiscard]] DoubtStrip *doubts() const { return m_doubts; }
    [[nodiscard]] Navigation *navigation() const { return m_navigation; }
    [[nodiscard]] Navigation *footNavigation() const { return m_foot; }
    [[nodiscard]] JobsDrawer *jobsDrawer() const { return m_drawer; }
    [[nodiscard]] WindowActions &actions() const { return *m_actions; }
    /// The dialogs that are open over the window, and those over them.
    [[nodiscard]] QList<DialogFrame *> dialogs() const;

    /// As large as the other window and a little to the right and below it, as far as the screen goes.
    void standBeside(const MainWindow &other);
    /// Whether it is the last window of the console: only then work ends with it.
    void setLast(bool last) { m_last = last; }
    /// Asks whether running work is to be stopped, and goes on once it was told to stop; without work at once.
    void askToStopWork(const std::function<void()> &then);
    /// What the palette finds: pages, the page's actions, the window's.
    [[nodiscard]] QList<QAction *> paletteActions() const;
    /// Where the palette looks for everything else; both outlive the window, or are replaced before they go.
    void setLookup(LookupStore *store, const ConnectionMonitor *connection);
    /// Pictures of what belongs to no page.
    [[nodiscard]] QList<TourStop> tourStops();

public Q_SLOTS:
    /// Opens the page at a place of it and notes that in the history.
    void openPage(const QString &id, const QUrlQuery &location = {});
    void goBack();
    void goForward();
    void refresh();
    void openPalette();
    /// Opens or closes the drawer.
    void showJobs(bool shown);
    /// What the current page is for.
    void showHelp();
    DialogFrame *showShortcuts();
    DialogFrame *showAbout();

Q_SIGNALS:
    /// "Try again" on the banner of a lost connection.
    void reconnectRequested();
    /// "Connections…" of the connection chip.
    void connectionsRequested();
    /// Another window at a place of a page; no page: where a console begins.
    void newWindowRequested(const QString &pageId, const QUrlQuery &location);
    /// It is hidden now, and done with.
    void closed();
    /// "Quit": all windows.
    void quitRequested();
    void pageShown(const QString &id);

protected:
    void closeEvent(QCloseEvent *event) override;

private:
    void buildTop();
    void buildMiddle();
    void connectParts();
    void goToEntry(const HistoryEntry &entry);
    void noteLocation();
    void applyConnection();
    void updateHistoryActions();
    void connectTheme();
    void restoreWindow();
    // main_window_tour.cpp
    TourStop tourOfPalette();
    TourStop tourOfJobs();
    TourStop tourOfLoss();

    Jobs &m_jobs;
    ThemeController &m_theme;
    Prompts &m_prompts;
    WindowActions *m_actions = nullptr;
    QList<PageSpec> m_specs;
    QHash<QString, WindowPage *> m_pages;
    QList<QAction *> m_pageEntries;
    LookupStore *m_lookup = nullptr;
    const ConnectionMonitor *m_lookupConnection = nullptr;
    QPointer<CommandPalette> m_palette;
    QList<QAction *> m_connectionActions;
    QString m_currentId;
    ConnectionStatus m_connection;
    bool m_wasConnected = false; ///< To the one of that name: what is shown came from there.
    History m_history;

    MenuBar *m_menu = nullptr;
    TopBar *m_top = nullptr;
    InlineMessage *m_banner = nullptr;
    DoubtStrip *m_doubts = nullptr;
    Navigation *m_navigation = nullptr;
    Navigation *m_foot = nullptr;
    QStackedWidget *m_stack = nullptr;
    QSplitter *m_splitter = nullptr;
    JobsDrawer *m_drawer = nullptr;
    StatusLine *m_status = nullptr;
    bool m_last = true;
    bool m_closing = false; ///< Somebody said that running work may stop.
    bool m_moving = false;  ///< Going to a place; what pages tell meanwhile is no new place.
};

} // namespace scrip
