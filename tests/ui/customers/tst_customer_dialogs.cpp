// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/customers/customers_fixture.h"
#include "ui/testing.h"

#include "ui/claims/once_dialogs.h"
#include "ui/claims/secret_box.h"
#include "ui/customers/claim_dialog.h"
#include "ui/widgets/form_field.h"
#include "ui/widgets/inline_message.h"
#include "ui/widgets/toast.h"

#include <QAction>
#include <QClipboard>
#include <QComboBox>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPushButton>

using namespace scrip;
using namespace scrip::testing;
using namespace Qt::StringLiterals;

/// Asking why not, claiming on behalf and rotating a key, with real clicks and a store that refuses, is gone, or
/// loses its answer.
class TestCustomerDialogs : public QObject
{
    Q_OBJECT
private:
    static void showPriya(CustomersFixture &f);
    static void press(QPushButton *button) { QTest::mouseClick(button, Qt::LeftButton); }
    static ClaimDialog *openClaim(const CustomersFixture &f);
    static Failure lost() { return Failure::named(u"unknown_outcome"_s, u"lost"_s); }

private Q_SLOTS:
    void tellsEveryObstacleInWords();
    void tellsThatItWouldWork();
    void triesACheckAgain();
    void forgetsAnAnswerThatIsNoLongerTrue();
    void mayNotCheckAsAuditor();
    void claimsAndShowsTheKeyOnce();
    void asksForACode();
    void asksNothingForWhatIsNoCode_data();
    void asksNothingForWhatIsNoCode();
    void looksForNoBook();
    void choosesTheOrganization();
    void keepsTheCodeWhenRefused();
    void knowsItsKeyAfterALostAnswer();
    void showsNoKeyThatIsAnother();
    void rotatesTheKeyOfAClaim();
    void reissuesACodeThatNobodyClaimed();
};

void TestCustomerDialogs::showPriya(CustomersFixture &f)
{
    f.show();
    f.find(u"priya"_s);
    QTRY_VERIFY(f.isShown());
    QTRY_COMPARE(f.page->whyNot()->eventChoice()->count(), 2);
    QTRY_COMPARE(f.page->view()->keys()->filledRows(), 2);
}

ClaimDialog *TestCustomerDialogs::openClaim(const CustomersFixture &f)
{
    f.page->actions()->claim->trigger();
    return shownDialog<ClaimDialog>();
}

void TestCustomerDialogs::tellsEveryObstacleInWords()
{
    CustomersFixture f;
    f.claims.verdict.reasons = {{u"code_disabled"_s, u"The code is disabled."_s},
                                {u"organization_limit_reached"_s, u"No more."_s},
                                {u"brand_new"_s, u"Something of a later version."_s}};
    showPriya(f);
    QVERIFY(!f.page->whyNot()->isVisible());
    f.page->actions()->whyNot->trigger();
    WhyNotPanel *panel = f.page->whyNot();
    QVERIFY(panel->isVisible());
    QVERIFY(!panel->checkButton()->isEnabled());
    QCOMPARE(panel->checkButton()->toolTip(), u"Type the code"_s);
    QTest::keyClicks(panel->codeField(), u"near a7k3"_s);
    panel->eventChoice()->setCurrentIndex(1);
    press(panel->checkButton());
    QTRY_VERIFY(panel->verdict()->isVisible());
    QCOMPARE(f.claims.checked.size(), 1);
    QCOMPARE(f.claims.checked.first().code, u"near a7k3"_s);
    QCOMPARE(f.claims.checked.first().event, f.events.events[1].id);
    QCOMPARE(f.claims.checked.first().claimant.user.toText(), samplePerson().id);
    QVERIFY(f.claims.checked.first().claimant.organization.isNull());
    QVERIFY(panel->verdict()->text().contains(u"Nothing was changed"_s));
    const QStringList lines = panel->answer().split(u'\n');
    QCOMPARE(lines.size(), 4);
    QVERIFY(lines.at(1).contains(u"Enable it again, or reissue it"_s));
    QVERIFY(lines.at(2).contains(u"as many claims as the event allows"_s));
    QCOMPARE(lines.at(3), u"Something of a later version."_s);
    QVERIFY(!panel->claimButton()->isVisible());
    press(panel->copyButton());
    QCOMPARE(QGuiApplication::clipboard()->text(), panel->answer());
    saveGallery(f.page.get(), u"why-not"_s);
}

void TestCustomerDialogs::tellsThatItWouldWork()
{
    CustomersFixture f;
    f.claims.verdict.claimable = true;
    showPriya(f);
    f.page->actions()->whyNot->trigger();
    WhyNotPanel *panel = f.page->whyNot();
    QTest::keyClicks(panel->codeField(), u"NEAR-A7K3"_s);
    QTest::keyClick(panel->codeField(), Qt::Key_Return);
    QTRY_VERIFY(panel->claimButton()->isVisible());
    press(panel->claimButton());
    auto *dialog = shownDialog<ClaimDialog>();
    QVERIFY(dialog);
    QCOMPARE(dialog->codeField()->text(), u"NEAR-A7K3"_s);
    QVERIFY(dialog->submitButton()->isEnabled());
}

void TestCustomerDialogs::triesACheckAgain()
{
    CustomersFixture f;
    showPriya(f);
    f.page->actions()->whyNot->trigger();
    WhyNotPanel *panel = f.page->whyNot();
    QTest::keyClicks(panel->codeField(), u"NEAR-A7K3"_s);
    f.claims.fails = true;
    press(panel->checkButton());
    QTRY_VERIFY(panel->verdict()->isVisible());
    QVERIFY(panel->verdict()->text().contains(u"cannot be reached"_s));
    QCOMPARE(panel->codeField()->text(), u"NEAR-A7K3"_s);
    f.claims.fails = false;
    f.claims.verdict.claimable = true;
    press(panel->verdict()->findChild<QPushButton *>());
    QTRY_VERIFY(panel->claimButton()->isVisible());
}

void TestCustomerDialogs::forgetsAnAnswerThatIsNoLongerTrue()
{
    CustomersFixture f;
    f.claims.verdict.reasons = {{u"code_disabled"_s, u"x"_s}};
    showPriya(f);
    f.page->actions()->whyNot->trigger();
    WhyNotPanel *panel = f.page->whyNot();
    QTest::keyClicks(panel->codeField(), u"NEAR-A7K3"_s);
    press(panel->checkButton());
    QTRY_VERIFY(panel->verdict()->isVisible());
    QTest::keyClicks(panel->codeField(), u"X"_s);
    QVERIFY(!panel->verdict()->isVisible());
    QCOMPARE(panel->answer(), QString());
    // Another person: neither the code nor the answer is about them.
    f.page->goTo({});
    QCOMPARE(panel->codeField()->text(), QString());
    QVERIFY(!f.page->actions()->whyNot->isChecked());
}

void TestCustomerDialogs::mayNotCheckAsAuditor()
{
    CustomersFixture f;
    f.connection.setRoles({u"auditor"_s});
    showPriya(f);
    QVERIFY(!f.page->actions()->whyNot->isEnabled());
    f.page->whyNot()->codeField()->setText(u"NEAR"_s);
    QCOMPARE(f.page->whyNot()->checkButton()->toolTip(), u"Only admin and support may check a claim"_s);
}

void TestCustomerDialogs::claimsAndShowsTheKeyOnce()
{
    CustomersFixture f;
    showPriya(f);
    ClaimDialog *dialog = openClaim(f);
    QVERIFY(dialog);
    QTest::keyClicks(dialog->codeField(), u" near-a7k3-x9m2 "_s);
    saveGallery(f.page.get(), u"claim"_s);
    press(dialog->submitButton());
    QTRY_VERIFY(dialog->isDone());
    QCOMPARE(f.claims.created.size(), 1);
    QCOMPARE(f.claims.created.first().code, u"near-a7k3-x9m2"_s);
    QCOMPARE(f.claims.created.first().claimant.user.toText(), samplePerson().id);
    QVERIFY(isUsableKey(f.claims.contexts.first().key));
    const QString plain = dialog->secret()->field()->text();
    QVERIFY(dialog->secret()->isVisible());
    QVERIFY(plain.startsWith(f.claims.prints.first().prefix));
    QCOMPARE(plain.size(), 35);
    QCOMPARE(markupLabels(dialog), QStringList());
    QCOMPARE(namelessControls(dialog), QStringList());
    saveGallery(f.page.get(), u"claim-done"_s);
    press(dialog->secret()->copyButton());
    QCOMPARE(QGuiApplication::clipboard()->text(), plain);
    // What the claim made is asked for once more.
    QTRY_COMPARE(f.lookup.asked.size(), 2);
    const QPointer<ClaimDialog> alive(dialog);
    press(dialog->submitButton());
    QTRY_VERIFY(!alive);
    QCOMPARE(f.claims.created.size(), 1);
}

void TestCustomerDialogs::asksForACode()
{
    CustomersFixture f;
    showPriya(f);
    ClaimDialog *dialog = openClaim(f);
    QVERIFY(!dialog->submitButton()->isEnabled());
    QCOMPARE(dialog->obstacle(), u"Type the code"_s);
    QTest::keyClicks(dialog->codeField(), u"  "_s);
    QVERIFY(!dialog->submitButton()->isEnabled());
    QTest::keyClicks(dialog->codeField(), u"N"_s);
    QVERIFY(dialog->submitButton()->isEnabled());
}

void TestCustomerDialogs::asksNothingForWhatIsNoCode_data()
{
    QTest::addColumn<QString>("pasted");
    QTest::addColumn<QString>("says");
    QTest::newRow("65 characters") << QString(65, u'A') << u"64"_s;
    QTest::newRow("ten megabytes") << QString(10'000'000, u'A') << u"64"_s;
    QTest::newRow("homoglyph") << u"NEAR-AB\u0421D"_s << u"U+0421"_s;
}

void TestCustomerDialogs::asksNothingForWhatIsNoCode()
{
    QFETCH(QString, pasted);
    QFETCH(QString, says);
    CustomersFixture f;
    showPriya(f);
    QGuiApplication::clipboard()->setText(pasted);
    f.page->actions()->whyNot->trigger();
    WhyNotPanel *panel = f.page->whyNot();
    panel->codeField()->paste();
    QVERIFY(!panel->checkButton()->isEnabled());
    QVERIFY2(panel->checkButton()->toolTip().contains(says), qPrintable(panel->checkButton()->toolTip()));
    QTest::keyClick(panel->codeField(), Qt::Key_Return);
    ClaimDialog *dialog = openClaim(f);
    dialog->codeField()->paste();
    QVERIFY(!dialog->submitButton()->isEnabled());
    QVERIFY2(dialog->obstacle().contains(says), qPrintable(dialog->obstacle()));
    QCOMPARE(dialog->findChildren<FormField *>().at(1)->error(), dialog->obstacle());
    QTest::keyClick(dialog->codeField(), Qt::Key_Return);
    QVERIFY(f.claims.checked.isEmpty() && f.claims.created.isEmpty());
    QGuiApplication::clipboard()->clear();
}

void TestCustomerDialogs::looksForNoBook()
{
    CustomersFixture f;
    f.show();
    f.page->searchField()->setText(QString(10'000'000, u'A'));
    QTest::keyClick(f.page->searchField(), Qt::Key_Return);
    QVERIFY(f.page->strip()->isVisible());
    QCOMPARE(f.page->strip()->text(), u"At most 320 characters can be looked for."_s);
    QCOMPARE(f.lookup.asked, QStringList());
    f.find(u"priya"_s);
    QTRY_VERIFY(f.isShown());
    QVERIFY(!f.page->strip()->isVisible());
    // Of a whole API key the beginning alone leaves the window.
    f.find(u"sk-"_s + u"0123abcd"_s.repeated(4));
    QTRY_COMPARE(f.lookup.asked, QStringList({u"priya"_s, u"sk-0123abc"_s}));
}

void TestCustomerDialogs::choosesTheOrganization()
{
    CustomersFixture f;
    showPriya(f);
    ClaimDialog *dialog = openClaim(f);
    QCOMPARE(dialog->organizationChoice()->count(), 3);
    dialog->organizationChoice()->setCurrentIndex(2);
    dialog->eventChoice()->setCurrentIndex(1);
    QTest::keyClicks(dialog->codeField(), u"NEAR"_s);
    press(dialog->submitButton());
    QTRY_COMPARE(f.claims.created.size(), 1);
    QCOMPARE(f.claims.created.first().claimant.organization, sampleId<OrganizationId>(400'001));
    QCOMPARE(f.claims.created.first().event, f.events.events[1].id);
}

void TestCustomerDialogs::keepsTheCodeWhenRefused()
{
    CustomersFixture f;
    showPriya(f);
    ClaimDialog *dialog = openClaim(f);
    QTest::keyClicks(dialog->codeField(), u"NEAR-A7K3"_s);
    f.claims.failures = {Failure::named(u"code_disabled"_s, u"This code is disabled."_s)};
    press(dialog->submitButton());
    QTRY_VERIFY(dialog->failureStrip()->isVisible());
    QVERIFY(dialog->failureStrip()->text().contains(u"This code is disabled"_s));
    QCOMPARE(dialog->codeField()->text(), u"NEAR-A7K3"_s);
    QVERIFY(dialog->codeField()->isEnabled());
    QVERIFY(!dialog->isDone());
}

void TestCustomerDialogs::knowsItsKeyAfterALostAnswer()
{
    CustomersFixture f;
    showPriya(f);
    ClaimDialog *dialog = openClaim(f);
    QTest::keyClicks(dialog->codeField(), u"NEAR-A7K3"_s);
    f.claims.failures = {lost(), goneFailure()};
    dialog->write()->setResolveAfter(0);
    press(dialog->submitButton());
    QTRY_VERIFY(dialog->isDone());
    QCOMPARE(f.claims.contexts.size(), 3);
    QCOMPARE(f.claims.contexts.at(0).key, f.claims.contexts.at(2).key);
    QCOMPARE(f.claims.prints.at(0).hash, f.claims.prints.at(2).hash);
    QVERIFY(dialog->secret()->isVisible());
}

void TestCustomerDialogs::showsNoKeyThatIsAnother()
{
    CustomersFixture f;
    f.claims.keyIsCurrent = false;
    showPriya(f);
    ClaimDialog *dialog = openClaim(f);
    QTest::keyClicks(dialog->codeField(), u"NEAR-A7K3"_s);
    press(dialog->submitButton());
    QTRY_VERIFY(dialog->isDone());
    QVERIFY(!dialog->secret()->isVisible());
    QVERIFY(dialog->accessibleDescription().contains(u"rotate it"_s));
}

void TestCustomerDialogs::rotatesTheKeyOfAClaim()
{
    CustomersFixture f;
    showPriya(f);
    f.page->actions()->rotateKey->trigger();
    auto *dialog = shownDialog<RotateKeyDialog>();
    QVERIFY(dialog);
    QVERIFY(dialog->accessibleDescription().contains(u"sk-7Q2cV9"_s));
    QTest::keyClicks(dialog->reasonField()->edit(), u"key lost"_s);
    saveGallery(f.page.get(), u"rotate"_s);
    press(dialog->submitButton());
    QTRY_VERIFY(dialog->isDone());
    QCOMPARE(f.claims.contexts.first().reason, u"key lost"_s);
    QTRY_COMPARE(f.lookup.asked.size(), 2);
    press(dialog->submitButton());
}

void TestCustomerDialogs::reissuesACodeThatNobodyClaimed()
{
    CustomersFixture f;
    const QString id = sampleId<CodeId>(9).toText();
    f.lookup.know(u"near-p4q8"_s,
                  {sampleMatch(u"code"_s, id, u"NEAR-····-····-····-P4Q8"_s, {{u"state"_s, u"available"_s}})});
    f.show();
    f.find(u"near-p4q8"_s);
    QTRY_VERIFY(f.page->customer());
    f.page->actions()->reissue->trigger();
    auto *dialog = shownDialog<ReissueDialog>();
    QVERIFY(dialog);
    QTest::keyClicks(dialog->reasonField()->edit(), u"torn"_s);
    press(dialog->submitButton());
    QTRY_VERIFY(dialog->isDone());
    QCOMPARE(f.codes.writes.first().code, id);
    press(dialog->submitButton());
}

SCRIP_UI_TEST_MAIN(TestCustomerDialogs)
#include "tst_customer_dialogs.moc"
