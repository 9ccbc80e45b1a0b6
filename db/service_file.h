// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QMap>
#include <QStringList>

#include <optional>

namespace scrip {

/// Fields of a connection, by libpq's names for them.
using ConnectionFields = QMap<QString, QString>;

/// What libpq's service files say about a service: the user's ($PGSERVICEFILE or ~/.pg_service.conf), else the
/// computer's. Nothing when no file has it. Read by us because libpq would tell only while it connects.
[[nodiscard]] std::optional<ConnectionFields> readService(const QString &name);

/// The names of all services in those files, each once.
[[nodiscard]] QStringList serviceNames();

} // namespace scrip
