// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "faults/client_log.h"

#include <QProcess>
#include <QTemporaryDir>

#include <memory>
#include <vector>

namespace scrip::test {

/// How far a crew has come.
struct Progress
{
    int acknowledged = 0;
    int claims = 0;
    int refusals = 0;
};

/// The clients of a fault run: processes of the running program itself, started with `--client`. Owned by the run;
/// they die with it.
class ClientCrew
{
public:
    ClientCrew(const QString &dsn, int size, quint32 seed);
    ~ClientCrew();
    ClientCrew(const ClientCrew &) = delete;
    ClientCrew &operator=(const ClientCrew &) = delete;

    /// Kills one in the middle of whatever it does, and starts it again in its folder.
    void killOne(int number);
    /// Until so many more calls and claims were acknowledged; false when that does not come about in its time.
    bool awaitMore(int acknowledged, int claims);
    /// Until so many more were refused.
    bool awaitRefusals(int count);
    /// Asks all of them to end with what they are at; false when one does not or fails.
    bool finish();

    [[nodiscard]] Progress progress();
    [[nodiscard]] int size() const { return static_cast<int>(m_clients.size()); }
    [[nodiscard]] ClientRecord record(int number) const;

private:
    struct Client
    {
        std::unique_ptr<QProcess> process;
        qint64 read = 0; ///< How much of its log was counted.
        QByteArray rest;
    };

    [[nodiscard]] QString folder(int number) const;
    void start(int number);
    bool await(const Progress &more);
    void count(Client &client, int number);

    QTemporaryDir m_folder{QStringLiteral("/tmp/scrip-faults-XXXXXX")};
    QString m_dsn;
    quint32 m_seed;
    std::vector<Client> m_clients;
    Progress m_progress;
};

} // namespace scrip::test
