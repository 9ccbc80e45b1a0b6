// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/customers/customers_fixture.h"
#include "ui/testing.h"

#include "ui/widgets/buttons.h"
#include "ui/widgets/inline_message.h"
#include "ui/widgets/segments.h"

#include <QAction>
#include <QLineEdit>
#include <QPushButton>
#include <QScrollBar>
#include <QSignalSpy>
#include <QTemporaryDir>

using namespace scrip;
using namespace scrip::testing;
using namespace Qt::StringLiterals;

/// The page of customers with real keys and clicks over stores in memory.
class TestCustomersPage : public QObject
{
    Q_OBJECT
private:
    static QString code() { return sampleId<CodeId>(9).toText(); }

private Q_SLOTS:
    void beginsEmpty();
    void opensTheOnlyOneFound();
    void asksNothingWhileTyping();
    void showsWhatSomebodyHas();
    void showsTheGrantsOfTheChosenOrganization();
    void letsOneChooseAmongSeveral();
    void leadsFromOtherThingsToThePerson();
    void sendsEventsAndBatchesToTheirPages();
    void showsAnOrganization();
    void showsACodeThatNobodyClaimed();
    void saysThatNothingIsFound();
    void goesWhereItIsSent();
    void saysWhyNot_data();
    void saysWhyNot();
    void barsStaff();
    void triesAgainWhenTheConnectionIsLost();
    void readsNewsWithoutLookingUp();
    void takesAPersonWithoutOrganization();
    void choosesTheKeyThatCanBeRotated();
    void actsOnNobodyWhileLooking();
    void dropsALookUpThatIsNotWanted();
    void exportsTheTimelineAndTheGrants();
    void isAccessible();
    void knowsInitials();
};

void TestCustomersPage::beginsEmpty()
{
    CustomersFixture f;
    f.show();
    QVERIFY(!f.page->view()->isVisible());
    QTRY_VERIFY(f.page->searchField()->hasFocus());
    QCOMPARE(f.lookup.asked.size(), 0);
    QCOMPARE(reasonAgainst(f.page->actions()->claim), u"Find a person first"_s);
    saveGallery(f.page.get(), u"customers-empty"_s);
}

void TestCustomersPage::opensTheOnlyOneFound()
{
    CustomersFixture f;
    f.show();
    QSignalSpy moved(f.page.get(), &WindowPage::locationChanged);
    f.find(u"priya"_s);
    QTRY_VERIFY(f.isShown());
    QVERIFY(f.page->view()->isVisible());
    QCOMPARE(f.page->view()->head()->title(), u"priya.raman@lumenforge.example"_s);
    QCOMPARE(moved.size(), 1);
    QCOMPARE(f.page->location().queryItemValue(u"user"_s), sampleId<UserId>(300'001).toText());
    // She was told with the first answer: no second look-up.
    QCOMPARE(f.lookup.asked, QStringList(u"priya"_s));
}

void TestCustomersPage::asksNothingWhileTyping()
{
    CustomersFixture f;
    f.show();
    QTest::keyClicks(f.page->searchField(), u"priya"_s);
    QSignalSpy paused(f.page->searchField(), &SearchField::searchChanged);
    QTRY_COMPARE(paused.size(), 1);
    QCOMPARE(f.lookup.asked.size(), 0);
    QTest::keyClick(f.page->searchField(), Qt::Key_Return);
    QCOMPARE(f.lookup.asked.size(), 1);
}

void TestCustomersPage::showsWhatSomebodyHas()
{
    CustomersFixture f;
    f.show();
    f.find(u"priya"_s);
    QTRY_COMPARE(f.page->view()->balances()->filledRows(), 2);
    QCOMPARE(f.page->view()->balances()->index(0, BalanceColumns::Live).data().toString(), u"118.3969031"_s);
    QTRY_COMPARE(f.page->view()->grants()->filledRows(), 2);
    QTRY_COMPARE(f.page->view()->timeline()->filledRows(), 1);
    QTRY_COMPARE(f.page->view()->keys()->filledRows(), 2);
    QCOMPARE(f.page->view()->keys()->index(0, 0).data().toString(), u"sk-7Q2cV9…"_s);
    saveGallery(f.page.get(), u"customers"_s);
}

void TestCustomersPage::showsTheGrantsOfTheChosenOrganization()
{
    CustomersFixture f;
    f.show();
    f.find(u"priya"_s);
    QTRY_COMPARE(f.grants.pagesAsked.size(), 1);
    QCOMPARE(f.grants.pagesAsked.first().organization, sampleId<OrganizationId>(400'000));
    const QModelIndex second = f.page->view()->balances()->index(1, 0);
    QTest::mouseClick(f.page->view()->balancesTable()->viewport(), Qt::LeftButton, Qt::NoModifier,
                      f.page->view()->balancesTable()->visualRect(second).center());
    QTRY_COMPARE(f.grants.pagesAsked.size(), 2);
    QCOMPARE(f.grants.pagesAsked.last().organization, sampleId<OrganizationId>(400'001));
    QSignalSpy opened(f.page.get(), &WindowPage::openRequested);
    f.page->actions()->openGrants->trigger();
    QCOMPARE(opened.first().at(0).toString(), u"grants"_s);
    QCOMPARE(opened.first().at(1).value<QUrlQuery>().queryItemValue(u"organization"_s),
             sampleId<OrganizationId>(400'001).toText());
}

void TestCustomersPage::letsOneChooseAmongSeveral()
{
    CustomersFixture f;
    const Match other =
        sampleMatch(u"organization"_s, sampleId<OrganizationId>(400'001).toText(), u"Kestrel Systems"_s);
    f.lookup.known.insert(u"s"_s, {samplePerson(), other});
    f.show();
    f.find(u"s"_s);
    QTRY_COMPARE(f.page->hits()->filledRows(), 2);
    QVERIFY(f.page->hitsTable()->isVisible());
    QTRY_COMPARE(f.page->subtitle(), u"2 found; choose one"_s);
    saveGallery(f.page.get(), u"customers-found"_s);
    f.page->hitsTable()->selectRow(0);
    QTest::keyClick(f.page->hitsTable(), Qt::Key_Return);
    QTRY_VERIFY(f.isShown());
    QCOMPARE(f.page->view()->head()->title(), u"priya.raman@lumenforge.example"_s);
}

void TestCustomersPage::leadsFromOtherThingsToThePerson()
{
    CustomersFixture f;
    const QJsonObject user{{u"user_id"_s, samplePerson().id}};
    f.lookup.known.insert(u"priya.near"_s, {sampleMatch(u"account"_s, samplePerson().id, u"priya.near"_s, user)});
    f.lookup.known.insert(u"sk-7q2"_s, {sampleMatch(u"api_key"_s, u"k"_s, u"sk-7Q2cV9"_s, user)});
    f.lookup.known.insert(u"near-p4q8"_s, {sampleMatch(u"code"_s, code(), u"NEAR-····-P4Q8"_s,
                                                       {{u"claimed_by"_s, samplePerson().id}})});
    f.show();
    for (const QString &text : {u"priya.near"_s, u"sk-7q2"_s, u"near-p4q8"_s}) {
        f.find(text);
        QTRY_VERIFY(f.isShown());
        QCOMPARE(f.page->customer()->kind, Customer::Kind::Person);
        QCOMPARE(f.page->customer()->person.id.toText(), samplePerson().id);
        f.find({});
        QVERIFY(!f.page->customer());
    }
}

void TestCustomersPage::sendsEventsAndBatchesToTheirPages()
{
    CustomersFixture f;
    f.lookup.known.insert(u"devcon"_s, {sampleMatch(u"event"_s, u"e1"_s, u"Devcon"_s)});
    f.lookup.known.insert(u"near #1"_s, {sampleMatch(u"batch"_s, u"b1"_s, u"NEAR #1"_s)});
    f.show();
    QSignalSpy opened(f.page.get(), &WindowPage::openRequested);
    f.find(u"devcon"_s);
    QTRY_COMPARE(opened.size(), 1);
    QCOMPARE(opened.at(0).at(0).toString(), u"events"_s);
    QCOMPARE(opened.at(0).at(1).value<QUrlQuery>().queryItemValue(u"event"_s), u"e1"_s);
    f.find(u"near #1"_s);
    QTRY_COMPARE(opened.size(), 2);
    QCOMPARE(opened.at(1).at(0).toString(), u"codes"_s);
    QCOMPARE(opened.at(1).at(1).value<QUrlQuery>().queryItemValue(u"batch"_s), u"b1"_s);
}

void TestCustomersPage::showsAnOrganization()
{
    CustomersFixture f;
    const QString id = sampleId<OrganizationId>(400'000).toText();
    f.lookup.know(u"lumenforge"_s, {sampleMatch(u"organization"_s, id, u"Lumenforge Labs"_s)});
    f.lookup.known.insert(u"grant"_s, {sampleMatch(u"grant"_s, u"g"_s, u"Devcon"_s, {{u"organization_id"_s, id}})});
    f.show();
    f.find(u"grant"_s);
    QTRY_VERIFY(f.isShown());
    QCOMPARE(f.page->customer()->kind, Customer::Kind::Organization);
    QCOMPARE(f.page->view()->head()->title(), u"Lumenforge Labs"_s);
    QCOMPARE(f.lookup.timelinesAsked.last().organization.toText(), id);
    QVERIFY(!f.page->view()->keysTable()->isVisible());
    QCOMPARE(f.page->location().queryItemValue(u"organization"_s), id);
    QCOMPARE(reasonAgainst(f.page->actions()->claim), u"Find a person first"_s);
    QVERIFY(f.page->actions()->openClaims->isEnabled());
}

void TestCustomersPage::showsACodeThatNobodyClaimed()
{
    CustomersFixture f;
    f.lookup.know(u"near-p4q8"_s, {sampleMatch(u"code"_s, code(), u"NEAR-····-····-····-P4Q8"_s,
                                               {{u"state"_s, u"disabled"_s}, {u"event_name"_s, u"Devcon"_s}})});
    f.show();
    f.find(u"near-p4q8"_s);
    QTRY_VERIFY(f.page->customer() && f.page->view()->timeline()->isLoaded());
    QCOMPARE(f.page->customer()->kind, Customer::Kind::Code);
    QCOMPARE(f.lookup.timelinesAsked.last().code, code());
    QVERIFY(!f.page->view()->balancesTable()->isVisible());
    QVERIFY(f.page->actions()->reissue->isEnabled());
    // Each timeline of a code counts as a look-up for support, so news do not ask for another.
    const qsizetype asked = f.lookup.timelinesAsked.size();
    f.connection.tell(u"claims"_s);
    QCoreApplication::processEvents();
    QCOMPARE(f.lookup.timelinesAsked.size(), asked);
}

void TestCustomersPage::saysThatNothingIsFound()
{
    CustomersFixture f;
    f.show();
    f.find(u"nobody"_s);
    QTRY_COMPARE(f.lookup.asked.size(), 1);
    bool told = false;
    const auto look = [&] {
        const auto labels = f.page->findChildren<QLabel *>();
        for (const QLabel *label : labels)
            told = told || (label->isVisible() && label->text().startsWith(u"Nothing is called “nobody”"_s));
        return told;
    };
    QTRY_VERIFY(look());
    QVERIFY(!f.page->customer());
}

void TestCustomersPage::goesWhereItIsSent()
{
    CustomersFixture f;
    f.show();
    QUrlQuery place;
    place.addQueryItem(u"user"_s, samplePerson().id);
    f.page->goTo(place);
    QTRY_VERIFY(f.isShown());
    QCOMPARE(f.page->location().toString(), place.toString());
    const qsizetype asked = f.lookup.asked.size();
    f.page->goTo(place);
    QCOMPARE(f.lookup.asked.size(), asked);
    QSignalSpy opened(f.page.get(), &WindowPage::openRequested);
    f.page->actions()->openClaims->trigger();
    QCOMPARE(opened.first().at(0).toString(), u"claims"_s);
    QCOMPARE(opened.first().at(1).value<QUrlQuery>().toString(), place.toString());
    f.page->goTo({});
    QVERIFY(!f.page->customer());
}

void TestCustomersPage::saysWhyNot_data()
{
    QTest::addColumn<QStringList>("roles");
    QTest::addColumn<QString>("claim");
    QTest::addColumn<QString>("check");
    QTest::newRow("admin") << QStringList{u"admin"_s} << QString() << QString();
    QTest::newRow("support") << QStringList{u"support"_s} << QString() << QString();
    QTest::newRow("auditor") << QStringList{u"auditor"_s} << u"Only admin and support may change claims"_s
                             << u"Only admin and support may check a claim"_s;
}

void TestCustomersPage::saysWhyNot()
{
    QFETCH(QStringList, roles);
    QFETCH(QString, claim);
    QFETCH(QString, check);
    CustomersFixture f;
    f.connection.setRoles(roles);
    f.show();
    f.find(u"priya"_s);
    QTRY_VERIFY(f.isShown());
    QTRY_COMPARE(f.page->view()->keys()->filledRows(), 2);
    QCOMPARE(reasonAgainst(f.page->actions()->claim), claim);
    QCOMPARE(reasonAgainst(f.page->actions()->rotateKey), claim);
    QCOMPARE(reasonAgainst(f.page->actions()->whyNot), check);
    f.connection.setState(ConnectionState::Lost);
    QVERIFY(!f.page->actions()->claim->isEnabled());
    QVERIFY(!f.page->searchField()->isEnabled());
    // Whoever was shown stays on screen.
    QVERIFY(f.page->view()->isVisible());
}

void TestCustomersPage::barsStaff()
{
    CustomersFixture f;
    f.connection.setRoles({u"staff"_s});
    f.show();
    QVERIFY(!f.page->searchField()->isEnabled());
    QCOMPARE(f.page->searchField()->toolTip(),
             u"Only admin, support and auditor see customers, their grants and attempts"_s);
    QVERIFY(!f.page->view()->isVisible());
    saveGallery(f.page.get(), u"customers-staff"_s);
    f.connection.setRoles({u"support"_s});
    QVERIFY(f.page->searchField()->isEnabled());
}

void TestCustomersPage::triesAgainWhenTheConnectionIsLost()
{
    CustomersFixture f;
    f.show();
    f.lookup.fails = true;
    f.find(u"priya"_s);
    QTRY_VERIFY(f.page->strip()->isVisible());
    QCOMPARE(f.page->searchField()->text(), u"priya"_s);
    f.lookup.fails = false;
    QTest::mouseClick(f.page->strip()->findChild<QPushButton *>(), Qt::LeftButton);
    QTRY_VERIFY(f.isShown());
    QVERIFY(!f.page->strip()->isVisible());
    f.books.fails = true;
    f.page->refresh();
    QTRY_VERIFY(f.page->strip()->isVisible());
    QCOMPARE(f.page->view()->balances()->filledRows(), 2);
    f.books.fails = false;
    const qsizetype asked = f.lookup.asked.size();
    QTest::mouseClick(f.page->strip()->findChild<QPushButton *>(), Qt::LeftButton);
    QTRY_VERIFY(!f.page->strip()->isVisible());
    QCOMPARE(f.lookup.asked.size(), asked);
}

void TestCustomersPage::readsNewsWithoutLookingUp()
{
    CustomersFixture f;
    f.show();
    f.find(u"priya"_s);
    QTRY_VERIFY(f.isShown());
    f.books.know(sampleId<OrganizationId>(400'000), u"Lumenforge Labs"_s, 100 * Money::unit);
    f.connection.tell(u"grant"_s);
    QTRY_COMPARE(f.page->view()->balances()->index(0, BalanceColumns::Live).data().toString(), u"100.00"_s);
    QCOMPARE(f.lookup.asked.size(), 1);
}

void TestCustomersPage::takesAPersonWithoutOrganization()
{
    CustomersFixture f;
    Match fresh = samplePerson();
    fresh.fields.insert(u"organizations"_s, QJsonArray());
    fresh.fields.insert(u"api_keys"_s, QJsonValue());
    f.lookup.know(u"fresh"_s, {fresh});
    f.show();
    f.find(u"fresh"_s);
    QTRY_VERIFY(f.isShown());
    QCOMPARE(f.page->view()->balances()->filledRows(), 0);
    QCOMPARE(reasonAgainst(f.page->actions()->rotateKey), u"There is no API key"_s);
    QCOMPARE(reasonAgainst(f.page->actions()->openGrants), u"There is no organization"_s);
    QVERIFY(f.page->actions()->claim->isEnabled());
}

void TestCustomersPage::choosesTheKeyThatCanBeRotated()
{
    CustomersFixture f;
    f.show();
    f.find(u"priya"_s);
    QTRY_COMPARE(f.page->view()->keys()->filledRows(), 2);
    QVERIFY(f.page->actions()->rotateKey->isEnabled());
    QCOMPARE(f.page->view()->key()->prefix, u"sk-7Q2cV9"_s);
    f.page->view()->keysTable()->selectRow(1);
    QCOMPARE(reasonAgainst(f.page->actions()->rotateKey),
             u"No claim made this key: it is rotated where it was made"_s);
}

/// Whoever is still shown is not who will be: nothing is done until it is clear whom it is done for.
void TestCustomersPage::actsOnNobodyWhileLooking()
{
    CustomersFixture f;
    Match lin = samplePerson();
    lin.id = sampleId<UserId>(300'002).toText();
    lin.label = u"lin.wei@kestrel.example"_s;
    f.lookup.know(u"lin"_s, {lin});
    f.show();
    f.find(u"priya"_s);
    QTRY_VERIFY(f.isShown());
    QTRY_COMPARE(f.page->view()->keys()->filledRows(), 2);
    f.page->actions()->whyNot->setChecked(true);
    f.claims.verdict.claimable = true;
    f.page->whyNot()->codeField()->setText(u"NEAR-A7K3-X9M2-P4Q8-B6DH"_s);
    f.page->whyNot()->ask();
    QTRY_VERIFY(f.page->whyNot()->claimButton()->isVisible());

    f.lookup.waits = true;
    f.find(u"lin"_s);
    const CustomerActions *actions = f.page->actions();
    const QList<QAction *> about{actions->claim, actions->whyNot, actions->rotateKey, actions->openClaims,
                                 actions->openGrants};
    for (QAction *action : about)
        QCOMPARE(reasonAgainst(action), u"Wait: somebody is being looked up"_s);
    for (QPushButton *button : {f.page->whyNot()->checkButton(), f.page->whyNot()->claimButton()}) {
        QVERIFY(!button->isEnabled());
        QCOMPARE(button->toolTip(), u"Wait: somebody is being looked up"_s);
    }

    f.lookup.release();
    QTRY_COMPARE(f.page->view()->head()->title(), u"lin.wei@kestrel.example"_s);
    for (QAction *action : about)
        QTRY_COMPARE(reasonAgainst(action), QString());
    // One that fails leaves whoever is shown.
    f.lookup.waits = false;
    f.lookup.fails = true;
    f.find(u"priya"_s);
    QVERIFY(!actions->claim->isEnabled());
    QTRY_VERIFY(actions->claim->isEnabled());
    QCOMPARE(f.page->view()->head()->title(), u"lin.wei@kestrel.example"_s);
}

void TestCustomersPage::dropsALookUpThatIsNotWanted()
{
    CustomersFixture f;
    f.show();
    f.lookup.waits = true;
    f.find(u"priya"_s);
    f.find({});
    QCOMPARE(f.page->subtitle(), QString());
    f.lookup.release();
    QCoreApplication::processEvents();
    QVERIFY(!f.page->customer());
}

void TestCustomersPage::exportsTheTimelineAndTheGrants()
{
    CustomersFixture f;
    f.show();
    const CustomerActions *actions = f.page->actions();
    QCOMPARE(reasonAgainst(actions->exportTimeline), u"Find a customer first"_s);
    QCOMPARE(reasonAgainst(actions->exportGrants), u"There is no organization"_s);
    f.find(u"priya"_s);
    QTRY_VERIFY(f.isShown());
    QTRY_COMPARE(f.page->view()->grants()->filledRows(), 2);
    QVERIFY(f.page->pageActions().contains(actions->exportTimeline));
    QVERIFY(f.page->pageActions().contains(actions->exportGrants));
    actions->exportTimeline->trigger();
    QPointer<ExportDialog> dialog = f.page->timelineExport()->dialog();
    QVERIFY(dialog && dialog->isVisible());
    QVERIFY(dialog->file()->text().endsWith(u"/customer-timeline.csv"_s));
    QVERIFY(dialog->warning()); // its sentences name people
    dialog->close();
    actions->exportGrants->trigger();
    dialog = f.page->grantsExport()->dialog();
    QVERIFY(dialog && dialog->isVisible());
    QTemporaryDir folder;
    const QString path = folder.filePath(u"grants.jsonl"_s);
    dialog->formats()->setCurrent(2);
    dialog->file()->setText(path);
    QSignalSpy started(dialog.data(), &ExportDialog::started);
    QTest::mouseClick(dialog->submitButton(), Qt::LeftButton);
    QTRY_COMPARE(started.size(), 1);
    QFile file(path);
    QTRY_VERIFY(file.exists());
    QVERIFY(file.open(QFile::ReadOnly));
    QCOMPARE(file.readAll().count('\n'), 4); // two for each of her organizations
}

void TestCustomersPage::isAccessible()
{
    CustomersFixture f;
    f.show();
    f.find(u"priya"_s);
    QTRY_VERIFY(f.isShown());
    f.page->actions()->whyNot->setChecked(true);
    QCOMPARE(markupLabels(f.page.get()), QStringList());
    QCOMPARE(namelessControls(f.page.get()), QStringList());
}

void TestCustomersPage::knowsInitials()
{
    QCOMPARE(initialsOf(u"priya.raman@lumenforge.example"_s), u"PR"_s);
    QCOMPARE(initialsOf(u"ops@helixdata.example"_s), u"O"_s);
    QCOMPARE(initialsOf(u"lin_wei-x@y"_s), u"LW"_s);
    QCOMPARE(initialsOf({}), QString());
}

SCRIP_UI_TEST_MAIN(TestCustomersPage)
#include "tst_customers_page.moc"
