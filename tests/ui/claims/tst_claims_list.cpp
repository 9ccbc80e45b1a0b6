// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/claims/claims_fixture.h"
#include "ui/testing.h"

#include "ui/widgets/buttons.h"
#include "ui/widgets/chip.h"
#include "ui/widgets/inline_message.h"

#include <QHeaderView>
#include <QPushButton>
#include <QScrollBar>
#include <QSettings>
#include <QTest>

using namespace scrip;
using namespace scrip::testing;
using namespace Qt::StringLiterals;

/// The list of claims as such, with real clicks over stores in memory: long, sorted, and changing while it is looked
/// at.
class TestClaimsList : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init() { QSettings().clear(); } // orders are kept
    void goesToTheEndOfALongList();
    void sortsByTheHeader();
    void keepsWhatIsSelected();
    void copiesOnlyWhatIsLoaded();
};

void TestClaimsList::goesToTheEndOfALongList()
{
    ClaimsFixture f(1200);
    f.show();
    QTRY_COMPARE(f.page->model()->filledRows(), 1200);
    QScrollBar *bar = f.page->table()->verticalScrollBar();
    bar->setValue(bar->maximum());
    QTRY_COMPARE(f.page->model()->index(1199, 0).data(IdRole).toString(), f.claims.claims.last().id.toText());
    QVERIFY(f.claims.pagesAsked.size() < 5);
    const qsizetype asked = f.claims.pagesAsked.size();
    f.claims.claims.prepend(sampleClaim(5000));
    f.connection.tell(u"claims"_s);
    QTRY_COMPARE(f.page->model()->filledRows(), 1201);
    QTRY_VERIFY(f.claims.pagesAsked.size() > asked);
    QVERIFY(!f.page->strip()->isVisible());
}

void TestClaimsList::sortsByTheHeader()
{
    ClaimsFixture f;
    f.show();
    QTRY_VERIFY(f.isLoaded());
    QHeaderView *header = f.page->table()->horizontalHeader();
    const auto click = [header](int column) {
        QTest::mouseClick(header->viewport(), Qt::LeftButton, {},
                          {header->sectionViewportPosition(column) + 20, header->height() / 2});
    };
    click(ClaimColumns::User);
    QTRY_VERIFY(f.claims.pagesAsked.constLast().sort.endsWith(u"email"_s));
    QTRY_VERIFY(f.isLoaded());
    QVERIFY(f.page->exportSource().next({}, 10).isFinished());
    QVERIFY(f.claims.pagesAsked.constLast().sort.endsWith(u"email"_s));
    // A filter is no order: it stays.
    const auto chips = f.page->filterBar()->findChildren<Chip *>();
    const auto released =
        std::find_if(chips.cbegin(), chips.cend(), [](const Chip *one) { return one->text() == "Released"_L1; });
    QVERIFY(released != chips.cend());
    QTest::mouseClick(*released, Qt::LeftButton);
    QTRY_COMPARE(f.page->model()->filledRows(), 1);
    QVERIFY(f.claims.pagesAsked.constLast().sort.endsWith(u"email"_s));
    f.claims.sortRefusal = Failure::named(u"usage"_s, u"There are more than 50000 claims."_s, u"sort"_s);
    click(ClaimColumns::User);
    QTRY_VERIFY(f.page->model()->hasFailed());
}

void TestClaimsList::keepsWhatIsSelected()
{
    ClaimsFixture f;
    f.show();
    QTRY_VERIFY(f.isLoaded());
    f.select({2});
    const ClaimId chosen = f.claims.claims[2].id;
    f.claims.claims.prepend(sampleClaim(50));
    f.connection.tell(u"claims"_s);
    QTRY_COMPARE(f.page->model()->index(0, 0).data(IdRole).toString(), f.claims.claims[0].id.toText());
    const QModelIndexList rows = f.page->table()->selectedRowIndexes();
    QCOMPARE(rows.size(), 1);
    QCOMPARE(rows.first().data(IdRole).toString(), chosen.toText());
}

void TestClaimsList::copiesOnlyWhatIsLoaded()
{
    ClaimsFixture f(4200);
    f.show();
    QTRY_COMPARE(f.page->model()->filledRows(), 4200);
    const QAction *copy = f.page->commands()->copy;
    f.select({0, 3000});
    QCOMPARE(reasonAgainst(copy), u"Some of the selected rows are not loaded: export them"_s);
    f.page->table()->scrollToRow(3000);
    QTRY_VERIFY(copy->isEnabled());
    f.page->table()->selectAll();
    QCOMPARE(reasonAgainst(copy), u"Select at most 4\u2009000 rows, or export them"_s);
}

SCRIP_UI_TEST_MAIN(TestClaimsList)
#include "tst_claims_list.moc"
