// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/testing.h"

#include "ui/widgets/buttons.h"
#include "ui/widgets/toast.h"

#include <QAction>
#include <QPointer>
#include <QPushButton>

using namespace scrip;
using namespace Qt::StringLiterals;

/// Toasts and the buttons that follow actions.
class TestToast : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void runsItsOfferOnce();
    void theNewestStands();
    void standsAboveTheFoot();
    void anOfferDiesWithItsPage();
    void undoesByKeyWhileItIsOffered();
    void undoesOnce();
    void anUndoDiesWithItsPage();
    void buttonsFollowActions();
};

void TestToast::runsItsOfferOnce()
{
    QWidget window;
    testing::showOnScreen(&window, {800, 500});
    int shown = 0;
    QPointer<Toast> toast =
        Toast::show(&window, Tone::Good, u"500 codes minted"_s, {u"Show"_s, [&shown] { ++shown; }});
    QVERIFY(window.rect().contains(toast->geometry()));
    QTest::mouseClick(toast->findChild<QPushButton *>(), Qt::LeftButton);
    QCOMPARE(shown, 1);
    QTRY_VERIFY(!Toast::on(&window));
}

void TestToast::theNewestStands()
{
    QWidget window;
    testing::showOnScreen(&window, {800, 500});
    QPointer<Toast> first = Toast::show(&window, Tone::Good, u"one"_s);
    Toast::show(&window, Tone::Bad, u"two"_s);
    QVERIFY(!first);
    QCOMPARE(Toast::on(&window)->text(), u"two"_s);
    window.resize(700, 400);
    QTRY_VERIFY(window.rect().contains(Toast::on(&window)->geometry()));
}

void TestToast::standsAboveTheFoot()
{
    QWidget window;
    auto *foot = new QWidget(&window);
    foot->setGeometry(0, 430, 800, 36);
    Toast::standAbove(foot);
    testing::showOnScreen(&window, {800, 500});
    const Toast *toast = Toast::show(&window, Tone::Bad, u"Not printed."_s);
    QVERIFY(toast->geometry().bottom() < 430);
    foot->hide();
    QTRY_VERIFY(toast->geometry().bottom() > 430);
    foot->setGeometry(0, 400, 800, 36);
    foot->show();
    QTRY_VERIFY(toast->geometry().bottom() < 400);
}

void TestToast::anOfferDiesWithItsPage()
{
    QWidget window;
    testing::showOnScreen(&window, {800, 500});
    auto *page = new QWidget(&window);
    int shown = 0;
    Toast *toast = Toast::show(page, Tone::Good, u"paused"_s, {u"Undo"_s, [&shown] { ++shown; }});
    delete page;
    QTest::mouseClick(toast->findChild<QPushButton *>(), Qt::LeftButton);
    QCOMPARE(shown, 0);
}

void TestToast::undoesByKeyWhileItIsOffered()
{
    QWidget window;
    testing::showOnScreen(&window, {800, 500});
    int undone = 0;
    QTest::keyClick(&window, Qt::Key_Z, Qt::ControlModifier);
    QCOMPARE(Toast::undoOn(&window), nullptr);
    QPointer<Toast> toast = Toast::showUndo(&window, u"Beans & Co is paused"_s, [&undone] { ++undone; });
    QCOMPARE(Toast::undoOn(&window)->iconText(), u"Undo: Beans & Co is paused"_s);
    QCOMPARE(Toast::undoOn(&window)->text(), u"Undo: Beans && Co is paused"_s);
    testing::saveGallery(&window, u"toast-undo"_s);
    QTest::keyClick(&window, Qt::Key_Z, Qt::ControlModifier);
    QCOMPARE(undone, 1);
    QCOMPARE(Toast::undoOn(&window), nullptr);
    QTest::keyClick(&window, Qt::Key_Z, Qt::ControlModifier);
    QTRY_VERIFY(!toast);
    QCOMPARE(undone, 1);
    // A newer toast takes the offer along, and so does whoever dismisses it.
    Toast::showUndo(&window, u"paused"_s, [&undone] { ++undone; });
    Toast::show(&window, Tone::Good, u"saved"_s);
    QTest::keyClick(&window, Qt::Key_Z, Qt::ControlModifier);
    QCOMPARE(undone, 1);
    QTest::mouseClick(Toast::showUndo(&window, u"paused"_s, [&undone] { ++undone; })->findChild<QToolButton *>(),
                      Qt::LeftButton);
    QTest::keyClick(&window, Qt::Key_Z, Qt::ControlModifier);
    QCOMPARE(undone, 1);
}

void TestToast::undoesOnce()
{
    QWidget window;
    testing::showOnScreen(&window, {800, 500});
    int undone = 0;
    Toast *toast = Toast::showUndo(&window, u"paused"_s, [&undone] { ++undone; });
    auto *button = toast->findChild<QPushButton *>();
    QCOMPARE(button->text(), u"Undo"_s);
    QTest::mouseClick(button, Qt::LeftButton);
    button->click();
    QCOMPARE(undone, 1);
}

void TestToast::anUndoDiesWithItsPage()
{
    QWidget window;
    testing::showOnScreen(&window, {800, 500});
    auto *page = new QWidget(&window);
    int undone = 0;
    Toast::showUndo(page, u"paused"_s, [&undone] { ++undone; });
    delete page;
    QTest::keyClick(&window, Qt::Key_Z, Qt::ControlModifier);
    QCOMPARE(undone, 0);
}

void TestToast::buttonsFollowActions()
{
    QWidget window;
    auto *action = makeAction(&window, u"&Pause…"_s, Glyph::Pause);
    ActionButton button(action, ButtonLook::Secondary, &window);
    testing::showOnScreen(&window, {300, 100});
    QCOMPARE(button.text(), u"Pause…"_s);
    int triggered = 0;
    connect(action, &QAction::triggered, this, [&triggered] { ++triggered; });
    QTest::mouseClick(&button, Qt::LeftButton);
    QCOMPARE(triggered, 1);
    setReasonAgainst(action, u"Only admins may pause"_s);
    QVERIFY(!button.isEnabled());
    QCOMPARE(button.toolTip(), u"Only admins may pause"_s);
    QCOMPARE(button.accessibleDescription(), u"Only admins may pause"_s);
    setReasonAgainst(action, {});
    QVERIFY(button.isEnabled());
    action->setVisible(false);
    QVERIFY(!button.isVisible());
    delete action;
    QVERIFY(!button.isEnabled());
}

SCRIP_UI_TEST_MAIN(TestToast)
#include "tst_toast.moc"
