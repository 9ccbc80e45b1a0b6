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
    void staysInDoubtWhileNothingIsKnown();
    void asksNowByItsButton();
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

void TestDialogWrite::staysInDoubtWhileNothingIsKnown()
{
    Bench bench;
    // That the login may not do it any more says nothing about what was sent when it still might.
    bench.results = {named(u"unknown_outcome"_s), named(u"connection_failed"_s), named(u"busy"_s),
                     named(u"not_permitted"_s), Failure::cancelled()};
    const qsizetype calls = bench.results.size();
    bench.press();
    for (qsizetype sent = 1; sent <= calls; ++sent) {
        QTRY_COMPARE(bench.results.size(), calls - sent);
        QTRY_VERIFY(bench.write->isInDoubt());
        QVERIFY(bench.dialog->isBusy());
        QVERIFY(bench.dialog->failureStrip()->text().contains(u"answer was lost"_s));
        if (sent < calls)
            QTRY_VERIFY((bench.write->start(), bench.keys.size() == sent + 1));
    }
    QCOMPARE(bench.done.size(), 0);
    QVERIFY(bench.dialog->cancelButton()->isEnabled());
    QCOMPARE(bench.dialog->cancelButton()->text(), u"Close"_s);
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
