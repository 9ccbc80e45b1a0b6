// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sheets/print_run.h"

#include <QPointer>
#include <QWidget>

class QPrinter;

namespace scrip {

class Jobs;

/// Where one run goes: a file, or a device with pages.
struct SheetTarget
{
    QString path; ///< A PDF; empty: `device` is painted on.
    bool overwrite = false;
    std::shared_ptr<QPagedPaintDevice> device;
    QString name; ///< Of the device, as the record keeps it.
    std::function<void()> abandon;
};

/// One print of a batch as a job: starts it, tells how it ended in the drawer and by a toast, and offers what helps.
/// The jobs own it, so that a page may be left while it works; asked again it uses the same key, so nothing is
/// recorded twice.
class SheetRun : public QObject
{
    Q_OBJECT
public:
    /// The stores outlive it; toasts appear near `page`.
    SheetRun(const Stores &stores, Jobs &jobs, QWidget *page);

    /// `labels` says how many there will be, `title` names the job.
    void start(const PrintRequest &request, const SheetTarget &target, qint64 labels, const QString &title);
    [[nodiscard]] bool isRunning() const { return m_running; }

Q_SIGNALS:
    /// The sheets are there and recorded.
    void printed(const scrip::PrintOutcome &outcome);
    /// It ended without sheets.
    void failed(const scrip::Failure &failure);
    /// Some labels are on paper already, which was not known when it was asked for: it has to be said why.
    void reprintNeeded();

private:
    void begin();
    void end(const Result<PrintOutcome> &answer);
    void endPrinted(const PrintOutcome &outcome);
    void endFailed(const Failure &failure);
    void tryAgain();
    [[nodiscard]] std::function<void()> tryingAgain();

    Stores m_stores;
    Jobs &m_jobs;
    QPointer<QWidget> m_page;
    PrintRequest m_request;
    SheetTarget m_target;
    qint64 m_labels = 0;
    QString m_title;
    QPointer<class ProgressJob> m_job;
    bool m_running = false;
};

} // namespace scrip
