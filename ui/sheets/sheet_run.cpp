// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/sheets/sheet_run.h"

#include "ui/sheets/sheet_words.h"
#include "ui/shell/progress_job.h"
#include "ui/widgets/toast.h"

#include <QDesktopServices>
#include <QFileInfo>
#include <QPagedPaintDevice>
#include <QUrl>

namespace scrip {

using namespace Qt::StringLiterals;

SheetRun::SheetRun(const Stores &stores, Jobs &jobs, QWidget *page)
    : QObject(&jobs)
    , m_stores(stores)
    , m_jobs(jobs)
    , m_page(page)
{
}

void SheetRun::start(const PrintRequest &request, const SheetTarget &target, qint64 labels, const QString &title)
{
    if (m_running)
        return;
    m_request = request;
    m_target = target;
    m_labels = labels;
    m_title = title;
    begin();
}

void SheetRun::begin()
{
    Job job;
    job.title = m_title;
    job.unit = tr("labels");
    job.total = m_labels;
    job.detail =
        m_target.path.isEmpty()
            ? tr("On %1, at 100 %. Cancel prints nothing.").arg(m_target.name)
            : tr("To %1, readable by you only. Cancel keeps nothing.").arg(QFileInfo(m_target.path).fileName());
    m_job = new ProgressJob(m_jobs, job);
    m_running = true;
    const Answer<PrintOutcome> answer =
        m_target.path.isEmpty()
            ? printToDevice(m_stores, m_request, m_target.device, m_target.name, m_job->control(), m_target.abandon)
            : printToPdf(m_stores, m_request, m_target.path, m_target.overwrite, m_job->control());
    onDone(this, answer, [this](const Result<PrintOutcome> &outcome) { end(outcome); });
}

void SheetRun::end(const Result<PrintOutcome> &answer)
{
    m_running = false;
    m_target.device.reset(); // A printer sends its job when it is closed.
    if (answer)
        endPrinted(*answer);
    else
        endFailed(answer.failure());
}

void SheetRun::endPrinted(const PrintOutcome &outcome)
{
    QString detail = tr("%1 on %2, recorded as run %3. Print at 100 %.")
                         .arg(labelsText(outcome.labels), sheetsText(outcome.pages))
                         .arg(outcome.record.number);
    if (!outcome.warnings.isEmpty())
        detail += u' ' + outcome.warnings.join(u' ');
    const QString folder = QFileInfo(outcome.file).absolutePath();
    std::function<void()> show;
    if (!outcome.file.isEmpty())
        show = [folder] { QDesktopServices::openUrl(QUrl::fromLocalFile(folder)); };
    m_job->finish(Job::State::Done, detail, show ? tr("Show folder") : QString(), show);
    if (m_page) {
        const QString text =
            outcome.file.isEmpty()
                ? tr("%1 sent to %2").arg(sheetsText(outcome.pages), m_target.name)
                : tr("%1 saved in %2").arg(sheetsText(outcome.pages), QFileInfo(outcome.file).fileName());
        Toast::show(m_page, Tone::Good, text, show ? Toast::Offer{tr("Show folder"), show} : Toast::Offer{});
    }
    Q_EMIT printed(outcome);
    deleteLater();
}

void SheetRun::endFailed(const Failure &failure)
{
    const QString text = sheetFailureWords(failure);
    if (failure.kind == FailureKind::Cancelled) {
        m_job->finish(Job::State::Cancelled, text);
        if (m_page)
            Toast::show(m_page, Tone::Info, text);
        Q_EMIT failed(failure);
        deleteLater();
        return;
    }
    const bool onPaper = failure.name == u"already_printed";
    // A printer's job is spent once it was refused; what is printed next has to be asked for anew.
    const bool canAgain = !onPaper && !m_target.path.isEmpty();
    m_job->fail(failure, text, canAgain ? tr("Try again") : QString(),
                canAgain ? tryingAgain() : std::function<void()>());
    if (m_page && !onPaper)
        Toast::show(m_page, Tone::Bad, tr("Not printed. %1").arg(text),
                    canAgain ? Toast::Offer{tr("Try again"), tryingAgain()} : Toast::Offer{}, failure.name);
    if (onPaper)
        Q_EMIT reprintNeeded();
    Q_EMIT failed(failure);
    if (!canAgain)
        deleteLater();
}

void SheetRun::tryAgain()
{
    if (m_running)
        return;
    // The record of the first attempt may be there although its answer was lost; the key tells.
    m_request.mayBeReplay = true;
    begin();
}

std::function<void()> SheetRun::tryingAgain()
{
    return [run = QPointer<SheetRun>(this)] {
        if (run)
            run->tryAgain();
    };
}

} // namespace scrip
