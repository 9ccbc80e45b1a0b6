// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/connection_profile.h"

#include <QCoreApplication>
#include <QMutex>
#include <QThread>
#include <QWaitCondition>

#include <atomic>
#include <functional>
#include <memory>

class QProcess;

namespace scrip {

/// A way to a server that only another computer reaches: the system's ssh, forwarding one port of this computer's
/// loopback. ssh asks nothing (no passwords, no unknown hosts): keys, agents and the configuration of ssh have to do.
/// Shared by the connections that go through it, and at an end with the last of them; ssh then ends too, and also
/// when this program is killed. Any thread.
class SshTunnel
{
    Q_DECLARE_TR_FUNCTIONS(scrip::SshTunnel)
public:
    /// `host` and `port` as the far end knows them.
    SshTunnel(TunnelEnd end, QString host, int port);
    ~SshTunnel();
    SshTunnel(const SshTunnel &) = delete;
    SshTunnel &operator=(const SshTunnel &) = delete;

    /// Waits until the way stands; builds it when it does not. Asks `isInterrupted` meanwhile, which may be empty.
    /// Refuses with connection_failed and what ssh said.
    Result<Done> open(const std::function<bool()> &isInterrupted = {});

    /// The port on 127.0.0.1, the same for the life of the tunnel.
    [[nodiscard]] int port() const { return m_port; }
    [[nodiscard]] const TunnelEnd &end() const { return m_end; }

private:
    enum class State { Down, Starting, Up };

    [[nodiscard]] QStringList arguments() const;
    void start();
    void work();
    void setState(State state, const QString &problem = {});
    void serve(QProcess &ssh);
    [[nodiscard]] Failure failure() const;

    TunnelEnd m_end;
    QString m_host;
    int m_farPort;
    int m_port;
    std::atomic<bool> m_stopping = false;
    QMutex m_mutex;
    QWaitCondition m_changed;
    State m_state = State::Down;
    QString m_problem;
    std::unique_ptr<QThread> m_thread; ///< Lives as long as ssh does.
};

} // namespace scrip
