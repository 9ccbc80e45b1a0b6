// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/ports/connection_book.h"

namespace scrip::testing {

/// Saved connections in memory.
class FakeBook : public ConnectionBook
{
public:
    QList<ConnectionProfile> profiles;
    QStringList known; ///< Services.
    std::optional<Failure> unreadable;
    std::optional<Failure> refuses; ///< To save and to remove.
    QString leadsNowhere;           ///< Name of one whose service is gone.

    Result<QList<ConnectionProfile>> saved() const override
    {
        return unreadable ? Result<QList<ConnectionProfile>>(*unreadable) : profiles;
    }
    QStringList services() const override { return known; }
    Result<ConnectionAddress> address(const ConnectionProfile &profile) const override
    {
        if (profile.name == leadsNowhere)
            return Failure::named(QStringLiteral("usage"), QStringLiteral("There is no service of that name."));
        ConnectionAddress address;
        address.host = profile.host;
        address.port = profile.port == 0 ? 5432 : profile.port;
        address.database = profile.database;
        address.user = profile.user;
        address.sslMode = profile.sslMode.isEmpty() ? QStringLiteral("verify-full") : profile.sslMode;
        address.local = profile.host.isEmpty();
        return address;
    }
    Result<Done> save(const ConnectionProfile &profile, const QString &replacing) override
    {
        if (refuses)
            return *refuses;
        const QString old = replacing.isEmpty() ? profile.name : replacing;
        profiles.removeIf([&old](const ConnectionProfile &one) { return one.name == old; });
        profiles << profile;
        return Done{};
    }
    Result<Done> remove(const QString &name) override
    {
        if (refuses)
            return *refuses;
        profiles.removeIf([&name](const ConnectionProfile &one) { return one.name == name; });
        return Done{};
    }
};

} // namespace scrip::testing
