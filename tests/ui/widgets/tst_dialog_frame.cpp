// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/testing.h"

#include "ui/widgets/buttons.h"
#include "ui/widgets/count_field.h"
#include "ui/widgets/dim.h"
#include "ui/widgets/form_field.h"
#include "ui/widgets/inline_message.h"
#include "ui/widgets/prompts.h"
#include "ui/widgets/reason_dialog.h"

#include <QAction>
#include <QBoxLayout>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPointer>
#include <QPushButton>
#include <QSignalSpy>

using namespace scrip;
using namespace Qt::StringLiterals;

/// The frame of dialogs: keys, obstacles, busy, and that nothing typed is lost.
class TestDialogFrame : public QObject
{
    Q_OBJECT
private:
    QWidget m_window;
    DialogFrame *m_dialog = nullptr;
    QPointer<DialogFrame> m_alive; ///< Dialogs delete themselves.
    QLineEdit *m_edit = nullptr;

private Q_SLOTS:
    void initTestCase() { testing::showOnScreen(&m_window, {1000, 700}); }
    void init();
    void cleanup();
    void focusesTheFirstField();
    void enterSubmitsAndEscCancels();
    void ctrlEnterSubmitsFromAButton();
    void doesNotLeaveTheFocusToCancel_data();
    void doesNotLeaveTheFocusToCancel();
    void anObstacleKeepsTheMainButtonOff();
    void busyKeepsWhatIsTyped();
    void busyCanBeCancelled();
    void aFailureHasOneWayOut();
    void aLockKeepsWhatIsTyped();
    void asksBeforeItDiscards();
    void closesAtOnceWhereNothingIsTyped();
    void dimsTheWindow();
    void asksForReasonAndCount();
};

void TestDialogFrame::init()
{
    m_dialog = new DialogFrame(u"New event"_s, 560, &m_window);
    m_alive = m_dialog;
    m_edit = new QLineEdit;
    m_dialog->content()->addWidget(new FormField(u"Name"_s, m_edit));
    m_dialog->setSubmit(u"Create"_s);
    m_dialog->open();
    QVERIFY(QTest::qWaitForWindowActive(m_dialog));
}

void TestDialogFrame::cleanup()
{
    delete m_alive.data();
}

void TestDialogFrame::focusesTheFirstField()
{
    QTRY_VERIFY(m_edit->hasFocus());
    QTest::keyClick(m_dialog, Qt::Key_Tab);
    QVERIFY(m_dialog->cancelButton()->hasFocus());
    QTest::keyClick(m_dialog, Qt::Key_Tab);
    QVERIFY(m_dialog->submitButton()->hasFocus());
    QCOMPARE(m_dialog->width(), 560);
}

void TestDialogFrame::enterSubmitsAndEscCancels()
{
    QSignalSpy submitted(m_dialog, &DialogFrame::submitted);
    QSignalSpy finished(m_dialog, &QDialog::finished);
    QTest::keyClicks(m_edit, u"Devcon"_s);
    QTest::keyClick(m_edit, Qt::Key_Return);
    QCOMPARE(submitted.size(), 1);
    QTest::mouseClick(m_dialog->submitButton(), Qt::LeftButton);
    QCOMPARE(submitted.size(), 2);
    QTest::keyClick(m_edit, Qt::Key_Escape);
    QCOMPARE(finished.size(), 1);
    QCOMPARE(finished.first().first().toInt(), int(QDialog::Rejected));
    QTRY_VERIFY(!m_alive);
}

void TestDialogFrame::ctrlEnterSubmitsFromAButton()
{
    QSignalSpy submitted(m_dialog, &DialogFrame::submitted);
    QPushButton *choice = makeButton(u"CSV"_s, ButtonLook::Secondary);
    m_dialog->content()->addWidget(choice);
    QSignalSpy clicked(choice, &QPushButton::clicked);
    for (QWidget *focus : {choice, m_dialog->cancelButton(), m_dialog->submitButton()}) {
        submitted.clear();
        focus->setFocus();
        QTest::keyClick(focus, Qt::Key_Return, Qt::ControlModifier);
        QCOMPARE(submitted.size(), 1);
        QVERIFY(m_dialog->isVisible());
    }
    QCOMPARE(clicked.size(), 0);
    choice->setFocus();
    QTest::keyClick(choice, Qt::Key_Space);
    QCOMPARE(clicked.size(), 1);
    QCOMPARE(submitted.size(), 1);
}

void TestDialogFrame::doesNotLeaveTheFocusToCancel_data()
{
    QTest::addColumn<bool>("hidden");
    QTest::addColumn<bool>("alone");
    QTest::newRow("switched off") << false << false;
    QTest::newRow("hidden") << true << false;
    QTest::newRow("switched off, no other field") << false << true;
    QTest::newRow("hidden, no other field") << true << true;
}

void TestDialogFrame::doesNotLeaveTheFocusToCancel()
{
    QFETCH(bool, hidden);
    QFETCH(bool, alone);
    QPushButton *test = makeButton(u"Test"_s, ButtonLook::Secondary);
    m_dialog->content()->addWidget(test);
    m_edit->setEnabled(!alone);
    m_dialog->setObstacle(alone ? u"Trying"_s : QString());
    test->setFocus();
    QTRY_VERIFY(test->hasFocus());
    if (hidden)
        test->hide();
    else
        test->setEnabled(false);
    QVERIFY(!m_dialog->cancelButton()->hasFocus());
    QCOMPARE(m_edit->hasFocus(), !alone);
    m_dialog->setObstacle({});
    QSignalSpy submitted(m_dialog, &DialogFrame::submitted);
    QTest::keyClick(m_dialog->focusWidget() ? m_dialog->focusWidget() : m_dialog, Qt::Key_Return);
    QCOMPARE(submitted.size(), 1);
    QVERIFY(m_alive && m_dialog->isVisible());
}

void TestDialogFrame::anObstacleKeepsTheMainButtonOff()
{
    QSignalSpy submitted(m_dialog, &DialogFrame::submitted);
    m_dialog->setObstacle(u"One field to correct: name"_s);
    QVERIFY(!m_dialog->submitButton()->isEnabled());
    QTest::keyClick(m_edit, Qt::Key_Return);
    QTest::mouseClick(m_dialog->submitButton(), Qt::LeftButton);
    QCOMPARE(submitted.size(), 0);
    m_dialog->setObstacle({});
    QTest::keyClick(m_edit, Qt::Key_Return);
    QCOMPARE(submitted.size(), 1);
}

void TestDialogFrame::busyKeepsWhatIsTyped()
{
    QTest::keyClicks(m_edit, u"Devcon"_s);
    m_dialog->setBusy(true, u"Creating…"_s);
    QCOMPARE(m_dialog->submitButton()->text(), u"Creating…"_s);
    QTest::keyClick(m_dialog, Qt::Key_Escape);
    QTest::keyClick(m_dialog, Qt::Key_Return);
    QVERIFY(m_alive && m_dialog->isVisible());
    QVERIFY(!m_edit->isEnabled());
    m_dialog->setBusy(false);
    QCOMPARE(m_edit->text(), u"Devcon"_s);
    QCOMPARE(m_dialog->submitButton()->text(), u"Create"_s);
    QVERIFY(m_edit->hasFocus());
}

void TestDialogFrame::busyCanBeCancelled()
{
    QSignalSpy cancelled(m_dialog, &DialogFrame::cancelRequested);
    m_dialog->setBusy(true, u"Minting…"_s, true);
    QTest::mouseClick(m_dialog->cancelButton(), Qt::LeftButton);
    QTest::keyClick(m_dialog, Qt::Key_Escape);
    QCOMPARE(cancelled.size(), 2);
    QVERIFY(m_dialog->isVisible());
}

void TestDialogFrame::aFailureHasOneWayOut()
{
    m_dialog->showFailure(u"Not created."_s, u"The server did not answer in time."_s, u"Try again"_s);
    QVERIFY(m_dialog->failureStrip()->isVisible());
    QSignalSpy again(m_dialog->failureStrip(), &InlineMessage::buttonClicked);
    QTest::mouseClick(m_dialog->failureStrip()->findChild<QPushButton *>(), Qt::LeftButton);
    QCOMPARE(again.size(), 1);
    m_dialog->setBusy(true);
    QVERIFY(!m_dialog->failureStrip()->isVisible());
}

void TestDialogFrame::aLockKeepsWhatIsTyped()
{
    QAction unlock(u"Unlock…"_s);
    QSignalSpy asked(&unlock, &QAction::triggered);
    QSignalSpy submitted(m_dialog, &DialogFrame::submitted);
    QTest::keyClicks(m_edit, u"Devcon"_s);
    m_dialog->setLock(u"Production is locked"_s, &unlock);
    QVERIFY(m_dialog->submitButton()->isEnabled()); // it writes nothing, so a lock is nothing to it
    QVERIFY(!m_dialog->remedyButton());
    m_dialog->setWriting();
    m_dialog->setLock(u"Production is locked"_s, &unlock);
    QVERIFY(!m_dialog->submitButton()->isEnabled());
    QVERIFY(m_dialog->remedyButton() && m_dialog->remedyButton()->isVisible());
    QTest::keyClick(m_edit, Qt::Key_Return);
    QCOMPARE(submitted.size(), 0);
    m_dialog->setObstacle({}); // the dialog judges anew meanwhile
    QVERIFY(!m_dialog->submitButton()->isEnabled());
    QTest::mouseClick(m_dialog->remedyButton(), Qt::LeftButton);
    QCOMPARE(asked.size(), 1);
    m_dialog->setLock({});
    QVERIFY(m_dialog->submitButton()->isEnabled());
    QVERIFY(!m_dialog->remedyButton());
    QCOMPARE(m_edit->text(), u"Devcon"_s);
    m_dialog->setLock(u"Production is locked"_s, &unlock);
    m_dialog->setWriting(false); // done: there is nothing left but to close it
    QVERIFY(m_dialog->submitButton()->isEnabled());
    QVERIFY(!m_dialog->remedyButton()->isVisible());
}

void TestDialogFrame::asksBeforeItDiscards()
{
    m_dialog->close();
    ScriptedPrompts prompts;
    auto *dialog = new DialogFrame(u"New event"_s, 560, &m_window);
    m_alive = dialog;
    auto *area = new QPlainTextEdit;
    auto *line = new QLineEdit(u"UTC"_s);
    dialog->content()->addWidget(line);
    dialog->content()->addWidget(area);
    dialog->keepWhatIsTyped(prompts);
    dialog->open();
    QVERIFY(QTest::qWaitForWindowActive(dialog));
    QTest::keyClicks(line, u"+1"_s);
    prompts.yes = false;
    QTest::keyClick(line, Qt::Key_Escape);
    QCOMPARE(prompts.asked, QStringList(u"Discard what you typed?"_s));
    QTest::mouseClick(dialog->cancelButton(), Qt::LeftButton);
    QCOMPARE(prompts.asked.size(), 2);
    QVERIFY(m_alive && dialog->isVisible());
    QCOMPARE(line->text(), u"UTC+1"_s);
    line->setText(u"UTC"_s); // as it was: only the area counts from here on
    QTest::keyClicks(area, u"Cards lie in the box"_s);
    QTest::keyClick(area, Qt::Key_Escape);
    QCOMPARE(prompts.asked.size(), 3);
    prompts.yes = true;
    QTest::keyClick(area, Qt::Key_Escape);
    QTRY_VERIFY(!m_alive);
}

void TestDialogFrame::closesAtOnceWhereNothingIsTyped()
{
    m_dialog->close();
    ScriptedPrompts prompts;
    prompts.yes = false;
    for (const QString &typed : {QString(), u"x"_s}) {
        auto *dialog = new DialogFrame(u"New event"_s, 560, &m_window);
        m_alive = dialog;
        auto *line = new QLineEdit;
        dialog->content()->addWidget(line);
        dialog->keepWhatIsTyped(prompts);
        dialog->open();
        QVERIFY(QTest::qWaitForWindowActive(dialog));
        line->setText(u"filled in by the program"_s);
        line->clear();
        if (!typed.isEmpty()) { // and taken back
            QTest::keyClicks(line, typed);
            QTest::keyClick(line, Qt::Key_Backspace);
        }
        QTest::keyClick(line, Qt::Key_Escape);
        QCOMPARE(prompts.asked, QStringList());
        QTRY_VERIFY(!m_alive);
    }
}

void TestDialogFrame::dimsTheWindow()
{
    const auto *dim = m_window.findChild<Dim *>();
    QVERIFY(dim);
    QCOMPARE(dim->size(), m_window.size());
    m_window.resize(900, 640);
    QTRY_COMPARE(dim->size(), m_window.size());
    m_dialog->close();
    QTRY_VERIFY(!m_window.findChild<Dim *>());
}

void TestDialogFrame::asksForReasonAndCount()
{
    m_dialog->close();
    auto *dialog =
        new ReasonDialog(u"Disable 2 codes"_s, u"They can not be claimed until enabled again."_s, &m_window);
    dialog->setSubmit(u"Disable"_s, ButtonLook::Danger);
    dialog->askCount(1200);
    dialog->open();
    QVERIFY(QTest::qWaitForWindowActive(dialog));
    QCOMPARE(testing::markupLabels(dialog), QStringList());
    QCOMPARE(testing::namelessControls(dialog), QStringList());
    QSignalSpy submitted(dialog, &DialogFrame::submitted);
    QVERIFY(!dialog->submitButton()->isEnabled());
    QTest::keyClicks(dialog->reasonField()->edit(), u"  "_s);
    QVERIFY(!dialog->submitButton()->isEnabled());
    QTest::keyClicks(dialog->reasonField()->edit(), u"leaked list"_s);
    QVERIFY(!dialog->submitButton()->isEnabled());
    QTest::keyClicks(dialog->findChild<CountField *>(), u"1 200"_s);
    QVERIFY(dialog->submitButton()->isEnabled());
    QCOMPARE(dialog->reason(), u"leaked list"_s);
    testing::saveGallery(&m_window, u"reason"_s);
    QTest::mouseClick(dialog->submitButton(), Qt::LeftButton);
    QCOMPARE(submitted.size(), 1);
    dialog->accept();
}

SCRIP_UI_TEST_MAIN(TestDialogFrame)
#include "tst_dialog_frame.moc"
