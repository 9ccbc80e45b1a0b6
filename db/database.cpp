// SPDX-License-Identifier: GPL-3.0-or-later
#include "db/database.h"

#include "db/saved_connections.h"

#include <algorithm>

namespace scrip {

namespace {

/// Longer nothing is unlocked.
constexpr qint64 longestMs = 8LL * 3600 * 1000;

ConnInfo infoOf(const OpenOptions &options)
{
    const Result<ConnInfo> info = SavedConnections().find(options.target);
    return info ? info->withPassword(options.password) : ConnInfo::unusable(info.failure());
}

} // namespace

Database::Database(const OpenOptions &options, QObject *parent, const WriteJournal &journal)
    : ConnectionMonitor(parent)
    , m_info(infoOf(options))
    , m_stores(m_info, options.program, options.waitMs, journal)
    , m_watch(std::make_unique<Watch>(m_info, options.program, listener()))
{
    m_lockAgain.setSingleShot(true);
    connect(&m_lockAgain, &QTimer::timeout, this, &Database::lockAgain);
}

// The watch goes first: it speaks to us.
Database::~Database()
{
    m_watch.reset();
}

void Database::open()
{
    m_watch->start();
}

void Database::retry()
{
    m_watch->retry();
}

void Database::setWatching(bool watching)
{
    m_watch->setWatching(watching);
}

/// Brings what the watch says to our thread.
Watch::Listener Database::listener()
{
    const auto here = [this](auto what) { QMetaObject::invokeMethod(this, std::move(what), Qt::QueuedConnection); };
    Watch::Listener listener;
    listener.state = [this, here](ConnectionState state, const Failure &failure) {
        here([this, state, failure] { setState(state, failure); });
    };
    listener.session = [this, here](const Session &session) { here([this, session] { setSession(session); }); };
    listener.changed = [this, here](const Change &change) { here([this, change] { Q_EMIT changed(change); }); };
    return listener;
}

void Database::setState(ConnectionState state, const Failure &failure)
{
    // Told once, not at every attempt to connect again.
    if (state == m_state && failure.message == m_lastFailure.message)
        return;
    m_lastFailure = failure;
    const bool connected = state == ConnectionState::Connected && m_state != state;
    m_state = state;
    Q_EMIT stateChanged(state);
    if (!connected)
        return;
    onDone<Resumption>(this, m_stores.resume(), [this](const Result<Resumption> &writes) {
        if (writes && writes->known > 0)
            Q_EMIT resumed(writes->known);
        if (writes && !writes->open.isEmpty())
            Q_EMIT doubtful(writes->open);
    });
}

void Database::forget(const QStringList &keys)
{
    onDone<int>(this, m_stores.forget(keys),
                [](const Result<int> &) {}); // what stays is told again at the next start
}

void Database::setSession(const Session &session)
{
    m_session = session;
    m_lockAgain.stop();
    if (session.environment == u"production" && !session.locked && session.unlockedUntil.isValid())
        m_lockAgain.start(
            static_cast<int>(std::clamp<qint64>(session.now.msecsTo(session.unlockedUntil), 0, longestMs)));
    Q_EMIT sessionChanged(session);
}

/// The database refuses from this moment on, so the window says it without being told.
void Database::lockAgain()
{
    m_session.locked = true;
    m_session.now = m_session.unlockedUntil;
    m_session.unlockedUntil = {};
    Q_EMIT sessionChanged(m_session);
}

} // namespace scrip
