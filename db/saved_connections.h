// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/ports/connection_book.h"
#include "db/conninfo.h"

namespace scrip {

/// The saved connections in a file of the user's configuration, readable for them alone: connections.json in the
/// folder scrip. A value as far as it knows nothing but where that file is.
class SavedConnections : public ConnectionBook
{
    Q_DECLARE_TR_FUNCTIONS(scrip::SavedConnections)
public:
    /// Empty: the usual place ($XDG_CONFIG_HOME, ~/.config).
    explicit SavedConnections(const QString &path = {});

    Result<QList<ConnectionProfile>> saved() const override;
    QStringList services() const override { return serviceNames(); }
    Result<ConnectionAddress> address(const ConnectionProfile &profile) const override;
    Result<Done> save(const ConnectionProfile &profile, const QString &replacing = {}) override;
    Result<Done> remove(const QString &name) override;

    /// What --db means: a conninfo, a URI, a service of libpq, else a saved connection of that name. A saved
    /// connection that is named like the service it builds on goes before it. Refuses with usage.
    [[nodiscard]] Result<ConnInfo> find(const QString &target) const;

    /// Where a profile leads, tunnel included. Refuses with usage what does not fit together.
    [[nodiscard]] Result<ConnInfo> infoOf(const ConnectionProfile &profile) const;

private:
    [[nodiscard]] Failure unreadable(const QString &reason) const;
    Result<Done> write(QList<ConnectionProfile> profiles) const;

    QString m_path;
};

} // namespace scrip
