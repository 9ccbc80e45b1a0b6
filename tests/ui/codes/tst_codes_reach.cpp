// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/codes/codes_fixture.h"
#include "ui/testing.h"

#include "ui/table/table_commands.h"
#include "ui/widgets/empty_state.h"

#include <QAction>
#include <QClipboard>

using namespace scrip;
using namespace Qt::StringLiterals;
using scrip::testing::CodesFixture;

/// What of the page of codes reaches whom: a login that may not see them, and the clipboard.
class TestCodesReach : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void copiesMasked();
    void barsSupport();
};

void TestCodesReach::copiesMasked()
{
    CodesFixture f;
    f.show();
    QTRY_VERIFY(f.isLoaded());
    f.select({0});
    f.page->table()->setFocus();
    QTest::keyClick(f.page->table(), Qt::Key_C, Qt::ControlModifier);
    const QString text = QGuiApplication::clipboard()->text();
    QVERIFY(text.contains(f.codes.codes[0].masked));
    QVERIFY2(text.startsWith(u"Code\tState\t"_s), qPrintable(text)); // no column of ticks
    QVERIFY2(text.contains(u'\n' + f.codes.codes[0].masked + u"\tDisabled\t"_s), qPrintable(text));
    f.page->table()->copySelectionAsCsv();
    QVERIFY(QGuiApplication::clipboard()->text().startsWith(u"Code,State,"_s));
    f.select({});
    QVERIFY(!f.page->commands()->copy->isEnabled());
}

void TestCodesReach::barsSupport()
{
    CodesFixture f;
    f.connection.setRoles({u"support"_s});
    f.show();
    const auto sentence = [&f] {
        const auto states = f.page->findChildren<EmptyState *>();
        for (const EmptyState *one : states) {
            if (one->isVisible())
                return one->accessibleName();
        }
        return QString();
    };
    QTRY_COMPARE(sentence(), u"Only admin, staff and auditor may see codes"_s);
    QVERIFY(!f.page->table()->isVisible());
    f.connection.setRoles({u"auditor"_s});
    QTRY_VERIFY(f.isLoaded());
    QVERIFY(f.page->table()->isVisible());
}

SCRIP_UI_TEST_MAIN(TestCodesReach)
#include "tst_codes_reach.moc"
