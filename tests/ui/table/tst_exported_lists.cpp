// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/awaited.h"
#include "core/json_path.h"
#include "models/fake_code_store.h"
#include "models/fake_customer_ports.h"
#include "models/fake_grant_stores.h"
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
    void goesFromOneOrganizationToTheNext();
    void tellsATimelineFromItsBeginning();
    void knowsEveryColumnOfDetails();
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
    QCOMPARE(first->rows->count(), 3);
    QCOMPARE(first->next, u"3"_s);
    const auto last = awaited(source.next(first->next, 3));
    QVERIFY(last);
    QCOMPARE(last->rows->count(), 2);
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
    QVERIFY(page && page->rows->count() == 1);
    for (const ExportColumn &column : source.columns) {
        const QJsonValue value = valueAt(page->rows->object(0), column.path);
        QVERIFY2(!value.isUndefined() && !value.isNull(), qPrintable(column.path));
    }
    // Nothing that the object has is left out of the table.
    QCOMPARE(page->rows->object(0).size(), source.columns.size());
    QVERIFY(page->rows->object(0)[u"code"_s].toString().contains(u"····"_s));
}

void TestExportedLists::passesFailuresOn()
{
    FakeClaimStore claims;
    claims.fails = true;
    const auto page = awaited(exportOfClaims(claims, {}).next({}, 10));
    QVERIFY(!page);
    QCOMPARE(page.failure().name, u"connection_failed"_s);
}

void TestExportedLists::goesFromOneOrganizationToTheNext()
{
    FakeClaimGrants grants;
    grants.list = {sampleGrant(sampleId<GrantId>(1)), sampleGrant(sampleId<GrantId>(2))};
    const QList<OrganizationId> organizations{sampleId<OrganizationId>(1), sampleId<OrganizationId>(2)};
    const ExportSource source = exportOfGrants(grants, organizations, u"priya@lumenforge.example"_s);
    QCOMPARE(source.rows, u"grants of priya@lumenforge.example"_s);
    QList<OrganizationId> asked;
    QString after;
    qsizetype rows = 0;
    do {
        const auto page = awaited(source.next(after, 10));
        QVERIFY(page);
        rows += page->rows->count();
        after = page->next;
    } while (!after.isEmpty());
    for (const GrantQuery &query : std::as_const(grants.pagesAsked)) {
        asked << query.organization;
        QVERIFY(query.after.isEmpty());
    }
    QCOMPARE(asked, organizations);
    QCOMPARE(rows, 4);
    QCOMPARE(awaited(exportOfGrants(grants, {}, {}).next({}, 10))->rows->count(), 0);
    grants.fails = true;
    QVERIFY(!awaited(source.next({}, 10)));
}

void TestExportedLists::tellsATimelineFromItsBeginning()
{
    FakeLookup lookup;
    for (int number = 0; number < 3; ++number)
        lookup.items << TimelineItem{sampleTime(u"2026-10-04T00:51:00Z"_s).addDays(number),
                                     u"claim"_s,
                                     u"number %1"_s.arg(number),
                                     {{u"claim"_s, number}}};
    lookup.pageSize = 2;
    TimelineQuery subject;
    subject.user = sampleId<UserId>(1);
    subject.after = u"1"_s; // where the view happened to be
    const ExportSource source = exportOfTimeline(lookup, subject, u"priya@lumenforge.example"_s);
    QVERIFY(source.personal);
    const auto first = awaited(source.next({}, 2));
    QVERIFY(first);
    QCOMPARE(first->rows->object(0)[u"summary"_s].toString(), u"number 0"_s);
    QCOMPARE(awaited(source.next(first->next, 2))->rows->count(), 1);
    QCOMPARE(lookup.timelinesAsked.first().user, subject.user);
    for (const ExportColumn &column : source.columns)
        QVERIFY2(!valueAt(first->rows->object(0), column.path).isUndefined(), qPrintable(column.path));
}

void TestExportedLists::knowsEveryColumnOfDetails()
{
    FakeBatchStore batches;
    MintRequest request;
    request.event = sampleId<EventId>(1);
    request.count = 20;
    batches.batches = {FakeBatchStore::made(request)};
    FakeCodeStore codes;
    AuditEntry entry;
    entry.id = 7;
    codes.audit = {entry};
    FakeGrantStore grants;
    grants.grants = {sampleGrant(1)};
    grants.entries[grants.grants.first().id] = {Entry()};
    FakeClaimStore claims;
    claims.tried.append(Attempt());
    const QList<ExportSource> sources{exportOfBatches(batches, {}), exportOfHistory(codes, sampleId<CodeId>(1)),
                                      exportOfEntries(grants, grants.grants.first().id),
                                      exportOfAttempts(claims, {})};
    for (const ExportSource &source : sources) {
        const auto page = awaited(source.next({}, 10));
        QVERIFY2(page && page->rows->count() > 0, qPrintable(source.name));
        QVERIFY(page->next.isEmpty());
        for (const ExportColumn &column : source.columns)
            QVERIFY2(!valueAt(page->rows->object(0), column.path).isUndefined(),
                     qPrintable(source.name + u' ' + column.path));
    }
    grants.fails = true;
    QVERIFY(!awaited(sources.at(2).next({}, 10)));
}

QTEST_GUILESS_MAIN(TestExportedLists)
#include "tst_exported_lists.moc"
