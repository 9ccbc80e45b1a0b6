// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "db/cluster.h"

#include <QString>
#include <QStringList>

#include <memory>

namespace scrip::test {

/// A PostgreSQL server of a test's own, in a folder below /tmp that goes away with it. One for a test executable;
/// tests take a database each. The first test of a build makes an installed cluster below the build folder; the
/// others copy that, which takes a tenth of a second.
class PrivateCluster
{
public:
    PrivateCluster();
    ~PrivateCluster();
    PrivateCluster(const PrivateCluster &) = delete;
    PrivateCluster &operator=(const PrivateCluster &) = delete;

    /// Empty when the server runs, else why it does not: QVERIFY2(cluster.problem().isEmpty(), …).
    [[nodiscard]] const QString &problem() const { return m_problem; }

    /// A connection string as superuser; without a name: of a database that is made at the first call, installed and
    /// empty, and shared by all who ask so.
    [[nodiscard]] QString dsn(const QString &database = {});
    /// Makes a database for one test and answers its connection string: a sandbox with Scrip in it and no data.
    [[nodiscard]] QString freshDatabase();
    /// The same with the demo, campaigns and claims, as a sandbox begins with it; takes some seconds.
    [[nodiscard]] QString demoDatabase();
    /// One with nothing in it, not even the billing tables.
    [[nodiscard]] QString emptyDatabase();
    /// Makes a login (once) with a password, and with what may follow CREATE ROLE name LOGIN, such as
    /// "IN ROLE scrip_staff". Answers the connection string for it; the password is in a file.
    [[nodiscard]] QString dsnAs(const QString &login, const QString &dsn, const QString &options = {});

    /// Runs statements as superuser; false, and a warning in the test's output, when one fails.
    bool run(const QString &dsn, const QString &statements) const;
    /// The first value that a statement answers, as text; null when it fails or there is none.
    [[nodiscard]] QString value(const QString &dsn, const QString &statement) const;

    bool stop();
    bool start();
    /// Kills the server at once and waits until its sessions are gone; start() recovers it.
    bool kill9();
    /// What pg_ctl stop -m immediate does.
    bool stopAtOnce();

    /// The folder it lives in.
    [[nodiscard]] const QString &path() const { return m_path; }

private:
    bool copyTemplate();
    [[nodiscard]] QString create(const QString &templateName);

    QString m_path;
    QString m_problem;
    std::unique_ptr<Cluster> m_cluster;
    QString m_shared;
    int m_made = 0;
};

} // namespace scrip::test
