// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/ports/connection.h"
#include "core/ports/gateway.h"
#include "db/pg_stores.h"
#include "db/watch.h"

#include <QTimer>

namespace scrip {

/// A database for the console: the stores, and the life of the connection with the news from it. Never blocks the GUI
/// thread but at its end, which breaks off what is under way. Owned by the application, on the GUI thread; outlives
/// whatever borrows its stores.
class Database : public ConnectionMonitor
{
    Q_OBJECT
public:
    /// A target that cannot be used is told like a connection that was refused.
    explicit Database(const OpenOptions &options, QObject *parent = nullptr,
                      const WriteJournal &journal = WriteJournal());
    ~Database() override;

    /// Begins to connect. Once connected it also resolves what an earlier run left in doubt.
    void open();

    [[nodiscard]] Stores stores() { return m_stores.stores(); }
    [[nodiscard]] Migration &migration() { return m_stores.migration(); }

    [[nodiscard]] ConnectionState state() const override { return m_state; }
    [[nodiscard]] Failure lastFailure() const override { return m_lastFailure; }
    [[nodiscard]] const Session &session() const override { return m_session; }
    [[nodiscard]] QString target() const override { return m_info.target(); }
    void retry() override;
    void setWatching(bool watching) override;
    /// Somebody has looked at writes that were told as doubtful: their notes go.
    void forget(const QStringList &keys);

Q_SIGNALS:
    /// Writes that an earlier run had left in doubt have found their end.
    void resumed(int writes);
    /// Writes that an earlier run left in doubt and that only whoever made them can resolve.
    void doubtful(const QList<scrip::DoubtfulWrite> &writes);

private:
    Watch::Listener listener();
    void setState(ConnectionState state, const Failure &failure);
    void setSession(const Session &session);
    void lockAgain();

    ConnInfo m_info;
    PgStores m_stores;
    ConnectionState m_state = ConnectionState::Connecting;
    Failure m_lastFailure;
    Session m_session;
    QTimer m_lockAgain; ///< When the unlock of this login ends.
    std::unique_ptr<Watch> m_watch;
};

} // namespace scrip
