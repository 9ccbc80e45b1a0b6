// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/testing.h"

#include "ui/settings/settings_page.h"
#include "ui/settings/shown_zone.h"
#include "ui/widgets/buttons.h"
#include "ui/widgets/segments.h"

#include <QAction>
#include <QPushButton>
#include <QSettings>
#include <QSignalSpy>

using namespace scrip;
using namespace Qt::StringLiterals;

/// What a person sets, by mouse; in force at once and kept.
class TestSettingsPage : public QObject
{
    Q_OBJECT
private:
    std::unique_ptr<SettingsPage> m_page;
    QList<QAction *> m_actions;

    static void press(const Segments *segments, int index);

private Q_SLOTS:
    void init();
    void cleanup();
    void changesTheTheme();
    void followsTheTheme();
    void changesTheZone();
    void listsTheShortcuts();
    void fallsBackToUtc();
    void looksRight();
};

void TestSettingsPage::init()
{
    QSettings().clear();
    m_actions = {makeAction(this, u"&Back"_s, Glyph::Back, Qt::ALT | Qt::Key_Left),
                 makeAction(this, u"&About"_s, Glyph::About), // has none
                 makeAction(this, u"&Refresh"_s, Glyph::Refresh, QKeySequence(Qt::Key_F5))};
    m_page = std::make_unique<SettingsPage>(testing::theme(), [this] { return m_actions; });
    testing::showOnScreen(m_page.get(), {1072, 724});
    m_page->activate();
}

void TestSettingsPage::cleanup()
{
    m_page.reset();
    qDeleteAll(m_actions);
    testing::theme().setMode(ThemeMode::Light);
}

void TestSettingsPage::press(const Segments *segments, int index)
{
    QTest::mouseClick(segments->findChildren<QPushButton *>().at(index), Qt::LeftButton);
}

void TestSettingsPage::changesTheTheme()
{
    press(m_page->theme(), 2);
    QCOMPARE(testing::theme().mode(), ThemeMode::Dark);
    QCOMPARE(QSettings().value(u"appearance/theme"_s).toString(), u"dark"_s);
    press(m_page->theme(), 0);
    QCOMPARE(testing::theme().mode(), ThemeMode::System);
}

void TestSettingsPage::followsTheTheme()
{
    testing::theme().setMode(ThemeMode::Dark); // by the menu
    QCOMPARE(m_page->theme()->current(), 2);
    testing::theme().setMode(ThemeMode::Light);
    QCOMPARE(m_page->theme()->current(), 1);
}

void TestSettingsPage::changesTheZone()
{
    const QTimeZone theirs("Asia/Singapore");
    QCOMPARE(shownZoneFor(u"Asia/Singapore"_s), theirs);
    QSignalSpy changed(m_page.get(), &SettingsPage::zoneChanged);
    press(m_page->zone(), 2);
    QCOMPARE(changed.size(), 1);
    QCOMPARE(shownZoneFor(u"Asia/Singapore"_s), QTimeZone::utc());
    press(m_page->zone(), 1);
    QCOMPARE(shownZoneFor(u"Asia/Singapore"_s), QTimeZone::systemTimeZone());
    // Kept: another page of settings begins with it.
    const SettingsPage again(testing::theme(), [] { return QList<QAction *>(); });
    QCOMPARE(again.zone()->current(), 1);
    press(m_page->zone(), 0);
    QCOMPARE(shownZoneFor(u"Asia/Singapore"_s), theirs);
}

void TestSettingsPage::listsTheShortcuts()
{
    QCOMPARE(m_page->shortcuts(), (QStringList{u"Back: Alt+Left"_s, u"Refresh: F5"_s}));
    m_actions.constLast()->setVisible(false); // nothing to be done with it now
    m_page->activate();
    QCOMPARE(m_page->shortcuts(), QStringList{u"Back: Alt+Left"_s});
}

void TestSettingsPage::fallsBackToUtc()
{
    QCOMPARE(shownZoneFor(u"Mars/Olympus"_s), QTimeZone::utc());
    QSettings().setValue(u"appearance/zone"_s, u"nonsense"_s);
    QCOMPARE(shownZone(), ShownZone::Theirs);
}

void TestSettingsPage::looksRight()
{
    QCOMPARE(testing::markupLabels(m_page.get()), QStringList());
    QCOMPARE(testing::namelessControls(m_page.get()), QStringList());
    testing::saveGallery(m_page.get(), u"settings"_s);
}

SCRIP_UI_TEST_MAIN(TestSettingsPage)
#include "tst_settings_page.moc"
