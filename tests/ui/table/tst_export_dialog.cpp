// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/jobs.h"
#include "ui/table/export_dialog.h"
#include "ui/table/export_run.h"
#include "ui/table/fake_list.h"
#include "ui/testing.h"
#include "ui/widgets/inline_message.h"
#include "ui/widgets/label.h"
#include "ui/widgets/prompts.h"
#include "ui/widgets/segments.h"

#include <QLineEdit>
#include <QPointer>
#include <QPushButton>
#include <QSettings>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QThreadPool>

using namespace scrip;
using namespace scrip::testing;
using namespace Qt::StringLiterals;

/// The dialog of an export, with real clicks.
class TestExportDialog : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { showOnScreen(&m_window, {1000, 700}); }
    void init();
    void cleanup();
    void saysWhatTheFileWillHold_data();
    void saysWhatTheFileWillHold();
    void warnsOfPersonalData();
    void exportsByEnter();
    void exportsByCtrlEnterFromTheFormat();
    void writesTheFormatThatIsClicked_data();
    void writesTheFormatThatIsClicked();
    void keepsTheFolder();
    void saysWhatIsWrongWithTheFile_data();
    void saysWhatIsWrongWithTheFile();
    void refusesAWorkbookThatIsTooLong();
    void asksBeforeItReplaces();
    void doesNotAskTwice();
    void completesTheNameThatWasChosen();
    void cancelStartsNothing();

private:
    ExportDialog *open(const ExportSource &source);
    ExportDialog *open() { return open(m_list.source()); }
    static void click(QWidget *button) { QTest::mouseClick(button, Qt::LeftButton); }
    static void clickFormat(const ExportDialog *dialog, const QString &text);
    void typeFile(const QString &path) const;
    static QStringList textsOf(const QWidget *dialog);
    [[nodiscard]] QString path(const QString &name = u"things.csv"_s) const { return m_dir->filePath(name); }
    void waitForFile();

    QWidget m_window;
    FakeList m_list;
    ScriptedPrompts m_prompts;
    std::unique_ptr<Jobs> m_jobs;
    std::unique_ptr<QTemporaryDir> m_dir;
    ExportDialog *m_dialog = nullptr;
    QPointer<ExportDialog> m_alive; ///< Dialogs delete themselves.
};

void TestExportDialog::init()
{
    m_dir = std::make_unique<QTemporaryDir>();
    m_jobs = std::make_unique<Jobs>();
    m_prompts.yes = true;
    m_prompts.path.clear();
    m_prompts.asked.clear();
    QSettings().setValue(u"export/folder"_s, m_dir->path());
}

void TestExportDialog::cleanup()
{
    delete m_alive.data();
    QThreadPool::globalInstance()->waitForDone();
    m_jobs.reset();
}

ExportDialog *TestExportDialog::open(const ExportSource &source)
{
    delete m_alive.data();
    m_dialog = new ExportDialog(source, *m_jobs, m_prompts, &m_window);
    m_alive = m_dialog;
    m_dialog->open();
    if (!QTest::qWaitForWindowActive(m_dialog))
        qWarning("the dialog is not active");
    return m_dialog;
}

void TestExportDialog::clickFormat(const ExportDialog *dialog, const QString &text)
{
    const auto buttons = dialog->formats()->findChildren<QPushButton *>();
    for (QPushButton *button : buttons) {
        if (button->text() == text)
            click(button);
    }
}

void TestExportDialog::typeFile(const QString &path) const
{
    m_dialog->file()->selectAll();
    if (path.isEmpty())
        QTest::keyClick(m_dialog->file(), Qt::Key_Delete);
    else
        QTest::keyClicks(m_dialog->file(), path);
}

QStringList TestExportDialog::textsOf(const QWidget *dialog)
{
    QStringList texts;
    const auto labels = dialog->findChildren<Label *>();
    for (const Label *label : labels)
        texts << label->text();
    return texts;
}

void TestExportDialog::waitForFile()
{
    QTRY_COMPARE(m_jobs->ended(), 1);
    QCOMPARE(m_jobs->at(0).state, Job::State::Done);
}

void TestExportDialog::saysWhatTheFileWillHold_data()
{
    QTest::addColumn<qint64>("count");
    QTest::addColumn<bool>("exact");
    QTest::addColumn<bool>("filtered");
    QTest::addColumn<QString>("text");
    QTest::newRow("all") << qint64(3184) << true << false << u"3\u2009184 things: all there are."_s;
    QTest::newRow("filtered") << qint64(12) << true << true << u"12 things: all that the filters leave."_s;
    QTest::newRow("estimate") << qint64(104000) << false << true
                              << u"≈104\u2009000 things: all that the filters leave."_s;
    QTest::newRow("unknown") << qint64(-1) << true << false << u"All things."_s;
    QTest::newRow("unknown, filtered") << qint64(-1) << true << true << u"All things that the filters leave."_s;
}

void TestExportDialog::saysWhatTheFileWillHold()
{
    QFETCH(qint64, count);
    QFETCH(bool, exact);
    QFETCH(bool, filtered);
    QFETCH(QString, text);
    ExportSource source = m_list.source();
    source.count = count < 0 ? std::nullopt : std::optional(RowCount{count, exact});
    source.filtered = filtered;
    open(source);
    QVERIFY2(textsOf(m_dialog).contains(text), qPrintable(textsOf(m_dialog).join(u'\n')));
    QCOMPARE(m_dialog->windowTitle(), u"Export things"_s);
}

void TestExportDialog::warnsOfPersonalData()
{
    open();
    QVERIFY(!m_dialog->warning());
    open(m_list.source(true));
    QVERIFY(m_dialog->warning());
    QVERIFY(m_dialog->warning()->isVisible());
    QVERIFY(m_dialog->warning()->text().contains(u"e-mail addresses"_s));
    QVERIFY(textsOf(m_dialog).join(u' ').contains(u"Codes are masked"_s));
    QCOMPARE(markupLabels(m_dialog), QStringList());
    QCOMPARE(namelessControls(m_dialog), QStringList());
    saveGallery(m_dialog, u"export"_s);
}

void TestExportDialog::exportsByEnter()
{
    open();
    QSignalSpy started(m_dialog, &ExportDialog::started);
    QCOMPARE(m_dialog->file()->text(), path());
    click(m_dialog->file());
    QTest::keyClick(m_dialog->file(), Qt::Key_Return);
    QCOMPARE(started.size(), 1);
    waitForFile();
    QVERIFY(QFile::exists(path()));
    QTRY_VERIFY(!m_alive);
    QCOMPARE(m_prompts.asked, QStringList());
}

void TestExportDialog::exportsByCtrlEnterFromTheFormat()
{
    open();
    QSignalSpy started(m_dialog, &ExportDialog::started);
    clickFormat(m_dialog, u"JSON lines"_s);
    QVERIFY(qobject_cast<QPushButton *>(m_dialog->focusWidget()));
    QTest::keyClick(m_dialog->focusWidget(), Qt::Key_Return, Qt::ControlModifier);
    QCOMPARE(started.size(), 1);
    waitForFile();
    QVERIFY(QFile::exists(path(u"things.jsonl"_s)));
    QTRY_VERIFY(!m_alive);
}

void TestExportDialog::writesTheFormatThatIsClicked_data()
{
    QTest::addColumn<QString>("format");
    QTest::addColumn<QString>("name");
    QTest::addColumn<QByteArray>("begins");
    QTest::newRow("csv") << u"CSV"_s << u"things.csv"_s << QByteArray("n,name\r\n");
    QTest::newRow("workbook") << u"Workbook"_s << u"things.xlsx"_s << QByteArray("PK");
    QTest::newRow("json lines") << u"JSON lines"_s << u"things.jsonl"_s << QByteArray("{\"n\":10");
}

void TestExportDialog::writesTheFormatThatIsClicked()
{
    QFETCH(QString, format);
    QFETCH(QString, name);
    QFETCH(QByteArray, begins);
    open();
    clickFormat(m_dialog, format);
    QCOMPARE(m_dialog->file()->text(), path(name));
    click(m_dialog->submitButton());
    waitForFile();
    QFile file(path(name));
    QVERIFY(file.open(QFile::ReadOnly));
    const QByteArray content = file.readAll();
    QVERIFY2(content.startsWith(begins), content.left(40).constData());
}

void TestExportDialog::keepsTheFolder()
{
    const QTemporaryDir other;
    open();
    typeFile(other.filePath(u"x.csv"_s));
    click(m_dialog->submitButton());
    waitForFile();
    open();
    QCOMPARE(m_dialog->file()->text(), other.filePath(u"things.csv"_s));
}

void TestExportDialog::saysWhatIsWrongWithTheFile_data()
{
    QTest::addColumn<QString>("file");
    QTest::addColumn<QString>("error");
    QTest::newRow("relative") << u"things.csv"_s << u"whole path"_s;
    QTest::newRow("folder") << u"/tmp/"_s << u"This is a folder"_s;
    QTest::newRow("folder without a slash") << u"/tmp"_s << u"This is a folder"_s;
    QTest::newRow("no folder") << u"/no/such/folder.csv"_s << u"There is no folder /no/such."_s;
}

void TestExportDialog::saysWhatIsWrongWithTheFile()
{
    QFETCH(QString, file);
    QFETCH(QString, error);
    open();
    typeFile(file);
    QVERIFY2(m_dialog->fileError().contains(error), qPrintable(m_dialog->fileError()));
    QVERIFY(!m_dialog->submitButton()->isEnabled());
    QVERIFY(m_dialog->obstacle().contains(u"file"_s));
    typeFile({});
    QCOMPARE(m_dialog->fileError(), QString());
    QCOMPARE(m_dialog->obstacle(), u"Name the file"_s);
    typeFile(path());
    QCOMPARE(m_dialog->obstacle(), QString());
    QVERIFY(m_dialog->submitButton()->isEnabled());
}

void TestExportDialog::refusesAWorkbookThatIsTooLong()
{
    ExportSource source = m_list.source();
    source.count = RowCount{2'000'000, true};
    open(source);
    QVERIFY(m_dialog->submitButton()->isEnabled());
    clickFormat(m_dialog, u"Workbook"_s);
    QVERIFY(m_dialog->formatError().contains(u"1\u2009048\u2009575"_s));
    QVERIFY(!m_dialog->submitButton()->isEnabled());
    clickFormat(m_dialog, u"JSON lines"_s);
    QCOMPARE(m_dialog->formatError(), QString());
    QVERIFY(m_dialog->submitButton()->isEnabled());
}

void TestExportDialog::asksBeforeItReplaces()
{
    QFile old(path());
    QVERIFY(old.open(QFile::WriteOnly) && old.write("old") == 3);
    old.close();
    open();
    m_prompts.yes = false;
    click(m_dialog->submitButton());
    QCOMPARE(m_prompts.asked, QStringList(u"Replace things.csv?"_s));
    QVERIFY(m_alive && m_dialog->isVisible());
    QCOMPARE(m_jobs->rowCount(), 0);
    m_prompts.yes = true;
    click(m_dialog->submitButton());
    waitForFile();
    QVERIFY(QFile(path()).size() > 3);
}

void TestExportDialog::doesNotAskTwice()
{
    QFile old(path(u"chosen.csv"_s));
    QVERIFY(old.open(QFile::WriteOnly));
    old.close();
    open();
    m_prompts.path = path(u"chosen.csv"_s);
    click(m_dialog->chooseButton());
    QCOMPARE(m_dialog->file()->text(), m_prompts.path);
    click(m_dialog->submitButton());
    QCOMPARE(m_prompts.asked, QStringList(u"Export things"_s));
    waitForFile();
    QVERIFY(QFile(path(u"chosen.csv"_s)).size() > 0);
}

void TestExportDialog::completesTheNameThatWasChosen()
{
    QFile old(path(u"chosen.csv"_s));
    QVERIFY(old.open(QFile::WriteOnly));
    old.close();
    open();
    click(m_dialog->chooseButton()); // cancelled
    QCOMPARE(m_dialog->file()->text(), path());
    m_prompts.path = path(u"chosen"_s);
    click(m_dialog->chooseButton());
    QCOMPARE(m_dialog->file()->text(), path(u"chosen.csv"_s));
    m_prompts.asked.clear();
    m_prompts.yes = false;
    click(m_dialog->submitButton());
    QCOMPARE(m_prompts.asked, QStringList(u"Replace chosen.csv?"_s));
}

void TestExportDialog::cancelStartsNothing()
{
    open();
    QTest::keyClick(m_dialog->file(), Qt::Key_Escape);
    QTRY_VERIFY(!m_alive);
    QCOMPARE(m_jobs->rowCount(), 0);
}

SCRIP_UI_TEST_MAIN(TestExportDialog)
#include "tst_export_dialog.moc"
