// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/events/fake_ports.h"
#include "ui/testing.h"

#include "ui/events/event_actions.h"
#include "ui/help/help_link.h"
#include "ui/mint/mint_dialog.h"
#include "ui/shell/jobs.h"
#include "ui/widgets/buttons.h"
#include "ui/widgets/inline_message.h"
#include "ui/widgets/prompts.h"
#include "ui/widgets/reason_dialog.h"
#include "ui/widgets/toast.h"

#include <QAction>
#include <QCheckBox>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QSignalSpy>

using namespace scrip;
using namespace Qt::StringLiterals;

/// Pause, resume, archive, bring back, duplicate and mint at once, through their dialogs and toasts.
class TestEventChanges : public QObject
{
    Q_OBJECT
private:
    struct Bench
    {
        testing::FakeEventStore events;
        testing::FakeBatchStore batches;
        testing::FakeAdministration administration;
        testing::FakeMonitor monitor;
        Jobs jobs;
        ScriptedPrompts prompts;
        QWidget window;
        EventActions actions;
        Event event;

        explicit Bench(EventStatus status = EventStatus::Active);
        void pressToast(const QString &text);
        void confirm(ReasonDialog *dialog, const QString &reason);
        [[nodiscard]] QString toast() const;
    };

private Q_SLOTS:
    void pausesWithAReasonAndUndoes();
    void resumes();
    void approvesWhatWaitsForIt();
    void approvesOnlyWhatWasRead();
    void saysThatSomebodyElseHasToApprove();
    void archivesAndUndoes();
    void bringsBack();
    void asksForTheReason();
    void explainsARefusalAndTriesAgain();
    void resolvesAnUnknownOutcomeUnderOneKey();
    void tellsWhenUndoFails();
    void undoesByKey();
    void undoesNothingThatSomebodyChangedSince();
    void offersNoUndoForWhatChangedNothing();
    void asksBeforeItDiscards();
    void duplicatesAndOpensTheCopy();
    void triesADuplicateAgainUnderOneKey();
    void mintsAtOnceAfterCreating();
    void tellsWhatWasCreated_data();
    void tellsWhatWasCreated();
    void opensTheMintDialog();
    void offersWhatIsPossible();
};

TestEventChanges::Bench::Bench(EventStatus status)
    : actions({{&events, &batches, nullptr, &administration},
               monitor,
               jobs,
               prompts,
               [this] { return monitor.who.now; },
               &window})
{
    event = events.add(u"Devcon <b>"_s, status);
    if (status == EventStatus::Archived)
        events.events[0].archivedAt = event.archivedAt = monitor.who.now;
    testing::showOnScreen(&window, {1280, 800});
    actions.setEvent(event);
}

void TestEventChanges::Bench::pressToast(const QString &text)
{
    QTRY_VERIFY(Toast::on(&window));
    const auto buttons = Toast::on(&window)->findChildren<QPushButton *>();
    for (QPushButton *button : buttons) {
        if (button->text() == text) {
            QTest::mouseClick(button, Qt::LeftButton);
            return;
        }
    }
    QFAIL("the toast has no such button");
}

void TestEventChanges::Bench::confirm(ReasonDialog *dialog, const QString &reason)
{
    QVERIFY(dialog);
    QTest::keyClicks(dialog->reasonField()->edit(), reason);
    QTest::mouseClick(dialog->submitButton(), Qt::LeftButton);
}

QString TestEventChanges::Bench::toast() const
{
    return Toast::on(const_cast<QWidget *>(&window)) ? Toast::on(const_cast<QWidget *>(&window))->text() : QString();
}

void TestEventChanges::pausesWithAReasonAndUndoes()
{
    Bench bench;
    QSignalSpy written(&bench.actions, &EventActions::written);
    ReasonDialog *dialog = bench.actions.openPause();
    QCOMPARE(dialog->windowTitle(), u"Pause Devcon <b>"_s);
    QVERIFY(dialog->accessibleDescription().startsWith(u"412 codes stop being claimable"_s));
    QCOMPARE(testing::markupLabels(dialog), QStringList());
    testing::saveGallery(&bench.window, u"pause-event"_s);
    bench.confirm(dialog, u"venue closed"_s);
    QTRY_COMPARE(bench.toast(), u"Devcon <b> is paused"_s);
    QCOMPARE(bench.events.writes.last().operation, u"pause"_s);
    QCOMPARE(bench.events.writes.last().reason, u"venue closed"_s);
    QCOMPARE(written.count(), 1);
    bench.pressToast(u"Undo"_s);
    QTRY_COMPARE(bench.toast(), u"Devcon <b> is open again"_s);
    QCOMPARE(bench.events.writes.last().operation, u"undo"_s);
    QVERIFY(!bench.events.writes.last().reason.isEmpty());
    QVERIFY(bench.events.writes.first().key != bench.events.writes.last().key);
    QCOMPARE(bench.events.events.first().status, EventStatus::Active);
}

void TestEventChanges::resumes()
{
    Bench bench(EventStatus::Paused);
    QVERIFY(bench.actions.resume->isVisible() && !bench.actions.pause->isVisible());
    bench.confirm(bench.actions.openResume(), u"open again"_s);
    QTRY_COMPARE(bench.events.events.first().status, EventStatus::Active);
}

void TestEventChanges::approvesWhatWaitsForIt()
{
    Bench bench(EventStatus::AwaitingApproval);
    QVERIFY(bench.actions.approve->isVisible());
    DialogFrame *dialog = bench.actions.openApprove();
    QVERIFY(dialog->accessibleDescription().startsWith(u"It may cost up to"_s));
    QCOMPARE(testing::markupLabels(dialog), QStringList());
    QSignalSpy written(&bench.actions, &EventActions::written);
    QTest::mouseClick(dialog->submitButton(), Qt::LeftButton);
    QTRY_COMPARE(bench.toast(), u"Devcon <b> is approved"_s);
    QCOMPARE(bench.events.writes.last().operation, u"approve"_s);
    QCOMPARE(written.count(), 1);
    bench.actions.setEvent(bench.events.events.first());
    QVERIFY(!bench.actions.approve->isVisible());
}

void TestEventChanges::approvesOnlyWhatWasRead()
{
    Bench bench(EventStatus::AwaitingApproval);
    DialogFrame *dialog = bench.actions.openApprove();
    ++bench.events.events.first().version;
    bench.actions.setEvent(bench.events.events.first()); // the page has heard of it, and the dialog says what it said
    QSignalSpy written(&bench.actions, &EventActions::written);
    QTest::mouseClick(dialog->submitButton(), Qt::LeftButton);
    QTRY_VERIFY(dialog->failureStrip()->isVisible());
    QCOMPARE(dialog->failureStrip()->findChild<HelpLink *>()->refusal(), u"stale_version"_s);
    QCOMPARE(bench.events.events.first().status, EventStatus::AwaitingApproval);
    QCOMPARE(written.count(), 1); // the page shows it as it is
    QCOMPARE(written.first().first().value<Event>().version, bench.events.events.first().version);
}

void TestEventChanges::saysThatSomebodyElseHasToApprove()
{
    Bench bench(EventStatus::AwaitingApproval);
    bench.events.nextWrite = Failure::named(u"approval_by_same_person"_s, u"Another admin has to."_s);
    DialogFrame *dialog = bench.actions.openApprove();
    QTest::mouseClick(dialog->submitButton(), Qt::LeftButton);
    QTRY_VERIFY(dialog->failureStrip()->isVisible());
    QCOMPARE(dialog->failureStrip()->findChild<HelpLink *>()->refusal(), u"approval_by_same_person"_s);
    QVERIFY(dialog->isVisible() && !dialog->isBusy());
}

void TestEventChanges::archivesAndUndoes()
{
    Bench bench;
    bench.confirm(bench.actions.openArchive(), u"over"_s);
    QTRY_COMPARE(bench.toast(), u"Devcon <b> is archived"_s);
    bench.pressToast(u"Undo"_s);
    QTRY_COMPARE(bench.events.writes.last().operation, u"undo"_s);
    QTRY_COMPARE(bench.toast(), u"Devcon <b> is back"_s);
}

void TestEventChanges::bringsBack()
{
    Bench bench(EventStatus::Archived);
    QVERIFY(bench.actions.unarchive->isVisible() && !bench.actions.archive->isVisible());
    QVERIFY(reasonAgainst(bench.actions.edit).contains(u"archived"_s));
    QVERIFY(reasonAgainst(bench.actions.mint).contains(u"archived"_s));
    bench.confirm(bench.actions.openUnarchive(), u"needed again"_s);
    QTRY_VERIFY(!bench.events.events.first().archivedAt.isValid());
}

void TestEventChanges::asksForTheReason()
{
    Bench bench;
    ReasonDialog *dialog = bench.actions.openPause();
    QVERIFY(!dialog->submitButton()->isEnabled());
    QTest::keyClicks(dialog->reasonField()->edit(), u"   "_s);
    QVERIFY(!dialog->submitButton()->isEnabled());
    QTest::keyClick(dialog, Qt::Key_Escape);
    QVERIFY(bench.events.writes.isEmpty());
}

void TestEventChanges::explainsARefusalAndTriesAgain()
{
    Bench bench;
    bench.events.nextWrite = Failure::named(u"busy"_s, u"lock timeout"_s);
    ReasonDialog *dialog = bench.actions.openPause();
    bench.confirm(dialog, u"venue closed"_s);
    QTRY_VERIFY(dialog->failureStrip()->isVisible());
    QVERIFY(dialog->failureStrip()->text().startsWith(u"Not done. Somebody else was changing the same event."_s));
    QCOMPARE(dialog->reason(), u"venue closed"_s);
    QTest::mouseClick(dialog->failureStrip()->findChild<QPushButton *>(), Qt::LeftButton);
    QTRY_COMPARE(bench.events.events.first().status, EventStatus::Paused);
    QCOMPARE(bench.events.writes.at(0).key, bench.events.writes.at(1).key);
}

void TestEventChanges::resolvesAnUnknownOutcomeUnderOneKey()
{
    Bench bench;
    bench.events.loseNextAnswer = true;
    ReasonDialog *dialog = bench.actions.openPause();
    bench.confirm(dialog, u"venue closed"_s);
    QTRY_VERIFY(dialog->failureStrip()->isVisible());
    QVERIFY(dialog->failureStrip()->text().startsWith(u"Not known whether it was done."_s));
    QVERIFY(!dialog->submitButton()->isEnabled() && !dialog->reasonField()->isEnabled());
    QTest::mouseClick(dialog->failureStrip()->findChild<QPushButton *>(), Qt::LeftButton);
    QTRY_COMPARE(bench.toast(), u"Devcon <b> is paused"_s);
    QCOMPARE(bench.events.writes.at(0).key, bench.events.writes.at(1).key);
    QCOMPARE(bench.events.events.first().version, 2);
}

void TestEventChanges::tellsWhenUndoFails()
{
    Bench bench;
    bench.confirm(bench.actions.openPause(), u"venue closed"_s);
    QTRY_VERIFY(!bench.toast().isEmpty());
    bench.events.nextWrite = Failure::named(u"connection_failed"_s, u"No route."_s);
    bench.pressToast(u"Undo"_s);
    QTRY_VERIFY(bench.toast().startsWith(u"Not undone. The database cannot be reached."_s));
    bench.pressToast(u"Try again"_s);
    QTRY_COMPARE(bench.events.events.first().status, EventStatus::Active);
    QCOMPARE(bench.events.writes.at(1).key, bench.events.writes.at(2).key);
}

void TestEventChanges::undoesByKey()
{
    Bench bench;
    bench.confirm(bench.actions.openPause(), u"venue closed"_s);
    QTRY_COMPARE(bench.toast(), u"Devcon <b> is paused"_s);
    QTRY_VERIFY(!QApplication::activeModalWidget());
    bench.window.activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(&bench.window));
    QTest::keyClick(&bench.window, Qt::Key_Z, Qt::ControlModifier);
    QTRY_COMPARE(bench.toast(), u"Devcon <b> is open again"_s);
    QTest::keyClick(&bench.window, Qt::Key_Z, Qt::ControlModifier);
    QCOMPARE(bench.events.writes.size(), 2);
}

void TestEventChanges::undoesNothingThatSomebodyChangedSince()
{
    Bench bench;
    bench.confirm(bench.actions.openPause(), u"venue closed"_s);
    QTRY_COMPARE(bench.toast(), u"Devcon <b> is paused"_s);
    QSignalSpy written(&bench.actions, &EventActions::written);
    Event &theirs = bench.events.events.first();
    theirs.name = u"Devcon, moved"_s;
    ++theirs.version;
    bench.pressToast(u"Undo"_s);
    QTRY_COMPARE(bench.toast(), u"Not undone: somebody changed Devcon, moved since. Look at its history before you "
                                "change it again."_s);
    // Trying again would be refused again; what it means is one click away.
    QCOMPARE(Toast::on(&bench.window)->findChildren<QPushButton *>().size(), 1);
    QCOMPARE(Toast::on(&bench.window)->findChild<HelpLink *>()->refusal(), u"stale_version"_s);
    QVERIFY(bench.events.events.first().paused);
    QCOMPARE(written.count(), 1); // as it is now
    QCOMPARE(written.first().first().value<Event>().name, u"Devcon, moved"_s);
}

void TestEventChanges::offersNoUndoForWhatChangedNothing()
{
    Bench bench;
    ReasonDialog *dialog = bench.actions.openPause();
    bench.events.nextAnswer = bench.event; // it was paused already, and no version came to be
    bench.confirm(dialog, u"venue closed"_s);
    QTRY_COMPARE(bench.toast(), u"Devcon <b> is paused"_s);
    QCOMPARE(Toast::on(&bench.window)->findChildren<QPushButton *>().size(), 0);
    QCOMPARE(Toast::undoOn(&bench.window), nullptr);
}

void TestEventChanges::asksBeforeItDiscards()
{
    Bench bench;
    bench.prompts.yes = false;
    QPointer<EventDialog> dialog = bench.actions.openNew();
    QVERIFY(QTest::qWaitForWindowActive(dialog));
    QTest::keyClicks(dialog->focusWidget(), u"Devcon"_s);
    QTest::keyClick(dialog->focusWidget(), Qt::Key_Escape);
    QCOMPARE(bench.prompts.asked, QStringList(u"Discard what you typed?"_s));
    QVERIFY(dialog && dialog->isVisible());
    bench.prompts.yes = true;
    QTest::keyClick(dialog->focusWidget(), Qt::Key_Escape);
    QTRY_VERIFY(!dialog);
    dialog = bench.actions.openEdit();
    QVERIFY(QTest::qWaitForWindowActive(dialog));
    QTest::keyClick(dialog->focusWidget(), Qt::Key_Escape);
    QTRY_VERIFY(!dialog);
    QCOMPARE(bench.prompts.asked.size(), 2); // nothing was typed the last time
}

void TestEventChanges::duplicatesAndOpensTheCopy()
{
    Bench bench;
    QSignalSpy written(&bench.actions, &EventActions::written);
    bench.events.writing.hold();
    bench.actions.duplicate->trigger();
    QCOMPARE(reasonAgainst(bench.actions.duplicate), u"It is being duplicated"_s);
    bench.actions.duplicate->trigger();
    bench.events.writing.release();
    QTRY_COMPARE(written.count(), 1);
    QCOMPARE(bench.events.writes.size(), 1);
    auto *dialog = bench.window.findChild<EventDialog *>();
    QVERIFY(dialog && dialog->isVisible());
    QCOMPARE(dialog->form()->read(bench.monitor.who.now).draft.name, u"Devcon <b> (copy)"_s);
    QVERIFY(bench.actions.duplicate->isEnabled());
}

void TestEventChanges::triesADuplicateAgainUnderOneKey()
{
    Bench bench;
    bench.events.loseNextAnswer = true;
    bench.actions.duplicate->trigger();
    QTRY_VERIFY(bench.toast().startsWith(u"Not known whether it was duplicated."_s));
    bench.pressToast(u"Try again"_s);
    QTRY_VERIFY(bench.window.findChild<EventDialog *>());
    QCOMPARE(bench.events.writes.at(0).key, bench.events.writes.at(1).key);
    QCOMPARE(bench.events.events.size(), 2);
}

void TestEventChanges::mintsAtOnceAfterCreating()
{
    Bench bench;
    EventDialog *dialog = bench.actions.openNew();
    EventDraft draft = EventDraft::of(bench.event);
    draft.name = u"New one"_s;
    draft.maxClaims = 300;
    dialog->form()->setDraft(draft);
    Q_EMIT dialog->form()->edited();
    QVERIFY(dialog->mintBox()->isChecked() && dialog->mintBox()->isEnabled());
    QTest::mouseClick(dialog->submitButton(), Qt::LeftButton);
    QTRY_COMPARE(bench.batches.minted.size(), 1);
    QCOMPARE(bench.batches.minted.first().count, 300);
    QCOMPARE(bench.batches.minted.first().prefix, u"NEAR"_s);
    QCOMPARE(bench.batches.minted.first().event, bench.events.events.last().id);
    QVERIFY(bench.batches.keys.first() != bench.events.writes.first().key);
    QTRY_COMPARE(bench.toast(), u"New one is created. 300 code(s) minted"_s);
}

void TestEventChanges::tellsWhatWasCreated_data()
{
    QTest::addColumn<bool>("waits");
    QTest::addColumn<QString>("says");
    QTest::newRow("open") << false << u"New one is created."_s;
    QTest::newRow("waits") << true << u"New one is created; nobody can claim until a second admin has approved."_s;
}

void TestEventChanges::tellsWhatWasCreated()
{
    QFETCH(bool, waits);
    QFETCH(QString, says);
    Bench bench;
    bench.events.createdWait = waits;
    EventDialog *dialog = bench.actions.openNew();
    EventDraft draft = EventDraft::of(bench.event);
    draft.name = u"New one"_s;
    dialog->form()->setDraft(draft);
    Q_EMIT dialog->form()->edited();
    dialog->mintBox()->setChecked(false);
    QTest::mouseClick(dialog->submitButton(), Qt::LeftButton);
    QTRY_COMPARE(bench.toast(), says);
}

void TestEventChanges::opensTheMintDialog()
{
    Bench bench;
    MintDialog *dialog = bench.actions.openMint();
    QVERIFY(dialog && dialog->isVisible());
    QCOMPARE(dialog->event().id, bench.event.id);
}

void TestEventChanges::offersWhatIsPossible()
{
    Bench bench(EventStatus::Ended);
    QVERIFY(reasonAgainst(bench.actions.pause).startsWith(u"It has ended"_s));
    QVERIFY(reasonAgainst(bench.actions.mint).startsWith(u"It has ended"_s));
    QVERIFY(bench.actions.archive->isEnabled());
    bench.event.codes = {};
    bench.actions.setEvent(bench.event);
    QVERIFY(reasonAgainst(bench.actions.print).startsWith(u"There are no codes yet"_s));
    bench.actions.setEvent(std::nullopt);
    for (const QAction *action : {bench.actions.edit, bench.actions.duplicate, bench.actions.pause,
                                  bench.actions.mint, bench.actions.print, bench.actions.archive})
        QCOMPARE(reasonAgainst(action), u"Choose an event first"_s);
    QVERIFY(bench.actions.create->isEnabled());
    QVERIFY(!bench.actions.openPause());
}

SCRIP_UI_TEST_MAIN(TestEventChanges)
#include "tst_event_changes.moc"
