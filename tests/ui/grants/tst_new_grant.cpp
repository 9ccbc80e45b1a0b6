// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/grants/grants_fixture.h"
#include "ui/testing.h"

#include "ui/grants/effect_panel.h"
#include "ui/grants/new_grant_dialog.h"
#include "ui/widgets/date_field.h"
#include "ui/widgets/form_field.h"
#include "ui/widgets/money_field.h"
#include "ui/widgets/toast.h"

#include <QComboBox>
#include <QLineEdit>

using namespace scrip;
using namespace scrip::testing;
using namespace Qt::StringLiterals;

/// Giving and selling credit: what is read from the form, and the dialog with real keys.
class TestNewGrant : public QObject
{
    Q_OBJECT
private:
    static GrantEntry goodEntry();
    static QDateTime now() { return sampleTime(u"2026-11-21T06:32:07Z"_s); }
    static NewGrantDialog *openNew(const GrantsFixture &f);
    static void fill(NewGrantDialog *dialog);

private Q_SLOTS:
    void readsTheForm();
    void namesWhatIsWrong_data();
    void namesWhatIsWrong();
    void suggestsTheChosenOrganization();
    void showsErrorsWhileTyping();
    void tellsAnUnknownOrganization();
    void showsTheBalanceAfter();
    void keepsCreditThatWaitsApart();
    void offersNothingToFreeCredit();
    void creates();
    void keepsEverythingWhenTheServerDies();
    void showsARefusalAtItsField();
    void resolvesALostAnswer();
    void asksBeforeItDiscards();
    void isAccessible();
};

GrantEntry TestNewGrant::goodEntry()
{
    GrantEntry entry;
    entry.organization = sampleId<OrganizationId>(801);
    entry.amount = u"50.000000001"_s;
    entry.currency = u"usd"_s;
    entry.priority = 10;
    return entry;
}

NewGrantDialog *TestNewGrant::openNew(const GrantsFixture &f)
{
    f.page->actions()->create->trigger();
    return qobject_cast<NewGrantDialog *>(QApplication::activeModalWidget());
}

void TestNewGrant::fill(NewGrantDialog *dialog)
{
    QTest::keyClicks(dialog->amountField(), u"50"_s);
    typeReason(dialog->reasonField(), u"trial"_s);
}

void TestNewGrant::readsTheForm()
{
    GrantEntry entry = goodEntry();
    entry.funding = Funding::Invoice;
    entry.availability = Availability::OnSettlement;
    entry.costBasis = u"0.8"_s;
    entry.effective = u"2026-12-01"_s;
    entry.expires = u"2026-12-31"_s;
    entry.labels = u"team=growth, tier = b"_s;
    entry.name = u"  Annual plan "_s;
    const GrantReading read = readGrant(entry, QTimeZone("Asia/Singapore"), now());
    QVERIFY(read.failures.isEmpty());
    QCOMPARE(read.draft.amount.nano(), 50'000'000'001);
    QCOMPARE(read.draft.amount.currency().code(), u"USD"_s);
    QCOMPARE(read.draft.costBasis->toText(), u"0.80"_s);
    QCOMPARE(read.draft.name, u"Annual plan"_s);
    // A bare day begins when it begins, and lasts to its end.
    QCOMPARE(read.draft.effectiveAt, sampleTime(u"2026-11-30T16:00:00Z"_s));
    QCOMPARE(read.draft.expiresAt, sampleTime(u"2026-12-31T15:59:59Z"_s));
    QCOMPARE(read.draft.labels.value(u"tier"_s), u"b"_s);
}

void TestNewGrant::namesWhatIsWrong_data()
{
    QTest::addColumn<QString>("field");
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("name");
    QTest::newRow("no amount") << u"amount"_s << QString() << u"invalid_amount"_s;
    QTest::newRow("exponent") << u"amount"_s << u"1e3"_s << u"invalid_amount"_s;
    QTest::newRow("too fine") << u"amount"_s << u"0.0000000001"_s << u"invalid_amount"_s;
    QTest::newRow("zero") << u"amount"_s << u"0"_s << u"invalid_amount"_s;
    QTest::newRow("currency") << u"currency"_s << u"$"_s << u"invalid_currency"_s;
    QTest::newRow("cost") << u"cost_basis"_s << u"-1"_s << u"invalid_cost_basis"_s;
    QTest::newRow("cost zero") << u"cost_basis"_s << u"0"_s << u"invalid_cost_basis"_s;
    QTest::newRow("past") << u"expires_at"_s << u"2026-11-20"_s << u"invalid_date"_s;
    QTest::newRow("no date") << u"effective_at"_s << u"tomorrow"_s << u"invalid_date"_s;
    QTest::newRow("labels") << u"labels"_s << u"team growth"_s << u"invalid_text"_s;
    QTest::newRow("name") << u"name"_s << u"a\u202eb"_s << u"invalid_name"_s;
}

void TestNewGrant::namesWhatIsWrong()
{
    QFETCH(QString, field);
    QFETCH(QString, text);
    GrantEntry entry = goodEntry();
    entry.funding = Funding::Invoice;
    const QHash<QString, QString GrantEntry::*> fields{{u"amount"_s, &GrantEntry::amount},
                                                       {u"currency"_s, &GrantEntry::currency},
                                                       {u"cost_basis"_s, &GrantEntry::costBasis},
                                                       {u"expires_at"_s, &GrantEntry::expires},
                                                       {u"effective_at"_s, &GrantEntry::effective},
                                                       {u"labels"_s, &GrantEntry::labels},
                                                       {u"name"_s, &GrantEntry::name}};
    entry.*(fields.value(field)) = text;
    const GrantReading read = readGrant(entry, QTimeZone("Asia/Singapore"), now());
    QCOMPARE(read.failures.size(), 1);
    QCOMPARE(read.failures.first().field, field);
    QTEST(read.failures.first().name, "name");
    QVERIFY(!read.failures.first().message.isEmpty());
    if (field == "cost_basis"_L1)
        QCOMPARE(read.failures.first().message, u"The cost basis must be above zero."_s);
}

void TestNewGrant::suggestsTheChosenOrganization()
{
    GrantsFixture f;
    f.show();
    QTRY_VERIFY(f.isLoaded());
    f.page->table()->select(f.idOf(2));
    NewGrantDialog *dialog = openNew(f);
    QVERIFY(dialog);
    QCOMPARE(dialog->organizationField()->text(), f.grants.grants[2].organizationId.toText());
    QVERIFY(!dialog->submitButton()->isEnabled());
    saveGallery(f.page.get(), u"new-grant"_s);
}

void TestNewGrant::showsErrorsWhileTyping()
{
    GrantsFixture f;
    f.show();
    QTRY_VERIFY(f.isLoaded());
    NewGrantDialog *dialog = openNew(f);
    // What nobody touched is not complained about.
    QVERIFY(!dialog->formOf(u"amount"_s)->hasError());
    QVERIFY(dialog->obstacle().startsWith(u"Still to fill in"_s));
    QTest::keyClicks(dialog->amountField(), u"12,5"_s);
    QVERIFY(dialog->formOf(u"amount"_s)->hasError());
    QVERIFY(dialog->obstacle().contains(u"amount"_s));
    dialog->amountField()->setText(u"12.5"_s);
    QVERIFY(!dialog->formOf(u"amount"_s)->hasError());
    QTest::keyClicks(dialog->expiresField(), u"2020-01-01"_s);
    QVERIFY(dialog->formOf(u"expires_at"_s)->hasError());
    saveGallery(f.page.get(), u"new-grant-errors"_s);
}

void TestNewGrant::tellsAnUnknownOrganization()
{
    GrantsFixture f;
    f.show();
    QTRY_VERIFY(f.isLoaded());
    NewGrantDialog *dialog = openNew(f);
    fill(dialog);
    QTRY_VERIFY(dialog->submitButton()->isEnabled());
    dialog->organizationField()->setText(u"nobody"_s);
    QVERIFY(!dialog->submitButton()->isEnabled());
    QTRY_VERIFY(dialog->formOf(u"organization"_s)->error().contains(u"no such organization"_s));
}

void TestNewGrant::showsTheBalanceAfter()
{
    GrantsFixture f;
    f.show();
    QTRY_VERIFY(f.isLoaded());
    NewGrantDialog *dialog = openNew(f);
    fill(dialog);
    QTRY_VERIFY(dialog->effect()->lines().contains(u"Now $65.627081600"_s));
    QVERIFY(dialog->effect()->lines().contains(u"This grant +$50.000000000"_s));
    QVERIFY(dialog->effect()->lines().contains(u"After $115.627081600"_s));
}

void TestNewGrant::keepsCreditThatWaitsApart()
{
    GrantsFixture f;
    f.show();
    QTRY_VERIFY(f.isLoaded());
    NewGrantDialog *dialog = openNew(f);
    fill(dialog);
    QTRY_VERIFY(dialog->effect()->lines().contains(u"After $115.627081600"_s));
    dialog->fundingField()->setCurrentIndex(1);
    dialog->availabilityField()->setCurrentIndex(2);
    QVERIFY(dialog->effect()->lines().contains(u"Now, still $65.627081600"_s));
    QVERIFY(dialog->effect()->verdict().contains(u"Pending first."_s));
}

void TestNewGrant::offersNothingToFreeCredit()
{
    GrantsFixture f;
    f.show();
    QTRY_VERIFY(f.isLoaded());
    NewGrantDialog *dialog = openNew(f);
    QVERIFY(!dialog->availabilityField()->isEnabled());
    dialog->fundingField()->setCurrentIndex(1);
    QVERIFY(dialog->availabilityField()->isEnabled());
    dialog->availabilityField()->setCurrentIndex(2);
    dialog->fundingField()->setCurrentIndex(0);
    QCOMPARE(dialog->availabilityField()->currentIndex(), 0);
}

void TestNewGrant::creates()
{
    GrantsFixture f;
    f.show();
    QTRY_VERIFY(f.isLoaded());
    f.page->table()->select(f.idOf(2));
    NewGrantDialog *dialog = openNew(f);
    const QPointer<NewGrantDialog> alive(dialog);
    fill(dialog);
    QTRY_VERIFY(dialog->submitButton()->isEnabled());
    clickSubmit(dialog);
    QTRY_VERIFY(!alive);
    QCOMPARE(f.grants.created.organization, f.grants.grants[3].organizationId);
    QCOMPARE(f.grants.created.amount, dollars(u"50"_s));
    QCOMPARE(f.grants.created.priority, usualPriority);
    QVERIFY(!f.grants.created.expiresAt.isValid());
    QCOMPARE(f.grants.writes.first().context.reason, u"trial"_s);
    QVERIFY(Toast::on(f.page.get())->text().contains(u"$50.00 granted to"_s));
    QTRY_COMPARE(f.page->model()->filledRows(), 37);
    QTRY_COMPARE(f.page->table()->chosen()->id, f.grants.grants[0].id);
}

void TestNewGrant::keepsEverythingWhenTheServerDies()
{
    GrantsFixture f;
    f.show();
    QTRY_VERIFY(f.isLoaded());
    NewGrantDialog *dialog = openNew(f);
    fill(dialog);
    QTRY_VERIFY(dialog->submitButton()->isEnabled());
    f.grants.refusal = goneFailure();
    clickSubmit(dialog);
    QTRY_VERIFY(dialog->failureStrip()->isVisible());
    f.connection.setState(ConnectionState::Lost);
    QVERIFY(!dialog->submitButton()->isEnabled());
    QVERIFY(dialog->obstacle().contains(u"what you typed stays here"_s));
    QCOMPARE(dialog->amountField()->text(), u"50"_s);
    QCOMPARE(dialog->reasonField()->reason(), u"trial"_s);
    f.grants.refusal.reset();
    f.connection.setState(ConnectionState::Connected);
    QVERIFY(dialog->submitButton()->isEnabled());
    const QPointer<NewGrantDialog> alive(dialog);
    clickStrip(dialog);
    QTRY_VERIFY(!alive);
    QCOMPARE(f.grants.writes.at(0).context.key, f.grants.writes.at(1).context.key);
}

void TestNewGrant::showsARefusalAtItsField()
{
    GrantsFixture f;
    f.show();
    QTRY_VERIFY(f.isLoaded());
    NewGrantDialog *dialog = openNew(f);
    fill(dialog);
    QTRY_VERIFY(dialog->submitButton()->isEnabled());
    f.grants.refusal = Failure::named(u"invalid_amount"_s, u"All credit of it would not fit."_s, u"amount"_s);
    clickSubmit(dialog);
    QTRY_COMPARE(dialog->formOf(u"amount"_s)->error(), u"All credit of it would not fit."_s);
    QVERIFY(!dialog->failureStrip()->isVisible());
    QVERIFY(!dialog->submitButton()->isEnabled());
    QTest::keyClick(dialog->amountField(), Qt::Key_Backspace);
    QVERIFY(!dialog->formOf(u"amount"_s)->hasError());
}

void TestNewGrant::resolvesALostAnswer()
{
    GrantsFixture f;
    f.show();
    QTRY_VERIFY(f.isLoaded());
    NewGrantDialog *dialog = openNew(f);
    const QPointer<NewGrantDialog> alive(dialog);
    dialog->setPatience(1);
    fill(dialog);
    QTRY_VERIFY(dialog->submitButton()->isEnabled());
    f.grants.lost = 2;
    clickSubmit(dialog);
    QTRY_VERIFY(!alive);
    QCOMPARE(f.grants.writes.size(), 3);
    QCOMPARE(f.grants.writes.at(0).context.key, f.grants.writes.at(2).context.key);
    QCOMPARE(f.grants.grants.size(), 37);
}

void TestNewGrant::asksBeforeItDiscards()
{
    GrantsFixture f;
    f.show();
    QTRY_VERIFY(f.isLoaded());
    f.prompts.yes = false;
    QPointer<NewGrantDialog> dialog = openNew(f);
    QTest::keyClicks(dialog->amountField(), u"50"_s);
    QTest::keyClick(dialog->amountField(), Qt::Key_Escape);
    QCOMPARE(f.prompts.asked, QStringList(u"Discard what you typed?"_s));
    QVERIFY(dialog && dialog->isVisible());
    f.prompts.yes = true;
    QTest::keyClick(dialog->amountField(), Qt::Key_Escape);
    QTRY_VERIFY(!dialog);
    dialog = openNew(f);
    QTest::keyClick(dialog->amountField(), Qt::Key_Escape);
    QTRY_VERIFY(!dialog);
    QCOMPARE(f.prompts.asked.size(), 2); // nothing was typed the last time
}

void TestNewGrant::isAccessible()
{
    GrantsFixture f;
    f.show();
    QTRY_VERIFY(f.isLoaded());
    NewGrantDialog *dialog = openNew(f);
    QCOMPARE(markupLabels(dialog), QStringList());
    QCOMPARE(namelessControls(dialog), QStringList());
    QVERIFY2(dialog->height() <= 700, qPrintable(QString::number(dialog->height())));
}

SCRIP_UI_TEST_MAIN(TestNewGrant)
#include "tst_new_grant.moc"
