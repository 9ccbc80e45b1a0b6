// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/write_context.h"
#include "ui/events/fake_answers.h"
#include "ui/testing.h"
#include "ui/widgets/dialog_frame.h"
#include "ui/widgets/dialog_write.h"
#include "ui/widgets/inline_message.h"

#include <QPointer>
#include <QPushButton>
#include <QSignalSpy>

using namespace scrip;
using namespace scrip::testing;
using namespace Qt::StringLiterals;

/// One write out of a dialog: its key, its busy state, and what becomes of it when the answer is lost.
class TestDialogWrite : public QObject
{
    Q_OBJECT
private:
    /// A dialog whose write answers what the test says, one after the other.
    struct Bench
    {
        QWidget window;
        FakeAnswers answers;
        QList<Result<int>> results;
        QStringList keys;
        QList<int> done;
        DialogFrame *dialog;
        DialogWriteBase *write;
        QPointer<DialogFrame> alive;

        Bench()
        {
            window.resize(800, 600);
            window.show();
            dialog = new DialogFrame(u"Write"_s, 420, &window);
            alive = dialog;
            write = new DialogWrite<int>(
                dialog, u"Writing…"_s,
                [this](const QString &key) {
                    keys.append(key);
                    return answers.give<int>(results.takeFirst());
                },
                [this](int value) { done.append(value); });
            // By itself it shall not send again while a test looks.
            write->setResolveAfter(3'600'000);
            QObject::connect(dialog, &DialogFrame::submitted, write, &DialogWriteBase::start);
            dialog->open();
        }
        void press() const { QTest::mouseClick(dialog->submitButton(), Qt::LeftButton); }
    };
    static Failure named(const QString &name) { return Failure::named(name, name); }

private Q_SLOTS:
    void isBusyUntilTheAnswer();
    void sendsOnlyOnceAtATime();
    void tellsARefusalAndTriesAgain_data();
    void tellsARefusalAndTriesAgain();
    void resolvesByItself();
    void takesWhatWasBrokenOffForLost();
    void staysInDoubtWhileNothingIsKnown_data();
    void staysInDoubtWhileNothingIsKnown();
    void keepsAskingWhileNothingIsKnown();
    void asksNowByItsButton();
    void asksOnceForAPress();
    void tellsInWordsOfItsOwn();
    void learnsFromSignals();
    void goesOnWithTheNextCall();
    void takesARefusalForTheTruth();
    void isLeftOnlyInDoubt();
    void neverAnswersAClosedDialog();
    void hasAKeyOfItsOwn();
};

void TestDialogWrite::isBusyUntilTheAnswer()
{
    Bench bench;
    bench.results = {Result<int>(7)};
    bench.answers.hold();
    bench.press();
    QVERIFY(bench.dialog->isBusy());
    QCOMPARE(bench.dialog->submitButton()->text(), u"Writing…"_s);
    QVERIFY(!bench.dialog->cancelButton()->isEnabled());
    bench.answers.release();
    QTRY_COMPARE(bench.done, QList<int>{7});
    QVERIFY(!bench.dialog->isBusy());
    QVERIFY(!bench.write->isInDoubt());
}

void TestDialogWrite::sendsOnlyOnceAtATime()
{
    Bench bench;
    bench.results = {Result<int>(1), Result<int>(2)};
    bench.answers.hold();
    bench.press();
    bench.write->start();
    bench.write->start();
    QCOMPARE(bench.keys.size(), 1);
    bench.answers.release();
    QTRY_COMPARE(bench.done.size(), 1);
    bench.write->start();
    QTRY_COMPARE(bench.keys.size(), 2);
}

void TestDialogWrite::tellsARefusalAndTriesAgain_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<QString>("words");
    QTest::newRow("not permitted") << u"not_permitted"_s << u"may not do this"_s;
    QTest::newRow("locked") << u"read_only"_s << u"locked against changes"_s;
    QTest::newRow("busy") << u"busy"_s << u"Nothing was written"_s;
    QTest::newRow("never sent") << u"connection_failed"_s << u"Nothing was sent"_s;
    QTest::newRow("a rule") << u"code_disabled"_s << u"code_disabled"_s;
}

void TestDialogWrite::tellsARefusalAndTriesAgain()
{
    QFETCH(QString, name);
    QFETCH(QString, words);
    Bench bench;
    bench.results = {named(name), Result<int>(3)};
    bench.press();
    QTRY_VERIFY(bench.dialog->failureStrip()->isVisible());
    QVERIFY(bench.dialog->failureStrip()->text().contains(words));
    QVERIFY(!bench.dialog->isBusy());
    QVERIFY(!bench.write->isInDoubt());
    QTest::mouseClick(bench.dialog->failureStrip()->findChild<QPushButton *>(), Qt::LeftButton);
    QTRY_COMPARE(bench.done, QList<int>{3});
    QCOMPARE(bench.keys.at(0), bench.keys.at(1));
    QVERIFY(!bench.dialog->failureStrip()->isVisible());
}

void TestDialogWrite::resolvesByItself()
{
    Bench bench;
    bench.results = {named(u"unknown_outcome"_s), named(u"unknown_outcome"_s), Result<int>(4)};
    bench.write->setResolveAfter(0);
    bench.press();
    QTRY_COMPARE(bench.done, QList<int>{4});
    QCOMPARE(bench.keys.size(), 3);
    QCOMPARE(QSet<QString>(bench.keys.cbegin(), bench.keys.cend()).size(), 1);
    QVERIFY(!bench.dialog->failureStrip()->isVisible());
}

void TestDialogWrite::takesWhatWasBrokenOffForLost()
{
    Bench bench;
    bench.results = {Failure::cancelled()};
    bench.press();
    QTRY_VERIFY(bench.write->isInDoubt());
    QCOMPARE(bench.dialog->submitButton()->text(), u"Unknown, resolving…"_s);
    QVERIFY(bench.dialog->failureStrip()->text().startsWith(u"Unknown, resolving. The answer was lost"_s));
    QVERIFY(!bench.dialog->submitButton()->isEnabled());
}

void TestDialogWrite::staysInDoubtWhileNothingIsKnown_data()
{
    QTest::addColumn<QString>("name");
    // None of them is an answer about the key: it was not asked for, or not looked at yet, or not to the end.
    for (const char *name :
         {"unknown_outcome", "connection_failed", "busy", "internal", "not_permitted", "read_only", "usage",
          "schema_missing", "schema_too_new", "missing_table", "missing_privilege", "file_not_written"})
        QTest::newRow(name) << QString::fromLatin1(name);
    QTest::newRow("cancelled") << QString();
}

void TestDialogWrite::staysInDoubtWhileNothingIsKnown()
{
    QFETCH(QString, name);
    Bench bench;
    bench.results = {named(u"unknown_outcome"_s), name.isEmpty() ? Failure::cancelled() : named(name)};
    bench.press();
    QTRY_VERIFY(bench.write->isInDoubt());
    bench.answers.hold();
    bench.write->askNow();
    QCOMPARE(bench.keys.size(), 2);
    bench.answers.release();
    // That it can be asked for again shows that the answer has arrived.
    bench.results = {Result<int>(9)};
    QTRY_VERIFY((bench.write->askNow(), bench.keys.size() == 3));
    QVERIFY(bench.write->isInDoubt() && bench.dialog->isBusy());
    QVERIFY(bench.dialog->failureStrip()->text().contains(u"answer was lost"_s));
    QVERIFY(bench.dialog->cancelButton()->isEnabled());
    QCOMPARE(bench.dialog->cancelButton()->text(), u"Close"_s);
    QCOMPARE(bench.done.size(), 0);
    QTRY_COMPARE(bench.done, QList<int>{9});
}

void TestDialogWrite::keepsAskingWhileNothingIsKnown()
{
    Bench bench;
    bench.write->setResolveAfter(0);
    bench.results = {named(u"unknown_outcome"_s), named(u"connection_failed"_s), named(u"busy"_s), Result<int>(6)};
    bench.press();
    QTRY_COMPARE(bench.done, QList<int>{6});
    QCOMPARE(bench.keys.size(), 4);
}

void TestDialogWrite::asksNowByItsButton()
{
    Bench bench;
    bench.results = {named(u"unknown_outcome"_s), Result<int>(8)};
    bench.press();
    QTRY_VERIFY(bench.write->isInDoubt());
    QTest::mouseClick(bench.dialog->failureStrip()->findChild<QPushButton *>(), Qt::LeftButton);
    QTRY_COMPARE(bench.done, QList<int>{8});
    QCOMPARE(bench.dialog->cancelButton()->text(), u"Cancel"_s);
    bench.write->askNow();
    QCOMPARE(bench.keys.size(), 2);
}

void TestDialogWrite::asksOnceForAPress()
{
    Bench bench;
    bench.results = {named(u"unknown_outcome"_s), Result<int>(8)};
    bench.press();
    QTRY_VERIFY(bench.write->isInDoubt());
    bench.answers.hold();
    auto *button = bench.dialog->failureStrip()->findChild<QPushButton *>();
    QTest::mouseClick(button, Qt::LeftButton);
    QTest::mouseClick(button, Qt::LeftButton);
    QCOMPARE(bench.keys.size(), 2);
    bench.answers.release();
    QTRY_COMPARE(bench.done, QList<int>{8});
}

void TestDialogWrite::tellsInWordsOfItsOwn()
{
    Bench bench;
    bench.write->setDoubtLead(u"Not known whether it was paused."_s);
    bench.write->setRefusal(
        [&bench](const Failure &failure) { bench.write->tellRefusal(failure, u"Paused by somebody else."_s); });
    bench.results = {named(u"unknown_outcome"_s), named(u"stale_version"_s)};
    bench.press();
    QTRY_VERIFY(bench.write->isInDoubt());
    QVERIFY(bench.dialog->failureStrip()->text().startsWith(
        u"Not known whether it was paused. The answer was lost on the way. The same is asked again until it is "
        "known; nothing is done twice."_s));
    bench.write->askNow();
    QTRY_VERIFY(!bench.write->isInDoubt());
    QVERIFY(bench.dialog->failureStrip()->text().startsWith(u"Not done. Paused by somebody else."_s));
}

/// Work that is more than one call has its own way to its end.
void TestDialogWrite::learnsFromSignals()
{
    Bench bench;
    auto *dialog = new DialogFrame(u"Disable"_s, 420, &bench.window);
    int sent = 0;
    DialogWriteBase write(dialog, u"Working…"_s, [&sent](DialogWriteBase &) { ++sent; });
    write.setResolveAfter(3'600'000);
    write.setBreakable(true);
    dialog->open();
    write.start();
    write.start();
    QCOMPARE(sent, 1);
    QCOMPARE(dialog->submitButton()->text(), u"Working…"_s);
    QVERIFY(dialog->cancelButton()->isEnabled());
    write.fail(named(u"unknown_outcome"_s));
    QVERIFY(write.isInDoubt() && dialog->isBusy());
    write.askNow();
    QCOMPARE(sent, 2);
    write.settle();
    QVERIFY(!write.isInDoubt() && !dialog->isBusy());
    write.askNow();
    QCOMPARE(sent, 2);
}

void TestDialogWrite::goesOnWithTheNextCall()
{
    Bench bench;
    auto *dialog = new DialogFrame(u"Settle"_s, 420, &bench.window);
    DialogWriteBase write(dialog, u"Working…"_s, [](DialogWriteBase &) {});
    write.setResolveAfter(3'600'000);
    dialog->open();
    write.goOn();
    QVERIFY(!dialog->isBusy());
    write.start();
    write.fail(named(u"unknown_outcome"_s));
    write.askNow();
    write.goOn();
    QVERIFY(!write.isInDoubt() && dialog->isBusy());
    QCOMPARE(dialog->submitButton()->text(), u"Working…"_s);
    QCOMPARE(dialog->cancelButton()->text(), u"Cancel"_s);
    QVERIFY(!dialog->cancelButton()->isEnabled());
    QVERIFY(!dialog->failureStrip()->isVisible());
    write.fail(named(u"connection_failed"_s));
    QVERIFY(!write.isInDoubt() && !dialog->isBusy());
}

void TestDialogWrite::takesARefusalForTheTruth()
{
    Bench bench;
    bench.results = {named(u"unknown_outcome"_s), named(u"grant_expired"_s)};
    bench.write->setResolveAfter(0);
    bench.press();
    QTRY_VERIFY(!bench.write->isInDoubt() && bench.keys.size() == 2);
    QTRY_VERIFY(!bench.dialog->isBusy());
    QVERIFY(bench.dialog->failureStrip()->text().contains(u"grant_expired"_s));
}

void TestDialogWrite::isLeftOnlyInDoubt()
{
    Bench bench;
    QSignalSpy left(bench.write, &DialogWriteBase::leftInDoubt);
    bench.results = {named(u"unknown_outcome"_s), Result<int>(5)};
    bench.answers.hold();
    bench.press();
    QTest::keyClick(bench.dialog, Qt::Key_Escape);
    QVERIFY(bench.dialog->isVisible());
    QCOMPARE(left.size(), 0);
    bench.answers.release();
    QTRY_VERIFY(bench.write->isInDoubt());
    QTest::keyClick(bench.dialog, Qt::Key_Escape);
    QCOMPARE(left.size(), 1);
    QTRY_VERIFY(!bench.alive);
    QCOMPARE(bench.keys.size(), 1);
}

void TestDialogWrite::neverAnswersAClosedDialog()
{
    Bench bench;
    bench.results = {Result<int>(6)};
    bench.answers.hold();
    bench.press();
    delete bench.dialog;
    bench.answers.release();
    QCoreApplication::processEvents();
    QCOMPARE(bench.done.size(), 0);
}

void TestDialogWrite::hasAKeyOfItsOwn()
{
    const Bench one;
    const Bench other;
    QVERIFY(isUsableKey(one.write->key()));
    QVERIFY(one.write->key() != other.write->key());
}

SCRIP_UI_TEST_MAIN(TestDialogWrite)
#include "tst_dialog_write.moc"
