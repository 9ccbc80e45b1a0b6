// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/sheets/sheet_actions.h"

#include "core/ports/connection.h"
#include "core/text_rules.h"
#include "sheets/sheet_reading.h"
#include "ui/sheets/sheet_checks.h"
#include "ui/sheets/sheet_rights.h"
#include "ui/sheets/sheet_words.h"
#include "ui/sheets/verify_dialog.h"
#include "ui/shell/progress_job.h"
#include "ui/widgets/buttons.h"
#include "ui/widgets/figures.h"
#include "ui/widgets/form_field.h"
#include "ui/widgets/prompts.h"
#include "ui/widgets/reason_dialog.h"
#include "ui/widgets/toast.h"

#include <QAction>
#include <QFileInfo>
#include <QPrinter>
#include <QRegularExpression>

namespace scrip {

using namespace Qt::StringLiterals;

SheetActions::SheetActions(const SheetPorts &ports, QWidget *page)
    : QObject(page)
    , print(makeAction(this, tr("&Print sheets…"), Glyph::Print, QKeySequence::Print))
    , savePdf(makeAction(this, tr("&Save PDF…"), Glyph::Save, QKeySequence::Save))
    , verify(makeAction(this, tr("&Verify a PDF…"), Glyph::Check))
    , m_ports(ports)
    , m_page(page)
{
    verify->setIconText(tr("Verify…"));
    // The header has to hold two choices and three buttons in a narrow window.
    verify->setIcon({});
    savePdf->setIcon({});
    connect(print, &QAction::triggered, this, &SheetActions::startPrinter);
    connect(savePdf, &QAction::triggered, this, &SheetActions::startPdf);
    connect(verify, &QAction::triggered, this, &SheetActions::startVerify);
    connect(&ports.monitor, &ConnectionMonitor::stateChanged, this, &SheetActions::judge);
    connect(&ports.monitor, &ConnectionMonitor::sessionChanged, this, &SheetActions::judge);
    judge();
}

void SheetActions::setPlan(const std::optional<SheetPlan> &plan, const QList<PrintRecord> &onPaper,
                           const QString &obstacle)
{
    m_plan = plan;
    m_onPaper = onPaper;
    m_obstacle = obstacle;
    judge();
}

void SheetActions::setBatch(const BatchId &batch)
{
    m_batch = batch;
    judge();
}

void SheetActions::judge()
{
    const QString right = reasonAgainstPlainCodes(m_ports.monitor);
    const auto first = [](const QString &a, const QString &b) { return a.isEmpty() ? b : a; };
    const QString nothing = m_plan ? QString() : tr("There is nothing to print");
    const QString reason = first(right, first(m_obstacle, nothing));
    const QString what = m_plan ? sheetsText(m_plan->pages()) : tr("sheets");
    print->setText(tr("&Print %1…").arg(what));
    print->setIconText(tr("Print %1…").arg(what));
    setReasonAgainst(print, reason);
    setReasonAgainst(savePdf, reason);
    setReasonAgainst(verify, first(right, m_batch.isNull() ? tr("Choose a batch first") : QString()));
}

PrintRequest SheetActions::request(const QString &reason) const
{
    const SheetWish &wish = m_plan->wish();
    PrintRequest request;
    request.batch = wish.batch.id;
    request.stock = wish.stock;
    request.from = wish.from;
    request.to = wish.to;
    request.startAt = wish.startAt;
    request.reprint = !reason.isEmpty();
    request.context = {newKey(), {}, reason};
    return request;
}

QString SheetActions::suggestedName() const
{
    const SheetWish &wish = m_plan->wish();
    static const QRegularExpression strange(u"[^A-Za-z0-9]+"_s);
    QString name = wish.event.name.normalized(QString::NormalizationForm_KD).left(60);
    name.replace(strange, u"-"_s);
    while (name.startsWith(u'-'))
        name.remove(0, 1);
    while (name.endsWith(u'-'))
        name.chop(1);
    if (!name.isEmpty())
        name += u'-';
    name += u"batch-%1"_s.arg(wish.batch.number);
    if (wish.from > 1 || wish.to < wish.batch.count)
        name += u"-%1-%2"_s.arg(wish.from).arg(wish.to);
    return name + u".pdf";
}

QString SheetActions::jobTitle() const
{
    return tr("Print %1, %2 batch %3")
        .arg(labelsText(m_plan->labels()), shownText(m_plan->wish().event.name),
             QString::number(m_plan->wish().batch.number));
}

void SheetActions::withReason(const std::function<void(const QString &)> &then)
{
    if (m_onPaper.isEmpty())
        then({});
    else
        openReprint(then);
}

ReasonDialog *SheetActions::openReprint(const std::function<void(const QString &)> &then)
{
    const QString runs = m_onPaper.isEmpty() ? tr("an earlier run") : runsText(m_onPaper);
    const qint64 labels = m_plan ? m_plan->labels() : 0;
    auto *dialog = new ReasonDialog(
        tr("Print %1 again").arg(labelsText(labels)),
        tr("Labels of this range are on paper already, in %1. Each new label says REPRINT %2. The same code twice is "
           "still one credit: destroy the sheets that these replace.")
            .arg(runs, QString::number(std::max<qsizetype>(1, m_onPaper.size()))),
        m_page);
    dialog->setSubmit(tr("Print again"));
    connect(dialog, &DialogFrame::submitted, this, [dialog, then] {
        const auto reason = checkedReason(dialog->reason());
        if (!reason) {
            dialog->reasonField()->form()->setError(reason.failure().message);
            return;
        }
        dialog->accept();
        then(*reason);
    });
    dialog->open();
    return dialog;
}

void SheetActions::startPdf()
{
    if (!m_plan)
        return;
    withReason([this](const QString &reason) {
        if (!m_plan)
            return;
        const PrintRequest wanted = request(reason);
        const SaveRequest save{tr("Save sheets as PDF"), suggestedName(), tr("PDF (*.pdf)")};
        m_ports.prompts.askSavePath(m_page, save, [this, wanted](const QString &path) {
            if (path.isEmpty() || !m_plan)
                return;
            // A name that was completed here is not the one the person was asked about.
            const bool complete = !QFileInfo(path).suffix().isEmpty();
            writePdf(wanted, complete ? path : QString(path + u".pdf"), complete);
        });
    });
}

void SheetActions::writePdf(const PrintRequest &wanted, const QString &path, bool overwrite)
{
    SheetTarget target;
    target.path = path;
    target.overwrite = overwrite;
    run(wanted, target);
}

void SheetActions::startPrinter()
{
    if (!m_plan)
        return;
    withReason([this](const QString &reason) {
        if (!m_plan)
            return;
        const PrintRequest wanted = request(reason);
        const auto printer = sheetPrinter(wanted.stock, wanted.batch);
        m_ports.prompts.askPrinter(m_page, printer.get(), [this, wanted, printer](bool yes) {
            if (yes && m_plan)
                paint(wanted, printer);
        });
    });
}

void SheetActions::paint(const PrintRequest &wanted, const std::shared_ptr<QPrinter> &printer)
{
    if (printer->outputFormat() == QPrinter::PdfFormat) {
        // "Print to file" is a PDF like any other: ours is private, and whole or not there.
        if (printer->outputFileName().isEmpty())
            Toast::show(m_page, Tone::Bad, tr("No printer is set up here. Save a PDF and print that."));
        else
            writePdf(wanted, printer->outputFileName(), true);
        return;
    }
    setUpForSheets(*printer, wanted.stock);
    SheetTarget target;
    target.device = printer;
    target.name = printer->printerName();
    target.abandon = [raw = printer.get()] { raw->abort(); };
    run(wanted, target);
}

void SheetActions::run(const PrintRequest &wanted, const SheetTarget &target)
{
    auto *run = new SheetRun(m_ports.stores, m_ports.jobs, m_page);
    connect(run, &SheetRun::printed, this, &SheetActions::printsChanged);
    connect(run, &SheetRun::reprintNeeded, this, [this, wanted, target] { runAgain(wanted, target); });
    run->start(wanted, target, m_plan->labels(), jobTitle());
}

void SheetActions::runAgain(PrintRequest wanted, SheetTarget target)
{
    Q_EMIT printsChanged();
    if (!m_plan || !m_page->isVisible())
        return;
    openReprint([this, wanted, target](const QString &reason) {
        PrintRequest again = wanted;
        again.reprint = true;
        again.context = {newKey(), {}, reason};
        if (m_plan && target.path.isEmpty())
            startPrinter(); // The device of the refused run is spent; the reason is asked for once more there.
        else if (m_plan)
            run(again, target);
    });
}

void SheetActions::startVerify()
{
    if (m_batch.isNull())
        return;
    m_ports.prompts.askOpenPath(m_page, {tr("Read a PDF of this batch back"), {}, tr("PDF (*.pdf)")},
                                [this](const QString &path) {
                                    if (!path.isEmpty())
                                        readBack(path);
                                });
}

void SheetActions::readBack(const QString &path)
{
    Job job;
    job.title = tr("Verify %1").arg(shownText(QFileInfo(path).fileName()));
    job.unit = tr("sheets");
    job.detail = tr("Every label is read from pixels and compared with the database.");
    auto *progress = new ProgressJob(m_ports.jobs, job);
    const auto told = [this, progress](const Result<SheetReading> &answer) {
        if (!answer) {
            const bool stopped = answer.failure().kind == FailureKind::Cancelled;
            const QString text = stopped ? tr("Stopped before the end.") : sheetFailureWords(answer.failure());
            if (stopped)
                progress->finish(Job::State::Cancelled, text);
            else
                progress->fail(answer.failure(), text);
            Toast::show(m_page, stopped ? Tone::Info : Tone::Bad, tr("Not verified. %1").arg(text), {},
                        stopped ? QString() : answer.failure().name);
            return;
        }
        const auto show = [page = QPointer<SheetActions>(this), reading = *answer] {
            if (page)
                page->openResult(reading);
        };
        const bool ok = answer->outcome.ok();
        progress->finish(ok ? Job::State::Done : Job::State::Failed, verdictText(answer->outcome), tr("Show"), show);
        if (m_page->isVisible())
            show();
        else
            Toast::show(m_page, ok ? Tone::Good : Tone::Bad, verdictText(answer->outcome), {tr("Show"), show});
    };
    SheetToRead sheet;
    sheet.file = path;
    sheet.batch = m_batch;
    onDone(this, readSheetAside(m_ports.stores, sheet, progress->control()), told);
}

VerifyDialog *SheetActions::openResult(const SheetReading &reading)
{
    auto *dialog = new VerifyDialog(reading, m_page);
    dialog->open();
    return dialog;
}

} // namespace scrip
