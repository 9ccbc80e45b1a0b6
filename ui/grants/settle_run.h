// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/ports/ledger_store.h"

#include <QObject>

namespace scrip {

/// Goes over the organizations with something due, one after the other: first only reckoning, then booking what was
/// reckoned, each under a key of its own that follows from that of the run. Stops between two when asked to, and goes
/// on where it was. Owned by its dialog; borrows the ledger.
class SettleRun : public QObject
{
    Q_OBJECT
public:
    explicit SettleRun(LedgerStore &ledger, const QString &key, QObject *parent = nullptr);

    /// Reads what is due and reckons what settling would do; forgets what was there.
    void reckon(bool beforeAdoption);
    /// Books it, from the first organization that is not booked yet; the one in doubt is asked for under its key.
    void settle();
    /// Stops behind the organization that is under way.
    void stop() { m_stopped = true; }

    [[nodiscard]] const QList<OrganizationId> &organizations() const { return m_organizations; }
    /// Sums of what was reckoned, or booked since settle() began.
    [[nodiscard]] const SettleOutcome &sum() const { return m_sum; }
    [[nodiscard]] qsizetype done() const { return m_at; }
    /// The organization under way was asked for before, and the answer was lost.
    [[nodiscard]] bool isInDoubt() const { return m_inDoubt; }
    /// Organizations that refused; they are left for the next time.
    [[nodiscard]] const QList<Failure> &refused() const { return m_refused; }
    [[nodiscard]] bool isComplete() const { return m_listed && m_at == m_organizations.size(); }

Q_SIGNALS:
    void progressed();
    /// Through, or stopped: see isComplete().
    void finished();
    /// Nothing more can be asked now; the same call goes on.
    void failed(const scrip::Failure &failure);

private:
    enum class Step { Reckon, Settle };

    void list(const QString &after, quint64 run);
    void next(quint64 run);
    void take(const Result<SettleOutcome> &answer, quint64 run);
    bool add(const SettleOutcome &outcome);

    LedgerStore &m_ledger;
    QString m_key;
    QList<OrganizationId> m_organizations;
    QList<Failure> m_refused;
    SettleOutcome m_sum;
    Step m_step = Step::Reckon;
    qsizetype m_at = 0;
    quint64 m_run = 0; ///< Answers to an earlier one are dropped.
    bool m_beforeAdoption = false;
    bool m_listed = false;
    bool m_stopped = false;
    bool m_inDoubt = false;
};

} // namespace scrip
