// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/awaited.h"
#include "core/json_path.h"
#include "models/fake_claim_ports.h"
#include "ui/table/exported_lists.h"

#include <QTest>

using namespace scrip;
using namespace scrip::testing;
using namespace Qt::StringLiterals;

/// What pages of a store become in a file.
class TestExportedLists : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void asksForTheWholeFilter();
    void hasEveryColumnOfAClaim();
    void passesFailuresOn();
};

void TestExportedLists::asksForTheWholeFilter()
{
    FakeClaimStore claims;
    for (int number = 1; number <= 5; ++number)
        claims.claims.append(sampleClaim(number));
    ClaimQuery query;
    query.search = u"priya"_s;
    query.after = u"2"_s; // where the table happened to be
    query.limit = 7;
    const ExportSource source = exportOfClaims(claims, query);
    query = {};
    const auto first = awaited(source.next({}, 3));
    QVERIFY(first);
    QCOMPARE(first->items.size(), 3);
    QCOMPARE(first->next, u"3"_s);
    const auto last = awaited(source.next(first->next, 3));
    QVERIFY(last);
    QCOMPARE(last->items.size(), 2);
    QCOMPARE(last->next, QString());
    QCOMPARE(claims.pagesAsked.first().search, u"priya"_s);
    QCOMPARE(claims.pagesAsked.first().after, QString());
    QCOMPARE(claims.pagesAsked.first().limit, 3);
}

void TestExportedLists::hasEveryColumnOfAClaim()
{
    FakeClaimStore claims;
    claims.claims = {releasedClaim(sampleClaim(1), true, true)};
    claims.claims[0].account = u"priya.near"_s;
    const ExportSource source = exportOfClaims(claims, {});
    QCOMPARE(source.name, u"claims"_s);
    const auto page = awaited(source.next({}, 10));
    QVERIFY(page && page->items.size() == 1);
    for (const ExportColumn &column : source.columns) {
        const QJsonValue value = valueAt(page->items.first(), column.path);
        QVERIFY2(!value.isUndefined() && !value.isNull(), qPrintable(column.path));
    }
    // Nothing that the object has is left out of the table.
    QCOMPARE(page->items.first().size(), source.columns.size());
    QVERIFY(page->items.first()[u"code"_s].toString().contains(u"····"_s));
}

void TestExportedLists::passesFailuresOn()
{
    FakeClaimStore claims;
    claims.fails = true;
    const auto page = awaited(exportOfClaims(claims, {}).next({}, 10));
    QVERIFY(!page);
    QCOMPARE(page.failure().name, u"connection_failed"_s);
}

QTEST_GUILESS_MAIN(TestExportedLists)
#include "tst_exported_lists.moc"
