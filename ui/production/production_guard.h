// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/connection_profile.h"
#include "core/ports/connection.h"
#include "ui/shell/tour_stop.h"

#include <QElapsedTimer>
#include <QPointer>
#include <QTimer>

class QAction;

namespace scrip {

class MainWindow;
class ProductionBand;
class UnlockDialog;

/// What a production database asks of the window: the band, unlocking for a while, the time that is left, and what
/// dialogs that are open say once it is over. The database enforces all of it; this shows it. Owned by the
/// application; borrows the window and, between watch() and forget(), the connection.
class ProductionGuard : public QObject
{
    Q_OBJECT
public:
    explicit ProductionGuard(MainWindow &window, QObject *parent = nullptr);

    /// `name` as the person knows the connection, `safety` as they saved it.
    void watch(ConnectionMonitor &monitor, Administration &administration, const QString &name,
               std::optional<SafetyLevel> safety);
    /// The connection is about to go.
    void forget();

    [[nodiscard]] QAction *unlockAction() const { return m_unlock; }
    [[nodiscard]] QAction *lockAction() const { return m_lock; }
    [[nodiscard]] ProductionBand *band() const { return m_band; }
    /// Pictures of the band and the dialog over the page that is open, as if what is connected were production.
    [[nodiscard]] QList<TourStop> tourStops();

private:
    void onSession();
    void judge();
    void showBand();
    void lockDialogs(const QString &reason);
    void openUnlock();
    void lockNow(const QString &key);
    void onLocked(const QString &key, const Result<Written<QDateTime>> &answer);
    [[nodiscard]] const Session &session() const;
    [[nodiscard]] bool isProduction() const;
    void pretend(bool locked);
    [[nodiscard]] QString reasonAgainstUnlocking() const;
    [[nodiscard]] QString sentence() const;
    /// The database's clock.
    [[nodiscard]] QDateTime now() const;

    MainWindow &m_window;
    QAction *m_unlock;
    QAction *m_lock;
    ProductionBand *m_band;
    ConnectionMonitor *m_monitor = nullptr;
    Administration *m_administration = nullptr;
    QString m_name;
    std::optional<SafetyLevel> m_safety;
    std::optional<Session> m_example; ///< Of the tour, in place of the real one.
    Latest<Written<QDateTime>> m_locking;
    QElapsedTimer m_sinceSession;
    QTimer m_second; ///< Runs while it is unlocked.
    QPointer<UnlockDialog> m_dialog;
};

} // namespace scrip
