// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDateTime>
#include <QMetaType>
#include <QString>

namespace scrip {

/// What the shell shows about the connection. A value, given to MainWindow::setConnection() by whoever watches it.
struct ConnectionStatus
{
    enum class State { Connecting, Connected, Lost };
    enum class Kind { Sandbox, Ordinary, Production };

    State state = State::Connecting;
    Kind kind = Kind::Sandbox;
    QString name;           ///< "embedded PostgreSQL", "billing-eu".
    QString login;          ///< "mara.lindqvist"
    QString role;           ///< "admin"; several joined by commas.
    QString failure;        ///< Why it is lost, one sentence.
    bool shutOut = false;   ///< The login has no role left: it may neither read nor write.
    bool readOnly = false;  ///< Production that is locked, or a replica.
    QByteArray zone;        ///< IANA; the zone in which the status line tells the time.
    QDateTime databaseTime; ///< The database's clock at the moment of this status; the line counts on from it.
};

} // namespace scrip

Q_DECLARE_METATYPE(scrip::ConnectionStatus)
