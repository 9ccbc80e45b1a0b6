// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/dialog_doubt.h"

#include "ui/testing.h"
#include "ui/widgets/dialog_frame.h"
#include "ui/widgets/inline_message.h"

#include <QPointer>
#include <QPushButton>

using namespace scrip;
using namespace Qt::StringLiterals;

namespace {

constexpr int never = 1'000'000;

Failure failureOf(FailureKind kind)
{
    Failure failure;
    failure.kind = kind;
    return failure;
}

struct Bench
{
    Bench()
    {
        testing::showOnScreen(&window, {900, 600});
        dialog = new DialogFrame(u"Pause"_s, 480, &window);
        doubt = new DialogDoubt(dialog, u"Not known whether it was done."_s, [this] { ++asked; });
        doubt->setAskAfter(never);
        dialog->open();
        dialog->setBusy(true, u"Pausing…"_s);
    }

    void press() const { QTest::mouseClick(dialog->failureStrip()->findChild<QPushButton *>(), Qt::LeftButton); }

    QWidget window;
    DialogFrame *dialog = nullptr;
    DialogDoubt *doubt = nullptr;
    int asked = 0;
};

} // namespace

/// What a dialog does between an answer that was lost and the truth.
class TestDialogDoubt : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void aRefusalIsTheTruth()
    {
        Bench bench;
        for (const FailureKind kind : {FailureKind::Refused, FailureKind::Connection, FailureKind::Busy})
            QVERIFY(!bench.doubt->holds(failureOf(kind)));
        QVERIFY(!bench.doubt->isOpen());
    }

    void aLostAnswerHoldsTheDialog()
    {
        Bench bench;
        QVERIFY(bench.doubt->holds(failureOf(FailureKind::UnknownOutcome)));
        QVERIFY(bench.doubt->isOpen() && bench.dialog->isBusy());
        QCOMPARE(bench.dialog->submitButton()->text(), u"Unknown, resolving…"_s);
        QVERIFY(bench.dialog->failureStrip()->text().startsWith(u"Not known whether it was done."_s));
        QVERIFY(!bench.dialog->submitButton()->isEnabled());
    }

    /// That the server is gone now does not mean that nothing was sent before.
    void thatNobodyCanBeAskedSaysNothing()
    {
        Bench bench;
        QVERIFY(bench.doubt->holds(failureOf(FailureKind::UnknownOutcome)));
        for (const FailureKind kind : {FailureKind::Connection, FailureKind::Busy, FailureKind::Cancelled}) {
            QVERIFY(bench.doubt->holds(failureOf(kind)));
            QVERIFY(bench.dialog->failureStrip()->text().startsWith(u"Not known"_s));
        }
        QVERIFY(!bench.doubt->holds(failureOf(FailureKind::Refused)));
    }

    void asksByItself()
    {
        Bench bench;
        bench.doubt->setAskAfter(0);
        QVERIFY(bench.doubt->holds(failureOf(FailureKind::UnknownOutcome)));
        QTRY_COMPARE(bench.asked, 1);
        QVERIFY(bench.doubt->holds(failureOf(FailureKind::Connection)));
        QTRY_COMPARE(bench.asked, 2);
    }

    void asksOnceForAPress()
    {
        Bench bench;
        bench.press(); // nothing to ask for yet
        QVERIFY(bench.doubt->holds(failureOf(FailureKind::UnknownOutcome)));
        bench.press();
        bench.press();
        QCOMPARE(bench.asked, 1);
        QVERIFY(bench.doubt->holds(failureOf(FailureKind::UnknownOutcome)));
        bench.press();
        QCOMPARE(bench.asked, 2);
    }

    void anAnswerGivesTheDialogBack()
    {
        Bench bench;
        QVERIFY(bench.doubt->holds(failureOf(FailureKind::UnknownOutcome)));
        bench.doubt->end();
        QVERIFY(!bench.doubt->isOpen() && !bench.dialog->isBusy());
        QVERIFY(!bench.dialog->failureStrip()->isVisible());
        QVERIFY(bench.dialog->submitButton()->isEnabled());
    }

    void canBeLeft()
    {
        Bench bench;
        const QPointer<DialogFrame> alive(bench.dialog);
        QTest::keyClick(bench.dialog, Qt::Key_Escape); // not while an answer is awaited
        QVERIFY(!alive.isNull());
        QVERIFY(bench.doubt->holds(failureOf(FailureKind::UnknownOutcome)));
        QTest::keyClick(bench.dialog, Qt::Key_Escape);
        QTRY_VERIFY(alive.isNull());
    }
};

SCRIP_UI_TEST_MAIN(TestDialogDoubt)
#include "tst_dialog_doubt.moc"
