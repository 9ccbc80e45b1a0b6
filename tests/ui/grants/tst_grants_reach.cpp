// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/grants/grants_fixture.h"
#include "ui/testing.h"

#include "models/entries_model.h"
#include "ui/grants/grant_detail.h"
#include "ui/table/detail_table.h"
#include "ui/table/export_dialog.h"
#include "ui/table/list_export.h"
#include "ui/table/table_footer.h"

#include <QLineEdit>
#include <QToolButton>

using namespace scrip;
using namespace scrip::testing;
using namespace Qt::StringLiterals;

/// What can be done with grants where one sees it, without opening a menu.
class TestGrantsReach : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void showsWhatCanBeDoneWithoutAMenu();
    void exportsTheLedger();
};

void TestGrantsReach::showsWhatCanBeDoneWithoutAMenu()
{
    GrantsFixture f;
    f.show({1072, 696});
    QTRY_VERIFY(f.isLoaded());
    f.page->table()->select(f.idOf(0));
    QStringList shown;
    const auto buttons = f.page->footer()->findChildren<QPushButton *>();
    for (const QPushButton *button : buttons) {
        if (button->isVisible())
            shown << button->text();
    }
    QCOMPARE(shown, (QStringList{u"Payment…"_s, u"Claw back…"_s, u"Void all that match…"_s}));
    QVERIFY(f.page->minimumSizeHint().width() <= 1072);
    for (QPushButton *button : buttons) {
        if (button->text() == u"Claw back…")
            QTest::mouseClick(button, Qt::LeftButton);
    }
    auto *dialog = qobject_cast<DialogFrame *>(QApplication::activeModalWidget());
    QVERIFY(dialog);
    QTest::keyClick(dialog, Qt::Key_Escape);
    QTRY_VERIFY(!QApplication::activeModalWidget());
    const auto glyphs = f.page->findChildren<QToolButton *>();
    for (QToolButton *button : glyphs) {
        if (button->accessibleName() == u"Export…")
            QTest::mouseClick(button, Qt::LeftButton);
    }
    QVERIFY(qobject_cast<ExportDialog *>(QApplication::activeModalWidget()));
}

void TestGrantsReach::exportsTheLedger()
{
    GrantsFixture f;
    f.grants.entries[f.idOf(0)] = {Entry()};
    f.show();
    QTRY_VERIFY(f.isLoaded());
    QTRY_VERIFY(f.page->detail()->entries()->filledRows() > 0);
    DetailTable *ledger = f.page->detail()->table();
    QVERIFY(ledger->exports()->action()->isEnabled());
    ledger->exports()->action()->trigger();
    const ExportDialog *dialog = ledger->exports()->dialog();
    QVERIFY(dialog && dialog->isVisible());
    QVERIFY(dialog->file()->text().endsWith(u"/grant-ledger.csv"_s));
}

SCRIP_UI_TEST_MAIN(TestGrantsReach)
#include "tst_grants_reach.moc"
