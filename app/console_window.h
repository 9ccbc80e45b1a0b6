// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "db/database.h"
#include "ui/connections/staged_test.h"
#include "ui/production/production_guard.h"
#include "ui/shell/main_window.h"
#include "ui/shell/upkeep.h"

namespace scrip {

class ConnectionsPage;

/// What all windows of a console share, borrowed.
struct ConsoleParts
{
    ThemeController &theme;
    Jobs &jobs;
    Prompts &prompts;
    ConnectionPorts connections;
};

/// How the person knows a database.
struct KnownDatabase
{
    QString target; ///< A name for --db; empty: the sandbox.
    QString name;
    std::optional<SafetyLevel> safety; ///< As they saved it.
};

/// One window of the console, with its pages and what a production database asks of it. Owned by the console; borrows
/// the parts and, between enter() and leave(), the database.
class ConsoleWindow : public QObject
{
    Q_OBJECT
public:
    explicit ConsoleWindow(const ConsoleParts &parts);

    [[nodiscard]] MainWindow &window() { return m_window; }
    [[nodiscard]] ProductionGuard &guard() { return m_guard; }

    /// Shows the page that was wanted last, else the first one; as soon as there is a database.
    void open(const QString &pageId, const QUrlQuery &location);
    /// Works on this database from now on.
    void enter(Database &database, const Upkeep &upkeep, const KnownDatabase &known);
    /// The pages go before the stores they borrow; with them goes everything that waits for an answer of the
    /// database.
    void leave();

Q_SIGNALS:
    /// A name for --db; empty: the sandbox.
    void connectRequested(const QString &target);
    /// Times are told in another zone from now on.
    void zoneChanged();

private:
    void addPages(); ///< console_pages.cpp
    void addFootPages();
    /// The factory, for as long as there is a database to show.
    [[nodiscard]] PageSpec ofDatabase(PageSpec page) const;
    void showWanted();

    ConsoleParts m_parts;
    Database *m_database = nullptr;
    KnownDatabase m_known;
    MainWindow m_window;
    ProductionGuard m_guard;                     ///< Borrows the window.
    QPointer<ConnectionsPage> m_connectionsPage; ///< Once somebody was there.
    QString m_wantedPage;                        ///< To be shown; empty: the first one.
    std::optional<QUrlQuery> m_wantedPlace;      ///< On it; none: where the page begins by itself.
};

} // namespace scrip
