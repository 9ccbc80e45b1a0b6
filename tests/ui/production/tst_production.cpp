// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/testing.h"

#include "models/fake_audit.h"
#include "ui/codes/fake_connection.h"
#include "ui/shell/sample_page.h"

#include "ui/production/production_band.h"
#include "ui/production/production_guard.h"
#include "ui/production/unlock_dialog.h"
#include "ui/shell/command_palette.h"
#include "ui/shell/jobs.h"
#include "ui/shell/main_window.h"
#include "ui/widgets/dialog_write.h"
#include "ui/widgets/inline_message.h"
#include "ui/widgets/label.h"
#include "ui/widgets/prompts.h"
#include "ui/widgets/reason_dialog.h"
#include "ui/widgets/segments.h"
#include "ui/widgets/toast.h"

#include <QAbstractItemModel>
#include <QListView>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QSignalSpy>

using namespace scrip;
using namespace Qt::StringLiterals;

namespace {

/// Unlocking as the database answers it.
class FakeLocks : public testing::FakeAudit
{
public:
    struct Unlock
    {
        int seconds = 0;
        WriteContext context;
    };

    QList<Unlock> unlocks;
    QStringList locks; ///< Keys.
    std::optional<Failure> refuses;

    Answer<Written<QDateTime>> unlock(int seconds, const WriteContext &context) override
    {
        unlocks << Unlock{seconds, context};
        return answer();
    }
    Answer<Written<QDateTime>> lock(const WriteContext &context) override
    {
        locks << context.key;
        return answer();
    }

private:
    Answer<Written<QDateTime>> answer() const
    {
        return refuses ? answered<Written<QDateTime>>(*refuses)
                       : answered<Written<QDateTime>>(Written<QDateTime>{QDateTime::currentDateTimeUtc(), false});
    }
};

} // namespace

/// The band of a production database, its lock and what is open meanwhile.
class TestProduction : public QObject
{
    Q_OBJECT
private:
    Jobs m_jobs;
    ScriptedPrompts m_prompts;
    std::unique_ptr<MainWindow> m_window;
    std::unique_ptr<testing::FakeConnection> m_connection;
    std::unique_ptr<FakeLocks> m_administration;
    std::unique_ptr<ProductionGuard> m_guard;

    void watch(std::optional<SafetyLevel> safety = SafetyLevel::Production);
    void be(const QString &environment, bool locked, int seconds = 0);
    ProductionBand *band() const { return m_guard->band(); }
    QPushButton *button(const QString &text) const;
    UnlockDialog *openDialog();

private Q_SLOTS:
    void init();
    void cleanup();
    void isHiddenElsewhere();
    void startsReadOnly();
    void unlocksWithAReason();
    void countsDownAndLocksAgain();
    void locksAtOnce();
    void saysWhenLockingFailed();
    void keepsWhatARefusalLeaves();
    void asksAgainUnderTheSameKey();
    void keepsWhatAnOpenDialogHolds();
    void isNoGuardWhereTheDatabaseIsNone();
    void tellsWhoMayNotUnlock_data();
    void tellsWhoMayNotUnlock();
    void goesWithItsConnection();
    void isInThePalette();
    void looksRight();
};

void TestProduction::init()
{
    m_window = std::make_unique<MainWindow>(m_jobs, testing::theme(), m_prompts);
    m_window->addPage({u"events"_s, u"&Events"_s, Glyph::Event,
                       [](QWidget *parent) { return new testing::SamplePage(u"Events"_s, parent); }});
    m_window->openPage(u"events"_s);
    m_connection = std::make_unique<testing::FakeConnection>();
    m_administration = std::make_unique<FakeLocks>();
    m_guard = std::make_unique<ProductionGuard>(*m_window);
    m_window->resize(1280, 800);
    m_window->show();
    m_window->activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(m_window.get()));
}

void TestProduction::cleanup()
{
    m_guard.reset();
    m_window.reset();
    m_connection.reset();
}

void TestProduction::watch(std::optional<SafetyLevel> safety)
{
    m_guard->watch(*m_connection, *m_administration, u"billing-eu"_s, safety);
}

void TestProduction::be(const QString &environment, bool locked, int seconds)
{
    Session &session = m_connection->session_;
    session.environment = environment;
    session.locked = locked;
    session.unlockedUntil = seconds > 0 ? session.now.addSecs(seconds) : QDateTime();
    Q_EMIT m_connection->sessionChanged(session);
}

QPushButton *TestProduction::button(const QString &text) const
{
    const auto all = band()->findChildren<QPushButton *>();
    for (QPushButton *one : all) {
        if (one->text().contains(text) && one->isVisible())
            return one;
    }
    return nullptr;
}

UnlockDialog *TestProduction::openDialog()
{
    UnlockDialog *found = nullptr;
    const QWidgetList all = QApplication::topLevelWidgets();
    for (QWidget *one : all) {
        if (auto *dialog = qobject_cast<UnlockDialog *>(one); dialog && dialog->isVisible())
            found = dialog;
    }
    return found;
}

void TestProduction::isHiddenElsewhere()
{
    QVERIFY(!band()->isVisible());
    watch(SafetyLevel::Staging);
    be(u"staging"_s, false);
    QVERIFY(!band()->isVisible());
    QVERIFY(!m_guard->unlockAction()->isVisible());
}

void TestProduction::startsReadOnly()
{
    m_connection->session_.environment.clear();
    m_connection->state_ = ConnectionState::Connecting;
    watch();
    QVERIFY(band()->isVisible()); // before the database has said a word
    QVERIFY2(band()->sentence().contains(u"Not connected"_s), qPrintable(band()->sentence()));
    m_connection->setState(ConnectionState::Connected);
    be(u"production"_s, true);
    QVERIFY2(band()->sentence().contains(u"Read-only"_s), qPrintable(band()->sentence()));
    QVERIFY(band()->sentence().contains(u"mara.lindqvist"_s));
    QVERIFY(button(u"Unlock"_s));
    QVERIFY(!button(u"Lock writing now"_s));
}

void TestProduction::unlocksWithAReason()
{
    watch();
    be(u"production"_s, true);
    QTest::mouseClick(button(u"Unlock"_s), Qt::LeftButton);
    UnlockDialog *dialog = openDialog();
    QVERIFY(dialog);
    QVERIFY(QTest::qWaitForWindowActive(dialog));
    QVERIFY(!dialog->submitButton()->isEnabled());
    QVERIFY2(dialog->end()->text().contains(u"14:47"_s), qPrintable(dialog->end()->text())); // in Singapore
    QTest::keyClicks(dialog->reasonField()->edit(), u"Mint 480 cards"_s);
    dialog->spans()->setCurrent(2);
    QCOMPARE(dialog->submitButton()->text(), u"Unlock 60 min"_s);
    QVERIFY(dialog->end()->text().contains(u"15:32"_s));
    QTest::mouseClick(dialog->submitButton(), Qt::LeftButton);
    QTRY_COMPARE(m_administration->unlocks.size(), 1);
    QCOMPARE(m_administration->unlocks.first().seconds, 3600);
    QCOMPARE(m_administration->unlocks.first().context.reason, u"Mint 480 cards"_s);
    QTRY_VERIFY(!openDialog());
    be(u"production"_s, false, 3600);
    QVERIFY2(band()->sentence().contains(u"1:00:00"_s), qPrintable(band()->sentence()));
}

void TestProduction::countsDownAndLocksAgain()
{
    watch();
    be(u"production"_s, false, 90);
    QVERIFY2(band()->sentence().contains(u"1:30"_s), qPrintable(band()->sentence()));
    QTRY_VERIFY(band()->sentence().contains(u"1:29"_s) || band()->sentence().contains(u"1:28"_s));
    be(u"production"_s, true);
    QVERIFY(band()->sentence().contains(u"Read-only"_s));
}

void TestProduction::locksAtOnce()
{
    watch();
    be(u"production"_s, false, 900);
    QTest::mouseClick(button(u"Lock writing now"_s), Qt::LeftButton);
    QTRY_COMPARE(m_administration->locks.size(), 1);
    be(u"production"_s, true);
    QVERIFY(!m_guard->lockAction()->isVisible());
}

void TestProduction::saysWhenLockingFailed()
{
    watch();
    be(u"production"_s, false, 900);
    m_administration->refuses = Failure::named(u"unknown_outcome"_s, u"lost"_s);
    QTest::keyClick(m_window.get(), Qt::Key_L, Qt::ControlModifier | Qt::ShiftModifier);
    QTRY_VERIFY(Toast::on(m_window.get()));
    QVERIFY(Toast::on(m_window.get())->text().contains(u"not known to be locked"_s));
    m_administration->refuses.reset();
    QTest::mouseClick(Toast::on(m_window.get())->findChild<QPushButton *>(), Qt::LeftButton);
    QTRY_COMPARE(m_administration->locks.size(), 2);
    QCOMPARE(m_administration->locks.at(0), m_administration->locks.at(1));
}

void TestProduction::keepsWhatARefusalLeaves()
{
    watch();
    be(u"production"_s, true);
    m_administration->refuses = Failure::named(u"not_permitted"_s, u"Your roles do not allow this."_s);
    QTest::keyClick(m_window.get(), Qt::Key_U, Qt::ControlModifier | Qt::ShiftModifier);
    UnlockDialog *dialog = openDialog();
    QVERIFY(dialog);
    QTest::keyClicks(dialog->reasonField()->edit(), u"Mint 480 cards"_s);
    QTest::mouseClick(dialog->submitButton(), Qt::LeftButton);
    QTRY_VERIFY(dialog->failureStrip()->isVisible());
    QCOMPARE(dialog->reasonField()->reason(), u"Mint 480 cards"_s);
    QVERIFY(dialog->submitButton()->isEnabled());
}

void TestProduction::asksAgainUnderTheSameKey()
{
    watch();
    be(u"production"_s, true);
    m_administration->refuses = Failure::named(u"unknown_outcome"_s, u"lost"_s);
    m_guard->unlockAction()->trigger();
    UnlockDialog *dialog = openDialog();
    QVERIFY(dialog);
    const QPointer<UnlockDialog> alive = dialog;
    dialog->write()->setResolveAfter(1);
    QTest::keyClicks(dialog->reasonField()->edit(), u"Mint 480 cards"_s);
    QTest::mouseClick(dialog->submitButton(), Qt::LeftButton);
    QTRY_VERIFY(m_administration->unlocks.size() > 1);
    m_administration->refuses.reset();
    QTRY_VERIFY(!alive);
    for (const FakeLocks::Unlock &one : std::as_const(m_administration->unlocks))
        QCOMPARE(one.context.key, m_administration->unlocks.first().context.key);
}

void TestProduction::keepsWhatAnOpenDialogHolds()
{
    watch();
    be(u"production"_s, false, 900);
    auto *pause =
        new ReasonDialog(u"Pause event"_s, u"Nobody can claim until it is resumed."_s, m_window->currentPage());
    pause->setSubmit(u"Pause"_s);
    pause->open();
    QVERIFY(QTest::qWaitForWindowActive(pause));
    QTest::keyClicks(pause->reasonField()->edit(), u"Codes were posted"_s);
    QVERIFY(pause->submitButton()->isEnabled());
    QSignalSpy submitted(pause, &DialogFrame::submitted);

    be(u"production"_s, true); // the time is up
    QVERIFY(!pause->submitButton()->isEnabled());
    QVERIFY(pause->submitButton()->toolTip().contains(u"locked"_s));
    QCOMPARE(pause->reason(), u"Codes were posted"_s);
    QTest::keyClick(pause->reasonField()->edit(), Qt::Key_Return, Qt::ControlModifier);
    QCOMPARE(submitted.size(), 0);
    testing::saveGallery(m_window.get(), u"production-time-is-up"_s);

    // Unlocked from within, over the dialog.
    QVERIFY(pause->remedyButton());
    QTest::mouseClick(pause->remedyButton(), Qt::LeftButton);
    UnlockDialog *unlock = openDialog();
    QVERIFY(unlock);
    const QPointer<UnlockDialog> alive = unlock;
    QCOMPARE(unlock->parentWidget(), pause);
    QTest::keyClicks(unlock->reasonField()->edit(), u"Still at it"_s);
    QTest::mouseClick(unlock->submitButton(), Qt::LeftButton);
    QTRY_VERIFY(!alive);
    be(u"production"_s, false, 900);
    QVERIFY(pause->submitButton()->isEnabled());
    QVERIFY(!pause->remedyButton());
    QTest::mouseClick(pause->submitButton(), Qt::LeftButton);
    QCOMPARE(submitted.size(), 1);
    QCOMPARE(pause->reason(), u"Codes were posted"_s);
    delete pause;
}

void TestProduction::isNoGuardWhereTheDatabaseIsNone()
{
    watch(); // saved as production
    be(u"staging"_s, false);
    QVERIFY(band()->isVisible());
    QVERIFY2(band()->sentence().contains(u"locks nothing"_s), qPrintable(band()->sentence()));
    QVERIFY(!m_guard->unlockAction()->isEnabled());
}

void TestProduction::tellsWhoMayNotUnlock_data()
{
    QTest::addColumn<QStringList>("roles");
    QTest::addColumn<bool>("replica");
    QTest::addColumn<bool>("may");
    QTest::newRow("admin") << QStringList{u"admin"_s} << false << true;
    QTest::newRow("support") << QStringList{u"support"_s} << false << true;
    QTest::newRow("auditor") << QStringList{u"auditor"_s} << false << false;
    QTest::newRow("replica") << QStringList{u"admin"_s} << true << false;
}

void TestProduction::tellsWhoMayNotUnlock()
{
    QFETCH(QStringList, roles);
    QFETCH(bool, replica);
    QFETCH(bool, may);
    watch();
    m_connection->session_.roles = roles;
    m_connection->session_.inRecovery = replica;
    be(u"production"_s, true);
    QCOMPARE(m_guard->unlockAction()->isEnabled(), may);
    QCOMPARE(reasonAgainst(m_guard->unlockAction()).isEmpty(), may);
    QVERIFY(band()->sentence().contains(u"nothing here can change data"_s));
}

void TestProduction::goesWithItsConnection()
{
    watch();
    be(u"production"_s, true);
    m_guard->unlockAction()->trigger();
    QPointer<UnlockDialog> dialog = openDialog();
    QVERIFY(dialog);
    m_guard->forget();
    QVERIFY(!dialog);
    QVERIFY(!band()->isVisible());
    be(u"production"_s, true); // nobody listens any more
    QVERIFY(!band()->isVisible());
    m_connection.reset();
    m_guard->unlockAction()->trigger();
    QVERIFY(!openDialog());
}

void TestProduction::isInThePalette()
{
    watch();
    be(u"production"_s, true);
    QVERIFY(m_window->paletteActions().contains(m_guard->unlockAction()));
    QVERIFY(m_window->paletteActions().contains(m_guard->lockAction()));
}

void TestProduction::looksRight()
{
    watch();
    be(u"production"_s, true);
    QCOMPARE(testing::namelessControls(band()), QStringList());
    QVERIFY(band()->accessibleName().contains(u"billing-eu"_s));
    QCOMPARE(band()->height(), 32);
    testing::saveGallery(m_window.get(), u"production-locked"_s);
    be(u"production"_s, false, 900);
    testing::saveGallery(m_window.get(), u"production-unlocked"_s);
    be(u"production"_s, true);
    m_guard->unlockAction()->trigger();
    UnlockDialog *dialog = openDialog();
    QVERIFY(dialog);
    QCOMPARE(testing::markupLabels(dialog), QStringList());
    QCOMPARE(testing::namelessControls(dialog), QStringList());
    QTest::keyClicks(dialog->reasonField()->edit(), u"Mint and print 480 cards for the Saturday desk"_s);
    testing::saveGallery(m_window.get(), u"unlock"_s);
}

SCRIP_UI_TEST_MAIN(TestProduction)
#include "tst_production.moc"
