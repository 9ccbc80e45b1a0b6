// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/claims/claims_fixture.h"
#include "ui/testing.h"

#include "ui/claims/once_dialogs.h"
#include "ui/claims/release_dialog.h"
#include "ui/claims/secret_box.h"
#include "ui/widgets/inline_message.h"
#include "ui/widgets/label.h"
#include "ui/widgets/toast.h"

#include <QAction>
#include <QCheckBox>
#include <QClipboard>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QSignalSpy>

using namespace scrip;
using namespace scrip::testing;
using namespace Qt::StringLiterals;

/// Releasing, reissuing and rotating, with real clicks and a store that refuses, is gone, or loses its answer.
class TestReleaseDialog : public QObject
{
    Q_OBJECT
private:
    static ReleaseDialog *openRelease(const ClaimsFixture &f, int row = 0);
    static void giveReason(ReleaseDialog *dialog, const QString &reason);
    static void press(QPushButton *button) { QTest::mouseClick(button, Qt::LeftButton); }
    static Failure lost() { return Failure::named(u"unknown_outcome"_s, u"lost"_s); }

private Q_SLOTS:
    void saysWhatItWouldDo();
    void explainsItsChoicesInNumbers();
    void warnsBeforeBlocking();
    void releasesAfterAReason();
    void releasesWhatIsUsedUp();
    void keepsWhatWasTypedWhenRefused();
    void waitsForAPreviewThatFails();
    void resolvesALostAnswerUnderTheSameKey();
    void tellsTheTruthOfALostAnswer();
    void canBeLeftInDoubt();
    void tellsOfAnEarlierRelease();
    void reissuesAndShowsOnce();
    void saysWhenTheNewCodeIsLost();
    void rotatesAKeyAndShowsItOnce();
    void saysWhenTheKeyIsAnother();
};

ReleaseDialog *TestReleaseDialog::openRelease(const ClaimsFixture &f, int row)
{
    f.select({row});
    f.page->actions()->release->trigger();
    return shownDialog<ReleaseDialog>();
}

void TestReleaseDialog::giveReason(ReleaseDialog *dialog, const QString &reason)
{
    QTest::keyClicks(dialog->reasonField()->edit(), reason);
}

void TestReleaseDialog::saysWhatItWouldDo()
{
    ClaimsFixture f;
    f.show();
    QTRY_VERIFY(f.isLoaded());
    ReleaseDialog *dialog = openRelease(f);
    QVERIFY(dialog);
    QVERIFY(!dialog->submitButton()->isEnabled());
    QTRY_COMPARE(dialog->forfeited()->text(), u"$18.42"_s);
    bool told = false;
    const auto labels = dialog->findChildren<Label *>();
    for (const Label *label : labels)
        told = told || label->text() == u"$118.42 → $100.00";
    QVERIFY(told);
    QCOMPARE(dialog->obstacle(), u"A reason is needed"_s);
    QCOMPARE(f.claims.released.size(), 0);
    QCOMPARE(markupLabels(dialog), QStringList());
    QCOMPARE(namelessControls(dialog), QStringList());
    saveGallery(f.page.get(), u"release"_s);
}

void TestReleaseDialog::explainsItsChoicesInNumbers()
{
    ClaimsFixture f;
    f.show();
    QTRY_VERIFY(f.isLoaded());
    ReleaseDialog *dialog = openRelease(f);
    QTRY_VERIFY(dialog->slotEffect()->text().contains(u"3\u2009184 of 5\u2009000"_s));
    QVERIFY(dialog->slotEffect()->text().contains(u"goes on counting"_s));
    QTest::mouseClick(dialog->returnSlot(), Qt::LeftButton, Qt::NoModifier, QPoint(8, 8));
    QVERIFY(dialog->slotEffect()->text().contains(u"3\u2009183 of 5\u2009000"_s));
    QVERIFY(dialog->slotEffect()->text().contains(u"somebody else may claim"_s));
}

void TestReleaseDialog::warnsBeforeBlocking()
{
    ClaimsFixture f;
    f.grants.blocks = true;
    f.show();
    QTRY_VERIFY(f.isLoaded());
    ReleaseDialog *dialog = openRelease(f);
    QTRY_VERIFY(dialog->note()->isVisible());
    QVERIFY(dialog->note()->text().contains(u"Lumenforge Labs would have nothing left"_s));
    giveReason(dialog, u"wrong person"_s);
    QVERIFY(dialog->submitButton()->isEnabled());
}

void TestReleaseDialog::releasesAfterAReason()
{
    ClaimsFixture f;
    f.show();
    QTRY_VERIFY(f.isLoaded());
    ReleaseDialog *dialog = openRelease(f);
    const QPointer<ReleaseDialog> alive(dialog);
    QTRY_COMPARE(dialog->forfeited()->text(), u"$18.42"_s);
    QTest::mouseClick(dialog->freeCode(), Qt::LeftButton, Qt::NoModifier, QPoint(8, 8));
    giveReason(dialog, u"wrong person"_s);
    press(dialog->submitButton());
    QTRY_VERIFY(!alive);
    QCOMPARE(f.claims.released.size(), 1);
    QCOMPARE(f.claims.released.first().claim, f.claims.claims[0].id);
    QVERIFY(!f.claims.released.first().returnSlot);
    QVERIFY(f.claims.released.first().freeCode);
    QCOMPARE(f.claims.contexts.first().reason, u"wrong person"_s);
    QVERIFY(isUsableKey(f.claims.contexts.first().key));
    QVERIFY(Toast::on(f.page.get())->text().contains(u"$18.42 forfeited, code freed"_s));
    QTRY_COMPARE(f.page->model()->index(0, ClaimColumns::State).data().toString(), u"released"_s);
}

void TestReleaseDialog::releasesWhatIsUsedUp()
{
    ClaimsFixture f;
    f.grants.previewRefusal = Failure::named(u"grant_depleted"_s, u"nothing left"_s);
    f.show();
    QTRY_VERIFY(f.isLoaded());
    ReleaseDialog *dialog = openRelease(f);
    QTRY_COMPARE(dialog->forfeited()->text(), u"$0.00"_s);
    giveReason(dialog, u"x"_s);
    QVERIFY(dialog->submitButton()->isEnabled());
}

void TestReleaseDialog::keepsWhatWasTypedWhenRefused()
{
    ClaimsFixture f;
    f.show();
    QTRY_VERIFY(f.isLoaded());
    ReleaseDialog *dialog = openRelease(f);
    const QPointer<ReleaseDialog> alive(dialog);
    QTRY_COMPARE(dialog->forfeited()->text(), u"$18.42"_s);
    giveReason(dialog, u"wrong person"_s);
    f.claims.failures = {goneFailure()};
    press(dialog->submitButton());
    QTRY_VERIFY(dialog->failureStrip()->isVisible());
    QVERIFY(dialog->failureStrip()->text().contains(u"Nothing was sent"_s));
    QCOMPARE(dialog->reasonField()->reason(), u"wrong person"_s);
    QVERIFY(!dialog->isBusy());
    press(dialog->failureStrip()->findChild<QPushButton *>());
    QTRY_VERIFY(!alive);
    QCOMPARE(f.claims.contexts.at(0).key, f.claims.contexts.at(1).key);
}

void TestReleaseDialog::waitsForAPreviewThatFails()
{
    ClaimsFixture f;
    f.show();
    QTRY_VERIFY(f.isLoaded());
    f.grants.fails = true;
    ReleaseDialog *dialog = openRelease(f);
    QTRY_VERIFY(dialog->note()->isVisible());
    giveReason(dialog, u"x"_s);
    QVERIFY(!dialog->submitButton()->isEnabled());
    f.grants.fails = false;
    press(dialog->note()->findChild<QPushButton *>());
    QTRY_VERIFY(dialog->submitButton()->isEnabled());
    QVERIFY(!dialog->note()->isVisible());
}

void TestReleaseDialog::resolvesALostAnswerUnderTheSameKey()
{
    ClaimsFixture f;
    f.show();
    QTRY_VERIFY(f.isLoaded());
    ReleaseDialog *dialog = openRelease(f);
    const QPointer<ReleaseDialog> alive(dialog);
    QTRY_COMPARE(dialog->forfeited()->text(), u"$18.42"_s);
    giveReason(dialog, u"wrong person"_s);
    // Lost, then the server is away, then it answers what it did at the first call.
    f.claims.failures = {lost(), goneFailure()};
    dialog->write()->setResolveAfter(3'600'000);
    press(dialog->submitButton());
    QTRY_VERIFY(dialog->write()->isInDoubt());
    QVERIFY(dialog->isBusy());
    QVERIFY(dialog->submitButton()->text().contains(u"Unknown, resolving"_s));
    QVERIFY(dialog->failureStrip()->text().contains(u"nothing is done twice"_s));
    saveGallery(f.page.get(), u"release-unknown"_s);
    dialog->write()->start();
    QTRY_COMPARE(f.claims.contexts.size(), 2);
    QTRY_VERIFY(dialog->write()->isInDoubt());
    QTRY_VERIFY((dialog->write()->start(), f.claims.contexts.size() == 3));
    QTRY_VERIFY(!alive);
    QCOMPARE(f.claims.contexts.at(0).key, f.claims.contexts.at(1).key);
    QCOMPARE(f.claims.contexts.at(0).key, f.claims.contexts.at(2).key);
    QCOMPARE(f.claims.contexts.at(2).reason, u"wrong person"_s);
    QVERIFY(Toast::on(f.page.get())->text().contains(u"released"_s));
}

void TestReleaseDialog::tellsTheTruthOfALostAnswer()
{
    ClaimsFixture f;
    f.show();
    QTRY_VERIFY(f.isLoaded());
    ReleaseDialog *dialog = openRelease(f);
    QTRY_COMPARE(dialog->forfeited()->text(), u"$18.42"_s);
    giveReason(dialog, u"x"_s);
    f.claims.failures = {lost(), Failure::named(u"grant_expired"_s, u"The grant has expired."_s)};
    dialog->write()->setResolveAfter(0);
    press(dialog->submitButton());
    QTRY_VERIFY(dialog->failureStrip()->text().contains(u"has expired"_s));
    QVERIFY(!dialog->write()->isInDoubt());
    QVERIFY(!dialog->isBusy());
    QCOMPARE(f.claims.contexts.size(), 2);
}

void TestReleaseDialog::canBeLeftInDoubt()
{
    ClaimsFixture f;
    f.show();
    QTRY_VERIFY(f.isLoaded());
    ReleaseDialog *dialog = openRelease(f);
    const QPointer<ReleaseDialog> alive(dialog);
    QTRY_COMPARE(dialog->forfeited()->text(), u"$18.42"_s);
    giveReason(dialog, u"x"_s);
    f.claims.failures = {lost()};
    dialog->write()->setResolveAfter(3'600'000);
    press(dialog->submitButton());
    QTRY_VERIFY(dialog->write()->isInDoubt());
    press(dialog->cancelButton());
    QTRY_VERIFY(!alive);
    QVERIFY(Toast::on(f.page.get())->text().contains(u"not known whether it was done"_s));
    QCOMPARE(f.claims.contexts.size(), 1);
}

void TestReleaseDialog::tellsOfAnEarlierRelease()
{
    ClaimsFixture f;
    f.show();
    QTRY_VERIFY(f.isLoaded());
    ReleaseDialog *dialog = openRelease(f);
    const QPointer<ReleaseDialog> alive(dialog);
    QTRY_COMPARE(dialog->forfeited()->text(), u"$18.42"_s);
    Claim earlier = releasedClaim(f.claims.claims[0], true, false);
    earlier.releasedBy = u"lin"_s;
    f.claims.releasedBefore = earlier;
    giveReason(dialog, u"x"_s);
    press(dialog->submitButton());
    QTRY_VERIFY(!alive);
    QVERIFY(Toast::on(f.page.get())->text().contains(u"lin had released this claim already"_s));
}

void TestReleaseDialog::reissuesAndShowsOnce()
{
    ClaimsFixture f;
    f.show();
    QTRY_VERIFY(f.isLoaded());
    f.select({3});
    f.page->actions()->reissue->trigger();
    auto *dialog = shownDialog<ReissueDialog>();
    QVERIFY(dialog);
    QVERIFY(!dialog->submitButton()->isEnabled());
    QVERIFY(!dialog->secret()->isVisible());
    QTest::keyClicks(dialog->reasonField()->edit(), u"label torn"_s);
    press(dialog->submitButton());
    QTRY_VERIFY(dialog->isDone());
    QVERIFY(dialog->secret()->isVisible());
    QCOMPARE(dialog->secret()->field()->text(), u"NEAR-N3W2-N3W2-N3W2-N3W2"_s);
    QVERIFY(dialog->secret()->field()->isReadOnly());
    QCOMPARE(namelessControls(dialog), QStringList());
    saveGallery(f.page.get(), u"reissue-done"_s);
    press(dialog->secret()->copyButton());
    QCOMPARE(QGuiApplication::clipboard()->text(), u"NEAR-N3W2-N3W2-N3W2-N3W2"_s);
    QCOMPARE(f.codes.writes.size(), 1);
    QCOMPARE(f.codes.writes.first().code, f.claims.claims[3].codeId.toText());
    QCOMPARE(f.codes.writes.first().context.reason, u"label torn"_s);
    const QPointer<ReissueDialog> alive(dialog);
    press(dialog->submitButton());
    QTRY_VERIFY(!alive);
    QCOMPARE(f.codes.writes.size(), 1);
}

void TestReleaseDialog::saysWhenTheNewCodeIsLost()
{
    ClaimsFixture f;
    f.codes.plainLost = true;
    f.show();
    QTRY_VERIFY(f.isLoaded());
    f.select({3});
    f.page->actions()->reissue->trigger();
    auto *dialog = shownDialog<ReissueDialog>();
    QTest::keyClicks(dialog->reasonField()->edit(), u"x"_s);
    press(dialog->submitButton());
    QTRY_VERIFY(dialog->isDone());
    QVERIFY(!dialog->secret()->isVisible());
    QVERIFY(dialog->accessibleDescription().contains(u"answer that was lost"_s));
}

void TestReleaseDialog::rotatesAKeyAndShowsItOnce()
{
    ClaimsFixture f;
    f.show();
    QTRY_VERIFY(f.isLoaded());
    auto *dialog = new RotateKeyDialog(f.claims, f.claims.claims[0].id, u"sk-7Q2cV9"_s, u"priya"_s, f.page.get());
    dialog->open();
    QVERIFY(dialog->accessibleDescription().contains(u"sk-7Q2cV9"_s));
    QTest::keyClicks(dialog->reasonField()->edit(), u"key lost"_s);
    dialog->write()->setResolveAfter(0);
    f.claims.failures = {lost()};
    press(dialog->submitButton());
    QTRY_VERIFY(dialog->isDone());
    // The same key in plain both times, or the second answer would not know it.
    QCOMPARE(f.claims.prints.size(), 2);
    QCOMPARE(f.claims.prints.at(0).hash, f.claims.prints.at(1).hash);
    const QString plain = dialog->secret()->field()->text();
    QCOMPARE(plain.size(), 35);
    QVERIFY(plain.startsWith(f.claims.prints.at(0).prefix));
    press(dialog->submitButton());
}

void TestReleaseDialog::saysWhenTheKeyIsAnother()
{
    ClaimsFixture f;
    f.claims.keyIsCurrent = false;
    f.show();
    QTRY_VERIFY(f.isLoaded());
    auto *dialog = new RotateKeyDialog(f.claims, f.claims.claims[0].id, {}, u"priya"_s, f.page.get());
    dialog->open();
    QTest::keyClicks(dialog->reasonField()->edit(), u"key lost"_s);
    press(dialog->submitButton());
    QTRY_VERIFY(dialog->isDone());
    QVERIFY(!dialog->secret()->isVisible());
    QCOMPARE(dialog->secret()->field()->text(), QString());
}

SCRIP_UI_TEST_MAIN(TestReleaseDialog)
#include "tst_release_dialog.moc"
