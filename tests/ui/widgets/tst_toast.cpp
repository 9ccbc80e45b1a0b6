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
    void anOfferDiesWithItsPage();
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
