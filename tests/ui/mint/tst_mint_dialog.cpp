// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/fake_stores.h"
#include "models/samples.h"
#include "ui/mint/mint_dialog.h"
#include "ui/mint/mint_effect.h"
#include "ui/shell/jobs.h"
#include "ui/testing.h"
#include "ui/widgets/count_field.h"
#include "ui/widgets/form_field.h"
#include "ui/widgets/inline_message.h"
#include "ui/widgets/toast.h"

#include <QComboBox>
#include <QLineEdit>
#include <QPushButton>
#include <QSignalSpy>

using namespace scrip;
using namespace scrip::testing;
using namespace Qt::StringLiterals;

namespace {

using Minted = Result<Written<Batch>>;

/// A window with the dialog over it and a store that answers when the test says.
struct Bench
{
    FakeBatchStore store;
    Jobs jobs;
    QWidget window;
    QList<BatchId> shown;
    QList<Event> events{sampleEvent(1, QStringLiteral("Devcon Singapore"))};
    std::shared_ptr<QPromise<Minted>> promise;
    JobControlPtr control;
    MintDialog *dialog = nullptr;
    QPointer<MintDialog> alive;

    /// Mint answers wait for answer().
    void hold()
    {
        store.mints = [this](const MintRequest &, const WriteContext &, const JobControlPtr &given) {
            control = given;
            promise = std::make_shared<QPromise<Minted>>();
            promise->start();
            return promise->future();
        };
    }
    void answer(const Minted &result) const
    {
        promise->addResult(result);
        promise->finish();
    }
    void open()
    {
        showOnScreen(&window, {1232, 700});
        Session session;
        session.defaultPrefix = QStringLiteral("NEAR");
        const MintPorts ports{&store, &jobs, [this](const BatchId &batch) { shown.append(batch); }};
        dialog = new MintDialog(ports, session, events, &window);
        alive = dialog;
        dialog->open();
    }
    [[nodiscard]] Batch madeSoFar(qint64 count, BatchState state) const
    {
        Batch batch = FakeBatchStore::made(store.minted.last());
        batch.count = count;
        batch.state = state;
        return batch;
    }
    [[nodiscard]] const Job &job() const { return jobs.at(0); }
};

} // namespace

/// Minting from the first key to the last toast, with real clicks.
class TestMintDialog : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void showsTheEffect();
    void computesTheEffect_data();
    void computesTheEffect();
    void marksWhatIsWrong_data();
    void marksWhatIsWrong();
    void warnsOfShortCodes();
    void mints();
    void choosesTheEvent();
    void putsARefusalAtItsField();
    void keepsWhatWasTypedWhenTheConnectionIsLost();
    void triesALostAnswerAgainUnderTheSameKey();
    void becomesAJob();
    void cancelsBetweenChunksAndResumes();
    void resumesAfterALostConnection();
    void isAccessible();
};

void TestMintDialog::showsTheEffect()
{
    Bench b;
    b.open();
    QVERIFY(b.dialog->submitButton()->text().startsWith(u"Mint 500"_s));
    saveGallery(&b.window, u"mint"_s);
    b.dialog->formOf(u"prefix"_s)->setFocus();
    QTest::keyClicks(static_cast<QLineEdit *>(b.dialog->formOf(u"prefix"_s)->field()), u"DEV-CON"_s);
    saveGallery(&b.window, u"mint-wrong"_s);
}

void TestMintDialog::computesTheEffect_data()
{
    QTest::addColumn<qint64>("cap");
    QTest::addColumn<qint64>("live");
    QTest::addColumn<qint64>("exposure");
    QTest::addColumn<qint64>("count");
    QTest::addColumn<int>("uses");
    QTest::addColumn<qint64>("added");
    QTest::addColumn<qint64>("after");
    QTest::addColumn<qint64>("beyond");
    QTest::newRow("below the cap") << qint64(5000) << qint64(100) << qint64(2500) << qint64(50) << 1 << qint64(1250)
                                   << qint64(3750) << qint64(0);
    QTest::newRow("up to the cap") << qint64(120) << qint64(100) << qint64(2500) << qint64(50) << 1 << qint64(500)
                                   << qint64(3000) << qint64(30);
    QTest::newRow("beyond already") << qint64(80) << qint64(100) << qint64(2000) << qint64(50) << 1 << qint64(0)
                                    << qint64(2000) << qint64(70);
    QTest::newRow("no cap") << qint64(0) << qint64(100) << qint64(2500) << qint64(50) << 1 << qint64(1250)
                            << qint64(3750) << qint64(0);
    QTest::newRow("many uses") << qint64(0) << qint64(0) << qint64(0) << qint64(2) << 300 << qint64(15'000)
                               << qint64(15'000) << qint64(0);
    QTest::newRow("codes of many uses there")
        << qint64(0) << qint64(1) << qint64(7500) << qint64(1) << 1 << qint64(25) << qint64(7525) << qint64(0);
}

void TestMintDialog::computesTheEffect()
{
    QFETCH(qint64, cap);
    QFETCH(qint64, live);
    QFETCH(qint64, exposure);
    QFETCH(qint64, count);
    QFETCH(int, uses);
    QFETCH(qint64, added);
    QFETCH(qint64, after);
    QFETCH(qint64, beyond);
    Event event = sampleEvent(1, u"x"_s);
    event.maxClaims = cap > 0 ? std::optional(cap) : std::nullopt;
    event.codes = {live, live, 0, 0, 0};
    event.exposure = Money(exposure * Money::unit, Currency());
    MintRequest request;
    request.count = count;
    request.maxUses = uses;
    const MintEffect effect = effectOf(event, request);
    QCOMPARE(effect.added->nano(), added * Money::unit);
    QCOMPARE(effect.after->nano(), after * Money::unit);
    QCOMPARE(effect.beyondCap, beyond);
}

void TestMintDialog::marksWhatIsWrong_data()
{
    QTest::addColumn<QString>("field");
    QTest::addColumn<QString>("text");
    QTest::newRow("no count") << u"count"_s << QString();
    QTest::newRow("zero") << u"count"_s << u"0"_s;
    QTest::newRow("too many") << u"count"_s << u"1000001"_s;
    QTest::newRow("no number") << u"count"_s << u"many"_s;
    QTest::newRow("prefix with a dash") << u"prefix"_s << u"DEV-CON"_s;
    QTest::newRow("prefix too long") << u"prefix"_s << u"ABCDEFGHIJKLM"_s;
    QTest::newRow("prefix with a Cyrillic A") << u"prefix"_s << QString(u"NE\u0410R"_s);
    QTest::newRow("no uses") << u"max_uses"_s << u"0"_s;
    QTest::newRow("note with a control character") << u"note"_s << QString(u"a\u0007b"_s);
}

void TestMintDialog::marksWhatIsWrong()
{
    QFETCH(QString, field);
    QFETCH(QString, text);
    Bench b;
    b.open();
    FormField *form = b.dialog->formOf(field);
    auto *edit = qobject_cast<QLineEdit *>(form->field());
    const QString before = edit->text();
    edit->setText(text);
    QVERIFY(form->hasError());
    QVERIFY(!b.dialog->submitButton()->isEnabled());
    QVERIFY(b.dialog->obstacle().contains(form->labelText().toLower()));
    edit->setText(before);
    QVERIFY(!form->hasError());
    QVERIFY(b.dialog->submitButton()->isEnabled());
    QCOMPARE(b.store.minted.size(), 0);
}

void TestMintDialog::warnsOfShortCodes()
{
    Bench b;
    b.open();
    auto *groups = qobject_cast<QComboBox *>(b.dialog->formOf(u"groups"_s)->field());
    QCOMPARE(b.dialog->request().groups, 4);
    groups->setCurrentIndex(0);
    QCOMPARE(b.dialog->request().groups, 3);
    QVERIFY(groups->accessibleDescription().contains(u"easier to guess"_s));
    QVERIFY(b.dialog->submitButton()->isEnabled());
}

void TestMintDialog::mints()
{
    Bench b;
    b.open();
    b.dialog->countField()->clear();
    QTest::keyClicks(b.dialog->countField(), u"12"_s);
    QTest::keyClicks(static_cast<QLineEdit *>(b.dialog->formOf(u"prefix"_s)->field()), u"dev"_s);
    QTest::keyClicks(static_cast<QLineEdit *>(b.dialog->formOf(u"note"_s)->field()), u"for the booth"_s);
    QTest::mouseClick(b.dialog->submitButton(), Qt::LeftButton);
    QTRY_VERIFY(!b.alive);
    QCOMPARE(b.store.minted.size(), 1);
    QCOMPARE(b.store.minted.first().count, 12);
    QCOMPARE(b.store.minted.first().prefix, u"DEV"_s);
    QCOMPARE(b.store.minted.first().note, u"for the booth"_s);
    QCOMPARE(b.store.minted.first().event, b.events.first().id);
    QVERIFY(isUsableKey(b.store.keys.first()));
    QCOMPARE(b.job().state, Job::State::Done);
    QVERIFY(Toast::on(&b.window)->text().contains(u"12 code(s) minted"_s));
    b.job().show();
    QCOMPARE(b.shown.size(), 1);
}

void TestMintDialog::choosesTheEvent()
{
    Bench b;
    b.events.append(sampleEvent(2, u"Builders Autumn Mailing"_s));
    b.open();
    auto *choice = qobject_cast<QComboBox *>(b.dialog->formOf(u"event"_s)->field());
    QVERIFY(choice);
    QCOMPARE(b.dialog->request().event, b.events.at(0).id);
    choice->setCurrentIndex(1);
    QCOMPARE(b.dialog->request().event, b.events.at(1).id);
    saveGallery(&b.window, u"mint-choice"_s);
}

void TestMintDialog::putsARefusalAtItsField()
{
    Bench b;
    b.hold();
    b.open();
    QTest::mouseClick(b.dialog->submitButton(), Qt::LeftButton);
    QVERIFY(b.dialog->isBusy());
    b.answer(Failure::named(u"invalid_prefix"_s, u"This prefix is taken by imported codes."_s, u"prefix"_s));
    QTRY_VERIFY(b.dialog->formOf(u"prefix"_s)->hasError());
    QCOMPARE(b.dialog->formOf(u"prefix"_s)->error(), u"This prefix is taken by imported codes."_s);
    QVERIFY(!b.dialog->isBusy());
    QVERIFY(b.dialog->isVisible());
    QCOMPARE(b.jobs.rowCount(), 0);
}

void TestMintDialog::keepsWhatWasTypedWhenTheConnectionIsLost()
{
    Bench b;
    b.hold();
    b.open();
    QTest::keyClicks(static_cast<QLineEdit *>(b.dialog->formOf(u"note"_s)->field()), u"for the booth"_s);
    QTest::mouseClick(b.dialog->submitButton(), Qt::LeftButton);
    b.answer(goneFailure());
    QTRY_VERIFY(b.dialog->failureStrip()->isVisible());
    QVERIFY(b.dialog->failureStrip()->text().contains(u"Nothing was sent"_s));
    QCOMPARE(b.dialog->request().note, u"for the booth"_s);
    QCOMPARE(b.dialog->request().count, 500);
    QVERIFY(b.dialog->submitButton()->isEnabled());
    saveGallery(&b.window, u"mint-lost"_s);
}

void TestMintDialog::triesALostAnswerAgainUnderTheSameKey()
{
    Bench b;
    b.hold();
    b.open();
    QTest::mouseClick(b.dialog->submitButton(), Qt::LeftButton);
    b.answer(Failure::named(u"unknown_outcome"_s, u"lost"_s));
    QTRY_VERIFY(b.dialog->failureStrip()->isVisible());
    QVERIFY(b.dialog->failureStrip()->text().contains(u"nothing is done twice"_s));
    QTest::mouseClick(b.dialog->failureStrip()->findChild<QPushButton *>(), Qt::LeftButton);
    QTRY_COMPARE(b.store.minted.size(), 2);
    QCOMPARE(b.store.keys.at(0), b.store.keys.at(1));
    b.answer(Written<Batch>{b.madeSoFar(500, BatchState::Complete), true});
    QTRY_VERIFY(!b.alive);
    QCOMPARE(b.jobs.rowCount(), 1);
}

void TestMintDialog::becomesAJob()
{
    Bench b;
    b.hold();
    b.open();
    b.dialog->countField()->setCount(50'000);
    QTest::mouseClick(b.dialog->submitButton(), Qt::LeftButton);
    QCOMPARE(b.jobs.rowCount(), 0);
    b.control->report(10'000, 50'000);
    QTRY_VERIFY(!b.alive);
    QCOMPARE(b.jobs.running(), 1);
    QVERIFY(b.job().title.contains(u"Devcon Singapore"_s));
    QTRY_COMPARE(b.job().done, 10'000);
    QVERIFY(b.job().detail.contains(u"Cancel keeps them"_s));
    b.control->report(30'000, 50'000);
    QTRY_COMPARE(b.job().done, 30'000);
    b.answer(Written<Batch>{b.madeSoFar(50'000, BatchState::Complete), false});
    QTRY_COMPARE(b.job().state, Job::State::Done);
    QCOMPARE(b.job().offer, u"Show"_s);
}

void TestMintDialog::cancelsBetweenChunksAndResumes()
{
    Bench b;
    b.hold();
    b.open();
    b.dialog->countField()->setCount(50'000);
    QTest::mouseClick(b.dialog->submitButton(), Qt::LeftButton);
    b.control->report(20'000, 50'000);
    QTRY_COMPARE(b.jobs.running(), 1);
    b.jobs.cancel(b.job().id);
    QVERIFY(b.control->isCancelled());
    QCOMPARE(b.job().state, Job::State::Cancelling);
    b.answer(Written<Batch>{b.madeSoFar(20'000, BatchState::Cancelled), false});
    QTRY_COMPARE(b.job().state, Job::State::Cancelled);
    QCOMPARE(b.job().offer, u"Resume"_s);
    QVERIFY(b.job().detail.contains(u"finishes the same batch"_s));
    b.job().show();
    QCOMPARE(b.jobs.rowCount(), 2);
    QCOMPARE(b.store.keys.size(), 2);
    QCOMPARE(b.store.keys.at(0), b.store.keys.at(1));
    QVERIFY(!b.control->isCancelled());
    b.answer(Written<Batch>{b.madeSoFar(50'000, BatchState::Complete), false});
    QTRY_COMPARE(b.job().state, Job::State::Done);
}

void TestMintDialog::resumesAfterALostConnection()
{
    Bench b;
    b.hold();
    b.open();
    b.dialog->countField()->setCount(50'000);
    QTest::mouseClick(b.dialog->submitButton(), Qt::LeftButton);
    b.control->report(20'000, 50'000);
    QTRY_COMPARE(b.jobs.running(), 1);
    b.answer(goneFailure());
    QTRY_COMPARE(b.job().state, Job::State::Failed);
    QVERIFY(Toast::on(&b.window)->text().contains(u"Minting stopped"_s));
    b.job().show();
    QCOMPARE(b.jobs.running(), 1);
    b.answer(Written<Batch>{b.madeSoFar(50'000, BatchState::Complete), false});
    QTRY_COMPARE(b.job().state, Job::State::Done);
    QCOMPARE(b.store.keys.at(0), b.store.keys.at(1));
}

void TestMintDialog::isAccessible()
{
    Bench b;
    b.open();
    QCOMPARE(markupLabels(b.dialog), QStringList());
    QCOMPARE(namelessControls(b.dialog), QStringList());
}

SCRIP_UI_TEST_MAIN(TestMintDialog)
#include "tst_mint_dialog.moc"
