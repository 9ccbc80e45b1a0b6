// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QString>

namespace scrip {

/// The text of a private cluster's settings, for the server's version: a socket in `socketDir` and nothing else to
/// connect to.
[[nodiscard]] QByteArray clusterSettings(const QString &socketDir, bool durable, int major);

/// Who may log in: the superuser by who asks, everybody else by password.
[[nodiscard]] QByteArray clusterLogins(const QString &superuser);

/// Which users of this computer are the superuser: root and `owner`.
[[nodiscard]] QByteArray clusterUserMap(const QString &superuser, const QString &owner);

/// A value of a connection string, quoted where libpq wants it.
[[nodiscard]] QString conninfoValue(const QString &value);

} // namespace scrip
