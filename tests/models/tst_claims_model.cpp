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
    void showsClaims();
    void answersRawValues();
    void asksForWhatTheFilterSays();
    void jumpsToTheMiddleAndTheEnd();
    void sortsByColumns();
    void tellsThatThereAreTooManyToSort();
    void followsWhatIsSelected();
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
    QCOMPARE(store.pagesAsked.first().search, u"lumen"_s);
    QCOMPARE(store.pagesAsked.first().released, std::optional(true));
    filter.released = false;
    model.setFilter(filter);
    QTRY_COMPARE(model.filledRows(), 3);
}

void TestClaimsModel::jumpsToTheMiddleAndTheEnd()
{
    FakeClaimStore store;
    fill(store, 5030);
    ClaimsModel model(store);
    model.setFilter({});
    QTRY_COMPARE(model.count(), 5030);
    QTRY_VERIFY(model.at(5029));
    QCOMPARE(model.at(5029)->id, store.claims[5029].id);
    QVERIFY(store.pagesAsked.last().back);
    QTRY_VERIFY(model.at(2500));
    QCOMPARE(model.at(2500)->id, store.claims[2500].id);
    QVERIFY(store.pagesAsked.size() < 8);
}

void TestClaimsModel::sortsByColumns()
{
    FakeClaimStore store;
    fill(store, 3);
    store.claims[0].email = u"m@x.example"_s;
    store.claims[1].email = u"z@x.example"_s;
    store.claims[2].email = u"a@x.example"_s;
    ClaimsModel model(store);
    const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::Fatal);
    // An order that was kept from an earlier day is known before anybody looks.
    model.sort(ClaimColumns::User, Qt::DescendingOrder);
    QVERIFY(store.pagesAsked.isEmpty());
    ClaimQuery filter;
    filter.search = u"x.example"_s;
    model.setFilter(filter);
    QTRY_VERIFY(model.at(0));
    QCOMPARE(model.at(0)->email, u"z@x.example"_s);
    QCOMPARE(model.query().sort, u"-email"_s);
    QCOMPARE(model.query().search, u"x.example"_s);
    QCOMPARE(model.filter(), filter);
    model.sort(ClaimColumns::User, Qt::AscendingOrder);
    QTRY_VERIFY(model.at(0));
    QCOMPARE(model.at(0)->email, u"a@x.example"_s);
    // A column without an order leaves it.
    model.sort(ClaimColumns::Code, Qt::DescendingOrder);
    QCOMPARE(model.query().sort, u"email"_s);
    QVERIFY(model.peek(0));
    model.sort(-1);
    QTRY_VERIFY(model.at(0));
    QCOMPARE(model.at(0)->email, u"m@x.example"_s);
    QVERIFY(!ClaimsModel::isSortable(ClaimColumns::Code) && !ClaimsModel::isSortable(-1));
    for (const int column : {ClaimColumns::At, ClaimColumns::EventName, ClaimColumns::Organization,
                             ClaimColumns::Amount, ClaimColumns::GrantState, ClaimColumns::State})
        QVERIFY(ClaimsModel::isSortable(column));
}

void TestClaimsModel::tellsThatThereAreTooManyToSort()
{
    FakeClaimStore store;
    fill(store, 3);
    store.sortRefusal = Failure::named(u"usage"_s, u"There are more than 50000 claims."_s, u"sort"_s);
    ClaimsModel model(store);
    model.setFilter({});
    QTRY_VERIFY(model.at(0));
    QSignalSpy failed(&model, &TableModelBase::failed);
    model.sort(ClaimColumns::User);
    QTRY_COMPARE(failed.size(), 1);
    QCOMPARE(failed.first().first().value<Failure>().field, u"sort"_s);
    model.sort(-1);
    QTRY_VERIFY(model.at(0));
    QVERIFY(!model.hasFailed());
}

void TestClaimsModel::followsWhatIsSelected()
{
    FakeClaimStore store;
    fill(store, 300);
    ClaimsModel model(store);
    const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::Fatal);
    model.setFilter({});
    QTRY_VERIFY(model.at(0));
    const QPersistentModelIndex chosen = model.index(5, 0);
    const QPersistentModelIndex last = model.index(199, 0);
    const QString id = chosen.data(IdRole).toString();
    // Somebody claims: the claim that was looked at is one row further down, the last one on the next page.
    store.claims.prepend(sampleClaim(999));
    model.reload();
    QTRY_COMPARE(model.count(), 301);
    QTRY_COMPARE(model.index(0, 0).data(IdRole).toString(), store.claims[0].id.toText());
    QCOMPARE(chosen.row(), 6);
    QCOMPARE(chosen.data(IdRole).toString(), id);
    QVERIFY(!last.isValid());
    QCOMPARE(model.rowOf(store.claims[6].id), 6);
}

void TestClaimsModel::keepsRowsWhenAnAnswerFails()
{
    FakeClaimStore store;
    fill(store, 2);
    ClaimsModel model(store);
    model.setFilter({});
    QTRY_COMPARE(model.filledRows(), 2);
    QSignalSpy failed(&model, &TableModelBase::failed);
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

QTEST_GUILESS_MAIN(TestClaimsModel)
#include "tst_claims_model.moc"
