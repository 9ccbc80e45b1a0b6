// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/result.h"

#include <QList>

namespace scrip {

/// What may be risked on a database, as the person who saved the connection sees it. The database has a word of its
/// own, the setting `environment`.
enum class SafetyLevel { Sandbox, Staging, Production };

[[nodiscard]] QString safetyName(SafetyLevel level);
[[nodiscard]] std::optional<SafetyLevel> safetyFromName(const QString &name);

/// A connection under a name. There is no place for a password: libpq's password file, its service file or the
/// keyring hold it. What is left empty comes from the service, else from libpq's variables and defaults.
struct ConnectionProfile
{
    QString name;
    QString service; ///< Of libpq's service file; empty: none.
    QString host;    ///< A name, an address or the folder of a socket.
    int port = 0;    ///< 0: as above.
    QString database;
    QString user;
    QString sslMode;                   ///< Empty: verify-full, unless nothing leaves this computer.
    QString caFile;                    ///< Who must have signed the server's certificate; empty: ~/.postgresql.
    QString tunnel;                    ///< Through the system's ssh: [user@]host[:port]; empty: none.
    QString keyringEntry;              ///< Under which the keyring has the password; empty: it has none.
    std::optional<SafetyLevel> safety; ///< Only a service that nobody saved under a name has none.

    friend bool operator==(const ConnectionProfile &, const ConnectionProfile &) = default;
};

/// Where a profile leads when everything is filled in.
struct ConnectionAddress
{
    QString host; ///< Empty: the socket of this computer.
    int port = 0;
    QString database;
    QString user;
    QString sslMode;
    bool local = false; ///< Nothing leaves this computer.
};

/// The rules of a profile that is to be saved, none of which needs a database; empty when it is fine.
[[nodiscard]] QList<Failure> validate(const ConnectionProfile &profile);

/// Where a tunnel goes: what ssh takes for its destination, and a port when one was written.
struct TunnelEnd
{
    QString destination; ///< [user@]host, or a name from ssh's own configuration.
    int port = 0;        ///< 0: as ssh has it.
};

/// Refuses with invalid_text what ssh could take for something else than a destination.
[[nodiscard]] Result<TunnelEnd> tunnelEnd(const QString &text);

/// The modes that libpq knows, the safest first.
[[nodiscard]] const QStringList &sslModes();

[[nodiscard]] QJsonObject toJson(const ConnectionProfile &profile);
/// Refuses with usage a field that there is not, a password among them.
[[nodiscard]] Result<ConnectionProfile> connectionProfileFromJson(const QJsonObject &json);

} // namespace scrip
