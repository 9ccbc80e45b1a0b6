// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/console_options.h"
#include "app/console_window.h"
#include "app/keyring_secrets.h"
#include "core/async.h"
#include "core/ports/sandbox_control.h"
#include "db/database.h"
#include "db/pg_connection_tester.h"
#include "ui/shell/jobs.h"
#include "ui/shell/upkeep.h"
#include "ui/theme/theme_controller.h"
#include "ui/widgets/prompts.h"

#include <QObject>
#include <QTimer>

#include <memory>
#include <vector>

namespace scrip {

/// The running console: a window first, then the database, then the pages; more windows on the same database, and
/// another database in its place, when the person wants them. Owned by main.
class Console : public QObject
{
    Q_OBJECT
public:
    Console(QApplication &application, ConsoleOptions options);
    ~Console() override;

    /// Shows the window, and connects once it was painted.
    void start();

    /// Leaves the database and connects to another: a name for --db; empty: the sandbox. Asks first while jobs run,
    /// over the window that is in front.
    void connectTo(const QString &target);
    /// The one that has been open for longest.
    [[nodiscard]] MainWindow &window() { return m_windows.front()->window(); }
    /// All that are open, never none.
    [[nodiscard]] QList<MainWindow *> windows() const;
    /// Null before the first one is open.
    [[nodiscard]] const Database *database() const { return m_database.get(); }

    /// Pictures of what belongs to no page and not to the window alone; at its first page.
    [[nodiscard]] QList<TourStop> tourStops();

    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void connectParts();
    // console_windows.cpp
    ConsoleWindow &addWindow();
    void connectWindow(ConsoleWindow &added);
    void openWindow(const MainWindow &from, const QString &pageId, const QUrlQuery &location);
    void onClosed(const ConsoleWindow &closed);
    void dropClosed();
    void quit(MainWindow &asked);
    [[nodiscard]] bool isHeldUp(const MainWindow *asked) const;
    [[nodiscard]] MainWindow &inFront() const;
    void setStatus(const ConnectionStatus &status);
    void setDoubts(const QList<DoubtfulWrite> &doubts);
    void openTarget();
    void startSandbox();
    void openDatabase(const QString &target, const QString &password = {});
    // console_connections.cpp
    void switchTo(const QString &target);
    void closeDatabase();
    void openSaved(const QString &target);
    void askPassword(const QString &target);
    [[nodiscard]] TourStop tourOfPassword();
    void keepPassword(const QString &target, const QString &password);
    void showStatus();
    [[nodiscard]] std::optional<ConnectionProfile> savedProfile(const QString &target) const;
    void watchConnection();
    [[nodiscard]] KnownDatabase known() const;
    void onStateChanged(ConnectionState state);
    void startTour();
    void finishTour();

    ConsoleOptions m_options;
    ThemeController m_theme;
    Jobs m_jobs;
    std::unique_ptr<Prompts> m_prompts;
    KeyringSecrets m_secrets;
    SavedConnections m_connections;
    PgConnectionTester m_tester;          ///< Borrows the connections.
    std::unique_ptr<Database> m_database; ///< Outlives the windows, whose pages work on its stores.
    std::unique_ptr<Upkeep> m_upkeep;     ///< Works on the stores, goes before the database.
    std::vector<std::unique_ptr<ConsoleWindow>> m_windows;
    std::vector<std::unique_ptr<ConsoleWindow>> m_closed; ///< Until no job that one of them began runs any more.
    ConnectionStatus m_status;                            ///< As every window tells it.
    QList<DoubtfulWrite> m_doubts;                        ///< The same.
    Latest<SandboxStatus> m_sandboxStart;
    Latest<QString> m_passwordRead;
    QPointer<QWidget> m_passwordDialog;
    std::optional<ConnectionProfile> m_profile; ///< Of the database, when it was saved under a name.
    std::optional<QString> m_wanted;            ///< To be connected to as soon as no job runs here any more.
    QTimer m_unpainted;
    class Tour *m_tour = nullptr;
};

} // namespace scrip
