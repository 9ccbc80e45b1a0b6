// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/customers/customers_fixture.h"
#include "ui/testing.h"

#include "core/api_key_secret.h"
#include "ui/customers/claim_dialog.h"
#include "ui/customers/customer.h"
#include "ui/customers/customer_words.h"
#include "ui/widgets/buttons.h"
#include "ui/widgets/pill.h"

#include <QAction>
#include <QComboBox>
#include <QScrollBar>
#include <QSignalSpy>
#include <QStandardItemModel>

using namespace scrip;
using namespace scrip::testing;
using namespace Qt::StringLiterals;

/// The parts of the customers page on their own: who is found, what it is called, what can be done, what fits.
class TestCustomerParts : public QObject
{
    Q_OBJECT
private:
    static Customer priya();
    static Customer codeIn(const QString &state);

private Q_SLOTS:
    void findsNothingTwice();
    void tellsThatItIsLooking();
    void opensWhatAMatchLeadsTo_data();
    void opensWhatAMatchLeadsTo();
    void keepsTheCodeThatLedToAPerson();
    void tellsWhenAPersonIsGone();
    void dropsAnEarlierLookUp();
    void saysWhatACustomerIs();
    void asksForTheRightTimeline();
    void hasALookForEveryKind();
    void tellsWhatHappenedInWords_data();
    void tellsWhatHappenedInWords();
    void drawsAGrantAsABar();
    void saysWhyACodeIsNotReissued_data();
    void saysWhyACodeIsNotReissued();
    void saysWhyAKeyIsNotRotated_data();
    void saysWhyAKeyIsNotRotated();
    void fillsItsChoices();
    void givesTheRestToOneColumn();
    void makesKeysThatOnlyItKnows();
};

Customer TestCustomerParts::priya()
{
    Customer customer;
    customer.person = personFromMatch(samplePerson());
    return customer;
}

Customer TestCustomerParts::codeIn(const QString &state)
{
    Customer customer;
    customer.kind = Customer::Kind::Code;
    customer.match = sampleMatch(u"code"_s, sampleId<CodeId>(9).toText(), u"NEAR-····-P4Q8"_s,
                                 {{u"state"_s, state}, {u"event_name"_s, u"Devcon"_s}});
    return customer;
}

void TestCustomerParts::findsNothingTwice()
{
    FakeLookup store;
    CustomerFinder finder(store);
    QSignalSpy found(&finder, &CustomerFinder::found);
    QSignalSpy opened(&finder, &CustomerFinder::opened);
    finder.find(u"nobody"_s);
    QTRY_COMPARE(found.size(), 1);
    QVERIFY(found.first().at(0).value<LookupResult>().matches.isEmpty());
    QCOMPARE(found.first().at(1).toString(), u"nobody"_s);
    QCOMPARE(opened.size(), 0);
    QCOMPARE(store.asked.size(), 1);
}

void TestCustomerParts::tellsThatItIsLooking()
{
    FakeLookup store;
    store.fails = true;
    CustomerFinder finder(store);
    QSignalSpy failed(&finder, &CustomerFinder::failed);
    QSignalSpy looking(&finder, &CustomerFinder::lookingChanged);
    finder.find(u"priya"_s);
    QVERIFY(finder.isLooking());
    QTRY_COMPARE(failed.size(), 1);
    QVERIFY(!finder.isLooking());
    QCOMPARE(looking.size(), 2);
}

void TestCustomerParts::opensWhatAMatchLeadsTo_data()
{
    QTest::addColumn<QString>("kind");
    QTest::addColumn<QString>("field");
    QTest::addColumn<bool>("person");
    QTest::newRow("account") << u"account"_s << u"user_id"_s << true;
    QTest::newRow("key") << u"api_key"_s << u"user_id"_s << true;
    QTest::newRow("claim") << u"claim"_s << u"user_id"_s << true;
    QTest::newRow("claimed code") << u"code"_s << u"claimed_by"_s << true;
    QTest::newRow("grant") << u"grant"_s << u"organization_id"_s << false;
    QTest::newRow("key of nobody") << u"api_key"_s << u"organization_id"_s << false;
}

void TestCustomerParts::opensWhatAMatchLeadsTo()
{
    QFETCH(QString, kind);
    QFETCH(QString, field);
    QFETCH(bool, person);
    FakeLookup store;
    const QString organization = sampleId<OrganizationId>(400'000).toText();
    store.know(u"x"_s, {samplePerson(), sampleMatch(u"organization"_s, organization, u"Lumenforge Labs"_s)});
    CustomerFinder finder(store);
    QSignalSpy opened(&finder, &CustomerFinder::opened);
    finder.open(sampleMatch(kind, u"id"_s, u"label"_s, {{field, person ? samplePerson().id : organization}}));
    QTRY_COMPARE(opened.size(), 1);
    const auto customer = opened.first().first().value<Customer>();
    QCOMPARE(customer.kind, person ? Customer::Kind::Person : Customer::Kind::Organization);
    QCOMPARE(customer.title(), person ? u"priya.raman@lumenforge.example"_s : u"Lumenforge Labs"_s);
}

void TestCustomerParts::keepsTheCodeThatLedToAPerson()
{
    FakeLookup store;
    store.know(u"x"_s, {samplePerson()});
    CustomerFinder finder(store);
    QSignalSpy opened(&finder, &CustomerFinder::opened);
    finder.open(sampleMatch(u"code"_s, u"c9"_s, u"NEAR-····-P4Q8"_s, {{u"claimed_by"_s, samplePerson().id}}));
    QTRY_COMPARE(opened.size(), 1);
    QCOMPARE(opened.first().first().value<Customer>().pendingCode, u"c9"_s);
    finder.openUser(UserId::fromText(samplePerson().id));
    QTRY_COMPARE(opened.size(), 2);
    QCOMPARE(opened.last().first().value<Customer>().pendingCode, QString());
}

void TestCustomerParts::tellsWhenAPersonIsGone()
{
    FakeLookup store;
    CustomerFinder finder(store);
    QSignalSpy found(&finder, &CustomerFinder::found);
    finder.openUser(sampleId<UserId>(1));
    QTRY_COMPARE(found.size(), 1);
    finder.openById(sampleId<OrganizationId>(1).toText());
    QTRY_COMPARE(found.size(), 2);
    // What leads nowhere is shown as it was found.
    finder.open(sampleMatch(u"mystery"_s, u"m"_s, u"?"_s));
    QCOMPARE(found.size(), 3);
    QCOMPARE(found.last().first().value<LookupResult>().matches.size(), 1);
}

void TestCustomerParts::dropsAnEarlierLookUp()
{
    FakeLookup store;
    store.know(u"priya"_s, {samplePerson()});
    CustomerFinder finder(store);
    QSignalSpy found(&finder, &CustomerFinder::found);
    QSignalSpy opened(&finder, &CustomerFinder::opened);
    finder.find(u"nobody"_s);
    finder.find(u"priya"_s);
    QTRY_COMPARE(opened.size(), 1);
    QCOMPARE(found.size(), 0);
}

void TestCustomerParts::saysWhatACustomerIs()
{
    QCOMPARE(priya().title(), u"priya.raman@lumenforge.example"_s);
    QCOMPARE(priya().about(), u"priya"_s);
    QCOMPARE(priya().organizations().size(), 2);
    QCOMPARE(priya().place().toString(), QString(u"user="_s + samplePerson().id));
    const Customer code = codeIn(u"available"_s);
    QCOMPARE(code.title(), u"NEAR-····-P4Q8"_s);
    QCOMPARE(code.about(), u"Code · Devcon"_s);
    QVERIFY(code.organizations().isEmpty());
    QVERIFY(code.place().hasQueryItem(u"code"_s));
    Customer organization;
    organization.kind = Customer::Kind::Organization;
    organization.match = sampleMatch(u"organization"_s, sampleId<OrganizationId>(1).toText(), u"Acme"_s);
    QCOMPARE(organization.about(), u"Organization"_s);
    QCOMPARE(organization.organizations().first().organization, sampleId<OrganizationId>(1));
}

void TestCustomerParts::asksForTheRightTimeline()
{
    QVERIFY(!priya().timeline().user.isNull());
    QVERIFY(priya().timeline().organization.isNull());
    QVERIFY(priya().timeline().code.isEmpty());
    const TimelineQuery code = codeIn(u"available"_s).timeline();
    QVERIFY(code.user.isNull());
    QCOMPARE(code.code, sampleId<CodeId>(9).toText());
}

void TestCustomerParts::hasALookForEveryKind()
{
    QSet<int> shapes;
    for (const QString &kind : {u"claim"_s, u"release"_s, u"attempt"_s, u"entry"_s, u"audit"_s, u"print"_s}) {
        const PillLook look = happeningPill(kind);
        QVERIFY(look.text != kind);
        shapes.insert(int(look.shape));
    }
    QCOMPARE(shapes.size(), 6);
    QCOMPARE(happeningPill(u"later"_s).text, u"later"_s);
    QVERIFY(keyPill(u"active"_s).tone != keyPill(u"revoked"_s).tone);
}

void TestCustomerParts::tellsWhatHappenedInWords_data()
{
    QTest::addColumn<QString>("kind");
    QTest::addColumn<QString>("summary");
    QTest::addColumn<QString>("says");
    QTest::newRow("minted") << u"audit"_s << u"mint chunk by sandbox"_s << u"Codes minted by sandbox"_s;
    QTest::newRow("with a reason") << u"audit"_s << u"disable codes by mara: lost by post: two"_s
                                   << u"Codes disabled by mara: lost by post: two"_s;
    QTest::newRow("not known") << u"audit"_s << u"sing loudly by mara"_s << u"Sing loudly by mara"_s;
    QTest::newRow("refused") << u"attempt"_s << u"An attempt by backend was refused: code_not_found"_s
                             << u"An attempt by backend was refused: no such code"_s;
    QTest::newRow("claim") << u"claim"_s << u"by@x.example claimed mint chunk by mara: code_not_found"_s
                           << u"by@x.example claimed mint chunk by mara: code_not_found"_s;
}

void TestCustomerParts::tellsWhatHappenedInWords()
{
    QFETCH(QString, kind);
    QFETCH(QString, summary);
    TimelineItem item;
    item.kind = kind;
    item.summary = summary;
    QTEST(happeningWords(item), "says");
}

void TestCustomerParts::drawsAGrantAsABar()
{
    Grant grant = sampleGrant(sampleId<GrantId>(1));
    QList<BarPart> parts = barOf(grant);
    QCOMPARE(parts.size(), 3);
    QCOMPARE(parts.at(0).share + parts.at(1).share, 1.0);
    QCOMPARE(parts.at(2).share, 0.0);
    grant.forfeited = std::exchange(grant.available, Money(0, Currency()));
    parts = barOf(grant);
    QCOMPARE(parts.at(1).share, 0.0);
    QVERIFY(parts.at(2).share > 0.7);
    QVERIFY(parts.at(2).hatched);
}

void TestCustomerParts::saysWhyACodeIsNotReissued_data()
{
    QTest::addColumn<QString>("state");
    QTest::addColumn<QString>("reason");
    QTest::newRow("available") << u"available"_s << QString();
    QTest::newRow("disabled") << u"disabled"_s << QString();
    QTest::newRow("reissued") << u"reissued"_s << u"This code was replaced already"_s;
}

void TestCustomerParts::saysWhyACodeIsNotReissued()
{
    QFETCH(QString, state);
    QFETCH(QString, reason);
    const FakeConnection connection;
    QObject page;
    CustomerActions actions(&page);
    const Customer code = codeIn(state);
    actions.update({&code, nullptr, false}, connection);
    QCOMPARE(reasonAgainst(actions.reissue), reason);
    QCOMPARE(reasonAgainst(actions.claim), u"Find a person first"_s);
    QCOMPARE(reasonAgainst(actions.openClaims), u"Find a person or an organization first"_s);
    actions.update({}, connection);
    QCOMPARE(reasonAgainst(actions.reissue), u"Find a code that nobody has claimed"_s);
}

void TestCustomerParts::saysWhyAKeyIsNotRotated_data()
{
    QTest::addColumn<int>("key");
    QTest::addColumn<bool>("active");
    QTest::addColumn<QString>("reason");
    QTest::newRow("of a claim") << 0 << true << QString();
    QTest::newRow("revoked") << 0 << false << u"This key is revoked already"_s;
    QTest::newRow("of nobody") << 1 << true << u"No claim made this key: it is rotated where it was made"_s;
    QTest::newRow("none chosen") << -1 << true << u"Select one API key"_s;
}

void TestCustomerParts::saysWhyAKeyIsNotRotated()
{
    QFETCH(int, key);
    QFETCH(bool, active);
    QFETCH(QString, reason);
    const FakeConnection connection;
    QObject page;
    CustomerActions actions(&page);
    Customer customer = priya();
    if (key >= 0)
        customer.person.keys[key].active = active;
    const PersonKey *chosen = key < 0 ? nullptr : &customer.person.keys.at(key);
    actions.update({&customer, chosen, true}, connection);
    QCOMPARE(reasonAgainst(actions.rotateKey), reason);
}

void TestCustomerParts::fillsItsChoices()
{
    QComboBox choice;
    fillOrganizationChoice(&choice, priya().person);
    QCOMPARE(choice.count(), 3);
    QCOMPARE(choice.itemData(0).toString(), QString());
    chooseById(&choice, sampleId<OrganizationId>(400'001).toText());
    QCOMPARE(choice.currentText(), u"Kestrel Systems"_s);
    chooseById(&choice, u"of nobody"_s);
    QCOMPARE(choice.currentText(), u"Kestrel Systems"_s);
    fillOrganizationChoice(&choice, Person());
    QCOMPARE(choice.count(), 1);
    QVERIFY(choice.currentText().contains(u"new one"_s));
    fillEventChoice(&choice, {sampleEvent(1, u"Devcon"_s), sampleEvent(2, u"Mailing"_s)});
    QCOMPARE(choice.count(), 2);
    QCOMPARE(choice.itemData(1).toString(), sampleId<EventId>(2).toText());
}

void TestCustomerParts::givesTheRestToOneColumn()
{
    QStandardItemModel model(2, 4);
    FittedTable table;
    table.setModel(&model);
    table.fitColumns({100, 80, 120, 90}, 1);
    table.addOptional(2, 420);
    table.resize(600, 200);
    table.show();
    QTRY_COMPARE(table.columnWidth(1), table.viewport()->width() - 310);
    QVERIFY(!table.isColumnHidden(2));
    table.resize(400, 200);
    QTRY_VERIFY(table.isColumnHidden(2));
    QCOMPARE(table.columnWidth(1), table.viewport()->width() - 190);
    QTRY_COMPARE(table.horizontalScrollBar()->maximum(), 0);
    table.resize(200, 200);
    QTRY_COMPARE(table.columnWidth(1), 80);
    // Neither a view that is chosen brings the column back, nor is it kept as one that somebody hid.
    const QByteArray state = table.columnState();
    QVERIFY(table.isColumnHidden(2));
    QVERIFY(table.setColumnState(state));
    QVERIFY(table.isColumnHidden(2));
    // Somebody does.
    table.setColumnHidden(2, false);
    table.resize(210, 200);
    QTRY_COMPARE(table.width(), 210);
    QVERIFY(!table.isColumnHidden(2));
}

void TestCustomerParts::makesKeysThatOnlyItKnows()
{
    FakeClaimStore store;
    QStringList hashes;
    for (int round = 0; round < 2; ++round) {
        QWidget page;
        page.show();
        auto *dialog = new ClaimDialog(store, priya().person, {sampleEvent(1, u"Devcon"_s)},
                                       {sampleId<EventId>(1), u"NEAR"_s, {}}, &page);
        dialog->open();
        dialog->write()->start();
        QTRY_VERIFY(dialog->isDone());
        hashes.append(store.prints.last().hash);
    }
    QCOMPARE(hashes.first().size(), 64);
    QVERIFY(hashes.first() != hashes.last());
}

SCRIP_UI_TEST_MAIN(TestCustomerParts)
#include "tst_customer_parts.moc"
