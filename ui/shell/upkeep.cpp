// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/upkeep.h"

namespace scrip {

using namespace Qt::StringLiterals;

namespace {

constexpr int againMs = 20'000;
/// A unit that maintains does so every few seconds; younger than this there is one.
constexpr qint64 freshSeconds = 15;

} // namespace

QString maintainedText(const QDateTime &lastPass, qint64 ageSeconds)
{
    if (!lastPass.isValid())
        return Upkeep::tr("never maintained");
    if (ageSeconds < 120)
        return Upkeep::tr("maintained %1 s ago").arg(std::max<qint64>(ageSeconds, 0));
    if (ageSeconds < 7200)
        return Upkeep::tr("maintained %1 min ago").arg(ageSeconds / 60);
    if (ageSeconds < 172'800)
        return Upkeep::tr("maintained %1 h ago").arg(ageSeconds / 3600);
    return Upkeep::tr("maintained %1 d ago").arg(ageSeconds / 86'400);
}

Upkeep::Upkeep(Maintenance &maintenance, OverviewStore &overview, ConnectionMonitor &connection, QObject *parent)
    : QObject(parent)
    , m_maintenance(maintenance)
    , m_overview(overview)
    , m_connection(connection)
{
    m_again.setInterval(againMs);
    connect(&m_again, &QTimer::timeout, this, &Upkeep::look);
    m_again.start();
    connect(&m_connection, &ConnectionMonitor::sessionChanged, this, &Upkeep::look);
    connect(&m_connection, &ConnectionMonitor::stateChanged, this, [this](ConnectionState state) {
        if (state == ConnectionState::Connected)
            return; // the session comes with it
        m_statusAsked.forget();
        m_stepAsked.forget();
        m_mattersAsked.forget();
        m_passing = false;
        m_state = {};
        Q_EMIT changed(m_state);
    });
    connect(&m_connection, &ConnectionMonitor::changed, this, [this](const Change &change) {
        static const QSet<QString> ours{u"event"_s, u"claims"_s, u"setting"_s};
        if (change.everything || change.kinds.intersects(ours))
            askMatters();
    });
}

bool Upkeep::mayPass() const
{
    return m_passes && m_connection.session().has(u"admin"_s) && !m_connection.session().inRecovery;
}

void Upkeep::look()
{
    if (m_passing || m_connection.state() != ConnectionState::Connected || m_connection.session().roles.isEmpty())
        return;
    m_statusAsked.ask(this, m_maintenance.status(), [this](const Result<MaintenanceStatus> &status) {
        if (status)
            judge(*status);
    });
}

void Upkeep::judge(const MaintenanceStatus &status)
{
    m_state.known = true;
    m_state.maintenance = status;
    const bool fresh = status.lastPass.isValid() && status.ageSeconds < freshSeconds;
    if (!fresh && mayPass() && !m_passing) {
        m_passing = true;
        step({});
        return;
    }
    Q_EMIT changed(m_state);
    askMatters();
}

void Upkeep::step(const QString &after)
{
    m_stepAsked.ask(this, m_maintenance.step(after), [this](const Result<MaintenancePass> &pass) {
        // Busy: somebody else is at it. A failure is not told here: the next look tries again, and says that it is
        // late.
        if (pass && !pass->busy && !pass->next.isEmpty())
            step(pass->next);
        else
            finishPass();
    });
}

void Upkeep::finishPass()
{
    m_statusAsked.ask(this, m_maintenance.status(), [this](const Result<MaintenanceStatus> &status) {
        m_passing = false;
        if (status)
            m_state.maintenance = *status;
        Q_EMIT changed(m_state);
        askMatters();
    });
}

void Upkeep::askMatters()
{
    if (m_connection.state() != ConnectionState::Connected)
        return;
    m_mattersAsked.ask(this, m_overview.overview(), [this](const Result<Overview> &overview) {
        if (!overview)
            return;
        m_state.known = true;
        m_state.matters = overview->openMatters();
        m_state.maintenance = overview->maintenance;
        Q_EMIT changed(m_state);
    });
}

} // namespace scrip
