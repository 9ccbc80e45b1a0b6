// SPDX-License-Identifier: GPL-3.0-or-later
#include "sheets/print_codes.h"
#include "sheets/sheet_verifier.h"
#include "sheets/template_catalogue.h"
#include "small_disk.h"
#include "ui/sheets/prints_panel.h"
#include "ui/sheets/serials_panel.h"
#include "ui/sheets/sheets_bench.h"
#include "ui/sheets/stock_panel.h"
#include "ui/sheets/verify_dialog.h"
#include "ui/widgets/inline_message.h"
#include "ui/widgets/reason_dialog.h"
#include "ui/widgets/table_view.h"
#include "ui/widgets/toast.h"

#include <QFileInfo>
#include <QPdfWriter>
#include <QPlainTextEdit>
#include <QPrinter>
#include <QPushButton>
#include <QSettings>
#include <QSpinBox>

using namespace scrip;
using namespace scrip::testing;
using namespace Qt::StringLiterals;

namespace {

/// A person who prints to a file in the print dialog, and wants three copies of page two.
class FilePrompts : public ScriptedPrompts
{
public:
    QString file;

    void askPrinter(QWidget *, QPrinter *printer, std::function<void(bool)> answer) override
    {
        asked << u"print"_s;
        fullPage = printer->fullPage();
        pageMm = printer->pageLayout().fullRect(QPageLayout::Millimeter).size();
        margins = printer->pageLayout().margins();
        title = printer->docName();
        printer->setOutputFormat(QPrinter::PdfFormat);
        printer->setOutputFileName(file);
        answer(true);
    }

    bool fullPage = false;
    QSizeF pageMm;
    QMarginsF margins;
    QString title;
};

} // namespace

/// What becomes of sheets: a PDF that holds the right codes, a record, and nothing at all when something fails.
class TestSheetsPrint : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup() { m_bench.reset(); }
    void savesPdf();
    void readsItBack();
    void foreignFileIsRefused();
    void cancelledDialogDoesNothing();
    void completesTheName();
    void replacesTheFile();
    void cannotBeWritten_data();
    void cannotBeWritten();
    void recordIsRefused();
    void lostAnswerIsAskedAgainUnderTheSameKey();
    void reprintNeedsReason();
    void reprintFoundLate();
    void cancelKeepsNothing();
    void printsToFile();
    void setsThePrinterUp();
    void deviceIsPainted();
    void noPrinterIsSaid();
    void verdicts();

private:
    SheetsPage &page() const { return *m_bench->page; }
    void open(int last = 30)
    {
        m_bench->open();
        QVERIFY(m_bench->drawn());
        page().serials()->setRange(1, last);
    }
    void press(QAction *action) const
    {
        const auto buttons = page().findChildren<QPushButton *>();
        for (QPushButton *button : buttons) {
            if (button->text() == action->iconText() && button->isVisible()) {
                QTest::mouseClick(button, Qt::LeftButton);
                return;
            }
        }
        QFAIL("no such button");
    }
    /// How many labels of the file decode to the codes of those serials.
    [[nodiscard]] VerifyOutcome decoded(const QString &path, const SheetPlan &plan) const
    {
        QList<LabelContent> labels;
        for (qint64 sheet = 0; sheet < plan.pages(); ++sheet)
            labels << plan.labelsOn(sheet);
        for (LabelContent &label : labels)
            label.code = FakeDesk::codeOf(int(label.serial));
        SheetJob job = plan.job();
        job.masked = false;
        ListLabelSource source(labels);
        const auto outcome = verifySheet(path, job, source);
        return outcome ? *outcome : VerifyOutcome{labels.size(), 0, {}, {}};
    }
    [[nodiscard]] ReasonDialog *reasonDialog() const { return page().findChild<ReasonDialog *>(); }

    std::unique_ptr<SheetsBench> m_bench;
};

void TestSheetsPrint::init()
{
    QSettings().clear();
    m_bench = std::make_unique<SheetsBench>(60);
}

void TestSheetsPrint::savesPdf()
{
    m_bench->desk.setClaimed({5});
    open(50);
    QTRY_COMPARE(page().plan()->labels(), 49);
    page().preview()->startField()->setValue(7);
    const SheetPlan plan = *page().plan();
    m_bench->prompts.path = m_bench->path("sheet.pdf");
    press(page().actions().savePdf);
    QVERIFY(m_bench->jobEnded());
    QCOMPARE(m_bench->job().state, Job::State::Done);
    QVERIFY2(m_bench->job().detail.contains(u"49 labels on 3 sheets, recorded as run 1"_s),
             qPrintable(m_bench->job().detail));
    QVERIFY(m_bench->job().detail.contains(u"claimed already: 5"_s));
    const VerifyOutcome outcome = decoded(m_bench->prompts.path, plan);
    QCOMPARE(outcome.decoded, 49);
    QVERIFY(outcome.ok());
    QCOMPARE(m_bench->desk.runs.size(), 1);
    QCOMPARE(m_bench->desk.runs.first().startAt, 7);
    QCOMPARE(m_bench->desk.runs.first().destination, u"pdf"_s);
    QCOMPARE(m_bench->desk.reveals, QStringList{u"print 1-50"_s});
    const auto rights = QFileInfo(m_bench->prompts.path).permissions();
    QVERIFY(!(rights & (QFile::ReadGroup | QFile::ReadOther | QFile::WriteGroup | QFile::WriteOther)));
    QTRY_COMPARE(page().prints()->runs().size(), 1); // the history follows
    QCOMPARE(m_bench->prompts.asked, QStringList{u"Save sheets as PDF"_s});
}

void TestSheetsPrint::readsItBack()
{
    open();
    m_bench->prompts.path = m_bench->path("sheet.pdf");
    press(page().actions().savePdf);
    QVERIFY(m_bench->jobEnded());
    press(page().actions().verify);
    QTRY_VERIFY_WITH_TIMEOUT(page().findChild<VerifyDialog *>(), 30'000);
    auto *dialog = page().findChild<VerifyDialog *>();
    QVERIFY2(dialog->verdict()->text().startsWith(u"All 30 labels are right."_s),
             qPrintable(dialog->verdict()->text()));
    QVERIFY(!dialog->table());
    QCOMPARE(m_bench->desk.reveals.last(), u"verify 1-30"_s);
    QTest::mouseClick(dialog->submitButton(), Qt::LeftButton);
    QTRY_VERIFY(!page().findChild<VerifyDialog *>());
    // A sheet whose codes are not those of the database any more.
    m_bench->desk.theEvent.claimUrl = u"HTTPS://OTHER.TEST/C/{code}"_s;
    press(page().actions().verify);
    QTRY_VERIFY_WITH_TIMEOUT(page().findChild<VerifyDialog *>(), 30'000);
    dialog = page().findChild<VerifyDialog *>();
    QVERIFY2(dialog->verdict()->text().startsWith(u"30 of 30 labels are not right."_s),
             qPrintable(dialog->verdict()->text()));
    QVERIFY(dialog->table());
    QCOMPARE(dialog->table()->model()->rowCount(), 30);
    QCOMPARE(m_bench->job().state, Job::State::Failed);
}

void TestSheetsPrint::foreignFileIsRefused()
{
    open();
    m_bench->prompts.path = m_bench->path("other.pdf");
    QFile file(m_bench->prompts.path);
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write("%PDF-1.4 nothing of ours");
    file.close();
    press(page().actions().verify);
    QVERIFY(m_bench->jobEnded());
    QCOMPARE(m_bench->job().state, Job::State::Failed);
    QTRY_VERIFY(Toast::on(page().window()));
    QVERIFY(Toast::on(page().window())->text().startsWith(u"Not verified."_s));
}

void TestSheetsPrint::cancelledDialogDoesNothing()
{
    open();
    press(page().actions().savePdf);
    QCOMPARE(m_bench->prompts.asked.size(), 1);
    m_bench->prompts.yes = false;
    press(page().actions().print);
    QCOMPARE(m_bench->prompts.asked.size(), 2);
    QCOMPARE(m_bench->jobs.rowCount(), 0);
    QVERIFY(m_bench->desk.reveals.isEmpty());
}

void TestSheetsPrint::completesTheName()
{
    open();
    m_bench->prompts.path = m_bench->path("sheet");
    press(page().actions().savePdf);
    QVERIFY(m_bench->jobEnded());
    QVERIFY(QFileInfo::exists(m_bench->path("sheet.pdf")));
    // That name was not asked about: what stands there is not replaced.
    page().serials()->setRange(31, 60);
    press(page().actions().savePdf);
    QVERIFY(m_bench->jobEnded());
    QCOMPARE(m_bench->job().state, Job::State::Failed);
    QCOMPARE(m_bench->desk.runs.size(), 1);
}

void TestSheetsPrint::replacesTheFile()
{
    open();
    m_bench->prompts.path = m_bench->path("sheet.pdf");
    QFile file(m_bench->prompts.path);
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write("old");
    file.close();
    press(page().actions().savePdf); // the save dialog asked
    QVERIFY(m_bench->jobEnded());
    QCOMPARE(m_bench->job().state, Job::State::Done);
    QVERIFY(decoded(m_bench->prompts.path, *page().plan()).ok());
}

void TestSheetsPrint::cannotBeWritten_data()
{
    QTest::addColumn<QString>("path");
    QTest::newRow("no folder") << u"missing/sheet.pdf"_s;
    QTest::newRow("is a folder") << u"folder.pdf"_s;
    QTest::newRow("read-only") << u"/proc/sheet.pdf"_s;
    QTest::newRow("full disk") << u"full.pdf"_s;
}

void TestSheetsPrint::cannotBeWritten()
{
    QFETCH(QString, path);
    open();
    QVERIFY(QDir(m_bench->dir.path()).mkdir(u"folder.pdf"_s));
    m_bench->prompts.path = QFileInfo(path).isAbsolute() ? path : m_bench->dir.filePath(path);
    const std::unique_ptr<SmallDisk> disk(path.startsWith(u"full"_s) ? new SmallDisk : nullptr);
    press(page().actions().savePdf);
    QVERIFY(m_bench->jobEnded());
    QCOMPARE(m_bench->job().state, Job::State::Failed);
    QVERIFY(!m_bench->job().detail.isEmpty());
    QCOMPARE(m_bench->desk.runs.size(), 0);
    QTRY_VERIFY(Toast::on(page().window()));
    QVERIFY(Toast::on(page().window())->text().startsWith(u"Not printed."_s));
    QVERIFY(page().actions().savePdf->isEnabled());
}

void TestSheetsPrint::recordIsRefused()
{
    open();
    m_bench->desk.recordFailure = Failure::named(u"read_only"_s, u"Locked."_s);
    m_bench->prompts.path = m_bench->path("sheet.pdf");
    press(page().actions().savePdf);
    QVERIFY(m_bench->jobEnded());
    QCOMPARE(m_bench->job().state, Job::State::Failed);
    QVERIFY(!QFileInfo::exists(m_bench->prompts.path));
    QCOMPARE(QDir(m_bench->dir.path()).entryList(QDir::AllEntries | QDir::Hidden | QDir::NoDotAndDotDot).size(), 0);
}

void TestSheetsPrint::lostAnswerIsAskedAgainUnderTheSameKey()
{
    open();
    m_bench->desk.recordFailure = Failure::named(u"unknown_outcome"_s, u"Lost."_s);
    m_bench->prompts.path = m_bench->path("sheet.pdf");
    press(page().actions().savePdf);
    QVERIFY(m_bench->jobEnded());
    QCOMPARE(m_bench->job().offer, u"Try again"_s);
    m_bench->desk.recordFailure.reset();
    m_bench->job().show();
    QVERIFY(m_bench->jobEnded());
    QCOMPARE(m_bench->job().state, Job::State::Done);
    QCOMPARE(m_bench->jobs.rowCount(), 2);
    QCOMPARE(m_bench->desk.keys.size(), 1);
    QVERIFY(QFileInfo::exists(m_bench->prompts.path));
}

void TestSheetsPrint::reprintNeedsReason()
{
    open();
    m_bench->prompts.path = m_bench->path("first.pdf");
    press(page().actions().savePdf);
    QVERIFY(m_bench->jobEnded());
    QTRY_COMPARE(page().prints()->runs().size(), 1);
    QTRY_COMPARE(page().plan()->wish().reprint, 1);
    m_bench->prompts.path = m_bench->path("second.pdf");
    press(page().actions().savePdf);
    QVERIFY(reasonDialog());
    QCOMPARE(m_bench->prompts.asked.size(), 1); // not before the reason
    QVERIFY(!reasonDialog()->submitButton()->isEnabled());
    QTest::keyClicks(reasonDialog()->reasonField()->edit(), u"Sheet 2 jammed"_s);
    QTest::mouseClick(reasonDialog()->submitButton(), Qt::LeftButton);
    QVERIFY(m_bench->jobEnded());
    QCOMPARE(m_bench->job().state, Job::State::Done);
    QCOMPARE(m_bench->desk.runs.size(), 2);
    QVERIFY(m_bench->desk.runs.last().reprint);
    QCOMPARE(m_bench->desk.runs.last().reason, u"Sheet 2 jammed"_s);
    QVERIFY(QFileInfo::exists(m_bench->prompts.path));
    // Labels that are not on paper need none.
    page().serials()->setRange(31, 60);
    m_bench->prompts.path = m_bench->path("rest.pdf");
    QTRY_VERIFY(!reasonDialog());
    press(page().actions().savePdf);
    QVERIFY(!reasonDialog());
    QVERIFY(m_bench->jobEnded());
    QCOMPARE(m_bench->desk.runs.size(), 3);
}

void TestSheetsPrint::reprintFoundLate()
{
    open();
    PrintRecord other; // somebody else printed meanwhile
    other.id = PrintId(QUuid::createUuid());
    other.number = 1;
    other.from = 10;
    other.to = 12;
    other.labels = 3;
    m_bench->desk.runs = {other};
    m_bench->prompts.path = m_bench->path("sheet.pdf");
    press(page().actions().savePdf);
    QVERIFY(m_bench->jobEnded());
    QCOMPARE(m_bench->job().state, Job::State::Failed);
    QTRY_VERIFY(reasonDialog());
    reasonDialog()->reasonField()->edit()->setPlainText(u"Those were a test"_s);
    QTest::mouseClick(reasonDialog()->submitButton(), Qt::LeftButton);
    QVERIFY(m_bench->jobEnded());
    QCOMPARE(m_bench->job().state, Job::State::Done);
    QCOMPARE(m_bench->desk.runs.size(), 2);
    QCOMPARE(m_bench->desk.runs.last().reason, u"Those were a test"_s);
    QCOMPARE(m_bench->prompts.asked.size(), 1); // the file is known already
}

void TestSheetsPrint::cancelKeepsNothing()
{
    open();
    std::atomic<bool> go{false};
    std::atomic<bool> waiting{false};
    m_bench->desk.beforeReveal = [&] {
        waiting = true;
        while (!go)
            std::this_thread::yield();
    };
    m_bench->prompts.path = m_bench->path("sheet.pdf");
    press(page().actions().savePdf);
    QTRY_VERIFY(waiting);
    QCOMPARE(m_bench->jobs.running(), 1);
    QVERIFY(page().stocks()->isEnabled()); // the page goes on meanwhile
    m_bench->jobs.cancel(m_bench->job().id);
    QCOMPARE(m_bench->job().state, Job::State::Cancelling);
    go = true;
    QVERIFY(m_bench->jobEnded());
    QCOMPARE(m_bench->job().state, Job::State::Cancelled);
    QVERIFY(!QFileInfo::exists(m_bench->prompts.path));
    QCOMPARE(m_bench->desk.runs.size(), 0);
}

void TestSheetsPrint::printsToFile()
{
    FilePrompts prompts;
    prompts.file = m_bench->path("printed.pdf");
    SheetsPage printing(SheetPorts{m_bench->desk.stores(), m_bench->monitor, m_bench->jobs, prompts});
    m_bench->monitor.setSession(m_bench->desk.theSession);
    showOnScreen(&printing, QSize(1232, 816));
    printing.activate();
    QTRY_VERIFY(printing.plan());
    printing.actions().print->trigger();
    QVERIFY(m_bench->jobEnded());
    QCOMPARE(m_bench->job().state, Job::State::Done);
    QVERIFY(prompts.fullPage);
    QVERIFY(prompts.margins.isNull());
    QVERIFY(qAbs(prompts.pageMm.width() - 210) < 0.5 && qAbs(prompts.pageMm.height() - 297) < 0.5);
    QCOMPARE(prompts.title, m_bench->desk.theBatch.id.toText());
    QVERIFY(decoded(prompts.file, *printing.plan()).ok());
    QVERIFY(!(QFileInfo(prompts.file).permissions() & QFile::ReadOther));
}

void TestSheetsPrint::setsThePrinterUp()
{
    const LabelTemplate stock = TemplateCatalogue::builtIn().find(u"zweckform-32253"_s).value();
    const auto printer = sheetPrinter(stock, m_bench->desk.theBatch.id);
    printer->setCopyCount(3);
    printer->setPrintRange(QPrinter::PageRange);
    printer->setFromTo(2, 2);
    setUpForSheets(*printer, stock);
    QCOMPARE(printer->copyCount(), 1);
    QCOMPARE(printer->printRange(), QPrinter::AllPages);
    QCOMPARE(printer->fromPage(), 0);
    const QSizeF page = printer->pageLayout().fullRect(QPageLayout::Millimeter).size();
    QVERIFY2(page.width() > page.height(), "lies across");
}

void TestSheetsPrint::deviceIsPainted()
{
    open();
    // Any device with pages will do; this one can be read back.
    auto writer = std::make_shared<QPdfWriter>(m_bench->path("device.pdf"));
    writer->setPageLayout(QPageLayout(QPageSize(QPageSize::A4), QPageLayout::Portrait, QMarginsF()));
    writer->setResolution(1200);
    PrintRequest request;
    request.batch = m_bench->desk.theBatch.id;
    request.stock = page().stocks()->stock();
    request.to = 30;
    request.context.key = newKey();
    SheetTarget target;
    target.device = std::move(writer);
    target.name = u"Desk A"_s;
    target.abandon = [] {};
    auto *run = new SheetRun(m_bench->desk.stores(), m_bench->jobs, &page());
    QSignalSpy printed(run, &SheetRun::printed);
    run->start(request, target, 30, u"Print"_s);
    target.device.reset();
    QVERIFY(m_bench->jobEnded());
    QCOMPARE(printed.count(), 1);
    QCOMPARE(m_bench->desk.runs.first().destination, u"Desk A"_s);
    QVERIFY(decoded(m_bench->path("device.pdf"), *page().plan()).ok());
}

void TestSheetsPrint::noPrinterIsSaid()
{
    FilePrompts prompts; // chose a file, and gave it no name
    SheetsPage printing(SheetPorts{m_bench->desk.stores(), m_bench->monitor, m_bench->jobs, prompts});
    m_bench->monitor.setSession(m_bench->desk.theSession);
    showOnScreen(&printing, QSize(1232, 816));
    printing.activate();
    QTRY_VERIFY(printing.plan());
    printing.actions().print->trigger();
    QVERIFY(Toast::on(&printing));
    QCOMPARE(m_bench->jobs.rowCount(), 0);
}

void TestSheetsPrint::verdicts()
{
    VerifyOutcome outcome{10, 10, {}, {}};
    QCOMPARE(verdictText(outcome), u"All 10 labels are right."_s);
    outcome.unexpected = {{3, 0}};
    QCOMPARE(verdictText(outcome), u"Codes stand where none should be."_s);
    outcome.decoded = 9;
    outcome.mismatched = {{1, 2, 2, LabelFault::Swapped, 3}};
    QCOMPARE(verdictText(outcome), u"1 of 10 labels are not right."_s);
    QWidget window;
    SheetReading reading;
    reading.file = u"<b>x</b>.pdf"_s;
    reading.outcome = outcome;
    VerifyDialog dialog(reading, &window);
    QCOMPARE(dialog.table()->model()->rowCount(), 2);
    QCOMPARE(dialog.table()->model()->index(0, 3).data().toString(), u"Holds the code of serial 3"_s);
    QCOMPARE(markupLabels(&dialog), QStringList());
}

SCRIP_UI_TEST_MAIN(TestSheetsPrint)
#include "tst_sheets_print.moc"
