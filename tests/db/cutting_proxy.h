// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QString>
#include <QTemporaryDir>

#include <atomic>
#include <functional>
#include <memory>
#include <mutex>
#include <thread>
#include <vector>

namespace scrip::test {

/// Stands between a client and the socket of a server, and cuts the line where it is told to. Owned by a test.
class CuttingProxy
{
public:
    /// Where a statement's line is cut.
    enum class Cut {
        Nowhere,
        BeforeSending, ///< The server never sees it.
        AfterSending,  ///< The server does it and nobody hears the answer.
        MidAnswer,
        BeforeReady, ///< All rows arrive, but not that the server is done with them.
        AfterAnswer,
        Refuse,       ///< As BeforeSending, and nobody is let in any more.
        WhileWorking, ///< As AfterSending, once the server has been at it for half a second. Not where it is done by
                      ///< then.
    };
    /// Asked for each statement with parameters, on the proxy's threads.
    using Plan = std::function<Cut(const QByteArray &message)>;

    CuttingProxy(const QString &serverSocket, Plan plan);
    ~CuttingProxy();
    CuttingProxy(const CuttingProxy &) = delete;
    CuttingProxy &operator=(const CuttingProxy &) = delete;

    /// The connection string with our socket in place of the server's.
    [[nodiscard]] QString through(const QString &dsn) const;
    [[nodiscard]] int cuts() const { return m_cuts; }
    void letIn() { m_refusing = false; }

private:
    void accept();
    void serve(int client);
    bool pass(int client, int server);
    bool passStatement(int client, int server, const QByteArray &message);

    QTemporaryDir m_folder{QStringLiteral("/tmp/scrip-proxy-XXXXXX")};
    QString m_serverSocket;
    Plan m_plan;
    int m_listener = -1;
    std::atomic<bool> m_stopping = false;
    std::atomic<bool> m_refusing = false;
    std::atomic<int> m_cuts = 0;
    std::mutex m_mutex;
    std::vector<std::jthread> m_threads;
};

} // namespace scrip::test
