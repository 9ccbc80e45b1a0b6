// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/testing.h"

#include "core/failure_names.h"
#include "ui/help/help_dialog.h"
#include "ui/help/help_link.h"
#include "ui/shell/sample_page.h"
#include "ui/widgets/dialog_frame.h"
#include "ui/widgets/inline_message.h"
#include "ui/widgets/label.h"
#include "ui/widgets/toast.h"

#include <QApplication>
#include <QSignalSpy>

using namespace scrip;
using namespace Qt::StringLiterals;
using scrip::testing::SamplePage;

/// From the message of a refusal to its page of help, and from there to where something can be done.
class TestHelp : public QObject
{
    Q_OBJECT
private:
    static HelpDialog *shown() { return qobject_cast<HelpDialog *>(QApplication::activeModalWidget()); }
    static QStringList textsOf(const QWidget *dialog);

private Q_SLOTS:
    void readsPages();
    void knowsEveryRefusal();
    void opensFromAStripOnAPage();
    void hasNoLinkWithoutAPage();
    void keepsWhatIsTypedInADialog();
    void opensFromAToast();
    void forgetsTheLastRefusal();
    void tellsWhatAPageIsFor();
    void speaksToScreenReaders();
};

QStringList TestHelp::textsOf(const QWidget *dialog)
{
    QStringList texts;
    const auto labels = dialog->findChildren<Label *>();
    for (const Label *label : labels)
        texts.append(label->text());
    return texts;
}

void TestHelp::readsPages()
{
    const QList<HelpPage> pages =
        parseHelp(u"# Title\n\nFor readers.\n\n## one\n\nIt *was*\nso.\n\n"
                  "- **Why:** because of `x`\n- **Where:** [codes]\n\n# Part\n\n## two\n"_s);
    QCOMPARE(pages.size(), 2);
    QCOMPARE(pages.first().name, u"one"_s);
    QCOMPARE(pages.first().lead, u"It was so."_s);
    QCOMPARE(pages.first().items.size(), 1);
    QCOMPARE(pages.first().items.first().label, u"Why"_s);
    QCOMPARE(pages.first().items.first().text, u"because of x"_s);
    QCOMPARE(pages.first().where, u"codes"_s);
    QCOMPARE(pages.first().whereLabel, u"Where"_s);
    QCOMPARE(findHelp(pages, u"two"_s)->lead, QString());
    QCOMPARE(findHelp(pages, u"three"_s), nullptr);
}

void TestHelp::knowsEveryRefusal()
{
    for (const QString &name : failureNames()) {
        QWidget window;
        testing::showOnScreen(&window, {1280, 800});
        HelpDialog *dialog = HelpDialog::openRefusal(name, &window);
        QVERIFY2(dialog, qPrintable(name));
        QVERIFY2(dialog->height() < 700, qPrintable(name));
        dialog->close();
    }
}

void TestHelp::opensFromAStripOnAPage()
{
    SamplePage page(u"Claims"_s, nullptr);
    auto *strip = new InlineMessage(&page);
    page.layout()->addWidget(strip);
    testing::showOnScreen(&page, {1280, 800});
    strip->show(Tone::Bad, u"Not done."_s, u"The code was disabled."_s);
    strip->setHelp(u"code_disabled"_s);
    QVERIFY(strip->helpLink()->isVisible());
    testing::saveGallery(&page, u"help-link"_s);
    QTest::mouseClick(strip->helpLink(), Qt::LeftButton);
    HelpDialog *dialog = shown();
    QVERIFY(dialog);
    QCOMPARE(dialog->windowTitle(), u"The code was disabled."_s);
    const QStringList texts = textsOf(dialog);
    QVERIFY(texts.contains(u"Why"_s) && texts.contains(u"What helps"_s) && texts.contains(u"Who"_s));
    QVERIFY(texts.contains(u"The refusal code_disabled"_s));
    testing::saveGallery(&page, u"help-refusal"_s);
    QSignalSpy wanted(&page, &WindowPage::openRequested);
    QCOMPARE(dialog->goButton()->text(), u"Go to Codes"_s);
    QTest::mouseClick(dialog->goButton(), Qt::LeftButton);
    QCOMPARE(wanted.size(), 1);
    QCOMPARE(wanted.first().first().toString(), u"codes"_s);
    QTRY_VERIFY(!shown());
}

void TestHelp::hasNoLinkWithoutAPage()
{
    QWidget window;
    auto *strip = new InlineMessage(&window);
    testing::showOnScreen(&window, {800, 500});
    strip->show(Tone::Bad, {}, u"Something new."_s);
    strip->setHelp(u"novelty"_s);
    QVERIFY(!strip->helpLink()->isVisible());
    strip->setHelp({});
    QVERIFY(!strip->helpLink()->isVisible());
    QCOMPARE(HelpDialog::openRefusal(u"novelty"_s, &window), nullptr);
}

void TestHelp::keepsWhatIsTypedInADialog()
{
    SamplePage page(u"Claims"_s, nullptr);
    testing::showOnScreen(&page, {1280, 800});
    auto *form = new DialogFrame(u"Claim on behalf"_s, 600, &page);
    auto *field = new QLineEdit;
    field->setAccessibleName(u"Code"_s);
    form->content()->addWidget(field);
    form->open();
    QTest::keyClicks(field, u"NEAR-1"_s);
    form->showFailure(u"Not done."_s, u"The code was disabled."_s, u"Try again"_s, u"code_disabled"_s);
    QTest::mouseClick(form->failureStrip()->helpLink(), Qt::LeftButton);
    HelpDialog *dialog = shown();
    QVERIFY(dialog);
    QCOMPARE(dialog->goButton(), nullptr); // it would leave the dialog behind
    QVERIFY(textsOf(dialog).contains(u"On the page Codes."_s));
    testing::saveGallery(&page, u"help-above-dialog"_s);
    QTest::keyClick(dialog, Qt::Key_Escape);
    QTRY_COMPARE(QApplication::activeModalWidget(), form);
    QCOMPARE(field->text(), u"NEAR-1"_s);
    // The first button of the strip is still the one that tries again.
    QCOMPARE(form->failureStrip()->findChild<QPushButton *>()->text(), u"Try again"_s);
    form->close();
}

void TestHelp::opensFromAToast()
{
    QWidget window;
    testing::showOnScreen(&window, {1280, 800});
    auto *page = new QWidget(&window);
    Toast *toast = Toast::show(page, Tone::Bad, u"Not undone."_s, {u"Try again"_s, [] {}}, u"stale_version"_s);
    auto *link = toast->findChild<HelpLink *>();
    QVERIFY(link && link->isVisible());
    testing::saveGallery(&window, u"help-toast"_s);
    QTest::mouseClick(link, Qt::LeftButton);
    QVERIFY(shown());
    shown()->close();
    delete page;
    QTest::mouseClick(link, Qt::LeftButton); // where it came from is gone; the help is not
    QVERIFY(shown());
    shown()->close();
    QVERIFY(!Toast::show(&window, Tone::Good, u"Done."_s)->findChild<HelpLink *>());
}

void TestHelp::forgetsTheLastRefusal()
{
    QWidget window;
    auto *strip = new InlineMessage(&window);
    testing::showOnScreen(&window, {800, 500});
    strip->show(Tone::Bad, {}, u"Disabled."_s);
    strip->setHelp(u"code_disabled"_s);
    strip->show(Tone::Good, {}, u"It would work."_s);
    QVERIFY(!strip->helpLink()->isVisible());
}

void TestHelp::tellsWhatAPageIsFor()
{
    QWidget window;
    testing::showOnScreen(&window, {1280, 800});
    HelpDialog *dialog = HelpDialog::openPage(u"codes"_s, u"Help: Codes"_s, &window);
    QVERIFY(dialog);
    QCOMPARE(dialog->windowTitle(), u"Help: Codes"_s);
    QVERIFY(textsOf(dialog).contains(u"Here you"_s));
    testing::saveGallery(&window, u"help-page"_s);
    QTest::mouseClick(dialog->submitButton(), Qt::LeftButton);
    QTRY_VERIFY(!shown());
    QCOMPARE(HelpDialog::openPage(u"novelty"_s, {}, &window), nullptr);
}

void TestHelp::speaksToScreenReaders()
{
    SamplePage page(u"Claims"_s, nullptr);
    testing::showOnScreen(&page, {1280, 800});
    HelpDialog *dialog = HelpDialog::openRefusal(u"code_disabled"_s, &page);
    QCOMPARE(testing::markupLabels(dialog), QStringList());
    QCOMPARE(testing::namelessControls(dialog), QStringList());
    dialog->close();
}

SCRIP_UI_TEST_MAIN(TestHelp)
#include "tst_help.moc"
