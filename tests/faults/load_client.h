// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "db/writer.h"
#include "faults/client_log.h"

#include <QRandomGenerator>

#include <optional>

namespace scrip::test {

/// Who a client of a fault run is; travels on its command line.
struct ClientRole
{
    QString folder; ///< Its journal and its log; the same when it is started again.
    QString dsn;
    int number = 0;
    int crew = 1;
    quint32 seed = 0;
};

/// One client of a fault run, a process of its own that may be killed at any time: claims, voids, sells, and plays
/// the backend, everything through the product's writer, each key until its outcome is definite. Started again, it
/// first takes up what its journal holds.
class LoadClient
{
public:
    explicit LoadClient(const ClientRole &role);

    /// Works until the process gets SIGTERM; the exit status.
    int run();

private:
    struct Claimable
    {
        qint64 n = 0;
        EventId event;
        QString code;
        UserId person;
    };

    bool isConnected();
    bool takeUpNotes();
    /// Answers nothing when it was refused.
    std::optional<QJsonObject> settle(const WriteCall &call);
    void record(const WriteCall &call, const Result<QJsonObject> &answer, qint64 ms);
    void act();
    void claim();
    std::optional<Claimable> nextClaimable();
    void end(const char *function);
    void sell();
    void bill(const char *function, qint64 nano);
    [[nodiscard]] WriteContext context(const QString &what);

    ClientRole m_role;
    ClientLog m_log;
    WriteJournal m_journal;
    Writer m_writer;
    Connection m_connection;
    QRandomGenerator m_random;
    QString m_run; ///< Keeps keys of one life apart from those of the last.
    int m_calls = 0;
    qint64 m_claimed = 0; ///< The last place in the load that was tried.
    QList<Claimable> m_ahead;
    QList<GrantId> m_grants;
    QList<OrganizationId> m_organizations;
};

/// The exit status of a client, when that is what the program was started as by a crew; else nothing.
[[nodiscard]] std::optional<int> ranAsClient(const QStringList &arguments);

} // namespace scrip::test

/// The main() of a test with a crew.
#define FAULT_TEST_MAIN(Test)                                                                                        \
    int main(int argc, char **argv)                                                                                  \
    {                                                                                                                \
        QCoreApplication application(argc, argv);                                                                    \
        if (const auto status = scrip::test::ranAsClient(application.arguments()))                                   \
            return *status;                                                                                          \
        Test test;                                                                                                   \
        return QTest::qExec(&test, argc, argv);                                                                      \
    }
