// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "db/change_feed.h"

#include <QElapsedTimer>
#include <QMutex>
#include <QThread>
#include <QWaitCondition>

#include <atomic>
#include <functional>
#include <memory>

namespace scrip {

/// Holds a connection of its own beside the lanes, tells what becomes of it, and asks for news once a second while
/// somebody looks. Owned by Database; what it tells, it tells on its own thread.
class Watch
{
public:
    /// Who listens. All of them are called on the watch's thread.
    struct Listener
    {
        std::function<void(ConnectionState state, const Failure &failure)> state;
        std::function<void(const Session &session)> session;
        std::function<void(const Change &change)> changed;
    };

    Watch(ConnInfo info, QString program, Listener listener);
    ~Watch();
    Watch(const Watch &) = delete;
    Watch &operator=(const Watch &) = delete;

    void start();
    /// Tries to connect at once, also after it was refused.
    void retry();
    void setWatching(bool watching);

private:
    void work();
    void connectOnce(Connection &connection);
    Result<Done> enter(Connection &connection);
    void askForNews(Connection &connection);
    void askForRoles(Connection &connection);
    Result<Done> refreshSession(Connection &connection);
    void tellSession(const Session &session);
    [[nodiscard]] bool isShutOut() const { return m_entered && m_session.roles.isEmpty(); }
    void becomeLost(const Failure &failure);
    void rest(bool open);

    ConnInfo m_info;
    QString m_program;
    Listener m_listener;
    std::unique_ptr<QThread> m_thread;

    QMutex m_mutex;
    QWaitCondition m_wake;
    bool m_watching = false;
    bool m_retry = false;
    std::atomic<bool> m_stopping = false;

    // Of the thread.
    ChangeFeed m_feed;
    bool m_entered = false; ///< Connected at some time: from then on a loss is made good by itself.
    int m_attempts = 0;     ///< Failed ones in a row.
    QElapsedTimer m_sinceSession;
    Session m_session; ///< As told last.
};

} // namespace scrip
