// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/testing.h"

#include "ui/theme/focus_ring.h"
#include "ui/theme/looks.h"
#include "ui/theme/tokens.h"

#include <QComboBox>
#include <QFocusFrame>
#include <QLineEdit>
#include <QPushButton>
#include <QSpinBox>
#include <QVBoxLayout>

using namespace scrip;
using namespace Qt::StringLiterals;

/// Sizes and colours of controls as the screens promise them.
class TestScripStyle : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void controlsAreThirtyHigh();
    void primaryTakesTheAccent();
    void invalidFieldsAreRed();
    void theRingFollowsTheKeyboard();
};

void TestScripStyle::controlsAreThirtyHigh()
{
    QPushButton button(u"Print"_s);
    QLineEdit edit;
    QComboBox combo;
    combo.addItem(u"Devcon"_s);
    QSpinBox spin;
    for (QWidget *control : std::initializer_list<QWidget *>{&button, &edit, &combo, &spin}) {
        control->ensurePolished();
        QCOMPARE(control->sizeHint().height(), 30);
        setSmall(control);
        QCOMPARE(control->sizeHint().height(), 26);
    }
}

void TestScripStyle::primaryTakesTheAccent()
{
    for (const bool dark : {false, true}) {
        testing::theme().setMode(dark ? ThemeMode::Dark : ThemeMode::Light);
        QPushButton button(u"Print"_s);
        setLook(&button, ButtonLook::Primary);
        button.resize(100, 30);
        const Tokens &t = dark ? darkTokens() : lightTokens();
        QCOMPARE(button.grab().toImage().pixelColor(6, 15), t.accent);
        button.setEnabled(false);
        QCOMPARE(button.grab().toImage().pixelColor(6, 15), t.window);
    }
    testing::theme().setMode(ThemeMode::Light);
}

void TestScripStyle::invalidFieldsAreRed()
{
    QLineEdit edit;
    edit.resize(100, 30);
    const auto border = [&edit] { return edit.grab().toImage().pixelColor(50, 0); };
    QCOMPARE(border(), lightTokens().edge);
    setInvalid(&edit, true);
    QCOMPARE(border(), lightTokens().bad);
    setInvalid(&edit, false);
    QCOMPARE(border(), lightTokens().edge);
}

void TestScripStyle::theRingFollowsTheKeyboard()
{
    QWidget window;
    auto *column = new QVBoxLayout(&window);
    auto *edit = new QLineEdit;
    auto *button = new QPushButton(u"Print"_s);
    column->addWidget(edit);
    column->addWidget(button);
    testing::showOnScreen(&window, {300, 120});
    const auto ringOn = [&window](const QWidget *widget) {
        const auto frames = window.findChildren<QFocusFrame *>();
        return std::any_of(frames.cbegin(), frames.cend(), [widget](const QFocusFrame *frame) {
            return frame->isVisible() && frame->widget() == widget;
        });
    };
    QTest::mouseClick(edit, Qt::LeftButton);
    QVERIFY(ringOn(edit));
    QTest::mouseClick(button, Qt::LeftButton);
    QVERIFY(!ringOn(button));
    QTest::mouseClick(edit, Qt::LeftButton);
    QTest::keyClick(&window, Qt::Key_Tab);
    QVERIFY(button->hasFocus());
    QVERIFY(ringOn(button));
}

SCRIP_UI_TEST_MAIN(TestScripStyle)
#include "tst_scrip_style.moc"
