// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/connection_text.h"

#include "ui/settings/shown_zone.h"

#include <QCoreApplication>

using namespace Qt::StringLiterals;

namespace scrip {

namespace {

ConnectionStatus::Kind kindOf(const Session &session)
{
    if (session.sandbox)
        return ConnectionStatus::Kind::Sandbox;
    return session.environment == u"production" ? ConnectionStatus::Kind::Production
                                                : ConnectionStatus::Kind::Ordinary;
}

QString roleText(const Session &session)
{
    return session.roles.isEmpty() ? QCoreApplication::translate("scrip::ConnectionText", "no role")
                                   : session.roles.join(u", "_s);
}

QString sandboxName()
{
    return QCoreApplication::translate("scrip::ConnectionText", "embedded PostgreSQL");
}

} // namespace

ConnectionStatus statusOf(const ConnectionMonitor &monitor)
{
    ConnectionStatus status;
    const Session &session = monitor.session();
    const bool known = session.schemaVersion > 0;
    status.kind = known ? kindOf(session) : ConnectionStatus::Kind::Ordinary;
    status.name = known && session.sandbox ? sandboxName() : monitor.target();
    status.login = session.login;
    status.role = known ? roleText(session) : QString();
    status.zone = shownZoneFor(session.timeZone).id();
    status.shutOut = known && session.roles.isEmpty();
    status.readOnly = known && (session.locked || session.inRecovery);
    status.databaseTime = session.now;
    switch (monitor.state()) {
    case ConnectionState::Connecting:
        status.state = ConnectionStatus::State::Connecting;
        break;
    case ConnectionState::Connected:
        status.state = ConnectionStatus::State::Connected;
        break;
    case ConnectionState::Lost:
    case ConnectionState::Refused:
        status.state = ConnectionStatus::State::Lost;
        status.failure = monitor.lastFailure().message;
        break;
    }
    return status;
}

ConnectionStatus sandboxStarting()
{
    ConnectionStatus status;
    status.name = sandboxName();
    return status;
}

ConnectionStatus sandboxFailed(const Failure &failure)
{
    ConnectionStatus status = sandboxStarting();
    status.state = ConnectionStatus::State::Lost;
    status.failure = failure.hint.isEmpty() ? failure.message : failure.message + u' ' + failure.hint;
    return status;
}

} // namespace scrip
