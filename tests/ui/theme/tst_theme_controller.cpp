// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/testing.h"

#include "ui/theme/tokens.h"
#include "ui/theme/type_scale.h"

#include <QDBusVariant>
#include <QFontInfo>
#include <QSettings>
#include <QSignalSpy>

using namespace scrip;
using namespace Qt::StringLiterals;

/// The choice of the theme: kept, live, and the system's word as the desktop portal says it.
class TestThemeController : public QObject
{
    Q_OBJECT
private:
    static void portalSays(uint scheme);

private Q_SLOTS:
    void keepsTheChoice();
    void followsThePortalOnlyWhenAsked();
    void shipsItsFonts();
};

void TestThemeController::portalSays(uint scheme)
{
    QVERIFY(QMetaObject::invokeMethod(&testing::theme(), "onPortalSetting", Qt::DirectConnection,
                                      Q_ARG(QString, u"org.freedesktop.appearance"_s),
                                      Q_ARG(QString, u"color-scheme"_s), Q_ARG(QDBusVariant, QDBusVariant(scheme))));
}

void TestThemeController::keepsTheChoice()
{
    ThemeController &theme = testing::theme();
    QSignalSpy changed(&theme, &ThemeController::modeChanged);
    theme.setMode(ThemeMode::Dark);
    QCOMPARE(QSettings().value(u"appearance/theme"_s).toString(), u"dark"_s);
    QVERIFY(tokensOf(qApp->palette()).dark);
    theme.toggle();
    QCOMPARE(theme.mode(), ThemeMode::Light);
    QVERIFY(!tokensOf(qApp->palette()).dark);
    QCOMPARE(changed.size(), 2);
}

void TestThemeController::followsThePortalOnlyWhenAsked()
{
    ThemeController &theme = testing::theme();
    theme.setMode(ThemeMode::Light);
    portalSays(1);
    QVERIFY(!theme.isDark());
    theme.setMode(ThemeMode::System);
    QVERIFY(theme.isDark());
    portalSays(2);
    QVERIFY(!theme.isDark());
    QVERIFY(!tokensOf(qApp->palette()).dark);
}

void TestThemeController::shipsItsFonts()
{
    QCOMPARE(QFontInfo(textFont()).family(), textFont().family());
    QCOMPARE(QFontInfo(codeFont()).family(), codeFont().family());
    const QFontMetricsF metrics(textFont());
    QCOMPARE(metrics.horizontalAdvance(u"111111"_s), metrics.horizontalAdvance(u"000000"_s));
    QCOMPARE(textFont(Type::Page).pixelSize(), 20);
}

SCRIP_UI_TEST_MAIN(TestThemeController)
#include "tst_theme_controller.moc"
