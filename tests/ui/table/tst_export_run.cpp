// SPDX-License-Identifier: GPL-3.0-or-later
#include "small_disk.h"
#include "ui/shell/jobs.h"
#include "ui/table/export_run.h"
#include "ui/table/fake_list.h"
#include "ui/testing.h"
#include "ui/widgets/toast.h"

#include <QDir>
#include <QPointer>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QThreadPool>

using namespace scrip;
using namespace scrip::testing;
using namespace Qt::StringLiterals;

/// An export as a job: whole or not at all, whatever becomes of the page meanwhile.
class TestExportRun : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void writesAllPages();
    void tellsHowFarItIs();
    void survivesItsPage();
    void cancelLeavesNoFile();
    void aFailingPageLeavesNoFile();
    void triesAgain();
    void aFullDiskLeavesNoFile();
    void saysThatAFolderIsNotThere();
    void goesOnlyOnceAtATime();

private:
    ExportRun *run(const ExportTarget &target);
    ExportRun *run() { return run({ExportFormat::Csv, path(), false}); }
    [[nodiscard]] QString path() const { return m_dir->filePath(u"things.csv"_s); }
    [[nodiscard]] QStringList files() const
    {
        return QDir(m_dir->path()).entryList(QDir::Files | QDir::Hidden | QDir::System);
    }
    [[nodiscard]] const Job &job() const { return m_jobs->at(0); }

    std::unique_ptr<QTemporaryDir> m_dir;
    std::unique_ptr<FakeList> m_list;
    std::unique_ptr<QWidget> m_page;
    std::unique_ptr<Jobs> m_jobs;
};

void TestExportRun::init()
{
    m_dir = std::make_unique<QTemporaryDir>();
    m_list = std::make_unique<FakeList>();
    m_page = std::make_unique<QWidget>();
    showOnScreen(m_page.get(), {800, 600});
    m_jobs = std::make_unique<Jobs>();
}

void TestExportRun::cleanup()
{
    m_list->letGo();
    QThreadPool::globalInstance()->waitForDone();
    m_jobs.reset();
}

ExportRun *TestExportRun::run(const ExportTarget &target)
{
    auto *run = new ExportRun(m_list->source(), target, *m_jobs, m_page.get());
    run->start();
    return run;
}

void TestExportRun::writesAllPages()
{
    const QPointer<ExportRun> running = run();
    QCOMPARE(job().title, u"Export things to things.csv"_s);
    QTRY_COMPARE(m_jobs->ended(), 1);
    QCOMPARE(job().state, Job::State::Done);
    QCOMPARE(job().detail, u"6 things in "_s + path());
    QCOMPARE(job().offer, u"Show folder"_s);
    QCOMPARE(m_list->asked(), QStringList({QString(), u"1"_s, u"2"_s}));
    QFile file(path());
    QVERIFY(file.open(QFile::ReadOnly));
    QCOMPARE(file.readAll(), QByteArray("n,name\r\n10,'=x\r\n11,'=x\r\n20,'=x\r\n21,'=x\r\n30,'=x\r\n31,'=x\r\n"));
    QCOMPARE(int(file.permissions() & (QFile::ReadGroup | QFile::ReadOther)), 0);
    QVERIFY(Toast::on(m_page.get()));
    QCOMPARE(Toast::on(m_page.get())->text(), u"6 things in things.csv"_s);
    QTRY_VERIFY(!running);
}

void TestExportRun::tellsHowFarItIs()
{
    m_list->held = true;
    run();
    QCOMPARE(job().state, Job::State::Running);
    QCOMPARE(job().unit, u"things"_s);
    QCOMPARE(job().total, qint64(6));
    QVERIFY(job().cancel);
    QVERIFY(job().detail.contains(u"readable by you only"_s));
    QTRY_COMPARE(m_list->asked().size(), 1);
    m_list->letGo();
    QTRY_COMPARE(m_jobs->ended(), 1);
    QCOMPARE(job().done, qint64(6));
    QCOMPARE(job().total, qint64(6));
}

void TestExportRun::survivesItsPage()
{
    m_list->held = true;
    run();
    QTRY_COMPARE(m_list->asked().size(), 1);
    m_page.reset();
    m_list->letGo();
    QTRY_COMPARE(m_jobs->ended(), 1);
    QCOMPARE(job().state, Job::State::Done);
    QVERIFY(QFile::exists(path()));
}

void TestExportRun::cancelLeavesNoFile()
{
    m_list->held = true;
    const QPointer<ExportRun> running = run();
    QSignalSpy finished(running, &ExportRun::finished);
    QTRY_COMPARE(m_list->asked().size(), 1);
    m_jobs->cancel(job().id);
    QCOMPARE(job().state, Job::State::Cancelling);
    m_list->letGo();
    QTRY_COMPARE(m_jobs->ended(), 1);
    QCOMPARE(job().state, Job::State::Cancelled);
    QVERIFY(job().detail.contains(u"no file was written"_s));
    QCOMPARE(finished.size(), 1);
    QCOMPARE(m_list->asked().size(), 1);
    QCOMPARE(files(), QStringList());
    QTRY_VERIFY(!running);
}

void TestExportRun::aFailingPageLeavesNoFile()
{
    m_list->failingPage = 2;
    run();
    QTRY_COMPARE(m_jobs->ended(), 1);
    QCOMPARE(job().state, Job::State::Failed);
    QVERIFY2(job().detail.contains(u"cannot be reached"_s), qPrintable(job().detail));
    QVERIFY2(job().detail.endsWith(u"No file was written."_s), qPrintable(job().detail));
    QCOMPARE(files(), QStringList());
    QVERIFY(Toast::on(m_page.get())->text().startsWith(u"Not exported."_s));
}

void TestExportRun::triesAgain()
{
    m_list->failingPage = 2;
    const QPointer<ExportRun> running = run();
    QTRY_COMPARE(m_jobs->ended(), 1);
    QCOMPARE(job().offer, u"Try again"_s);
    QVERIFY(running);
    m_list->failingPage = 0;
    const auto again = job().show;
    again();
    QTRY_COMPARE(m_jobs->ended(), 2);
    QCOMPARE(m_jobs->at(0).state, Job::State::Done);
    QVERIFY(QFile::exists(path()));
    QTRY_VERIFY(!running);
    again(); // Whoever did it is gone.
    QCOMPARE(m_jobs->rowCount(), 2);
}

void TestExportRun::aFullDiskLeavesNoFile()
{
    m_list->pages = 4'000;
    const SmallDisk small;
    run();
    QTRY_COMPARE(m_jobs->ended(), 1);
    QCOMPARE(job().state, Job::State::Failed);
    QVERIFY2(job().detail.contains(u"could not be written"_s), qPrintable(job().detail));
    QCOMPARE(files(), QStringList());
}

void TestExportRun::saysThatAFolderIsNotThere()
{
    run({ExportFormat::Csv, m_dir->filePath(u"not/there/things.csv"_s), false});
    QTRY_COMPARE(m_jobs->ended(), 1);
    QCOMPARE(job().state, Job::State::Failed);
    QVERIFY(job().detail.contains(u"could not be written"_s));
    QCOMPARE(m_list->asked(), QStringList());
}

void TestExportRun::goesOnlyOnceAtATime()
{
    m_list->held = true;
    ExportRun *running = run();
    QTRY_COMPARE(m_list->asked().size(), 1);
    running->start();
    QCOMPARE(m_jobs->rowCount(), 1);
    QVERIFY(running->isRunning());
}

SCRIP_UI_TEST_MAIN(TestExportRun)
#include "tst_export_run.moc"
