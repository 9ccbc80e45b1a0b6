// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/ports/administration.h"

#include <QObject>
#include <QSet>

namespace scrip {

enum class ConnectionState { Connecting, Connected, Lost, Refused };

/// What changed in the database, in coarse subjects.
struct Change
{
    bool everything = false; ///< After a reconnect, or when it cannot be said.
    QSet<QString> kinds;     ///< "event", "batch", "code", "claims", "setting", "role" …
    QSet<QString> ids;
};

/// The life of the connection and the news from it, for widgets. Lives on the GUI thread; owned by the application.
class ConnectionMonitor : public QObject
{
    Q_OBJECT
public:
    using QObject::QObject;

    [[nodiscard]] virtual ConnectionState state() const = 0;
    /// The last failure to connect; meaningful unless connected. Its field is "password" where the server wants
    /// another one than it got.
    [[nodiscard]] virtual Failure lastFailure() const = 0;
    /// Who and where we are; meaningful once connected.
    [[nodiscard]] virtual const Session &session() const = 0;
    /// Host, database and user in one line, without secrets.
    [[nodiscard]] virtual QString target() const = 0;
    /// Tries again at once.
    virtual void retry() = 0;
    /// Asks for news only while somebody looks.
    virtual void setWatching(bool watching) = 0;

Q_SIGNALS:
    void stateChanged(scrip::ConnectionState state);
    void sessionChanged(const scrip::Session &session);
    void changed(const scrip::Change &change);
};

} // namespace scrip
