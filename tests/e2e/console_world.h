// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "db/private_cluster.h"

namespace scrip::test {

/// A database with something for each dialog of a console to write about, so that what one does leaves the others
/// alone. Borrows the cluster.
class ConsoleWorld
{
public:
    explicit ConsoleWorld(PrivateCluster &cluster)
        : m_cluster(cluster)
    {
    }

    /// Makes and fills it; before anything else.
    [[nodiscard]] bool fill();
    [[nodiscard]] const QString &dsn() const { return m_dsn; }
    /// The first value that a statement answers.
    [[nodiscard]] QString sql(const QString &statement) const { return m_cluster.value(m_dsn, statement); }
    [[nodiscard]] bool run(const QString &statements) const { return m_cluster.run(m_dsn, statements); }
    /// A code of an event, in plain.
    [[nodiscard]] QString code(const QString &event, int serial) const;

private:
    [[nodiscard]] bool addEvents() const;
    /// Asked for by somebody else, who may not decide it alone.
    [[nodiscard]] bool addEventToApprove() const;
    [[nodiscard]] bool addCustomers() const;
    [[nodiscard]] bool addGrants() const;
    /// An organization of that name with one grant.
    [[nodiscard]] bool addGrant(const QString &name, const QString &terms = {}) const;

    PrivateCluster &m_cluster;
    QString m_dsn;
};

} // namespace scrip::test
