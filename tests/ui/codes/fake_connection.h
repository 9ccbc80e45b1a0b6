// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/ports/connection.h"

namespace scrip::testing {

/// A connection that is as the test says.
class FakeConnection : public ConnectionMonitor
{
public:
    FakeConnection()
    {
        session_.login = QStringLiteral("mara.lindqvist");
        session_.roles = {QStringLiteral("admin")};
        session_.defaultPrefix = QStringLiteral("NEAR");
        session_.timeZone = QStringLiteral("Asia/Singapore");
        session_.now = QDateTime::fromString(QStringLiteral("2026-11-21T06:32:07Z"), Qt::ISODate);
    }

    [[nodiscard]] ConnectionState state() const override { return state_; }
    [[nodiscard]] Failure lastFailure() const override { return {}; }
    [[nodiscard]] const Session &session() const override { return session_; }
    [[nodiscard]] QString target() const override { return QStringLiteral("sandbox"); }
    void retry() override {}
    void setWatching(bool) override {}

    void setRoles(const QStringList &roles)
    {
        session_.roles = roles;
        Q_EMIT sessionChanged(session_);
    }
    void setState(ConnectionState state)
    {
        state_ = state;
        Q_EMIT stateChanged(state);
    }
    void tell(const QString &kind)
    {
        Change change;
        change.kinds = {kind};
        Q_EMIT changed(change);
    }

    ConnectionState state_ = ConnectionState::Connected;
    Session session_;
};

} // namespace scrip::testing
