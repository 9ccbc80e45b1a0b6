// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/grants/grants_fixture.h"
#include "ui/testing.h"

#include "ui/grants/effect_panel.h"
#include "ui/grants/settle_dialog.h"

#include <QCheckBox>
#include <QPointer>
#include <QSignalSpy>

using namespace scrip;
using namespace scrip::testing;
using namespace Qt::StringLiterals;

/// Settling what is due, organization by organization, with real clicks and a ledger that fails.
class TestSettleDialog : public QObject
{
    Q_OBJECT
private:
    static SettleDialog *open(const GrantsFixture &f);

private Q_SLOTS:
    void tellsThatNothingIsDue();
    void settlesWhatIsDue();
    void reckonsBeforeAdoption();
    void goesOnSettling();
    void knowsOneAndGoesOnSettling();
    void leavesSettlingInDoubt();
    void tellsWhenItCannotReckon();
    void letsAuditorsLook();
    void isAccessible();
};

SettleDialog *TestSettleDialog::open(const GrantsFixture &f)
{
    f.page->actions()->settle->trigger();
    return qobject_cast<SettleDialog *>(QApplication::activeModalWidget());
}

void TestSettleDialog::tellsThatNothingIsDue()
{
    GrantsFixture f;
    f.show();
    QTRY_VERIFY(f.isLoaded());
    SettleDialog *dialog = open(f);
    QVERIFY(dialog);
    QTRY_VERIFY(dialog->isReckoned());
    QVERIFY(dialog->effect()->verdict().contains(u"Nothing is due."_s));
    QVERIFY(!dialog->submitButton()->isEnabled());
}

void TestSettleDialog::settlesWhatIsDue()
{
    GrantsFixture f;
    f.ledger.dueNow = {sampleId<OrganizationId>(1), sampleId<OrganizationId>(2), sampleId<OrganizationId>(3)};
    f.ledger.each.settled = 1;
    f.ledger.each.breakage = dollars(u"15"_s);
    f.ledger.each.protectedWorth = dollars(u"10"_s);
    f.show();
    QTRY_VERIFY(f.isLoaded());
    SettleDialog *dialog = open(f);
    QTRY_VERIFY(dialog->isReckoned());
    QVERIFY(dialog->effect()->lines().contains(u"Protected $30.000000000"_s));
    QVERIFY(dialog->effect()->lines().contains(u"Breakage, never used $45.000000000"_s));
    QVERIFY(dialog->effect()->lines().contains(u"Grants that expired 3"_s));
    QVERIFY(f.ledger.keys.isEmpty());
    saveGallery(f.page.get(), u"settle"_s);
    clickSubmit(dialog);
    QTRY_VERIFY(dialog->isFinished());
    QCOMPARE(f.ledger.keys.size(), 3);
    QCOMPARE(QSet<QString>(f.ledger.keys.begin(), f.ledger.keys.end()).size(), 3);
    QVERIFY(dialog->effect()->verdict().contains(u"This is what was booked."_s));
}

void TestSettleDialog::reckonsBeforeAdoption()
{
    GrantsFixture f;
    f.ledger.dueNow = {sampleId<OrganizationId>(1)};
    f.show();
    QTRY_VERIFY(f.isLoaded());
    SettleDialog *dialog = open(f);
    QTRY_VERIFY(dialog->isReckoned());
    QVERIFY(!f.ledger.beforeAdoption.last());
    QTest::mouseClick(dialog->beforeAdoptionBox(), Qt::LeftButton, Qt::NoModifier, QPoint(8, 8));
    QTRY_VERIFY(f.ledger.beforeAdoption.last());
    QTRY_VERIFY(dialog->isReckoned());
}

void TestSettleDialog::goesOnSettling()
{
    GrantsFixture f;
    f.ledger.dueNow = {sampleId<OrganizationId>(1), sampleId<OrganizationId>(2)};
    f.show();
    QTRY_VERIFY(f.isLoaded());
    SettleDialog *dialog = open(f);
    dialog->setPatience(1);
    QTRY_VERIFY(dialog->isReckoned());
    f.ledger.refusal = goneFailure();
    clickSubmit(dialog);
    QTRY_VERIFY(dialog->failureStrip()->isVisible());
    QCOMPARE(f.ledger.keys.size(), 1);
    f.ledger.refusal.reset();
    f.ledger.lost = 1;
    clickStrip(dialog);
    QTRY_VERIFY(dialog->isFinished());
    // The first was asked three times under one key, the second once.
    QCOMPARE(f.ledger.keys.size(), 4);
    QCOMPARE(f.ledger.keys.at(0), f.ledger.keys.at(2));
    QVERIFY(f.ledger.keys.at(3) != f.ledger.keys.at(2));
}

void TestSettleDialog::knowsOneAndGoesOnSettling()
{
    GrantsFixture f;
    f.ledger.dueNow = {sampleId<OrganizationId>(1), sampleId<OrganizationId>(2)};
    f.show();
    QTRY_VERIFY(f.isLoaded());
    SettleDialog *dialog = open(f);
    dialog->setPatience(1);
    QTRY_VERIFY(dialog->isReckoned());
    // The second is never sent, and of the first everything is known by then.
    f.ledger.failAt = {{0, Failure::named(u"unknown_outcome"_s, u"lost"_s)}, {2, goneFailure()}};
    clickSubmit(dialog);
    QTRY_COMPARE(f.ledger.keys.size(), 3);
    QTRY_VERIFY(!dialog->isBusy());
    QVERIFY(dialog->failureStrip()->text().startsWith(u"Not done."_s));
    QCOMPARE(dialog->submitButton()->text(), u"Settle the others"_s);
    QCOMPARE(dialog->cancelButton()->text(), u"Cancel"_s);
    clickSubmit(dialog);
    QTRY_VERIFY(dialog->isFinished());
    QCOMPARE(f.ledger.keys.at(2), f.ledger.keys.at(3));
}

void TestSettleDialog::leavesSettlingInDoubt()
{
    GrantsFixture f;
    f.ledger.dueNow = {sampleId<OrganizationId>(1), sampleId<OrganizationId>(2)};
    f.show();
    QTRY_VERIFY(f.isLoaded());
    SettleDialog *dialog = open(f);
    const QPointer<SettleDialog> alive = dialog;
    dialog->setPatience(3'600'000);
    QTRY_VERIFY(dialog->isReckoned());
    QSignalSpy written(dialog, &SettleDialog::written);
    f.ledger.lost = 1;
    clickSubmit(dialog);
    QTRY_VERIFY(dialog->failureStrip()->isVisible());
    QVERIFY(dialog->failureStrip()->text().contains(u"Unknown, resolving."_s));
    QCOMPARE(dialog->cancelButton()->text(), u"Close"_s);
    QTest::mouseClick(dialog->cancelButton(), Qt::LeftButton);
    QCOMPARE(written.size(), 1); // the page looks what became of it
    QTRY_VERIFY(!alive);
    QCOMPARE(f.ledger.keys.size(), 1);
}

void TestSettleDialog::tellsWhenItCannotReckon()
{
    GrantsFixture f;
    f.ledger.fails = true;
    f.show();
    QTRY_VERIFY(f.isLoaded());
    SettleDialog *dialog = open(f);
    QTRY_VERIFY(dialog->failureStrip()->isVisible());
    QVERIFY(!dialog->submitButton()->isEnabled());
    f.ledger.fails = false;
    clickStrip(dialog);
    QTRY_VERIFY(dialog->isReckoned());
    QVERIFY(!dialog->failureStrip()->isVisible());
}

void TestSettleDialog::letsAuditorsLook()
{
    GrantsFixture f;
    f.connection.session_.roles = {u"auditor"_s};
    f.ledger.dueNow = {sampleId<OrganizationId>(1)};
    f.show();
    QTRY_VERIFY(f.isLoaded());
    SettleDialog *dialog = open(f);
    QTRY_VERIFY(dialog->isReckoned());
    QVERIFY(!dialog->submitButton()->isEnabled());
    QCOMPARE(dialog->obstacle(), u"Only an admin may change grants"_s);
}

void TestSettleDialog::isAccessible()
{
    GrantsFixture f;
    f.show();
    QTRY_VERIFY(f.isLoaded());
    SettleDialog *dialog = open(f);
    QVERIFY(dialog);
    QCOMPARE(markupLabels(dialog), QStringList());
    QCOMPARE(namelessControls(dialog), QStringList());
}

SCRIP_UI_TEST_MAIN(TestSettleDialog)
#include "tst_settle_dialog.moc"
