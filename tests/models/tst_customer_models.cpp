// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/customer_models.h"
#include "models/fake_customer_ports.h"
#include "models/model_text.h"
#include "models/timeline_model.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>
#include <QTest>

using namespace scrip;
using namespace scrip::testing;
using namespace Qt::StringLiterals;

/// The lists about one customer, and the timeline, which is read through and turned round.
class TestCustomerModels : public QObject
{
    Q_OBJECT
private:
    static TimelineItem item(int number);
    static QStringList summaries(const TimelineModel &model);

private Q_SLOTS:
    void showsMatches();
    void showsKeysByTheirBeginnings();
    void showsBalances();
    void showsGrants();
    void keepsTheSelectionOfNewRows();
    void showsTheLatestFirst();
    void readsAllPages();
    void forgetsAnEarlierSubject();
    void keepsATimelineThatCannotBeReadAnew();
};

TimelineItem TestCustomerModels::item(int number)
{
    return {sampleTime(u"2026-11-20T06:00:00Z"_s).addSecs(number),
            u"entry"_s,
            u"Entry %1"_s.arg(number),
            {{u"entry"_s, number}}};
}

QStringList TestCustomerModels::summaries(const TimelineModel &model)
{
    QStringList found;
    for (const TimelineItem &one : model.rows())
        found.append(one.summary);
    return found;
}

void TestCustomerModels::showsMatches()
{
    SourcedList<Match> model(std::make_unique<MatchColumns>());
    const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::Fatal);
    model.setRows({samplePerson(),
                   sampleMatch(u"account"_s, u"x"_s, u"priya.near"_s, {{u"email"_s, u"p@x.example"_s}}),
                   sampleMatch(u"code"_s, u"c"_s, u"NEAR-····-P4Q8"_s,
                               {{u"state"_s, u"disabled"_s}, {u"event_name"_s, u"Devcon"_s}}),
                   sampleMatch(u"api_key"_s, u"k"_s, u"sk-7Q2cV9"_s, {{u"active"_s, false}}),
                   sampleMatch(u"mystery"_s, u"m"_s, {})});
    QTRY_COMPARE(model.filledRows(), 5);
    QCOMPARE(headerText(model), u"Kind | What | About"_s);
    QCOMPARE(
        modelText(model),
        QStringList({u"User | priya.raman@lumenforge.example | Lumenforge Labs, Kestrel Systems"_s,
                     u"NEAR account | priya.near | p@x.example"_s, u"Code | NEAR-····-P4Q8 | disabled · Devcon"_s,
                     u"API key | sk-7Q2cV9 | revoked"_s, u"mystery | — | m"_s}));
}

void TestCustomerModels::showsKeysByTheirBeginnings()
{
    SourcedList<PersonKey> model(std::make_unique<PersonKeyColumns>());
    const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::Fatal);
    model.setZone(QTimeZone("Asia/Singapore"));
    model.setRows(personFromMatch(samplePerson()).keys);
    QTRY_COMPARE(model.filledRows(), 2);
    QCOMPARE(modelText(model), QStringList({u"sk-7Q2cV9… | default | 2026-10-04 08:51 | active"_s,
                                            u"sk-01hTzP… | default | 2026-10-04 08:51 | revoked"_s}));
    QCOMPARE(model.index(1, PersonKeyColumns::State).data(RawRole).toString(), u"revoked"_s);
}

void TestCustomerModels::showsBalances()
{
    SourcedList<BalanceRow> model(std::make_unique<BalanceColumns>());
    const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::Fatal);
    Balance balance;
    balance.blocked = true;
    CurrencyBalance dollars;
    dollars.live = Money(118'396'903'100, Currency());
    dollars.pending = Money(250 * Money::unit, Currency());
    CurrencyBalance euros;
    euros.live = Money(0, Currency(u"EUR"_s));
    euros.overdraft = Money(2'990'000'000, Currency(u"EUR"_s));
    balance.currencies = {dollars, euros};
    const Membership membership{sampleId<OrganizationId>(1), u"Lumenforge Labs"_s, u"owner"_s};
    model.setRows(balanceRows(membership, balance));
    QTRY_COMPARE(model.filledRows(), 2);
    QCOMPARE(modelText(model),
             QStringList({u"Lumenforge Labs · owner · blocked | 118.3969031 | 0.00 | 250.00 | 0.00 | 0.00"_s,
                          u"Lumenforge Labs · owner · blocked | EUR -2.99 | EUR 0.00 | EUR 0.00 | EUR 0.00 | "
                          "EUR 0.00"_s}));
    QCOMPARE(model.index(1, BalanceColumns::Live).data(RawRole).toLongLong(), -2'990'000'000);
    QVERIFY(model.index(0, 0).data(IdRole) != model.index(1, 0).data(IdRole));
}

void TestCustomerModels::showsGrants()
{
    SourcedList<Grant> model(std::make_unique<CreditColumns>());
    const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::Fatal);
    Grant spent = sampleGrant(sampleId<GrantId>(2));
    spent.depleted = true;
    spent.expiresAt = {};
    model.setRows({sampleGrant(sampleId<GrantId>(1)), spent});
    QTRY_COMPARE(model.filledRows(), 2);
    QCOMPARE(headerText(model), u"Status | Grant | Credit | Used, left | Available | Lasts until, UTC"_s);
    QCOMPARE(modelText(model),
             QStringList({u"active | Devcon Singapore | 25.00 | 6.58 / 25.00 | 18.42 | 2027-02-28 15:59"_s,
                          u"depleted | Devcon Singapore | 25.00 | 6.58 / 25.00 | 18.42 | —"_s}));
}

void TestCustomerModels::keepsTheSelectionOfNewRows()
{
    SourcedList<Grant> model(std::make_unique<CreditColumns>());
    const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::Fatal);
    const Grant first = sampleGrant(sampleId<GrantId>(1));
    const Grant second = sampleGrant(sampleId<GrantId>(2));
    model.setRows({first, second});
    QTRY_COMPARE(model.filledRows(), 2);
    const QPersistentModelIndex kept(model.index(1, 0));
    model.setRows({sampleGrant(sampleId<GrantId>(3)), first, second});
    QTRY_COMPARE(model.filledRows(), 3);
    QCOMPARE(kept.row(), 2);
}

void TestCustomerModels::showsTheLatestFirst()
{
    FakeLookup store;
    store.items = {item(1), item(2)};
    store.items[1].kind = u"claim"_s;
    TimelineModel model(store);
    const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::Fatal);
    TimelineQuery subject;
    subject.user = sampleId<UserId>(1);
    model.setSubject(subject);
    QTRY_VERIFY(model.isLoaded());
    QCOMPARE(headerText(model), u"When, UTC | Kind | What happened"_s);
    QCOMPARE(modelText(model),
             QStringList({u"2026-11-20 06:00 | claim | Entry 2"_s, u"2026-11-20 06:00 | entry | Entry 1"_s}));
    QVERIFY(!model.isCutOff());
    model.clear();
    QCOMPARE(model.rowCount(), 0);
}

void TestCustomerModels::readsAllPages()
{
    FakeLookup store;
    for (int number = 1; number <= 8; ++number)
        store.items.append(item(number));
    store.pageSize = 3;
    TimelineModel model(store);
    const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::Fatal);
    model.setSubject({});
    QTRY_COMPARE(model.filledRows(), 8);
    QCOMPARE(store.timelinesAsked.size(), 3);
    QCOMPARE(summaries(model).constFirst(), u"Entry 8"_s);
    QCOMPARE(summaries(model).constLast(), u"Entry 1"_s);
    store.items.append(item(9));
    const QPersistentModelIndex oldest(model.index(7, 0));
    model.reload();
    QTRY_COMPARE(model.filledRows(), 9);
    QCOMPARE(oldest.row(), 8);
}

void TestCustomerModels::forgetsAnEarlierSubject()
{
    FakeLookup store;
    store.items = {item(1), item(2), item(3)};
    store.pageSize = 1;
    TimelineModel model(store);
    TimelineQuery first;
    first.user = sampleId<UserId>(1);
    TimelineQuery second;
    second.user = sampleId<UserId>(2);
    model.setSubject(first);
    model.setSubject(second);
    QTRY_COMPARE(model.filledRows(), 3);
    // The first was asked for one page and not read on.
    int ofFirst = 0;
    for (const TimelineQuery &query : std::as_const(store.timelinesAsked))
        ofFirst += query.user == first.user ? 1 : 0;
    QCOMPARE(ofFirst, 1);
}

void TestCustomerModels::keepsATimelineThatCannotBeReadAnew()
{
    FakeLookup store;
    store.items = {item(1)};
    TimelineModel model(store);
    model.setSubject({});
    QTRY_COMPARE(model.filledRows(), 1);
    QSignalSpy failed(&model, &ListModelBase::failed);
    store.fails = true;
    model.reload();
    QTRY_COMPARE(failed.size(), 1);
    QCOMPARE(model.filledRows(), 1);
}

QTEST_GUILESS_MAIN(TestCustomerModels)
#include "tst_customer_models.moc"
