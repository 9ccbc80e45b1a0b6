// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/customers/customers_fixture.h"
#include "ui/testing.h"

#include "ui/widgets/buttons.h"

#include <QAction>
#include <QLineEdit>
#include <QPushButton>
#include <QScrollBar>

using namespace scrip;
using namespace scrip::testing;
using namespace Qt::StringLiterals;

/// A grant for the customer on screen, and how much of a customer fits beside the question why they cannot claim.
class TestCustomerGrant : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void grantsToTheChosenOrganization();
    void fits();
};

void TestCustomerGrant::grantsToTheChosenOrganization()
{
    CustomersFixture f;
    f.show();
    QCOMPARE(reasonAgainst(f.page->actions()->grant), u"There is no organization"_s);
    f.find(u"priya"_s);
    QTRY_VERIFY(f.isShown());
    const QModelIndex second = f.page->view()->balances()->index(1, 0);
    QTest::mouseClick(f.page->view()->balancesTable()->viewport(), Qt::LeftButton, Qt::NoModifier,
                      f.page->view()->balancesTable()->visualRect(second).center());
    QPushButton *button = nullptr;
    const auto buttons = f.page->findChildren<QPushButton *>();
    for (QPushButton *one : buttons)
        button = one->isVisible() && one->text() == u"Grant…" ? one : button;
    QVERIFY(button);
    QTest::mouseClick(button, Qt::LeftButton);
    auto *dialog = shownDialog<NewGrantDialog>();
    QVERIFY(dialog);
    QCOMPARE(dialog->organizationField()->text(), sampleId<OrganizationId>(400'001).toText());
    QTest::keyClick(dialog, Qt::Key_Escape);
    f.connection.setRoles({u"support"_s});
    QVERIFY(!button->isEnabled());
    QVERIFY(!reasonAgainst(f.page->actions()->grant).isEmpty());
}

void TestCustomerGrant::fits()
{
    CustomersFixture f;
    // More keys than there is room for: a scroll bar stands beside them.
    Match many = samplePerson();
    QJsonArray keys = many.fields[u"api_keys"_s].toArray();
    for (int number = 0; number < 20; ++number)
        keys.append(keys.first());
    many.fields[u"api_keys"_s] = keys;
    f.lookup.know(u"priya"_s, {many});
    f.show({1072, 640});
    f.find(u"priya"_s);
    QTRY_VERIFY(f.isShown());
    f.page->actions()->whyNot->setChecked(true);
    QVERIFY(f.page->minimumSizeHint().width() <= 1072);
    QVERIFY(f.page->minimumSizeHint().height() <= 640);
    QTRY_VERIFY(f.page->whyNot()->isVisible());
    for (FittedTable *table : std::initializer_list<FittedTable *>{
             f.page->view()->balancesTable(), f.page->view()->grantsTable(), f.page->view()->keysTable()})
        QTRY_COMPARE(table->horizontalScrollBar()->maximum(), 0);
    saveGallery(f.page.get(), u"customers-1072"_s);
}

SCRIP_UI_TEST_MAIN(TestCustomerGrant)
#include "tst_customer_grant.moc"
