// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/events/dialog_bench.h"

using namespace scrip;
using namespace Qt::StringLiterals;

/// The dialog for a new event and for an edit, filled in by keys and clicks.
class TestEventDialog : public QObject
{
    Q_OBJECT
private:
    using Bench = testing::DialogBench;

private Q_SLOTS:
    void createsByClicks();
    void createsByKeyboardAlone();
    void refusesAtTheField_data();
    void refusesAtTheField();
    void tellsEveryErrorInFull();
    void namesTheWayOut();
    void showsWhichMomentIsMeant();
    void showsExposureNowAndAfter();
    void saysWhoHasToApprove();
    void asksNobodyForWhatIsNoRaise();
    void offersToMint();
    void showsTheDatabasesRefusalAtItsField();
    void keepsWhatWasTypedWhenTheDatabaseFails();
    void keepsWhatWasTypedWhenTheConnectionIsLost();
    void resolvesAnUnknownOutcomeUnderOneKey();
    void freezesAfterTheFirstClaim();
    void letsAnEventThatIsOverBeRenamed();
    void sendsOnlyWhatChanged();
    void takesMineOntoTheNewest();
    void takesTheirs();
    void saysWhyItMayNot();
    void showsHostileNamesLiterally();
};

void TestEventDialog::createsByClicks()
{
    Bench bench;
    bench.openNew();
    QVERIFY(!bench.dialog->submitButton()->isEnabled());
    QVERIFY(bench.dialog->obstacle().startsWith(u"Still to fill in: name, credit per code"_s));
    QCOMPARE(bench.error(u"name"_s), QString());
    bench.fill();
    QCOMPARE(bench.dialog->obstacle(), QString());
    QCOMPARE(testing::markupLabels(bench.dialog), QStringList());
    QCOMPARE(testing::namelessControls(bench.dialog), QStringList());
    testing::saveGallery(&bench.window, u"new-event"_s);
    bench.submit();
    QTRY_VERIFY(bench.saved);
    const EventDraft draft = bench.events.drafts.last();
    QCOMPARE(draft.name, u"NEAR Builders Day Bangkok"_s);
    QCOMPARE(draft.amount, Money(25 * Money::unit, Currency(u"USD"_s)));
    QCOMPARE(draft.maxClaims, std::optional<qint64>(2000));
    QCOMPARE(draft.timeZone, u"Asia/Bangkok"_s);
    QCOMPARE(draft.startsAt, QDateTime({2026, 12, 4}, {17, 0}, QTimeZone::utc()));
    QCOMPARE(draft.claimDeadline, QDateTime({2026, 12, 12}, {16, 59, 59}, QTimeZone::utc()));
    QCOMPARE(draft.creditExpiresAt, QDateTime({2027, 2, 28}, {16, 59, 59}, QTimeZone::utc()));
    QCOMPARE(bench.codes, 2000);
    QTRY_VERIFY(!bench.dialog);
}

void TestEventDialog::createsByKeyboardAlone()
{
    Bench bench;
    bench.openNew();
    const auto keys = [&bench](const QString &text) { QTest::keyClicks(bench.dialog->focusWidget(), text); };
    const auto tab = [&bench] { QTest::keyClick(bench.dialog->focusWidget(), Qt::Key_Tab); };
    QCOMPARE(bench.dialog->focusWidget()->objectName(), u"name"_s);
    keys(u"Meetup"_s);
    tab();
    keys(u"apac,tour"_s);
    tab();
    keys(u"10.50"_s);
    tab();
    keys(u"20"_s);
    tab();
    keys(u"2"_s);
    while (bench.dialog->focusWidget()->objectName() != u"credit_expires_at"_s)
        tab();
    keys(u"2027-06-30"_s);
    QTest::keyClick(bench.dialog->focusWidget(), Qt::Key_Return);
    QTRY_VERIFY(bench.saved);
    QCOMPARE(bench.events.drafts.last().tags, QStringList({u"apac"_s, u"tour"_s}));
    QCOMPARE(bench.events.drafts.last().amount.toText(), u"10.50"_s);
    QCOMPARE(bench.events.drafts.last().maxPerOrganization, std::optional<qint64>(2));
    QVERIFY(!bench.events.drafts.last().startsAt.isValid());
}

void TestEventDialog::refusesAtTheField_data()
{
    QTest::addColumn<QString>("field");
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("says");
    const auto row = [](const char *name, const QString &field, const QString &text, const QString &says) {
        QTest::newRow(name) << field << text << says;
    };
    row("no name", u"name"_s, u" "_s, u"Give a name."_s);
    row("negative", u"amount"_s, u"-5"_s, u"above zero"_s);
    row("zero", u"amount"_s, u"0"_s, u"above zero"_s);
    row("beyond bigint", u"amount"_s, u"9223372036854775808"_s, QString());
    row("exponent", u"amount"_s, u"1e3"_s, QString());
    row("ten decimals", u"amount"_s, u"0.0000000001"_s, QString());
    row("comma", u"amount"_s, u"1,50"_s, QString());
    row("not a number", u"amount"_s, u"NaN"_s, QString());
    row("other digits", u"amount"_s, u"٣٤"_s, QString());
    row("cap times amount", u"max_claims"_s, u"2000000000"_s, u"lower one of them"_s);
    row("beyond every count", u"max_claims"_s, u"99999999999999999999"_s, u"too large"_s);
    row("no count", u"max_claims"_s, u"many"_s, u"whole number"_s);
    row("no day", u"claim_deadline"_s, u"2026-02-30"_s, QString());
    row("before the start", u"claim_deadline"_s, u"1 Dec 2026"_s, u"before it starts"_s);
    row("infinity", u"credit_expires_at"_s, u"infinity"_s, u"such as 2026-12-05 or 2026-12-05 18:00."_s);
    row("year 10000", u"credit_expires_at"_s, u"10000-01-01"_s, QString());
    row("in the past", u"credit_expires_at"_s, u"2001-01-01"_s, QString());
    row("no zone", u"time_zone"_s, u"Asia/Nowhere"_s, u"Choose a time zone"_s);
    row("no code in it", u"claim_url"_s, u"https://claim.test/"_s, u"{code}"_s);
    row("no web address", u"claim_url"_s, u"javascript:alert('{code}')"_s, u"web address"_s);
    row("budget zero", u"budget"_s, u"0"_s, u"above zero"_s);
}

void TestEventDialog::refusesAtTheField()
{
    QFETCH(QString, field);
    QFETCH(QString, text);
    QFETCH(QString, says);
    Bench bench;
    bench.openNew();
    bench.fill();
    if (field == "max_claims"_L1)
        bench.type(u"amount"_s, u"9000000"_s);
    bench.type(field, text);
    QVERIFY2(!bench.error(field).isEmpty(), qPrintable(bench.dialog->obstacle()));
    QVERIFY2(bench.error(field).contains(says), qPrintable(bench.error(field)));
    QVERIFY(bench.dialog->obstacle().startsWith(u"One field to correct: "_s));
    QVERIFY(!bench.dialog->submitButton()->isEnabled());
    QTest::keyClick(bench.edit(u"name"_s), Qt::Key_Return);
    QVERIFY(bench.events.writes.isEmpty());
    // Taking the mistake back takes the error away.
    bench.fill();
    if (field != "budget"_L1)
        QCOMPARE(bench.error(field), QString());
}

void TestEventDialog::tellsEveryErrorInFull()
{
    Bench bench;
    bench.openNew();
    bench.fill();
    const int before = bench.dialog->height();
    bench.type(u"amount"_s, u"1e3"_s);
    bench.type(u"max_claims"_s, u"many"_s);
    bench.type(u"starts_at"_s, u"tomorrow"_s);
    bench.type(u"claim_deadline"_s, u"soon"_s);
    bench.type(u"credit_expires_at"_s, u"2001-01-01"_s);
    bench.type(u"claim_url"_s, u"https://claim.test/"_s);
    bench.type(u"budget"_s, u"0"_s);
    QCoreApplication::processEvents();
    int seen = 0;
    const auto labels = bench.dialog->form()->findChildren<Label *>();
    for (const Label *label : labels) {
        const bool told = label->isVisible() && label->wordWrap() && !label->text().isEmpty();
        seen += told ? 1 : 0;
        QVERIFY2(!told || label->height() >= label->heightForWidth(label->width()), qPrintable(label->text()));
    }
    QVERIFY(seen >= 7);
    QVERIFY(bench.dialog->height() > before); // it follows
    QVERIFY2(bench.dialog->height() <= 800, qPrintable(QString::number(bench.dialog->height())));
    testing::saveGallery(&bench.window, u"new-event-errors"_s);
}

void TestEventDialog::namesTheWayOut()
{
    Bench bench;
    bench.openNew();
    bench.fill();
    bench.type(u"credit_expires_at"_s, u"10 Dec 2026"_s);
    QCOMPARE(bench.dialog->obstacle(), u"One field to correct: credit lasts until"_s);
    QVERIFY2(bench.error(u"credit_expires_at"_s).endsWith(u"before claiming ends. Choose 12 Dec 2026 or later."_s),
             qPrintable(bench.error(u"credit_expires_at"_s)));
    testing::saveGallery(&bench.window, u"new-event-error"_s);
}

void TestEventDialog::showsWhichMomentIsMeant()
{
    Bench bench;
    bench.openNew();
    bench.fill();
    const auto line = [&bench](const QString &field) { return bench.form(field).field()->accessibleDescription(); };
    QCOMPARE(line(u"starts_at"_s), u"00:00, 4 Dec 17:00 UTC"_s);
    QCOMPARE(line(u"claim_deadline"_s), u"23:59:59 Bangkok, 16:59:59 UTC"_s);
    bench.type(u"claim_deadline"_s, u"12 Dec 2026 18:30"_s);
    QCOMPARE(line(u"claim_deadline"_s), u"18:30 Bangkok, 11:30 UTC"_s);
    // The same text is another moment in another zone.
    bench.type(u"time_zone"_s, u"Europe/Berlin"_s);
    QCOMPARE(line(u"claim_deadline"_s), u"18:30 Berlin, 17:30 UTC"_s);
    bench.type(u"claim_deadline"_s, u"28 Mar 2027"_s);
    bench.type(u"credit_expires_at"_s, u"2027-03-28 02:30"_s);
    QVERIFY2(bench.error(u"credit_expires_at"_s).contains(u"does not exist in Europe/Berlin"_s),
             qPrintable(bench.error(u"credit_expires_at"_s)));
}

void TestEventDialog::showsExposureNowAndAfter()
{
    Bench bench;
    bench.events.add(u"Devcon"_s, EventStatus::Active);
    bench.openNew();
    bench.fill();
    QTRY_COMPARE(bench.dialog->exposure()->worstText(), u"$50,000.00"_s);
    QTRY_COMPARE(bench.dialog->exposure()->afterText(), u"$60,300.00"_s);
    bench.type(u"max_claims"_s, {});
    QCOMPARE(bench.dialog->exposure()->worstText(), QString(QChar(0x2014)));

    Bench edit;
    Event &event = edit.events.add(u"Devcon"_s, EventStatus::Active);
    edit.openEdit(event);
    QTRY_COMPARE(edit.dialog->exposure()->afterText(), u"$10,300.00"_s);
    edit.type(u"max_claims"_s, u"100"_s);
    QCOMPARE(edit.dialog->exposure()->worstText(), u"$2,500.00"_s);
    QTRY_COMPARE(edit.dialog->exposure()->afterText(), u"$2,500.00"_s);
}

void TestEventDialog::saysWhoHasToApprove()
{
    Bench bench;
    bench.openNew();
    bench.fill();
    const auto says = [&bench](const QString &text) {
        const auto labels = bench.dialog->exposure()->findChildren<Label *>();
        return std::any_of(labels.begin(), labels.end(),
                           [&](const Label *label) { return label->isVisible() && label->text().contains(text); });
    };
    QVERIFY(!says(u"second"_s));
    bench.dialog->setApprovalAbove(Money(100'000 * Money::unit, Currency(u"USD"_s)));
    QVERIFY(says(u"Not above $100,000.00, so no second person has to approve."_s));
    bench.type(u"max_claims"_s, u"5000"_s);
    QVERIFY(says(u"nobody can claim until a second admin has approved"_s));
}

void TestEventDialog::asksNobodyForWhatIsNoRaise()
{
    Bench bench;
    Event &event = bench.events.add(u"Devcon"_s, EventStatus::Active);
    event.amount = Money(25 * Money::unit, Currency(u"USD"_s));
    event.maxClaims = 5000;
    bench.openEdit(event);
    bench.dialog->setApprovalAbove(Money(100'000 * Money::unit, Currency(u"USD"_s)));
    bench.type(u"name"_s, u"Devcon Singapore"_s);
    const QString nobody = u"It costs no more than before, so no second person has to approve."_s;
    QCOMPARE(bench.dialog->exposure()->ruleText(), nobody);
    bench.type(u"max_claims"_s, u"4999"_s);
    QCOMPARE(bench.dialog->exposure()->ruleText(), nobody);
    bench.type(u"max_claims"_s, u"5001"_s);
    QVERIFY(bench.dialog->exposure()->ruleText().contains(u"nobody can claim until a second admin"_s));
    event.status = EventStatus::AwaitingApproval;
    bench.dialog->close();
    QTRY_VERIFY(!bench.dialog);
    bench.openEdit(event);
    bench.dialog->setApprovalAbove(Money(100'000 * Money::unit, Currency(u"USD"_s)));
    QCOMPARE(bench.dialog->exposure()->ruleText(), u"Nobody can claim until a second admin has approved."_s);
}

void TestEventDialog::offersToMint()
{
    Bench bench;
    bench.openNew();
    QVERIFY(!bench.dialog->mintBox()->isEnabled());
    bench.fill();
    QCOMPARE(bench.dialog->mintBox()->text(), u"Mint 2\u2009000 codes at once"_s);
    QTest::mouseClick(bench.dialog->mintBox(), Qt::LeftButton, {}, QPoint(8, 12));
    QVERIFY(!bench.dialog->mintBox()->isChecked());
    bench.submit();
    QTRY_VERIFY(bench.saved);
    QCOMPARE(bench.codes, 0);
}

void TestEventDialog::showsTheDatabasesRefusalAtItsField()
{
    Bench bench;
    bench.openNew();
    bench.fill();
    bench.events.nextWrite = Failure::named(u"invalid_url"_s, u"That host is not allowed."_s, u"claim_url"_s);
    bench.submit();
    QTRY_COMPARE(bench.error(u"claim_url"_s), u"That host is not allowed."_s);
    QCOMPARE(bench.dialog->obstacle(), u"One field to correct: claim link"_s);
    QCOMPARE(bench.dialog->focusWidget(), bench.edit(u"claim_url"_s));
    bench.type(u"claim_url"_s, u"https://other.test/{code}"_s);
    QCOMPARE(bench.error(u"claim_url"_s), QString());
    bench.submit();
    QTRY_VERIFY(bench.saved);
    QCOMPARE(bench.events.writes.at(0).key, bench.events.writes.at(1).key);
}

void TestEventDialog::keepsWhatWasTypedWhenTheDatabaseFails()
{
    Bench bench;
    bench.openNew();
    bench.fill();
    bench.events.nextWrite = Failure::named(u"connection_failed"_s, u"No route."_s);
    bench.submit();
    QTRY_VERIFY(bench.dialog->failureStrip()->isVisible());
    QVERIFY(bench.dialog->failureStrip()->text().startsWith(u"Not created. The database cannot be reached."_s));
    QVERIFY(bench.dialog->failureStrip()->text().contains(u"What you typed is kept."_s));
    QCOMPARE(bench.edit(u"name"_s)->text(), u"NEAR Builders Day Bangkok"_s);
    testing::saveGallery(&bench.window, u"new-event-failed"_s);
    // Trying again sends what stands there by now, not what failed.
    bench.type(u"name"_s, u"Corrected meanwhile"_s);
    bench.retry();
    QTRY_VERIFY(bench.saved);
    QCOMPARE(bench.saved->name, u"Corrected meanwhile"_s);
}

void TestEventDialog::keepsWhatWasTypedWhenTheConnectionIsLost()
{
    Bench bench;
    bench.openNew();
    bench.fill();
    bench.monitor.go(ConnectionState::Lost);
    QVERIFY(!bench.dialog->submitButton()->isEnabled());
    QVERIFY(bench.dialog->obstacle().contains(u"what you typed stays here"_s));
    bench.type(u"name"_s, u"Typed while it was gone"_s);
    bench.monitor.go(ConnectionState::Connected);
    QCOMPARE(bench.dialog->obstacle(), QString());
    bench.submit();
    QTRY_VERIFY(bench.saved);
    QCOMPARE(bench.saved->name, u"Typed while it was gone"_s);
}

void TestEventDialog::resolvesAnUnknownOutcomeUnderOneKey()
{
    Bench bench;
    bench.openNew();
    bench.fill();
    bench.events.writing.hold();
    bench.events.loseNextAnswer = true;
    bench.submit();
    QVERIFY(bench.dialog->isBusy());
    QTest::keyClick(bench.dialog, Qt::Key_Escape);
    QVERIFY(bench.dialog);
    bench.events.writing.release();
    QTRY_VERIFY(bench.dialog->failureStrip()->isVisible());
    QVERIFY(bench.dialog->failureStrip()->text().startsWith(u"Not known whether it was created."_s));
    // Another text under the same key would be another write.
    QVERIFY(!bench.dialog->form()->isEnabled());
    QVERIFY(!bench.dialog->submitButton()->isEnabled());
    testing::saveGallery(&bench.window, u"new-event-unknown"_s);
    // That nobody can be asked just now is no answer about what was sent before.
    bench.events.nextWrite = Failure::named(u"connection_failed"_s, u"No route."_s);
    bench.retry();
    QTRY_VERIFY(!bench.events.nextWrite);
    QVERIFY(bench.dialog->failureStrip()->text().startsWith(u"Not known whether it was created."_s));
    QVERIFY(!bench.dialog->form()->isEnabled());
    bench.retry();
    QTRY_VERIFY(bench.saved);
    QCOMPARE(bench.events.events.size(), 1);
    QVERIFY(bench.events.writes.size() >= 3);
    for (const testing::WriteSeen &write : std::as_const(bench.events.writes))
        QCOMPARE(write.key, bench.events.writes.constFirst().key);
}

void TestEventDialog::freezesAfterTheFirstClaim()
{
    Bench bench;
    Event &event = bench.events.add(u"Devcon"_s, EventStatus::Active);
    event.claimCount = 120;
    bench.openEdit(event);
    for (const auto &field : {u"amount"_s, u"credit_expires_at"_s}) {
        QVERIFY(!bench.edit(field)->isEnabled());
        QCOMPARE(bench.edit(field)->accessibleDescription(), u"fixed since the first claim"_s);
    }
    QCOMPARE(bench.dialog->obstacle(), u"Nothing is changed yet"_s);
    bench.type(u"max_claims"_s, u"119"_s);
    QVERIFY(bench.error(u"max_claims"_s).startsWith(u"120 are claimed already"_s));
    bench.type(u"max_claims"_s, u"120"_s);
    QCOMPARE(bench.error(u"max_claims"_s), QString());
    bench.type(u"claim_deadline"_s, u"23 Nov 2026"_s);
    QVERIFY(bench.error(u"claim_deadline"_s).contains(u"may only move later"_s));
    bench.type(u"claim_deadline"_s, u"30 Nov 2026"_s);
    QCOMPARE(bench.dialog->obstacle(), QString());
    testing::saveGallery(&bench.window, u"edit-event"_s);
}

void TestEventDialog::letsAnEventThatIsOverBeRenamed()
{
    Bench bench;
    Event &event = bench.events.add(u"Devcon"_s, EventStatus::Ended);
    event.claimDeadline = bench.monitor.who.now.addDays(-30);
    event.creditExpiresAt = bench.monitor.who.now.addDays(-10);
    bench.openEdit(event);
    bench.type(u"name"_s, u"Devcon 2026"_s);
    QCOMPARE(bench.dialog->obstacle(), QString());
    bench.submit();
    QTRY_VERIFY(bench.saved);
    QCOMPARE(bench.events.edits.last().changed, EventFields(EventField::Name));
}

void TestEventDialog::sendsOnlyWhatChanged()
{
    Bench bench;
    Event &event = bench.events.add(u"Devcon"_s, EventStatus::Active);
    // A second that the field does not show must not become a change.
    event.claimDeadline = QDateTime({2026, 11, 24}, {15, 59, 30}, QTimeZone::utc());
    const QDateTime deadline = event.claimDeadline;
    bench.openEdit(event);
    QCOMPARE(bench.dialog->obstacle(), u"Nothing is changed yet"_s);
    bench.type(u"max_claims"_s, u"600"_s);
    bench.submit();
    QTRY_VERIFY(bench.saved);
    QCOMPARE(bench.events.edits.last().changed, EventFields(EventField::MaxClaims));
    QCOMPARE(bench.saved->claimDeadline, deadline);
    QCOMPARE(bench.codes, 0);
}

void TestEventDialog::takesMineOntoTheNewest()
{
    Bench bench;
    Event &event = bench.events.add(u"Devcon"_s, EventStatus::Active);
    bench.openEdit(event);
    bench.type(u"name"_s, u"Devcon, mine"_s);
    bench.type(u"max_claims"_s, u"700"_s);
    event.name = u"Devcon, theirs"_s;
    event.notes = u"Theirs alone"_s;
    event.version = 2;
    bench.submit();
    QTRY_VERIFY(bench.dialog->conflict());
    VersionConflict *conflict = bench.dialog->conflict();
    QVERIFY(conflict->isVisible() && !bench.dialog->form()->isVisible());
    QCOMPARE(conflict->count(), 3);
    // What I typed is mine by itself, what only they touched is theirs.
    QCOMPARE(conflict->choiceOf(EventField::Name)->current(), 0);
    QCOMPARE(conflict->choiceOf(EventField::MaxClaims)->current(), 0);
    QCOMPARE(conflict->choiceOf(EventField::Notes)->current(), 1);
    QCOMPARE(testing::markupLabels(bench.dialog), QStringList());
    testing::saveGallery(&bench.window, u"edit-event-conflict"_s);
    // Whoever presses Enter once more throws nothing away.
    QVERIFY(conflict->isAncestorOf(bench.dialog->focusWidget()));
    QTest::keyClick(bench.dialog->focusWidget(), Qt::Key_Return);
    QVERIFY(bench.dialog && bench.dialog->isVisible());
    QCOMPARE(conflict->choiceOf(EventField::Name)->current(), 0);
    const auto choices = conflict->choiceOf(EventField::Name)->findChildren<QPushButton *>();
    QTest::mouseClick(choices.at(1), Qt::LeftButton);
    bench.submit();
    QTRY_VERIFY(bench.saved);
    QCOMPARE(bench.saved->name, u"Devcon, theirs"_s);
    QCOMPARE(bench.saved->maxClaims, std::optional<qint64>(700));
    QCOMPARE(bench.saved->notes, u"Theirs alone"_s);
    QCOMPARE(bench.events.edits.last().version, 2);
    QCOMPARE(bench.events.edits.last().changed, EventFields(EventField::MaxClaims));
}

void TestEventDialog::takesTheirs()
{
    Bench bench;
    Event &event = bench.events.add(u"Devcon"_s, EventStatus::Active);
    bench.openEdit(event);
    bench.type(u"name"_s, u"Devcon, mine"_s);
    event.name = u"Devcon, theirs"_s;
    event.version = 2;
    bench.submit();
    QTRY_VERIFY(bench.dialog->conflict());
    bench.dialog->conflict()->chooseAll(false);
    bench.submit();
    QVERIFY(bench.dialog->form()->isVisible());
    QCOMPARE(bench.edit(u"name"_s)->text(), u"Devcon, theirs"_s);
    QCOMPARE(bench.dialog->obstacle(), u"Nothing is changed yet"_s);
    QCOMPARE(bench.events.writes.size(), 1);
}

void TestEventDialog::saysWhyItMayNot()
{
    Bench bench;
    bench.monitor.who.roles = {u"support"_s};
    bench.openNew();
    bench.fill();
    QVERIFY(bench.dialog->obstacle().startsWith(u"Only an admin may change events"_s));
    QVERIFY(!bench.dialog->submitButton()->isEnabled());
}

void TestEventDialog::showsHostileNamesLiterally()
{
    Bench bench;
    Event &event = bench.events.add(u"<b>x</b> %1 %s"_s, EventStatus::Active);
    bench.openEdit(event);
    QCOMPARE(bench.edit(u"name"_s)->text(), u"<b>x</b> %1 %s"_s);
    bench.edit(u"name"_s)->setText(u"safe \u202E evil"_s);
    QVERIFY(bench.error(u"name"_s).contains(u"invisible control character"_s));
    bench.edit(u"name"_s)->setText(QString(200, u'W'));
    QCOMPARE(bench.error(u"name"_s), QString());
    QCOMPARE(bench.dialog->width(), 880);
    event.name = u"<img src='file:///etc/hostname'> %2"_s;
    event.version = 2;
    bench.submit();
    QTRY_VERIFY(bench.dialog->conflict());
    QCOMPARE(testing::markupLabels(bench.dialog), QStringList());
    QCOMPARE(bench.dialog->width(), 880);
}

SCRIP_UI_TEST_MAIN(TestEventDialog)
#include "tst_event_dialog.moc"
