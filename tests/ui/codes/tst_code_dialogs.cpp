// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/codes/codes_fixture.h"
#include "ui/testing.h"

#include "ui/codes/reveal_dialog.h"
#include "ui/widgets/count_field.h"
#include "ui/widgets/inline_message.h"
#include "ui/widgets/reason_dialog.h"
#include "ui/widgets/toast.h"

#include <QAction>
#include <QClipboard>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QSignalSpy>

using namespace scrip;
using namespace scrip::testing;
using namespace Qt::StringLiterals;

/// Revealing, disabling and enabling, with real clicks and a store that refuses or is gone.
class TestCodeDialogs : public QObject
{
    Q_OBJECT
private:
    static RevealDialog *openReveal(const CodesFixture &f, const QList<int> &rows);
    static ReasonDialog *openDisable(const CodesFixture &f, const QList<int> &rows);
    static void giveReason(ReasonDialog *dialog, const QString &reason);

private Q_SLOTS:
    void revealsOnlyAfterAsking();
    void hidesAgain();
    void keepsTheClipboardNoLongerThanTheScreen();
    void tellsARefusedReveal();
    void disablesAfterAReason();
    void leavesOtherStatesAlone();
    void asksForTheCountOfMany();
    void keepsTheReasonWhenTheConnectionIsLost();
    void triesAgainUnderTheSameKey();
    void undoes();
    void tellsWhatWasNotUndone();
    void triesAnUndoAgainUnderOneKey();
    void enables();
};

RevealDialog *TestCodeDialogs::openReveal(const CodesFixture &f, const QList<int> &rows)
{
    f.select(rows);
    f.page->actions()->reveal->trigger();
    return openDialog<RevealDialog>();
}

ReasonDialog *TestCodeDialogs::openDisable(const CodesFixture &f, const QList<int> &rows)
{
    f.select(rows);
    f.page->actions()->disable->trigger();
    return openDialog<ReasonDialog>();
}

void TestCodeDialogs::giveReason(ReasonDialog *dialog, const QString &reason)
{
    QTest::keyClicks(dialog->reasonField()->edit(), reason);
}

void TestCodeDialogs::revealsOnlyAfterAsking()
{
    CodesFixture f;
    f.show();
    QTRY_VERIFY(f.isLoaded());
    RevealDialog *dialog = openReveal(f, {2, 3});
    QVERIFY(dialog);
    QCOMPARE(f.codes.revealed.size(), 0);
    saveGallery(f.page.get(), u"reveal-asks"_s);
    QTest::mouseClick(dialog->submitButton(), Qt::LeftButton);
    QTRY_VERIFY(dialog->isShowing());
    QCOMPARE(f.codes.revealed.size(), 1);
    QCOMPARE(f.codes.revealed.first().purpose, u"reveal"_s);
    QCOMPARE(f.codes.revealed.first().ids.size(), 2);
    QCOMPARE(dialog->codes()->toPlainText(), u"NEAR-A7K3-X9M2-P4Q8-AAA3\nNEAR-A7K3-X9M2-P4Q8-AAA4"_s);
    QCOMPARE(markupLabels(dialog), QStringList());
    QCOMPARE(namelessControls(dialog), QStringList());
    saveGallery(f.page.get(), u"reveal-shows"_s);
    const QPointer<RevealDialog> gone(dialog);
    QTest::mouseClick(dialog->submitButton(), Qt::LeftButton);
    QTRY_VERIFY(!gone);
}

void TestCodeDialogs::hidesAgain()
{
    CodesFixture f;
    f.show();
    QTRY_VERIFY(f.isLoaded());
    RevealDialog *dialog = openReveal(f, {2});
    const QPointer<RevealDialog> alive(dialog);
    dialog->setVisibleSeconds(1);
    QTest::mouseClick(dialog->submitButton(), Qt::LeftButton);
    QTRY_VERIFY(dialog->isShowing());
    QTRY_VERIFY(!alive);
}

void TestCodeDialogs::keepsTheClipboardNoLongerThanTheScreen()
{
    CodesFixture f;
    f.show();
    QTRY_VERIFY(f.isLoaded());
    RevealDialog *dialog = openReveal(f, {2});
    const QPointer<RevealDialog> alive(dialog);
    QTest::mouseClick(dialog->submitButton(), Qt::LeftButton);
    QTRY_VERIFY(dialog->isShowing());
    QTest::mouseClick(dialog->copyButton(), Qt::LeftButton);
    QCOMPARE(QGuiApplication::clipboard()->text(), u"NEAR-A7K3-X9M2-P4Q8-AAA3"_s);
    QTest::keyClick(dialog, Qt::Key_Escape);
    QTRY_VERIFY(!alive);
    QCOMPARE(QGuiApplication::clipboard()->text(), QString());
}

void TestCodeDialogs::tellsARefusedReveal()
{
    CodesFixture f;
    f.show();
    QTRY_VERIFY(f.isLoaded());
    RevealDialog *dialog = openReveal(f, {2});
    f.codes.refusal = Failure::named(u"not_permitted"_s, u"no"_s);
    QTest::mouseClick(dialog->submitButton(), Qt::LeftButton);
    QTRY_VERIFY(dialog->failureStrip()->isVisible());
    QVERIFY(dialog->failureStrip()->text().contains(u"may not do this"_s));
    QVERIFY(!dialog->isShowing());
    f.codes.refusal.reset();
    QTest::mouseClick(dialog->failureStrip()->findChild<QPushButton *>(), Qt::LeftButton);
    QTRY_VERIFY(dialog->isShowing());
}

void TestCodeDialogs::disablesAfterAReason()
{
    CodesFixture f;
    f.show();
    QTRY_VERIFY(f.isLoaded());
    ReasonDialog *dialog = openDisable(f, {2});
    const QPointer<ReasonDialog> alive(dialog);
    QVERIFY(dialog);
    QVERIFY(!dialog->submitButton()->isEnabled());
    giveReason(dialog, u"Box lost in transit"_s);
    saveGallery(f.page.get(), u"disable"_s);
    QTest::mouseClick(dialog->submitButton(), Qt::LeftButton);
    QTRY_VERIFY(!alive);
    QCOMPARE(f.codes.writes.size(), 1);
    QCOMPARE(f.codes.writes.first().what, u"disable"_s);
    QCOMPARE(f.codes.writes.first().from, 3);
    QCOMPARE(f.codes.writes.first().to, 3);
    QCOMPARE(f.codes.writes.first().context.reason, u"Box lost in transit"_s);
    QVERIFY(isUsableKey(f.codes.writes.first().context.key));
    QTRY_COMPARE(f.page->model()->index(2, CodeColumns::State).data().toString(), u"disabled"_s);
    QVERIFY(Toast::on(f.page.get())->text().contains(u"1 code(s) disabled"_s));
}

void TestCodeDialogs::leavesOtherStatesAlone()
{
    CodesFixture f;
    f.show();
    QTRY_VERIFY(f.isLoaded());
    // Serials 1 and 2 are disabled, 5 is claimed.
    ReasonDialog *dialog = openDisable(f, {0, 1, 2, 3, 4, 5});
    giveReason(dialog, u"x"_s);
    dialog->findChild<CountField *>()->setText(u"3"_s);
    QTest::mouseClick(dialog->submitButton(), Qt::LeftButton);
    QTRY_COMPARE(f.codes.writes.size(), 2);
    QCOMPARE(f.codes.writes.at(0).from, 3);
    QCOMPARE(f.codes.writes.at(0).to, 4);
    QCOMPARE(f.codes.writes.at(1).from, 6);
    QVERIFY(f.codes.writes.at(0).context.key != f.codes.writes.at(1).context.key);
}

void TestCodeDialogs::asksForTheCountOfMany()
{
    CodesFixture f;
    f.show();
    QTRY_VERIFY(f.isLoaded());
    ReasonDialog *dialog = openDisable(f, {2, 3});
    giveReason(dialog, u"x"_s);
    QVERIFY(!dialog->submitButton()->isEnabled());
    QTest::keyClicks(dialog->findChild<CountField *>(), u"3"_s);
    QVERIFY(!dialog->submitButton()->isEnabled());
    QTest::keyClick(dialog->findChild<CountField *>(), Qt::Key_Backspace);
    QTest::keyClicks(dialog->findChild<CountField *>(), u"2"_s);
    QVERIFY(dialog->submitButton()->isEnabled());
}

void TestCodeDialogs::keepsTheReasonWhenTheConnectionIsLost()
{
    CodesFixture f;
    f.show();
    QTRY_VERIFY(f.isLoaded());
    ReasonDialog *dialog = openDisable(f, {2});
    giveReason(dialog, u"Box lost"_s);
    f.codes.refusal = goneFailure();
    QTest::mouseClick(dialog->submitButton(), Qt::LeftButton);
    QTRY_VERIFY(dialog->failureStrip()->isVisible());
    QVERIFY(dialog->isVisible());
    QCOMPARE(dialog->reason(), u"Box lost"_s);
    QVERIFY(dialog->submitButton()->isEnabled());
}

void TestCodeDialogs::triesAgainUnderTheSameKey()
{
    CodesFixture f;
    f.show();
    QTRY_VERIFY(f.isLoaded());
    ReasonDialog *dialog = openDisable(f, {2});
    const QPointer<ReasonDialog> alive(dialog);
    giveReason(dialog, u"Box lost"_s);
    f.codes.refusal = Failure::named(u"unknown_outcome"_s, u"lost"_s);
    QTest::mouseClick(dialog->submitButton(), Qt::LeftButton);
    QTRY_VERIFY(dialog->failureStrip()->isVisible());
    QVERIFY(dialog->failureStrip()->text().contains(u"nothing is done twice"_s));
    f.codes.refusal.reset();
    QTest::mouseClick(dialog->failureStrip()->findChild<QPushButton *>(), Qt::LeftButton);
    QTRY_VERIFY(!alive);
    QCOMPARE(f.codes.writes.size(), 2);
    QCOMPARE(f.codes.writes.at(0).context.key, f.codes.writes.at(1).context.key);
}

void TestCodeDialogs::undoes()
{
    CodesFixture f;
    f.show();
    QTRY_VERIFY(f.isLoaded());
    ReasonDialog *dialog = openDisable(f, {2});
    const QPointer<ReasonDialog> alive(dialog);
    giveReason(dialog, u"x"_s);
    QTest::mouseClick(dialog->submitButton(), Qt::LeftButton);
    QTRY_VERIFY(Toast::on(f.page.get()));
    QPushButton *undo = nullptr;
    const auto buttons = Toast::on(f.page.get())->findChildren<QPushButton *>();
    for (QPushButton *button : buttons)
        undo = button->text() == u"Undo" ? button : undo;
    QVERIFY(undo);
    QTest::mouseClick(undo, Qt::LeftButton);
    QTRY_COMPARE(f.codes.writes.size(), 2);
    QCOMPARE(f.codes.writes.at(1).what, u"enable"_s);
    QCOMPARE(f.codes.writes.at(1).from, 3);
    QTRY_COMPARE(f.codes.codes[2].state, CodeState::Available);
}

void TestCodeDialogs::tellsWhatWasNotUndone()
{
    CodesFixture f;
    f.show();
    QTRY_VERIFY(f.isLoaded());
    giveReason(openDisable(f, {2}), u"x"_s);
    QTest::mouseClick(openDialog<ReasonDialog>()->submitButton(), Qt::LeftButton);
    QTRY_VERIFY(Toast::undoOn(f.page.get()));
    f.codes.codes[2].state = CodeState::Reissued; // by somebody else
    Toast::undoOn(f.page.get())->trigger();
    QTRY_VERIFY(Toast::on(f.page.get()) && Toast::on(f.page.get())->text().startsWith(u"Undone for 0"_s));
    QVERIFY(Toast::on(f.page.get())->text().contains(u"changed by somebody since"_s));
    QCOMPARE(f.codes.codes[2].state, CodeState::Reissued);
}

void TestCodeDialogs::triesAnUndoAgainUnderOneKey()
{
    CodesFixture f;
    f.show();
    QTRY_VERIFY(f.isLoaded());
    giveReason(openDisable(f, {2}), u"x"_s);
    QTest::mouseClick(openDialog<ReasonDialog>()->submitButton(), Qt::LeftButton);
    QTRY_VERIFY(Toast::undoOn(f.page.get()));
    f.codes.refusal = Failure::named(u"unknown_outcome"_s, u"lost"_s);
    Toast::undoOn(f.page.get())->trigger();
    QTRY_VERIFY(Toast::on(f.page.get()) && Toast::on(f.page.get())->text().startsWith(u"Not undone"_s));
    f.codes.refusal.reset();
    QTest::mouseClick(Toast::on(f.page.get())->findChild<QPushButton *>(), Qt::LeftButton);
    QTRY_COMPARE(f.codes.codes[2].state, CodeState::Available);
    QCOMPARE(f.codes.writes.size(), 3);
    QCOMPARE(f.codes.writes.at(1).context.key, f.codes.writes.at(2).context.key);
    QVERIFY(f.codes.writes.at(0).context.key != f.codes.writes.at(1).context.key);
}

void TestCodeDialogs::enables()
{
    CodesFixture f;
    f.show();
    QTRY_VERIFY(f.isLoaded());
    f.select({0});
    f.page->actions()->enable->trigger();
    auto *dialog = openDialog<ReasonDialog>();
    QVERIFY(dialog);
    giveReason(dialog, u"Found again"_s);
    QTest::mouseClick(dialog->submitButton(), Qt::LeftButton);
    QTRY_COMPARE(f.codes.codes[0].state, CodeState::Available);
}

SCRIP_UI_TEST_MAIN(TestCodeDialogs)
#include "tst_code_dialogs.moc"
