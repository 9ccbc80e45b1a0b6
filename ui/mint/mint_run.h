// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/ports/batch_store.h"

#include <QPointer>
#include <QTimer>
#include <QWidget>

#include <functional>

namespace scrip {

class Jobs;

/// What minting works with; borrowed, outlives every run.
struct MintPorts
{
    BatchStore *batches = nullptr;
    Jobs *jobs = nullptr;
    /// "Show" of the job and of the toast: goes to the batch. Not called after the page died.
    std::function<void(const BatchId &)> showBatch;
};

/// One batch being minted: a job in the drawer that may be cancelled between chunks and started again under the same
/// key. The dialog owns it until the database took the request; from then on the jobs do.
class MintRun : public QObject
{
    Q_OBJECT
public:
    /// Toasts appear on the window of `page`.
    MintRun(const MintPorts &ports, QWidget *page, QObject *parent);

    /// What to mint, with the name of the job. The key stays the same: a refusal has kept nothing, and what was kept
    /// under a lost answer refuses another request.
    void setRequest(const MintRequest &request, const QString &title);
    /// What the toast begins with once the codes are there, in front of their number.
    void setLead(const QString &lead) { m_lead = lead; }
    /// What an unfinished batch lacks, under its own key.
    void setBatch(const Batch &batch, const QString &title);
    /// Asks the database. The job appears with the first progress.
    void start();
    /// Asks once more under the same key, as a job from the start: finishes what was left.
    void resume();

    [[nodiscard]] bool isRunning() const { return m_control != nullptr; }
    [[nodiscard]] const QString &key() const { return m_context.key; }

Q_SIGNALS:
    /// The database took it: from now on it is a job.
    void taken();
    void minted(const scrip::Batch &batch);
    /// It was refused, or the answer is lost, before it was taken.
    void failed(const scrip::Failure &failure);

private:
    struct Counter;

    void beginJob();
    void poll();
    void cancel();
    void end(const Result<Written<Batch>> &answer);
    void endMinted(const Batch &batch);
    void endCancelled(const Batch &batch);
    void endFailed(const Failure &failure);
    [[nodiscard]] std::function<void()> resuming();
    [[nodiscard]] std::function<void()> showing(const BatchId &batch) const;

    MintPorts m_ports;
    MintRequest m_request;
    std::optional<Batch> m_batch; ///< What is finished; none: the request is minted.
    WriteContext m_context;
    QString m_title;
    QString m_lead;
    QPointer<QWidget> m_page;
    JobControlPtr m_control;
    std::shared_ptr<Counter> m_counter;
    QTimer m_poll;
    int m_job = 0; ///< 0: none yet.
};

} // namespace scrip
