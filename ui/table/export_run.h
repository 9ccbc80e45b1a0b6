// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "exports/export_file.h"
#include "ui/table/export_source.h"

#include <QPointer>
#include <QWidget>

namespace scrip {

class Jobs;
class ProgressJob;

/// One export as a job in the drawer, which owns it, so that the page may be left, or go, while it works. Pages are
/// awaited and written on a thread of their own; the file is there whole or not at all. One that failed stays, to be
/// tried again.
class ExportRun : public QObject
{
    Q_OBJECT
public:
    /// Toasts appear near `page` as long as it is there.
    ExportRun(const ExportSource &source, const ExportTarget &target, Jobs &jobs, QWidget *page);

    /// Without effect while it runs.
    void start();
    [[nodiscard]] bool isRunning() const { return m_running; }

Q_SIGNALS:
    /// With how many rows there are, or why there is no file.
    void finished(const scrip::Result<qint64> &rows);

private:
    void end(const Result<qint64> &rows);
    void endWritten(qint64 rows);
    void endFailed(const Failure &failure);

    ExportSource m_source;
    ExportTarget m_target;
    Jobs &m_jobs;
    QPointer<QWidget> m_page;
    QPointer<ProgressJob> m_job;
    bool m_running = false;
};

} // namespace scrip
