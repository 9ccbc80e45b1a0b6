// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/grants/grants_fixture.h"
#include "ui/testing.h"

#include "ui/grants/bulk_void_dialog.h"
#include "ui/grants/effect_panel.h"
#include "ui/widgets/count_field.h"

#include <QLineEdit>
#include <QPromise>

using namespace scrip;
using namespace scrip::testing;
using namespace Qt::StringLiterals;

/// Voiding all that match, with real clicks and stores that fail.
class TestBulkVoid : public QObject
{
    Q_OBJECT
private:
    static BulkVoidDialog *openBulk(const GrantsFixture &f);

private Q_SLOTS:
    void voidsAllAfterTheCountIsTyped();
    void saysWhatIsLeftOut();
    void tellsEachCurrency();
    void tellsWhoIsBlockedAfter();
    void tellsAnotherCount();
    void showsProgressAndStops();
    void namesWhatRefused();
    void resolvesALostBulkVoid();
    void isAccessible();
};

BulkVoidDialog *TestBulkVoid::openBulk(const GrantsFixture &f)
{
    f.page->goTo(QUrlQuery(u"status=active"_s));
    f.page->actions()->voidMatching->trigger();
    return qobject_cast<BulkVoidDialog *>(QApplication::activeModalWidget());
}

void TestBulkVoid::voidsAllAfterTheCountIsTyped()
{
    GrantsFixture f;
    f.show();
    BulkVoidDialog *dialog = openBulk(f);
    QVERIFY(dialog);
    QTRY_VERIFY(dialog->isReckoned());
    QVERIFY(dialog->effect()->lines().contains(u"Grants 33"_s));
    QCOMPARE(dialog->leftOutText(), QString());
    QVERIFY(dialog->effect()->lines().contains(u"Balance before $900.000000000"_s));
    QVERIFY(dialog->effect()->lines().contains(u"Balance after $400.000000000"_s));
    typeReason(dialog->reasonField(), u"list leaked"_s);
    QVERIFY(!dialog->submitButton()->isEnabled());
    QTest::keyClicks(dialog->countField(), u"33"_s);
    QVERIFY(dialog->submitButton()->isEnabled());
    saveGallery(f.page.get(), u"void-matching"_s);
    clickSubmit(dialog);
    QTRY_VERIFY(dialog->isFinished());
    QCOMPARE(f.grants.writes.size(), 1);
    QCOMPARE(f.grants.writes.first().detail, u"33"_s);
    QVERIFY(dialog->effect()->lines().contains(u"Voided 33"_s));
    QVERIFY(dialog->effect()->verdict().contains(u"Done."_s));
}

void TestBulkVoid::saysWhatIsLeftOut()
{
    GrantsFixture f;
    f.show();
    QTRY_VERIFY(f.isLoaded());
    f.page->goTo(QUrlQuery(u"status=active"_s));
    QTRY_COMPARE(f.page->model()->filledRows(), 33);
    // The table tells of it, and the database voids it no more.
    f.grants.grants[12].status = GrantStatus::Voided;
    f.page->actions()->voidMatching->trigger();
    auto *dialog = qobject_cast<BulkVoidDialog *>(QApplication::activeModalWidget());
    QVERIFY(dialog);
    QTRY_VERIFY(dialog->isReckoned());
    QVERIFY2(dialog->leftOutText().startsWith(u"Left out of the 33 shown: 1. "_s), qPrintable(dialog->leftOutText()));
    dialog->setShown(32);
    QCOMPARE(dialog->leftOutText(), QString());
}

void TestBulkVoid::tellsEachCurrency()
{
    GrantsFixture f;
    const auto euros = [](qint64 amount) { return Money(amount * Money::unit, Currency(u"EUR"_s)); };
    f.grants.bulkCurrencies = {{dollars(u"45"_s), dollars(u"30"_s), dollars(u"100"_s), dollars(u"55"_s)},
                               {euros(9), euros(2), euros(12), euros(3)}};
    f.show();
    BulkVoidDialog *dialog = openBulk(f);
    QVERIFY(dialog);
    QTRY_VERIFY(dialog->isReckoned());
    const QStringList lines = dialog->effect()->lines();
    QCOMPARE(lines.first(8), (QStringList{u"Consumed, kept $30.000000000"_s, u"Forfeited $45.000000000"_s,
                                          u"Balance before $100.000000000"_s, u"Balance after $55.000000000"_s,
                                          u"Consumed, kept 2.000000000 EUR"_s, u"Forfeited 9.000000000 EUR"_s,
                                          u"Balance before 12.000000000 EUR"_s, u"Balance after 3.000000000 EUR"_s}));
    typeReason(dialog->reasonField(), u"list leaked"_s);
    QTest::keyClicks(dialog->countField(), u"33"_s);
    saveGallery(f.page.get(), u"void-matching-currencies"_s);
    clickSubmit(dialog);
    QTRY_VERIFY(dialog->isFinished());
    QCOMPARE(dialog->effect()->lines().first(2),
             (QStringList{u"Forfeited $45.000000000"_s, u"Forfeited 9.000000000 EUR"_s}));
}

void TestBulkVoid::tellsWhoIsBlockedAfter()
{
    GrantsFixture f;
    f.grants.blocks = true;
    f.show();
    BulkVoidDialog *dialog = openBulk(f);
    QTRY_VERIFY(dialog->isReckoned());
    QVERIFY(dialog->effect()->lines().contains(u"Organizations blocked after 1"_s));
    QVERIFY(dialog->effect()->verdict().contains(u"Would be blocked."_s));
}

void TestBulkVoid::tellsAnotherCount()
{
    GrantsFixture f;
    f.show();
    BulkVoidDialog *dialog = openBulk(f);
    QTRY_VERIFY(dialog->isReckoned());
    typeReason(dialog->reasonField(), u"list leaked"_s);
    QTest::keyClicks(dialog->countField(), u"33"_s);
    f.grants.refusal = Failure::named(u"count_mismatch"_s, u"34 grants match"_s, u"expect"_s);
    f.grants.grants.append(sampleGrant(90));
    clickSubmit(dialog);
    QTRY_VERIFY(dialog->effect()->lines().contains(u"Grants 34"_s));
    QVERIFY(!dialog->submitButton()->isEnabled());
    QCOMPARE(dialog->reasonField()->reason(), u"list leaked"_s);
    f.grants.refusal.reset();
    dialog->countField()->setText(u"34"_s);
    QTRY_VERIFY(dialog->submitButton()->isEnabled());
    clickSubmit(dialog);
    QTRY_VERIFY(dialog->isFinished());
}

void TestBulkVoid::showsProgressAndStops()
{
    GrantsFixture f;
    auto promise = std::make_shared<QPromise<Result<BulkVoidOutcome>>>();
    JobControlPtr control;
    f.grants.voidsMatching = [&](const JobControlPtr &given) {
        control = given;
        promise->start();
        given->report(12, 33);
        return promise->future();
    };
    f.show();
    BulkVoidDialog *dialog = openBulk(f);
    QTRY_VERIFY(dialog->isReckoned());
    typeReason(dialog->reasonField(), u"list leaked"_s);
    QTest::keyClicks(dialog->countField(), u"33"_s);
    clickSubmit(dialog);
    QTRY_COMPARE(dialog->progressText(), u"12 of 33 grants"_s);
    saveGallery(f.page.get(), u"void-matching-runs"_s);
    QTest::mouseClick(dialog->cancelButton(), Qt::LeftButton);
    QVERIFY(control->isCancelled());
    QVERIFY(dialog->isVisible());
    BulkVoidOutcome part;
    part.total = 33;
    part.voided = 20;
    promise->addResult(part);
    promise->finish();
    QTRY_VERIFY(dialog->effect()->verdict().contains(u"Stopped."_s));
    QCOMPARE(dialog->submitButton()->text(), u"Void the others"_s);
    QVERIFY(!dialog->reasonField()->isEnabled());
    f.grants.voidsMatching = [](const JobControlPtr &) {
        BulkVoidOutcome whole;
        whole.total = whole.voided = 33;
        whole.done = true;
        return answered<BulkVoidOutcome>(whole);
    };
    clickSubmit(dialog);
    QTRY_VERIFY(dialog->isFinished());
    QCOMPARE(f.grants.writes.size(), 2);
    QCOMPARE(f.grants.writes.at(0).context.key, f.grants.writes.at(1).context.key);
    QCOMPARE(f.grants.writes.at(0).detail, f.grants.writes.at(1).detail);
}

void TestBulkVoid::namesWhatRefused()
{
    GrantsFixture f;
    f.grants.voidsMatching = [](const JobControlPtr &) {
        BulkVoidOutcome outcome;
        outcome.total = 33;
        outcome.voided = 31;
        outcome.skipped = {{sampleId<GrantId>(1), u"grant_depleted"_s}, {sampleId<GrantId>(2), u"grant_depleted"_s}};
        outcome.done = true;
        return answered<BulkVoidOutcome>(outcome);
    };
    f.show();
    BulkVoidDialog *dialog = openBulk(f);
    QTRY_VERIFY(dialog->isReckoned());
    typeReason(dialog->reasonField(), u"x"_s);
    QTest::keyClicks(dialog->countField(), u"33"_s);
    clickSubmit(dialog);
    QTRY_VERIFY(dialog->isFinished());
    QVERIFY(dialog->effect()->lines().contains(u"Left as they are 2"_s));
    QVERIFY(dialog->effect()->verdict().contains(u"grant_depleted"_s));
}

void TestBulkVoid::resolvesALostBulkVoid()
{
    GrantsFixture f;
    f.show();
    BulkVoidDialog *dialog = openBulk(f);
    QTRY_VERIFY(dialog->isReckoned());
    dialog->setPatience(1);
    typeReason(dialog->reasonField(), u"x"_s);
    QTest::keyClicks(dialog->countField(), u"33"_s);
    f.grants.lost = 2;
    clickSubmit(dialog);
    QTRY_VERIFY(dialog->isFinished());
    QCOMPARE(f.grants.writes.size(), 3);
    QCOMPARE(f.grants.writes.at(0).context.key, f.grants.writes.at(2).context.key);
}

void TestBulkVoid::isAccessible()
{
    GrantsFixture f;
    f.show();
    QTRY_VERIFY(f.isLoaded());
    const BulkVoidDialog *dialog = openBulk(f);
    QVERIFY(dialog);
    QCOMPARE(markupLabels(dialog), QStringList());
    QCOMPARE(namelessControls(dialog), QStringList());
}

SCRIP_UI_TEST_MAIN(TestBulkVoid)
#include "tst_bulk_void.moc"
