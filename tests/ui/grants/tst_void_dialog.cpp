// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/grants/grants_fixture.h"
#include "ui/testing.h"

#include "ui/grants/effect_panel.h"
#include "ui/grants/void_dialog.h"

#include <QLabel>
#include <QSignalSpy>

using namespace scrip;
using namespace scrip::testing;
using namespace Qt::StringLiterals;

/// Voiding one grant, with real clicks and a store that refuses, loses answers or is gone.
class TestVoidDialog : public QObject
{
    Q_OBJECT
private:
    static VoidDialog *openVoid(const GrantsFixture &f, int row = 0)
    {
        return f.open<VoidDialog>(row, f.page->actions()->voidOne);
    }
    static bool isShown(const DialogFrame *dialog, const QString &text);

private Q_SLOTS:
    void showsWhatItWouldDo();
    void addsUpAfterAClawBack();
    void needsAReason();
    void showsWhatHappened();
    void tellsWhenLessWasLeft();
    void tellsTheSecondWindow();
    void tellsThatItIsVoidedBeforehand();
    void resolvesALostAnswer();
    void resolvesWhenTheConnectionIsBack();
    void staysInDoubtWhileTheServerIsGone();
    void canBeClosedInDoubt();
    void keepsWhatWasTyped();
    void triesAgainUnderTheSameKey();
    void tellsWhyThereIsNoPreview();
    void saysWhyNotWhenRightsGo();
    void choosesNoOtherForOneThatLeft();
    void tellsBlocking();
    void isAccessible();
};

bool TestVoidDialog::isShown(const DialogFrame *dialog, const QString &text)
{
    const auto labels = dialog->findChildren<QLabel *>();
    return std::any_of(labels.begin(), labels.end(),
                       [&](const QLabel *label) { return label->isVisible() && label->text().contains(text); });
}

void TestVoidDialog::showsWhatItWouldDo()
{
    GrantsFixture f;
    f.show();
    QTRY_VERIFY(f.isLoaded());
    VoidDialog *dialog = openVoid(f);
    QVERIFY(dialog);
    QTRY_VERIFY(dialog->isReckoned());
    QCOMPARE(dialog->effect()->lines(),
             (QStringList{u"Granted $25.000000000"_s, u"Consumed, kept $9.372918400"_s, u"Forfeited $15.627081600"_s,
                          u"Before $65.627081600"_s, u"Change -$15.627081600"_s, u"After $50.000000000"_s}));
    QVERIFY(dialog->effect()->verdict().contains(u"Not blocked."_s));
    QCOMPARE(dialog->submitButton()->text(), u"Void $15.6270816"_s);
    QCOMPARE(f.grants.writes.size(), 0);
    typeReason(dialog->reasonField(), u"Claimed twice by one team through two accounts"_s);
    saveGallery(f.page.get(), u"void"_s);
}

void TestVoidDialog::addsUpAfterAClawBack()
{
    GrantsFixture f;
    Grant &grant = f.grants.grants[0];
    grant.clawedBack = dollars(u"5.50"_s);
    grant.available = *grant.available.plus(dollars(u"-5.50"_s));
    f.show();
    QTRY_VERIFY(f.isLoaded());
    VoidDialog *dialog = openVoid(f);
    QTRY_VERIFY(dialog->isReckoned());
    QCOMPARE(dialog->effect()->lines().mid(0, 4),
             (QStringList{u"Granted $25.000000000"_s, u"Consumed, kept $9.372918400"_s,
                          u"Clawed back before $5.500000000"_s, u"Forfeited $10.127081600"_s}));
    QVERIFY(isShown(dialog, u"consumed, clawed back"_s));
}

void TestVoidDialog::needsAReason()
{
    GrantsFixture f;
    f.show();
    QTRY_VERIFY(f.isLoaded());
    VoidDialog *dialog = openVoid(f);
    QTRY_VERIFY(dialog->isReckoned());
    QVERIFY(!dialog->submitButton()->isEnabled());
    QCOMPARE(dialog->obstacle(), u"A reason is needed"_s);
    typeReason(dialog->reasonField(), u"   "_s);
    QVERIFY(!dialog->submitButton()->isEnabled());
    typeReason(dialog->reasonField(), u"left"_s);
    QVERIFY(dialog->submitButton()->isEnabled());
}

void TestVoidDialog::showsWhatHappened()
{
    GrantsFixture f;
    f.show();
    QTRY_VERIFY(f.isLoaded());
    VoidDialog *dialog = openVoid(f);
    const QPointer<VoidDialog> alive(dialog);
    QTRY_VERIFY(dialog->isReckoned());
    typeReason(dialog->reasonField(), u"left the programme"_s);
    clickSubmit(dialog);
    QTRY_VERIFY(dialog->isFinished());
    QCOMPARE(f.grants.booked, 1);
    QCOMPARE(f.grants.writes.size(), 1);
    QCOMPARE(f.grants.writes.first().context.reason, u"left the programme"_s);
    QCOMPARE(f.grants.writes.first().context.key, dialog->key());
    QVERIFY(isUsableKey(dialog->key()));
    QCOMPARE(dialog->windowTitle(), u"Voided $15.6270816 of Northpass AI"_s);
    QVERIFY(!dialog->reasonField()->isVisible());
    saveGallery(f.page.get(), u"void-done"_s);
    clickSubmit(dialog);
    QTRY_VERIFY(!alive);
    QCOMPARE(f.grants.writes.size(), 1);
    QTRY_COMPARE(f.page->table()->model()->index(0, GrantColumns::Status).data().toString(), u"Voided"_s);
}

void TestVoidDialog::tellsWhenLessWasLeft()
{
    GrantsFixture f;
    f.show();
    QTRY_VERIFY(f.isLoaded());
    VoidDialog *dialog = openVoid(f);
    QTRY_VERIFY(dialog->isReckoned());
    typeReason(dialog->reasonField(), u"x"_s);
    // Somebody spends between the preview and the void.
    f.grants.grants[0].available = dollars(u"10"_s);
    f.grants.grants[0].consumed = dollars(u"15"_s);
    clickSubmit(dialog);
    QTRY_VERIFY(dialog->isFinished());
    QVERIFY(dialog->effect()->lines().contains(u"Forfeited $10.000000000"_s));
    QVERIFY(isShown(dialog, u"$10.00 was left instead of the $15.6270816 shown before"_s));
}

void TestVoidDialog::tellsTheSecondWindow()
{
    GrantsFixture f;
    f.show();
    QTRY_VERIFY(f.isLoaded());
    VoidDialog *dialog = openVoid(f);
    QTRY_VERIFY(dialog->isReckoned());
    typeReason(dialog->reasonField(), u"the same reason"_s);
    f.grants.voidElsewhere(f.idOf(0), u"the same reason"_s);
    clickSubmit(dialog);
    QTRY_VERIFY(dialog->isFinished());
    QCOMPARE(f.grants.booked, 1);
    QCOMPARE(dialog->windowTitle(), u"The grant of Northpass AI is voided already"_s);
    QVERIFY(dialog->effect()->verdict().contains(u"Voided before by ines.okafor."_s));
    QVERIFY(dialog->effect()->verdict().contains(u"Nothing was booked twice"_s));
    saveGallery(f.page.get(), u"void-second"_s);
}

void TestVoidDialog::tellsThatItIsVoidedBeforehand()
{
    GrantsFixture f;
    f.show();
    QTRY_VERIFY(f.isLoaded());
    // The list of this window does not know it yet.
    f.page->table()->select(f.idOf(0));
    f.grants.voidElsewhere(f.idOf(0), u"list leaked"_s);
    f.page->actions()->voidOne->trigger();
    auto *dialog = qobject_cast<VoidDialog *>(QApplication::activeModalWidget());
    QTRY_VERIFY(dialog->isReckoned());
    QVERIFY(dialog->effect()->verdict().contains(u"list leaked"_s));
    typeReason(dialog->reasonField(), u"x"_s);
    QVERIFY(!dialog->submitButton()->isEnabled());
}

void TestVoidDialog::resolvesALostAnswer()
{
    GrantsFixture f;
    f.show();
    QTRY_VERIFY(f.isLoaded());
    VoidDialog *dialog = openVoid(f);
    QTRY_VERIFY(dialog->isReckoned());
    dialog->setPatience(1);
    typeReason(dialog->reasonField(), u"left"_s);
    f.grants.lost = 3;
    clickSubmit(dialog);
    QTRY_VERIFY(dialog->isFinished());
    QCOMPARE(f.grants.writes.size(), 4);
    for (const FakeGrantStore::Write &write : std::as_const(f.grants.writes)) {
        QCOMPARE(write.context.key, dialog->key());
        QCOMPARE(write.context.reason, u"left"_s);
    }
    QCOMPARE(f.grants.booked, 1);
    QVERIFY(dialog->windowTitle().startsWith(u"Voided $15.6270816"_s));
    QVERIFY(!dialog->failureStrip()->isVisible());
}

void TestVoidDialog::resolvesWhenTheConnectionIsBack()
{
    GrantsFixture f;
    f.show();
    QTRY_VERIFY(f.isLoaded());
    VoidDialog *dialog = openVoid(f);
    QTRY_VERIFY(dialog->isReckoned());
    dialog->setPatience(3'600'000);
    typeReason(dialog->reasonField(), u"left"_s);
    f.grants.lost = 1;
    clickSubmit(dialog);
    QTRY_VERIFY(dialog->isInDoubt());
    QVERIFY(dialog->failureStrip()->isVisible());
    QVERIFY(dialog->failureStrip()->text().contains(u"Unknown, resolving."_s));
    QVERIFY(!dialog->reasonField()->isEnabled());
    QCOMPARE(dialog->reasonField()->reason(), u"left"_s);
    saveGallery(f.page.get(), u"void-unknown"_s);
    f.connection.setState(ConnectionState::Lost);
    QVERIFY(dialog->isInDoubt());
    f.connection.setState(ConnectionState::Connected);
    QTRY_VERIFY(dialog->isFinished());
    QCOMPARE(f.grants.booked, 1);
}

void TestVoidDialog::staysInDoubtWhileTheServerIsGone()
{
    GrantsFixture f;
    f.show();
    QTRY_VERIFY(f.isLoaded());
    VoidDialog *dialog = openVoid(f);
    QTRY_VERIFY(dialog->isReckoned());
    dialog->setPatience(3'600'000);
    typeReason(dialog->reasonField(), u"left"_s);
    f.grants.lost = 1;
    clickSubmit(dialog);
    QTRY_VERIFY(dialog->isInDoubt());
    // That nothing could be sent now says nothing about what was sent before.
    f.grants.refusal = goneFailure();
    clickStrip(dialog);
    QTRY_COMPARE(f.grants.writes.size(), 2);
    QCoreApplication::processEvents();
    QVERIFY(dialog->isInDoubt());
    QVERIFY(!dialog->submitButton()->isEnabled());
    f.grants.refusal.reset();
    clickStrip(dialog);
    QTRY_VERIFY(dialog->isFinished());
    QCOMPARE(f.grants.booked, 1);
}

void TestVoidDialog::canBeClosedInDoubt()
{
    GrantsFixture f;
    f.show();
    QTRY_VERIFY(f.isLoaded());
    VoidDialog *dialog = openVoid(f);
    const QPointer<VoidDialog> alive(dialog);
    QTRY_VERIFY(dialog->isReckoned());
    dialog->setPatience(3'600'000);
    typeReason(dialog->reasonField(), u"left"_s);
    f.grants.lost = 1;
    clickSubmit(dialog);
    QTRY_VERIFY(dialog->isInDoubt());
    QTest::mouseClick(dialog->cancelButton(), Qt::LeftButton);
    QTRY_VERIFY(!alive);
}

void TestVoidDialog::keepsWhatWasTyped()
{
    GrantsFixture f;
    f.show();
    QTRY_VERIFY(f.isLoaded());
    VoidDialog *dialog = openVoid(f);
    QTRY_VERIFY(dialog->isReckoned());
    typeReason(dialog->reasonField(), u"a long story"_s);
    f.grants.refusal = goneFailure();
    clickSubmit(dialog);
    QTRY_VERIFY(dialog->failureStrip()->isVisible());
    QVERIFY(dialog->failureStrip()->text().contains(u"Not done."_s));
    QVERIFY(dialog->failureStrip()->text().contains(u"What you typed is kept."_s));
    QCOMPARE(dialog->reasonField()->reason(), u"a long story"_s);
    QVERIFY(dialog->reasonField()->isEnabled());
    QVERIFY(dialog->submitButton()->isEnabled());
}

void TestVoidDialog::triesAgainUnderTheSameKey()
{
    GrantsFixture f;
    f.show();
    QTRY_VERIFY(f.isLoaded());
    VoidDialog *dialog = openVoid(f);
    QTRY_VERIFY(dialog->isReckoned());
    typeReason(dialog->reasonField(), u"x"_s);
    f.grants.refusal = Failure::named(u"busy"_s, u"busy"_s);
    clickSubmit(dialog);
    QTRY_VERIFY(dialog->failureStrip()->isVisible());
    f.grants.refusal.reset();
    clickStrip(dialog);
    QTRY_VERIFY(dialog->isFinished());
    QCOMPARE(f.grants.writes.size(), 2);
    QCOMPARE(f.grants.writes.at(0).context.key, f.grants.writes.at(1).context.key);
}

void TestVoidDialog::tellsWhyThereIsNoPreview()
{
    GrantsFixture f;
    f.show();
    QTRY_VERIFY(f.isLoaded());
    f.page->table()->select(f.idOf(0));
    f.grants.fails = true;
    f.page->actions()->voidOne->trigger();
    auto *dialog = qobject_cast<VoidDialog *>(QApplication::activeModalWidget());
    QTRY_VERIFY(dialog->effect()->verdict().contains(u"cannot be reached"_s));
    typeReason(dialog->reasonField(), u"x"_s);
    QVERIFY(!dialog->submitButton()->isEnabled());
    // News from the feed: the database answers again.
    f.grants.fails = false;
    f.connection.tell(u"grant"_s);
    QTRY_VERIFY(dialog->isReckoned());
    QTRY_VERIFY(dialog->submitButton()->isEnabled());
}

void TestVoidDialog::saysWhyNotWhenRightsGo()
{
    GrantsFixture f;
    f.show();
    QTRY_VERIFY(f.isLoaded());
    VoidDialog *dialog = openVoid(f);
    QTRY_VERIFY(dialog->isReckoned());
    typeReason(dialog->reasonField(), u"x"_s);
    f.connection.setRoles({u"support"_s});
    QVERIFY(!dialog->submitButton()->isEnabled());
    QVERIFY(dialog->obstacle().startsWith(u"Only an admin may change grants"_s));
    f.connection.setRoles({u"admin"_s});
    QVERIFY(dialog->submitButton()->isEnabled());
    f.connection.setState(ConnectionState::Lost);
    QVERIFY(!dialog->submitButton()->isEnabled());
}

void TestVoidDialog::choosesNoOtherForOneThatLeft()
{
    GrantsFixture f;
    f.show();
    QTRY_VERIFY(f.isLoaded());
    f.page->goTo(QUrlQuery(u"status=active"_s));
    QTRY_VERIFY(f.page->table()->chosen()); // the first, by itself
    const int before = f.page->model()->filledRows();
    VoidDialog *dialog = openVoid(f, 2);
    QTRY_VERIFY(dialog->isReckoned());
    typeReason(dialog->reasonField(), u"x"_s);
    clickSubmit(dialog);
    QTRY_VERIFY(dialog->isFinished());
    dialog->close();
    QTRY_COMPARE(f.page->model()->filledRows(), before - 1);
    QTRY_COMPARE(f.page->table()->selectedRowCount(), 0);
    QVERIFY(!f.page->table()->chosen());
    QVERIFY(!f.page->actions()->voidOne->isEnabled());
}

void TestVoidDialog::tellsBlocking()
{
    GrantsFixture f;
    f.grants.blocks = true;
    f.show();
    QTRY_VERIFY(f.isLoaded());
    VoidDialog *dialog = openVoid(f);
    QTRY_VERIFY(dialog->isReckoned());
    QVERIFY(dialog->effect()->verdict().contains(u"Would be blocked."_s));
}

void TestVoidDialog::isAccessible()
{
    GrantsFixture f;
    f.show();
    QTRY_VERIFY(f.isLoaded());
    VoidDialog *dialog = openVoid(f);
    QTRY_VERIFY(dialog->isReckoned());
    QCOMPARE(markupLabels(dialog), QStringList());
    QCOMPARE(namelessControls(dialog), QStringList());
    QVERIFY(dialog->height() <= 640);
}

SCRIP_UI_TEST_MAIN(TestVoidDialog)
#include "tst_void_dialog.moc"
