// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/customers/customers_fixture.h"
#include "ui/testing.h"

#include "ui/customers/remedy.h"
#include "ui/help/help_dialog.h"
#include "ui/help/help_link.h"
#include "ui/widgets/inline_message.h"
#include "ui/widgets/toast.h"

#include <QComboBox>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QSignalSpy>

using namespace scrip;
using namespace scrip::testing;
using namespace Qt::StringLiterals;

/// What keeps a person from claiming is mended from where it is told, by whoever may.
class TestRemedy : public QObject
{
    Q_OBJECT
private:
    /// Priya asks why she cannot claim, and hears these reasons.
    static void ask(CustomersFixture &f, const QStringList &names);
    static QPushButton *linkCalled(const CustomersFixture &f, const QString &text);
    static void confirm(RemedyDialog *dialog);

private Q_SLOTS:
    void knowsWhoMay_data();
    void knowsWhoMay();
    void resumesTheEventAndChecksAgain();
    void enablesTheCodeByItsId();
    void tellsWhyItWasNotMended();
    void resolvesAnUnknownOutcome();
    void tellsACodeThatIsGone();
    void opensWhereTheRestIsMended();
    void explainsEachCondition();
};

void TestRemedy::ask(CustomersFixture &f, const QStringList &names)
{
    f.claims.verdict.reasons.clear();
    for (const QString &name : names)
        f.claims.verdict.reasons.append({name, u"As the database says it."_s});
    f.show();
    f.find(u"priya"_s);
    QTRY_VERIFY(f.isShown());
    QTRY_COMPARE(f.page->whyNot()->eventChoice()->count(), 2);
    f.page->actions()->whyNot->trigger();
    QTest::keyClicks(f.page->whyNot()->codeField(), u"near a7k3"_s);
    QTest::mouseClick(f.page->whyNot()->checkButton(), Qt::LeftButton);
    QTRY_VERIFY(f.page->whyNot()->verdict()->isVisible());
}

QPushButton *TestRemedy::linkCalled(const CustomersFixture &f, const QString &text)
{
    const auto buttons = f.page->whyNot()->findChildren<QPushButton *>();
    for (QPushButton *button : buttons) {
        if (button->text() == text)
            return button;
    }
    return nullptr;
}

void TestRemedy::confirm(RemedyDialog *dialog)
{
    QVERIFY(dialog);
    QTest::keyClicks(dialog->reasonField()->edit(), u"it was a mistake"_s);
    QTest::mouseClick(dialog->submitButton(), Qt::LeftButton);
}

void TestRemedy::knowsWhoMay_data()
{
    QTest::addColumn<QString>("role");
    QTest::addColumn<QString>("refusal");
    QTest::addColumn<Remedy>("remedy");
    QTest::newRow("admin, paused") << u"admin"_s << u"event_inactive"_s << Remedy::Resume;
    QTest::newRow("support, paused") << u"support"_s << u"event_inactive"_s << Remedy::None;
    QTest::newRow("admin, archived") << u"admin"_s << u"event_archived"_s << Remedy::BringBack;
    QTest::newRow("staff, disabled") << u"staff"_s << u"code_disabled"_s << Remedy::Enable;
    QTest::newRow("support, disabled") << u"support"_s << u"code_disabled"_s << Remedy::None;
    QTest::newRow("admin, too late") << u"admin"_s << u"claim_deadline_passed"_s << Remedy::OpenEvent;
    QTest::newRow("support, claimed before") << u"support"_s << u"user_already_claimed"_s << Remedy::OpenClaim;
    QTest::newRow("admin, no such code") << u"admin"_s << u"code_not_found"_s << Remedy::None;
    QTest::newRow("admin, unheard of") << u"admin"_s << u"novelty"_s << Remedy::None;
}

void TestRemedy::knowsWhoMay()
{
    QFETCH(QString, role);
    QFETCH(QString, refusal);
    QFETCH(Remedy, remedy);
    FakeConnection connection;
    connection.setRoles({role});
    QCOMPARE(remedyFor(refusal, connection), remedy);
    QCOMPARE(remedyText(remedy).isEmpty(), remedy == Remedy::None);
    connection.session_.locked = true; // production: nothing is written, looking goes on
    const bool looks = remedy == Remedy::OpenClaim;
    QCOMPARE(remedyFor(refusal, connection), looks ? remedy : Remedy::None);
}

void TestRemedy::resumesTheEventAndChecksAgain()
{
    CustomersFixture f;
    ask(f, {u"event_inactive"_s, u"domain_limit_reached"_s});
    saveGallery(f.page.get(), u"why-not-remedies"_s);
    f.claims.verdict.reasons.removeFirst();
    QPushButton *resume = linkCalled(f, u"Resume the event…"_s);
    QVERIFY(resume);
    QTest::mouseClick(resume, Qt::LeftButton);
    auto *dialog = shownDialog<RemedyDialog>();
    QVERIFY(dialog);
    QCOMPARE(dialog->windowTitle(), u"Resume Devcon Singapore"_s);
    QVERIFY(!dialog->submitButton()->isEnabled()); // a reason is asked for
    saveGallery(f.page.get(), u"remedy-resume"_s);
    confirm(dialog);
    QTRY_VERIFY(Toast::on(f.page.get()));
    QCOMPARE(Toast::on(f.page.get())->text(), u"Devcon Singapore is open again"_s);
    QCOMPARE(f.events.resumed.size(), 1);
    QCOMPARE(f.events.resumed.first().reason, u"it was a mistake"_s);
    QVERIFY(!f.events.resumed.first().key.isEmpty());
    QTRY_COMPARE(f.claims.checked.size(), 2);
    QTRY_VERIFY(f.page->whyNot()->verdict()->text().startsWith(u"1 "_s));
    QVERIFY(!linkCalled(f, u"Resume the event…"_s));
}

void TestRemedy::enablesTheCodeByItsId()
{
    CustomersFixture f;
    Code code = sampleCode(1, sampleId<EventId>(1), sampleId<BatchId>(1), 10, CodeState::Disabled);
    f.codes.codes = {code};
    f.codes.spelled.insert(u"near a7k3"_s, code.id.toText());
    ask(f, {u"code_disabled"_s});
    QTest::mouseClick(linkCalled(f, u"Enable the code…"_s), Qt::LeftButton);
    QTRY_VERIFY(shownDialog<RemedyDialog>());
    QVERIFY(shownDialog<RemedyDialog>()->windowTitle().contains(code.masked));
    confirm(shownDialog<RemedyDialog>());
    QTRY_COMPARE(f.codes.codes.first().state, CodeState::Available);
    // Never the code in plain: calls are written down before they are sent.
    QCOMPARE(f.codes.writes.first().code, code.id.toText());
    QTRY_COMPARE(f.claims.checked.size(), 2);
}

void TestRemedy::tellsWhyItWasNotMended()
{
    CustomersFixture f;
    ask(f, {u"event_inactive"_s});
    f.events.refusal = Failure::named(u"event_archived"_s, u"The event is archived."_s);
    QTest::mouseClick(linkCalled(f, u"Resume the event…"_s), Qt::LeftButton);
    auto *dialog = shownDialog<RemedyDialog>();
    confirm(dialog);
    QTRY_VERIFY(dialog->failureStrip()->isVisible());
    QVERIFY(dialog->failureStrip()->text().contains(u"The event is archived."_s));
    QCOMPARE(dialog->reason(), u"it was a mistake"_s);
    QCOMPARE(f.claims.checked.size(), 1);
    f.events.refusal.reset();
    QTest::mouseClick(dialog->failureStrip()->findChild<QPushButton *>(), Qt::LeftButton);
    QTRY_COMPARE(f.events.resumed.size(), 2);
    QCOMPARE(f.events.resumed.at(0).key, f.events.resumed.at(1).key);
    QTRY_COMPARE(f.claims.checked.size(), 2);
}

void TestRemedy::resolvesAnUnknownOutcome()
{
    CustomersFixture f;
    ask(f, {u"event_inactive"_s});
    f.events.refusal = Failure::named(u"unknown_outcome"_s, u"lost"_s);
    QTest::mouseClick(linkCalled(f, u"Resume the event…"_s), Qt::LeftButton);
    auto *dialog = shownDialog<RemedyDialog>();
    dialog->write()->setResolveAfter(0);
    confirm(dialog);
    QTRY_VERIFY(f.events.resumed.size() >= 2);
    f.events.refusal.reset();
    QTRY_VERIFY(Toast::on(f.page.get()));
    for (const WriteContext &one : std::as_const(f.events.resumed))
        QCOMPARE(one.key, f.events.resumed.first().key);
}

void TestRemedy::tellsACodeThatIsGone()
{
    CustomersFixture f;
    ask(f, {u"code_disabled"_s});
    QTest::mouseClick(linkCalled(f, u"Enable the code…"_s), Qt::LeftButton);
    QTRY_VERIFY(Toast::on(f.page.get()));
    QVERIFY(Toast::on(f.page.get())->text().startsWith(u"Not enabled."_s));
    QCOMPARE(Toast::on(f.page.get())->findChild<HelpLink *>()->refusal(), u"code_not_found"_s);
    QVERIFY(!shownDialog<RemedyDialog>());
}

void TestRemedy::opensWhereTheRestIsMended()
{
    CustomersFixture f;
    ask(f, {u"max_claims_reached"_s, u"user_already_claimed"_s});
    QSignalSpy wanted(f.page.get(), &WindowPage::openRequested);
    QTest::mouseClick(linkCalled(f, u"Open the event"_s), Qt::LeftButton);
    QTest::mouseClick(linkCalled(f, u"See their claim"_s), Qt::LeftButton);
    QCOMPARE(wanted.size(), 2);
    const QString event = f.events.events.first().id.toText();
    QCOMPARE(wanted.at(0).at(0).toString(), u"events"_s);
    QCOMPARE(wanted.at(0).at(1).value<QUrlQuery>().toString(), u"event="_s + event);
    QCOMPARE(wanted.at(1).at(0).toString(), u"claims"_s);
    QCOMPARE(wanted.at(1).at(1).value<QUrlQuery>().toString(), u"event="_s + event + u"&user="_s + samplePerson().id);
}

void TestRemedy::explainsEachCondition()
{
    CustomersFixture f;
    ask(f, {u"code_disabled"_s, u"novelty"_s});
    const auto links = [&f] {
        QList<HelpLink *> shown = f.page->whyNot()->findChildren<HelpLink *>();
        shown.removeIf([](const HelpLink *link) { return !link->isVisible(); });
        return shown;
    };
    QTRY_COMPARE(links().size(), 1); // what is unheard of has no page
    QTest::mouseClick(links().constFirst(), Qt::LeftButton);
    auto *help = shownDialog<HelpDialog>();
    QVERIFY(help);
    QCOMPARE(help->windowTitle(), u"The code was disabled."_s);
    help->close();
    QCOMPARE(namelessControls(f.page->whyNot()), QStringList());
    QCOMPARE(markupLabels(f.page->whyNot()), QStringList());
}

SCRIP_UI_TEST_MAIN(TestRemedy)
#include "tst_remedy.moc"
