// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/entries_model.h"
#include "models/fake_grant_stores.h"
#include "models/grants_model.h"
#include "models/model_text.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>
#include <QTest>

using namespace scrip;
using namespace scrip::testing;
using namespace Qt::StringLiterals;

/// The table of grants and the ledger of one, over stores in memory.
class TestGrantsModel : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void showsGrants();
    void answersRawValues();
    void namesOrigins_data();
    void namesOrigins();
    void jumpsToTheEnd();
    void sortsByColumns();
    void filters();
    void keepsRowsWhenReadingFails();
    void showsEntries();
    void tellsDueEntriesApart();
};

void TestGrantsModel::showsGrants()
{
    FakeGrantStore store;
    store.grants = {sampleGrant(1), soldGrant(2)};
    Grant depleted = sampleGrant(3);
    depleted.depleted = true;
    store.grants.append(depleted);
    GrantsModel model(store);
    const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::Fatal);
    model.setZone(QTimeZone("Asia/Singapore"));
    model.setQuery({});
    QVERIFY(model.rowCount() > 0);
    QTRY_COMPARE(model.filledRows(), 3);
    QCOMPARE(headerText(model),
             u"Status | Organization | Origin | Amount | Used, left, forfeited | Available | Prio | "
             "Expires"_s);
    const QStringList lines = modelText(model);
    QCOMPARE(lines.at(0), u"active | Northpass AI | Devcon Singapore | 25.00 | 9.3729184 consumed, 15.6270816 "
                          "available, 0.00 forfeited | 15.6270816 | 10 | 2027-02-28 23:59"_s);
    QVERIFY(lines.at(1).startsWith(u"pending | Lumenforge Labs | Purchase · invoice | 50.00"_s));
    QVERIFY(lines.at(1).endsWith(u"| 10 | never"_s));
    QVERIFY(lines.at(2).startsWith(u"depleted | "_s));
}

void TestGrantsModel::answersRawValues()
{
    FakeGrantStore store;
    store.grants = {sampleGrant(1), soldGrant(2)};
    GrantsModel model(store);
    model.setQuery({});
    QTRY_COMPARE(model.filledRows(), 2);
    QCOMPARE(model.index(0, GrantColumns::Available).data(RawRole).toLongLong(), 15'627'081'600);
    QCOMPARE(model.index(0, GrantColumns::Priority).data(RawRole).toInt(), 10);
    QCOMPARE(model.index(0, 0).data(IdRole).toString(), store.grants[0].id.toText());
    QVERIFY(!model.index(1, GrantColumns::Expires).data(RawRole).toDateTime().isValid());
    QVERIFY(model.index(0, GrantColumns::Amount).data(Qt::TextAlignmentRole).toInt() & Qt::AlignRight);
    QCOMPARE(model.rowOf(store.grants[1].id), 1);
    QVERIFY(!model.grant(QModelIndex()));
}

void TestGrantsModel::namesOrigins_data()
{
    QTest::addColumn<int>("origin");
    QTest::addColumn<QString>("name");
    QTest::addColumn<int>("funding");
    QTest::addColumn<QString>("text");
    const auto row = [](const char *title, GrantOrigin origin, const QString &name, Funding funding,
                        const QString &text) { QTest::newRow(title) << int(origin) << name << int(funding) << text; };
    row("claim", GrantOrigin::Claim, u"Devcon"_s, Funding::None, u"Devcon"_s);
    row("claim without a name", GrantOrigin::Claim, {}, Funding::None, u"Claim"_s);
    row("given", GrantOrigin::Admin, u"trial"_s, Funding::None, u"Given · trial"_s);
    row("given without a name", GrantOrigin::Admin, {}, Funding::None, u"Given"_s);
    row("sold", GrantOrigin::Purchase, u"plan"_s, Funding::External, u"Purchase · paid elsewhere"_s);
    row("adopted", GrantOrigin::Adopted, u"payment"_s, Funding::None, u"Adopted · payment"_s);
    row("forged", GrantOrigin::Admin, u"a\u202Eb"_s, Funding::None, {});
}

void TestGrantsModel::namesOrigins()
{
    QFETCH(int, origin);
    QFETCH(QString, name);
    QFETCH(int, funding);
    QFETCH(QString, text);
    Grant grant;
    grant.origin = GrantOrigin(origin);
    grant.name = name;
    grant.funding = Funding(funding);
    if (name.contains(QChar(0x202E)))
        QVERIFY(!originText(grant).contains(QChar(0x202E)));
    else
        QCOMPARE(originText(grant), text);
}

void TestGrantsModel::jumpsToTheEnd()
{
    FakeGrantStore store;
    for (int number = 0; number < 1025; ++number)
        store.grants.append(sampleGrant(number));
    GrantsModel model(store);
    model.setQuery({});
    QVERIFY(!model.rowsInAll().isKnown());
    QTRY_COMPARE(model.count(), 1025);
    QVERIFY(model.rowsInAll() == (TableCount{1025, TableCount::Certainty::Exact}));
    QTRY_VERIFY(model.at(1024));
    QCOMPARE(model.at(1024)->id, store.grants[1024].id);
    QCOMPARE(model.rowOf(store.grants[1024].id), 1024);
    QVERIFY(store.asked.size() < 5);
    store.fails = true;
    model.reload();
    QTRY_VERIFY(model.hasFailed());
    QCOMPARE(model.rowsInAll().rows, 1025);
}

void TestGrantsModel::sortsByColumns()
{
    FakeGrantStore store;
    store.grants = {sampleGrant(1), soldGrant(2), sampleGrant(3)};
    store.grants[2].expiresAt = sampleTime(u"2026-12-01T00:00:00Z"_s);
    GrantsModel model(store);
    const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::Fatal);
    model.sort(GrantColumns::Expires, Qt::AscendingOrder);
    QVERIFY(store.asked.isEmpty());
    model.setQuery({});
    QTRY_VERIFY(model.at(2));
    QCOMPARE(model.at(0)->id, store.grants[2].id);
    QVERIFY(!model.at(2)->expiresAt.isValid());
    QCOMPARE(model.query().sort, u"expires_at"_s);
    model.sort(GrantColumns::Expires, Qt::DescendingOrder);
    QTRY_VERIFY(model.at(0));
    QVERIFY(!model.at(0)->expiresAt.isValid());
    model.sort(-1);
    QTRY_VERIFY(model.at(0));
    QCOMPARE(model.at(0)->id, store.grants[0].id);
    QVERIFY(!GrantsModel::isSortable(GrantColumns::Buckets));
    for (const int column : {GrantColumns::Status, GrantColumns::Organization, GrantColumns::Origin,
                             GrantColumns::Amount, GrantColumns::Available, GrantColumns::Priority})
        QVERIFY(GrantsModel::isSortable(column));
}

void TestGrantsModel::filters()
{
    FakeGrantStore store;
    store.grants = {sampleGrant(1), soldGrant(2), sampleGrant(3)};
    GrantsModel model(store);
    const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::Fatal);
    model.setQuery({});
    QTRY_COMPARE(model.filledRows(), 3);
    GrantQuery query;
    query.status = GrantStatus::Pending;
    QSignalSpy resets(&model, &QAbstractItemModel::modelReset);
    model.setQuery(query);
    QCOMPARE(resets.size(), 1);
    QTRY_COMPARE(model.filledRows(), 1);
    QCOMPARE(model.at(0)->organizationName, u"Lumenforge Labs"_s);
    QCOMPARE(store.asked.last().status, std::optional(GrantStatus::Pending));
}

void TestGrantsModel::keepsRowsWhenReadingFails()
{
    FakeGrantStore store;
    store.grants = {sampleGrant(1)};
    GrantsModel model(store);
    model.setQuery({});
    QTRY_COMPARE(model.filledRows(), 1);
    store.fails = true;
    QSignalSpy failed(&model, &TableModelBase::failed);
    model.reload();
    QTRY_COMPARE(failed.size(), 1);
    QCOMPARE(model.filledRows(), 1);
}

void TestGrantsModel::showsEntries()
{
    Entry funded;
    funded.id = 1;
    funded.at = sampleTime(u"2026-11-18T03:26:00Z"_s);
    funded.type = u"funded"_s;
    funded.amount = dollars(u"25"_s);
    funded.from = u"issuer"_s;
    funded.to = u"available"_s;
    funded.actor = u"user:Noor Haddad"_s;
    Entry back = funded;
    back.id = 2;
    back.type = u"clawed_back"_s;
    back.from = u"consumed"_s;
    back.to = u"clawed_back"_s;
    back.amount = dollars(u"0.000000001"_s);
    back.reason = u"duplicate account"_s;
    EntriesModel model;
    const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::Fatal);
    model.setZone(QTimeZone("Asia/Singapore"));
    model.setEntries({funded, back});
    QTRY_COMPARE(model.filledRows(), 2);
    QCOMPARE(headerText(model), u"When, UTC+8 | What | Amount | From, to | Who | Reason"_s);
    QCOMPARE(modelText(model).at(0), u"2026-11-18 11:26 | Funded | 25.00 | issuer → available | Noor Haddad | "_s);
    QCOMPARE(modelText(model).at(1), u"2026-11-18 11:26 | Clawed back | 0.000000001 | consumed → clawed back | Noor "
                                     "Haddad | duplicate account"_s);
    QCOMPARE(model.index(1, EntryColumns::Amount).data(RawRole).toLongLong(), 1);
    model.setEntries({back});
    QTRY_COMPARE(model.filledRows(), 1);
}

void TestGrantsModel::tellsDueEntriesApart()
{
    Entry due;
    due.at = sampleTime(u"2026-11-18T03:26:00Z"_s);
    due.type = u"expired"_s;
    due.from = u"available"_s;
    due.to = u"forfeited"_s;
    due.amount = dollars(u"5"_s);
    Entry other = due;
    other.type = u"something_new"_s;
    EntriesModel model;
    const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::Fatal);
    model.setEntries({due, other});
    QTRY_COMPARE(model.filledRows(), 2);
    QCOMPARE(model.index(0, EntryColumns::Type).data().toString(), u"Expired (due, not booked yet)"_s);
    QVERIFY(model.index(0, 0).data(IdRole) != model.index(1, 0).data(IdRole));
}

QTEST_GUILESS_MAIN(TestGrantsModel)
#include "tst_grants_model.moc"
