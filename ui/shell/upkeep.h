// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/ports/connection.h"
#include "core/ports/maintenance.h"
#include "core/ports/overview_store.h"

#include <QTimer>

namespace scrip {

/// What the window tells of maintenance and of what needs a person.
struct UpkeepState
{
    bool known = false;
    MaintenanceStatus maintenance;
    int matters = 0; ///< Alarms, passed budgets, approvals waiting, and whether maintenance is late.
};

/// "maintained 3 s ago", "never maintained".
[[nodiscard]] QString maintainedText(const QDateTime &lastPass, qint64 ageSeconds);

/// Looks after the database while the console is connected: makes a pass of maintenance when nobody else did lately
/// and this login may, and asks what needs a person. Owned by the console; borrows ports and connection, which
/// outlive it.
class Upkeep : public QObject
{
    Q_OBJECT
public:
    Upkeep(Maintenance &maintenance, OverviewStore &overview, ConnectionMonitor &connection,
           QObject *parent = nullptr);

    /// False: it only looks. For pictures of a database that is to stay as it is.
    void setPasses(bool passes) { m_passes = passes; }
    /// Looks now, unless it is at it or there is no connection; later again by itself.
    void look();
    [[nodiscard]] const UpkeepState &state() const { return m_state; }
    /// Whether a pass is under way.
    [[nodiscard]] bool isPassing() const { return m_passing; }

Q_SIGNALS:
    void changed(const scrip::UpkeepState &state);

private:
    void judge(const MaintenanceStatus &status);
    void step(const QString &after);
    void finishPass();
    void askMatters();
    [[nodiscard]] bool mayPass() const;

    Maintenance &m_maintenance;
    OverviewStore &m_overview;
    ConnectionMonitor &m_connection;
    Latest<MaintenanceStatus> m_statusAsked;
    Latest<MaintenancePass> m_stepAsked;
    Latest<Overview> m_mattersAsked;
    UpkeepState m_state;
    QTimer m_again;
    bool m_passing = false;
    bool m_passes = true;
};

} // namespace scrip
