// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/claims_model.h"
#include "models/fake_claim_ports.h"
#include "models/model_text.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>
#include <QTest>

using namespace scrip;
using namespace scrip::testing;
using namespace Qt::StringLiterals;

/// Claims and attempts over a store in memory.
class TestClaimsModel : public QObject
{
    Q_OBJECT
private:
    static void fill(FakeClaimStore &store, int count);

private Q_SLOTS:
    void sortsInTheDatabase();
    void countsWhatItHasNotRead();
    void showsClaims();
    void answersRawValues();
    void asksForWhatTheFilterSays();
    void readsOnAtTheEnd();
    void keepsRowsWhenAnAnswerFails();
    void tellsTimesInTheZone();
    void showsAttempts();
};

void TestClaimsModel::fill(FakeClaimStore &store, int count)
{
    for (int number = 1; number <= count; ++number)
        store.claims.append(sampleClaim(number));
}

void TestClaimsModel::showsClaims()
{
    FakeClaimStore store;
    fill(store, 3);
    store.claims[1] = releasedClaim(store.claims[1], true, false);
    store.claims[2].email.clear();
    store.claims[2].grantStatus.reset();
    store.claims[2].organizationName.clear();
    ClaimsModel model(store);
    const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::Fatal);
    model.setFilter({});
    QVERIFY(!model.isLoaded());
    QCOMPARE(modelText(model, 0, 1), QStringList(u"…"_s));
    QTRY_VERIFY(model.isLoaded());
    QCOMPARE(headerText(model), u"Claimed, UTC | Event | Code | User | Organization | Credit | Grant | State"_s);
    QCOMPARE(modelText(model),
             QStringList({u"2026-11-20 09:11 | Devcon Singapore | NEAR-····-····-····-P001 | "
                          "priya.raman@lumenforge.example | Lumenforge Labs | 25.00 | active | claimed"_s,
                          u"2026-11-20 09:10 | Devcon Singapore | NEAR-····-····-····-P002 | "
                          "priya.raman@lumenforge.example | Lumenforge Labs | 25.00 | voided | released"_s,
                          u"2026-11-20 09:09 | Devcon Singapore | NEAR-····-····-····-P003 | "
                          "%1 | — | 25.00 | — | claimed"_s.arg(store.claims[2].userId.toText())}));
}

void TestClaimsModel::answersRawValues()
{
    FakeClaimStore store;
    fill(store, 1);
    ClaimsModel model(store);
    model.setFilter({});
    QTRY_VERIFY(model.isLoaded());
    QCOMPARE(model.index(0, ClaimColumns::Amount).data(RawRole).toLongLong(), 25 * Money::unit);
    QCOMPARE(model.index(0, ClaimColumns::GrantState).data(RawRole).toString(), u"active"_s);
    QCOMPARE(model.index(0, ClaimColumns::At).data(RawRole).toDateTime(), store.claims[0].claimedAt);
    QCOMPARE(model.index(0, 0).data(IdRole).toString(), store.claims[0].id.toText());
    QVERIFY(model.index(0, ClaimColumns::Amount).data(Qt::TextAlignmentRole).toInt() & Qt::AlignRight);
    QCOMPARE(model.rowOf(store.claims[0].id), 0);
    QCOMPARE(model.rowOf(ClaimId()), -1);
}

void TestClaimsModel::asksForWhatTheFilterSays()
{
    FakeClaimStore store;
    fill(store, 4);
    store.claims[3] = releasedClaim(store.claims[3], false, false);
    ClaimsModel model(store);
    const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::Fatal);
    ClaimQuery filter;
    filter.released = true;
    filter.search = u"lumen"_s;
    model.setFilter(filter);
    QTRY_VERIFY(model.isLoaded());
    QCOMPARE(model.filledRows(), 1);
    QCOMPARE(store.pagesAsked.size(), 1);
    QCOMPARE(store.pagesAsked.first().search, u"lumen"_s);
    QCOMPARE(store.pagesAsked.first().released, std::optional(true));
    filter.released = false;
    model.setFilter(filter);
    QTRY_COMPARE(model.filledRows(), 3);
}

void TestClaimsModel::readsOnAtTheEnd()
{
    FakeClaimStore store;
    store.pageSize = 3;
    fill(store, 7);
    ClaimsModel model(store);
    // Without the tester, which reads on by itself.
    model.setFilter({});
    QTRY_COMPARE(model.filledRows(), 3);
    while (model.canFetchMore({})) {
        const int before = model.filledRows();
        model.fetchMore({});
        QTRY_VERIFY(model.filledRows() > before);
    }
    QCOMPARE(model.filledRows(), 7);
    QCOMPARE(store.pagesAsked.last().after, u"6"_s);
}

void TestClaimsModel::keepsRowsWhenAnAnswerFails()
{
    FakeClaimStore store;
    fill(store, 2);
    ClaimsModel model(store);
    model.setFilter({});
    QTRY_COMPARE(model.filledRows(), 2);
    QSignalSpy failed(&model, &ListModelBase::failed);
    store.fails = true;
    model.reload();
    QTRY_COMPARE(failed.size(), 1);
    QCOMPARE(model.filledRows(), 2);
}

void TestClaimsModel::tellsTimesInTheZone()
{
    FakeClaimStore store;
    fill(store, 1);
    ClaimsModel model(store);
    const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::Fatal);
    model.setFilter({});
    QTRY_VERIFY(model.isLoaded());
    QSignalSpy header(&model, &QAbstractItemModel::headerDataChanged);
    QSignalSpy cells(&model, &QAbstractItemModel::dataChanged);
    model.setZone(QTimeZone("Asia/Singapore"));
    QCOMPARE(header.size(), 1);
    QCOMPARE(cells.size(), 1);
    QCOMPARE(model.index(0, ClaimColumns::At).data().toString(), u"2026-11-20 17:11"_s);
    QVERIFY(headerText(model).contains(u"Claimed, UTC+8 |"_s));
    model.setZone(QTimeZone("Asia/Singapore"));
    QCOMPARE(cells.size(), 1);
}

void TestClaimsModel::showsAttempts()
{
    FakeClaimStore store;
    Attempt attempt;
    attempt.id = 7;
    attempt.at = sampleTime(u"2026-11-20T06:29:00Z"_s);
    attempt.login = u"mara"_s;
    attempt.outcome = u"code_disabled"_s;
    store.tried = {attempt};
    attempt.id = 6;
    attempt.as = u"priya"_s;
    attempt.outcome = u"claimed"_s;
    store.tried.append(attempt);
    AttemptsModel model(store);
    const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::Fatal);
    model.setSubject(sampleId<EventId>(1), sampleId<UserId>(2));
    QTRY_VERIFY(model.isLoaded());
    QCOMPARE(headerText(model), u"When | Outcome | By"_s);
    QCOMPARE(modelText(model), QStringList({u"2026-11-20 06:29 | code_disabled | mara"_s,
                                            u"2026-11-20 06:29 | claimed | mara as priya"_s}));
    QCOMPARE(store.attemptsAsked.first().user, sampleId<UserId>(2));
    model.setSource({});
    QCOMPARE(model.rowCount(), 0);
}

void TestClaimsModel::sortsInTheDatabase()
{
    FakeClaimStore store;
    store.claims = {sampleClaim(1, u"b@x"_s), sampleClaim(2, u"a@x"_s), sampleClaim(3, u"c@x"_s)};
    ClaimsModel model(store);
    model.sort(ClaimColumns::User, Qt::DescendingOrder);
    QCOMPARE(store.pagesAsked.size(), 0);
    model.setFilter({});
    QTRY_COMPARE(model.filledRows(), 3);
    QCOMPARE(store.pagesAsked.last().sort, u"-email"_s);
    QCOMPARE(model.at(0)->email, u"c@x"_s);
    // Another filter keeps the order, a column without one leaves it.
    ClaimQuery filter;
    filter.released = false;
    model.setFilter(filter);
    QTRY_COMPARE(store.pagesAsked.size(), 2);
    QCOMPARE(store.pagesAsked.last().sort, u"-email"_s);
    QVERIFY(!ClaimsModel::isSortable(ClaimColumns::Code));
    model.sort(ClaimColumns::Code);
    QCOMPARE(store.pagesAsked.size(), 2);
    model.sort(-1);
    QTRY_COMPARE(store.pagesAsked.size(), 3);
    QCOMPARE(store.pagesAsked.last().sort, QString());
    QVERIFY(store.pagesAsked.last().released.has_value());
}

void TestClaimsModel::countsWhatItHasNotRead()
{
    FakeClaimStore store;
    store.pageSize = 4;
    store.exact = false;
    for (int number = 1; number <= 9; ++number)
        store.claims.append(sampleClaim(number));
    ClaimsModel model(store);
    model.setFilter({});
    QTRY_VERIFY(model.rowsInAll() == (TableCount{9, TableCount::Certainty::Estimate}));
    model.fetchMore({});
    QTRY_COMPARE(model.filledRows(), 8);
    model.fetchMore({});
    // The end itself was seen, whatever the count said.
    QTRY_VERIFY(model.rowsInAll() == (TableCount{9, TableCount::Certainty::Exact}));
}

QTEST_GUILESS_MAIN(TestClaimsModel)
#include "tst_claims_model.moc"
