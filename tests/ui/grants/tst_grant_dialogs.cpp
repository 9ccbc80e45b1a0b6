// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/grants/grants_fixture.h"
#include "ui/testing.h"

#include "ui/grants/claw_back_dialog.h"
#include "ui/grants/effect_panel.h"
#include "ui/grants/payment_dialog.h"
#include "ui/widgets/form_field.h"
#include "ui/widgets/money_field.h"

#include <QComboBox>
#include <QLineEdit>

using namespace scrip;
using namespace scrip::testing;
using namespace Qt::StringLiterals;

/// Clawing back and payments, with real clicks and stores that fail.
class TestGrantDialogs : public QObject
{
    Q_OBJECT
private:
    static ClawBackDialog *openClawBack(const GrantsFixture &f)
    {
        return f.open<ClawBackDialog>(0, f.page->actions()->clawBack);
    }

private Q_SLOTS:
    void clawsBackAfterTheAmountIsTyped();
    void reckonsAPart();
    void refusesMoreThanThereIs();
    void resolvesALostClawBack();

    void offersWhatAPaymentMayBecome_data();
    void offersWhatAPaymentMayBecome();
    void notesAPayment();
    void tellsARefusedPayment();

    void areAccessible();
};

void TestGrantDialogs::clawsBackAfterTheAmountIsTyped()
{
    GrantsFixture f;
    f.show();
    QTRY_VERIFY(f.isLoaded());
    ClawBackDialog *dialog = openClawBack(f);
    QVERIFY(dialog);
    QTRY_VERIFY(dialog->isReckoned());
    QVERIFY(dialog->effect()->lines().contains(u"From what is available $15.627081600"_s));
    QVERIFY(dialog->effect()->lines().contains(u"From what was consumed $9.372918400"_s));
    typeReason(dialog->reasonField(), u"duplicate account"_s);
    QVERIFY(!dialog->submitButton()->isEnabled());
    QCOMPARE(dialog->obstacle(), u"Type 25.00 to confirm"_s);
    QTest::keyClicks(dialog->confirmField(), u"2"_s);
    QVERIFY(!dialog->submitButton()->isEnabled());
    QTest::keyClicks(dialog->confirmField(), u"5"_s);
    QVERIFY(dialog->submitButton()->isEnabled());
    saveGallery(f.page.get(), u"claw-back"_s);
    clickSubmit(dialog);
    QTRY_VERIFY(dialog->isFinished());
    QCOMPARE(f.grants.writes.size(), 1);
    // What is confirmed is an amount, never "whatever there is by then".
    QCOMPARE(f.grants.writes.first().detail, u"25.00"_s);
    QCOMPARE(f.grants.writes.first().context.reason, u"duplicate account"_s);
    saveGallery(f.page.get(), u"claw-back-done"_s);
}

void TestGrantDialogs::reckonsAPart()
{
    GrantsFixture f;
    f.show();
    QTRY_VERIFY(f.isLoaded());
    ClawBackDialog *dialog = openClawBack(f);
    QTRY_VERIFY(dialog->isReckoned());
    typeReason(dialog->reasonField(), u"x"_s);
    QTest::keyClicks(dialog->confirmField(), u"25"_s);
    QVERIFY(dialog->submitButton()->isEnabled());
    QTest::keyClicks(dialog->amountField(), u"10"_s);
    // Another amount: what was typed to confirm no longer does.
    QVERIFY(!dialog->submitButton()->isEnabled());
    QTRY_VERIFY(dialog->isReckoned());
    QCOMPARE(f.grants.previewedAmounts.last(), u"10.00"_s);
    QVERIFY(!dialog->submitButton()->isEnabled());
    dialog->confirmField()->setText(u"10.000"_s);
    QVERIFY(dialog->submitButton()->isEnabled());
    QCOMPARE(dialog->submitButton()->text(), u"Claw back $10.00"_s);
}

void TestGrantDialogs::refusesMoreThanThereIs()
{
    GrantsFixture f;
    f.show();
    QTRY_VERIFY(f.isLoaded());
    ClawBackDialog *dialog = openClawBack(f);
    QTRY_VERIFY(dialog->isReckoned());
    QTest::keyClicks(dialog->amountField(), u"26"_s);
    QTRY_VERIFY(dialog->amountForm()->error().contains(u"At most 25.00"_s));
    QVERIFY(!dialog->submitButton()->isEnabled());
    // Nothing of what was reckoned before is said of this.
    QCOMPARE(dialog->submitButton()->text(), u"Claw back"_s);
    QCOMPARE(dialog->effect()->verdict(), QString());
    dialog->amountField()->setText(u"10"_s);
    QTRY_COMPARE(dialog->submitButton()->text(), u"Claw back $10.00"_s);
    QVERIFY(!dialog->effect()->verdict().isEmpty());
    dialog->amountField()->setText(u"1e3"_s);
    QVERIFY(dialog->amountForm()->hasError());
    QCOMPARE(dialog->submitButton()->text(), u"Claw back"_s);
    QCOMPARE(dialog->effect()->verdict(), QString());
    dialog->amountField()->clear();
    QVERIFY(!dialog->amountForm()->hasError());
    QTRY_VERIFY(dialog->isReckoned());
}

void TestGrantDialogs::resolvesALostClawBack()
{
    GrantsFixture f;
    f.show();
    QTRY_VERIFY(f.isLoaded());
    ClawBackDialog *dialog = openClawBack(f);
    QTRY_VERIFY(dialog->isReckoned());
    dialog->setPatience(1);
    typeReason(dialog->reasonField(), u"x"_s);
    QTest::keyClicks(dialog->confirmField(), u"25"_s);
    f.grants.lost = 2;
    clickSubmit(dialog);
    QTRY_VERIFY(dialog->isFinished());
    QCOMPARE(f.grants.writes.size(), 3);
    QCOMPARE(f.grants.writes.at(0).context.key, f.grants.writes.at(2).context.key);
    QCOMPARE(f.grants.writes.at(0).detail, f.grants.writes.at(2).detail);
}

void TestGrantDialogs::offersWhatAPaymentMayBecome_data()
{
    QTest::addColumn<int>("from");
    QTest::addColumn<int>("count");
    QTest::newRow("none") << -1 << 0;
    QTest::newRow("pending") << int(PaymentStatus::Pending) << 3;
    QTest::newRow("authorized") << int(PaymentStatus::Authorized) << 2;
    QTest::newRow("settled") << int(PaymentStatus::Settled) << 1;
    QTest::newRow("failed") << int(PaymentStatus::Failed) << 0;
}

void TestGrantDialogs::offersWhatAPaymentMayBecome()
{
    QFETCH(int, from);
    QFETCH(int, count);
    const auto status = from < 0 ? std::nullopt : std::optional(PaymentStatus(from));
    QCOMPARE(nextPayments(status).size(), count);
    QVERIFY(!nextPayments(status).contains(PaymentStatus::Pending));
}

void TestGrantDialogs::notesAPayment()
{
    GrantsFixture f;
    f.show();
    QTRY_VERIFY(f.isLoaded());
    auto *dialog = f.open<PaymentDialog>(1, f.page->actions()->payment);
    QVERIFY(dialog);
    QCOMPARE(dialog->effect(), u"$50.00 become available now."_s);
    dialog->statusField()->setCurrentIndex(1);
    QCOMPARE(dialog->effect(), u"$50.00 stay pending until the payment is settled."_s);
    dialog->statusField()->setCurrentIndex(2);
    QVERIFY(dialog->effect().contains(u"For good."_s));
    dialog->statusField()->setCurrentIndex(0);
    QTest::keyClicks(dialog->referenceField(), u"INV-7"_s);
    saveGallery(f.page.get(), u"payment"_s);
    clickSubmit(dialog);
    QTRY_VERIFY(dialog->isFinished());
    QCOMPARE(f.grants.writes.first().detail, u"settled"_s);
    QCOMPARE(f.grants.grants[1].paymentReference, u"INV-7"_s);
    QVERIFY(dialog->effect().contains(u"$50.00 are available and $0.00 pending"_s));
}

void TestGrantDialogs::tellsARefusedPayment()
{
    GrantsFixture f;
    f.show();
    QTRY_VERIFY(f.isLoaded());
    auto *dialog = f.open<PaymentDialog>(1, f.page->actions()->payment);
    f.grants.refusal = Failure::named(u"payment_transition_invalid"_s, u"no"_s, u"status"_s);
    QTest::keyClicks(dialog->referenceField(), u"INV-7"_s);
    clickSubmit(dialog);
    QTRY_VERIFY(dialog->failureStrip()->isVisible());
    QVERIFY(dialog->failureStrip()->text().contains(u"cannot become that"_s));
    QCOMPARE(dialog->referenceField()->text(), u"INV-7"_s);
    f.grants.refusal.reset();
    clickStrip(dialog);
    QTRY_VERIFY(dialog->isFinished());
}

void TestGrantDialogs::areAccessible()
{
    GrantsFixture f;
    f.show();
    QTRY_VERIFY(f.isLoaded());
    const auto check = [](QDialog *dialog) {
        QVERIFY(dialog);
        QCOMPARE(markupLabels(dialog), QStringList());
        QCOMPARE(namelessControls(dialog), QStringList());
        dialog->close();
        delete dialog;
    };
    check(openClawBack(f));
    check(f.open<PaymentDialog>(1, f.page->actions()->payment));
}

SCRIP_UI_TEST_MAIN(TestGrantDialogs)
#include "tst_grant_dialogs.moc"
