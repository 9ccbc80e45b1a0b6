// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/audit/audit_fixture.h"
#include "ui/testing.h"

#include "ui/table/view_chooser.h"
#include "ui/table/view_name_dialog.h"
#include "ui/widgets/buttons.h"
#include "ui/widgets/table_view.h"
#include "ui/widgets/toast.h"

#include <QHeaderView>
#include <QLineEdit>
#include <QMenu>
#include <QPushButton>
#include <QSettings>
#include <QSignalSpy>

using namespace scrip;
using namespace scrip::testing;
using namespace Qt::StringLiterals;

/// Saved views with real clicks, on the page of the audit.
class TestPageViews : public QObject
{
    Q_OBJECT
private:
    static void saveAs(const TablePage &page, const QString &name);
    static QAction *entry(const TablePage &page, const QString &text);

private Q_SLOTS:
    void init() { QSettings().clear(); }

    void savesAndShowsAView();
    void replacesAView();
    void renamesAndDeletesAView();
    void beginsWithAView();
    void goesWhereItIsSentInstead();
    void showsEverything();
    void namesViewsAsTheyAre();
    void saysWhatIsWrongWithAName();
};

/// Saves how the page is looked at, by the keyboard.
void TestPageViews::saveAs(const TablePage &page, const QString &name)
{
    page.views()->save->trigger();
    ViewNameDialog *dialog = page.views()->dialog();
    QVERIFY(dialog);
    dialog->nameField()->selectAll();
    QTest::keyClicks(dialog->nameField(), name);
    QTest::keyClick(dialog->nameField(), Qt::Key_Return);
    QTRY_VERIFY(!page.views()->dialog());
}

QAction *TestPageViews::entry(const TablePage &page, const QString &text)
{
    Q_EMIT page.views()->menu()->aboutToShow();
    const auto actions = page.views()->menu()->actions();
    for (QAction *action : actions) {
        if (action->text() == text)
            return action;
    }
    return nullptr;
}

void TestPageViews::savesAndShowsAView()
{
    AuditFixture f;
    f.show();
    QTRY_VERIFY(f.isLoaded());
    f.page->goTo(QUrlQuery(u"actor=ines.okafor"_s));
    f.page->table()->setColumnHidden(AuditLogColumns::Reason, true);
    QTRY_COMPARE(f.page->model()->filledRows(), 1);
    saveAs(*f.page, u"What Ines did"_s);
    QCOMPARE(f.page->views()->current(), u"What Ines did"_s);
    QVERIFY(entry(*f.page, u"What Ines did"_s)->isChecked());

    f.page->clearFiltersAction()->trigger();
    f.page->table()->setColumnHidden(AuditLogColumns::Reason, false);
    QTRY_COMPARE(f.page->model()->filledRows(), 31);
    QVERIFY(!entry(*f.page, u"What Ines did"_s)->isChecked());
    QSignalSpy moved(f.page.get(), &WindowPage::locationChanged);
    entry(*f.page, u"What Ines did"_s)->trigger();
    QTRY_COMPARE(f.page->model()->filledRows(), 1);
    QVERIFY(f.page->table()->isColumnHidden(AuditLogColumns::Reason));
    QCOMPARE(moved.size(), 1);
    QCOMPARE(f.page->location().toString(), u"actor=ines.okafor"_s);
    f.page->viewsAction()->trigger();
    QTRY_VERIFY(f.page->views()->menu()->isVisible());
    saveGallery(f.page.get(), u"views-menu"_s);
    f.page->views()->menu()->close();
}

void TestPageViews::replacesAView()
{
    AuditFixture f;
    f.show();
    QTRY_VERIFY(f.isLoaded());
    saveAs(*f.page, u"Mine"_s);
    f.page->goTo(QUrlQuery(u"span=day"_s));
    f.page->views()->save->trigger();
    ViewNameDialog *dialog = f.page->views()->dialog();
    QCOMPARE(dialog->nameField()->text(), u"Mine"_s);
    QCOMPARE(dialog->submitButton()->text(), u"Replace"_s);
    saveGallery(f.page.get(), u"save-view"_s);
    QTest::mouseClick(dialog->submitButton(), Qt::LeftButton);
    QCOMPARE(f.page->views()->views().all().size(), 1);
    QCOMPARE(f.page->views()->views().all().first().place.toString(), u"span=day"_s);
}

void TestPageViews::renamesAndDeletesAView()
{
    AuditFixture f;
    f.show();
    QTRY_VERIFY(f.isLoaded());
    QCOMPARE(reasonAgainst(f.page->views()->rename), u"Choose or save a view first"_s);
    saveAs(*f.page, u"One"_s);
    f.page->views()->begin->trigger();
    f.page->views()->rename->trigger();
    ViewNameDialog *dialog = f.page->views()->dialog();
    QVERIFY(dialog);
    dialog->nameField()->setText(u"Other"_s);
    QTest::mouseClick(dialog->submitButton(), Qt::LeftButton);
    QCOMPARE(SavedViews(u"audit"_s).all().first().name, u"Other"_s);
    f.page->views()->remove->trigger();
    QVERIFY(SavedViews(u"audit"_s).all().isEmpty());
    QVERIFY(!f.page->views()->remove->isEnabled());
    Toast *toast = Toast::on(f.page.get());
    QVERIFY(toast);
    QVERIFY(toast->text().contains(u"Other"_s));
    const auto buttons = toast->findChildren<QPushButton *>();
    for (QPushButton *button : buttons) {
        if (button->text() == u"Undo")
            QTest::mouseClick(button, Qt::LeftButton);
    }
    QCOMPARE(SavedViews(u"audit"_s).all().size(), 1);
    QVERIFY(SavedViews(u"audit"_s).atStart());
    QVERIFY(f.page->views()->begin->isChecked());
}

void TestPageViews::beginsWithAView()
{
    SavedViews views(u"audit"_s);
    views.save({u"Ines"_s, QUrlQuery(u"actor=ines.okafor"_s), {}});
    views.setAtStart(u"Ines"_s);
    AuditFixture f;
    f.show();
    QTRY_COMPARE(f.page->model()->filledRows(), 1);
    QCOMPARE(f.page->views()->current(), u"Ines"_s);
    QCOMPARE(f.audit.asked.size(), 1);
    // Only once: whoever clears the filters finds them cleared later.
    f.page->clearFiltersAction()->trigger();
    QTRY_COMPARE(f.page->model()->filledRows(), 31);
    f.page->refresh();
    QTRY_VERIFY(f.isLoaded());
    QCOMPARE(f.page->model()->filledRows(), 31);
}

void TestPageViews::goesWhereItIsSentInstead()
{
    SavedViews views(u"audit"_s);
    views.save({u"Ines"_s, QUrlQuery(u"actor=ines.okafor"_s), {}});
    views.setAtStart(u"Ines"_s);
    AuditFixture f;
    f.page = std::make_unique<AuditPage>(f.audit, f.ports(), nullptr);
    f.page->show();
    f.page->goTo(QUrlQuery(u"actor=nobody"_s));
    f.page->activate();
    QTRY_VERIFY(f.isLoaded());
    QCOMPARE(f.page->filterBar()->filter().actor, u"nobody"_s);
    QCOMPARE(f.audit.asked.size(), 1);
}

void TestPageViews::showsEverything()
{
    AuditFixture f;
    f.show();
    QTRY_VERIFY(f.isLoaded());
    f.page->goTo(QUrlQuery(u"span=day"_s));
    f.page->table()->setColumnHidden(AuditLogColumns::Who, true);
    f.page->table()->horizontalHeader()->moveSection(0, 2);
    entry(*f.page, u"&Everything"_s)->trigger();
    QTRY_COMPARE(f.page->model()->filledRows(), 31);
    QVERIFY(f.page->location().isEmpty());
    QVERIFY(!f.page->table()->isColumnHidden(AuditLogColumns::Who));
    QCOMPARE(f.page->table()->horizontalHeader()->logicalIndex(0), 0);
}

void TestPageViews::namesViewsAsTheyAre()
{
    AuditFixture f;
    f.show();
    QTRY_VERIFY(f.isLoaded());
    saveAs(*f.page, u"R&D <b>%1</b>"_s);
    QVERIFY(entry(*f.page, u"R&&D <b>%1</b>"_s));
}

void TestPageViews::saysWhatIsWrongWithAName()
{
    AuditFixture f;
    f.show();
    QTRY_VERIFY(f.isLoaded());
    saveAs(*f.page, u"One"_s);
    saveAs(*f.page, u"Two"_s);
    f.page->views()->rename->trigger();
    ViewNameDialog *dialog = f.page->views()->dialog();
    QVERIFY(dialog);
    QVERIFY(dialog->submitButton()->isEnabled());
    dialog->nameField()->setText(u"one"_s);
    QVERIFY(!dialog->submitButton()->isEnabled());
    QCOMPARE(dialog->obstacle(), u"There is a view of that name"_s);
    dialog->nameField()->setText(u"a\u202Eb"_s);
    QVERIFY(!dialog->submitButton()->isEnabled());
    dialog->nameField()->clear();
    QVERIFY(!dialog->submitButton()->isEnabled());
    QCOMPARE(markupLabels(dialog), QStringList());
    QCOMPARE(namelessControls(dialog), QStringList());
    QTest::keyClick(dialog, Qt::Key_Escape);
    QTRY_VERIFY(!f.page->views()->dialog());
}

SCRIP_UI_TEST_MAIN(TestPageViews)
#include "tst_page_views.moc"
