// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/table/export_run.h"

#include "ui/mint/code_words.h"
#include "ui/shell/progress_job.h"
#include "ui/widgets/figures.h"
#include "ui/widgets/toast.h"

#include <QDesktopServices>
#include <QFileInfo>
#include <QPromise>
#include <QThreadPool>
#include <QUrl>

namespace scrip {

namespace {

/// The rows that are counted exactly, for the bar of the job; 0: it has none.
qint64 knownRows(const ExportSource &source)
{
    return source.count && source.count->exact ? source.count->count : 0;
}

Answer<qint64> writeOnOwnThread(const ExportSource &source, const ExportTarget &target, const JobControlPtr &control)
{
    auto promise = std::make_shared<QPromise<Result<qint64>>>();
    promise->start();
    Answer<qint64> answer = promise->future();
    QThreadPool::globalInstance()->start([promise, source, target, control] {
        promise->addResult(writeExport(target, source.columns, source.next, *control));
        promise->finish();
    });
    return answer;
}

} // namespace

ExportRun::ExportRun(const ExportSource &source, const ExportTarget &target, Jobs &jobs, QWidget *page)
    : QObject(&jobs)
    , m_source(source)
    , m_target(target)
    , m_jobs(jobs)
    , m_page(page)
{
}

void ExportRun::start()
{
    if (m_running)
        return;
    m_running = true;
    const QString file = QFileInfo(m_target.path).fileName();
    Job job;
    job.title = tr("Export %1 to %2").arg(m_source.rows, file);
    job.unit = m_source.rows;
    job.total = knownRows(m_source);
    job.detail = tr("To %1, readable by you only. Cancel keeps nothing.").arg(m_target.path);
    m_job = new ProgressJob(m_jobs, job);
    onDone(this, writeOnOwnThread(m_source, m_target, m_job->control()),
           [this](const Result<qint64> &rows) { end(rows); });
}

void ExportRun::end(const Result<qint64> &rows)
{
    m_running = false;
    if (rows)
        endWritten(*rows);
    else
        endFailed(rows.failure());
    Q_EMIT finished(rows);
    if (rows || rows.failure().kind == FailureKind::Cancelled)
        deleteLater();
}

void ExportRun::endWritten(qint64 rows)
{
    const QString folder = QFileInfo(m_target.path).absolutePath();
    const auto show = [folder] { QDesktopServices::openUrl(QUrl::fromLocalFile(folder)); };
    const QString text = tr("%1 %2 in %3").arg(countText(rows), m_source.rows);
    if (m_job)
        m_job->finish(Job::State::Done, text.arg(m_target.path), tr("Show folder"), show);
    if (m_page)
        Toast::show(m_page, Tone::Good, text.arg(QFileInfo(m_target.path).fileName()), {tr("Show folder"), show});
}

void ExportRun::endFailed(const Failure &failure)
{
    if (failure.kind == FailureKind::Cancelled) {
        if (m_job)
            m_job->finish(Job::State::Cancelled, tr("Cancelled; no file was written."));
        return;
    }
    const auto again = [run = QPointer<ExportRun>(this)] {
        if (run)
            run->start();
    };
    const QString text = tr("%1 No file was written.").arg(codeFailureWords(failure));
    if (m_job)
        m_job->fail(failure, text, tr("Try again"), again);
    if (m_page)
        Toast::show(m_page, Tone::Bad, tr("Not exported. %1").arg(text), {tr("Try again"), again}, failure.name);
}

} // namespace scrip
