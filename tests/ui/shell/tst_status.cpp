// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/testing.h"

#include "ui/help/help_dialog.h"
#include "ui/help/help_link.h"
#include "ui/shell/connection_chip.h"
#include "ui/shell/job_row.h"
#include "ui/shell/jobs.h"
#include "ui/shell/navigation.h"
#include "ui/shell/page.h"
#include "ui/shell/status_line.h"
#include "ui/shell/window_actions.h"
#include "ui/widgets/figures.h"
#include "ui/widgets/label.h"

#include <QAction>
#include <QMenu>
#include <QPushButton>
#include <QSignalSpy>

using namespace scrip;
using namespace Qt::StringLiterals;

/// What stands around the pages: the connection, the jobs, the clock, the navigation.
class TestStatus : public QObject
{
    Q_OBJECT
private:
    static ConnectionStatus connected(ConnectionStatus::Kind kind = ConnectionStatus::Kind::Sandbox);
    static QStringList entries(const QWidget *owner);
    static QStringList labels(const QWidget *owner);

private Q_SLOTS:
    void namesTheConnection_data();
    void namesTheConnection();
    void growsWithItsName();
    void showsParticulars();
    void showsNoMarkupOfAServer();
    void tellsTheDatabasesTimeInTheZone_data();
    void tellsTheDatabasesTimeInTheZone();
    void saysThatNothingCanBeWritten();
    void tellsNoTimeWithoutAConnection();
    void countsTheJobs();
    void opensTheDrawer();
    void showsAJob_data();
    void showsAJob();
    void explainsWhyAJobFailed();
    void cancelsOnlyWhatCanBe();
    void offersWhatAnEndedJobLeft();
    void movesThroughPagesByKey();
    void marksTheOpenPageWithoutASignal();
    void keepsAPagesTitleWhenFolded();
};

ConnectionStatus TestStatus::connected(ConnectionStatus::Kind kind)
{
    ConnectionStatus status;
    status.state = ConnectionStatus::State::Connected;
    status.kind = kind;
    status.name = u"billing-eu"_s;
    status.login = u"mara"_s;
    status.role = u"admin"_s;
    status.zone = "Asia/Ho_Chi_Minh";
    status.databaseTime = QDateTime({2026, 11, 21}, {6, 32, 7}, QTimeZone::utc());
    return status;
}

QStringList TestStatus::entries(const QWidget *owner)
{
    QStringList texts;
    const auto *menu = owner->findChild<QMenu *>();
    const auto actions = menu ? menu->actions() : QList<QAction *>();
    for (const QAction *action : actions) {
        if (!action->isSeparator())
            texts << action->text();
    }
    return texts;
}

QStringList TestStatus::labels(const QWidget *owner)
{
    QStringList texts;
    const auto all = owner->findChildren<Label *>();
    for (const Label *label : all) {
        if (!label->text().isEmpty() && !label->isHidden())
            texts << label->text();
    }
    return texts;
}

void TestStatus::namesTheConnection_data()
{
    using Kind = ConnectionStatus::Kind;
    using State = ConnectionStatus::State;
    QTest::addColumn<ConnectionStatus>("status");
    QTest::addColumn<QString>("name");
    QTest::newRow("sandbox") << connected() << u"Connection: Sandbox billing-eu"_s;
    QTest::newRow("production") << connected(Kind::Production) << u"Connection: Production billing-eu"_s;
    QTest::newRow("ordinary") << connected(Kind::Ordinary) << u"Connection: Connected billing-eu"_s;
    ConnectionStatus status = connected(Kind::Production);
    status.state = State::Lost;
    QTest::newRow("lost") << status << u"Connection: Not connected billing-eu"_s;
    status.state = State::Connecting;
    QTest::newRow("connecting") << status << u"Connection: Connecting billing-eu"_s;
}

void TestStatus::namesTheConnection()
{
    QFETCH(ConnectionStatus, status);
    ConnectionChip chip;
    chip.setStatus(status);
    QTEST(chip.accessibleName(), "name");
    QVERIFY(chip.focusPolicy() & Qt::TabFocus);
    testing::saveGallery(&chip, u"chip-"_s + QString::fromUtf8(QTest::currentDataTag()));
}

void TestStatus::growsWithItsName()
{
    ConnectionChip chip;
    const int bare = chip.sizeHint().width();
    chip.setStatus(connected());
    const int named = chip.sizeHint().width();
    QVERIFY(named > bare);
    ConnectionStatus longer = connected();
    longer.name += u"-with-a-longer-name"_s;
    chip.setStatus(longer);
    QVERIFY(chip.sizeHint().width() > named);
}

void TestStatus::showsParticulars()
{
    ConnectionChip chip;
    ConnectionStatus lost = connected();
    lost.state = ConnectionStatus::State::Lost;
    lost.failure = u"The server closed the connection."_s;
    chip.setStatus(lost);
    testing::showOnScreen(&chip, chip.sizeHint());
    QSignalSpy again(&chip, &ConnectionChip::reconnectRequested);
    QTest::keyClick(&chip, Qt::Key_Space);
    QCOMPARE(entries(&chip), (QStringList{u"Not connected  billing-eu"_s, u"Signed in as mara (admin)"_s,
                                          lost.failure, u"Connections…"_s, u"Connect again"_s}));
    auto *menu = chip.findChild<QMenu *>();
    const auto actions = menu->actions();
    QVERIFY(!actions.first()->isEnabled()); // told, not done
    actions.last()->trigger();
    QCOMPARE(again.size(), 1);
    QSignalSpy elsewhere(&chip, &ConnectionChip::connectionsRequested);
    actions.at(actions.size() - 2)->trigger();
    QCOMPARE(elsewhere.size(), 1);
    menu->close();
}

void TestStatus::showsNoMarkupOfAServer()
{
    ConnectionChip chip;
    ConnectionStatus lost = connected();
    lost.state = ConnectionStatus::State::Lost;
    lost.failure = u"<img src='x'> & more"_s;
    chip.setStatus(lost);
    QCOMPARE(chip.toolTip(), u"&lt;img src='x'&gt; &amp; more"_s);
}

void TestStatus::tellsTheDatabasesTimeInTheZone_data()
{
    QTest::addColumn<QByteArray>("zone");
    QTest::addColumn<QString>("time");
    QTest::newRow("a city") << QByteArray("Asia/Singapore") << u"14:32:0"_s;
    QTest::newRow("behind") << QByteArray("America/Denver") << u"23:32:0"_s;
    QTest::newRow("none") << QByteArray() << u"06:32:0"_s;
}

void TestStatus::tellsTheDatabasesTimeInTheZone()
{
    QFETCH(QByteArray, zone);
    QFETCH(QString, time);
    QWidget window;
    Jobs jobs;
    const WindowActions actions(&window);
    StatusLine line(jobs, actions, &window);
    ConnectionStatus status = connected();
    status.zone = zone;
    line.setConnection(status);
    const QStringList shown = labels(&line);
    QVERIFY(shown.contains(u"mara · admin"_s));
    const QString place = zone.isEmpty() ? u"UTC"_s : QString::fromUtf8(zone).section(u'/', -1);
    QVERIFY2(shown.last().startsWith(time) && shown.last().endsWith(u' ' + place), qPrintable(shown.last()));
}

void TestStatus::saysThatNothingCanBeWritten()
{
    Jobs jobs;
    QWidget window;
    const WindowActions actions(&window);
    StatusLine line(jobs, actions, &window);
    window.show();
    ConnectionStatus status = connected(ConnectionStatus::Kind::Production);
    const auto said = [&line] {
        const auto all = line.findChildren<Label *>();
        return std::any_of(all.begin(), all.end(),
                           [](const Label *label) { return label->text() == u"Read-only" && !label->isHidden(); });
    };
    line.setConnection(status);
    QVERIFY(!said());
    status.readOnly = true;
    line.setConnection(status);
    QVERIFY(said());
}

void TestStatus::tellsNoTimeWithoutAConnection()
{
    QWidget window;
    Jobs jobs;
    const WindowActions actions(&window);
    StatusLine line(jobs, actions, &window);
    line.setConnection(connected());
    QVERIFY(labels(&line).last().endsWith(u"Ho Chi Minh"_s));
    ConnectionStatus lost = connected();
    lost.state = ConnectionStatus::State::Lost;
    line.setConnection(lost);
    QCOMPARE(labels(&line), QStringList{u"mara · admin"_s});
}

void TestStatus::countsTheJobs()
{
    QWidget window;
    Jobs jobs;
    const WindowActions actions(&window);
    StatusLine line(jobs, actions, &window);
    auto *button = line.findChild<QPushButton *>();
    QCOMPARE(button->text(), u"No jobs"_s);
    Job job;
    job.title = u"Mint 100 codes"_s;
    const int first = jobs.add(job);
    jobs.setProgress(first, 30, 120);
    QCOMPARE(button->text(), u"1 job"_s);
    QVERIFY(labels(&line).contains(u"Mint 100 codes"_s));
    QVERIFY(labels(&line).contains(u"25 %"_s));
    const int second = jobs.add(job);
    QCOMPARE(button->text(), u"2 jobs"_s);
    jobs.finish(first, Job::State::Done, {});
    jobs.finish(second, Job::State::Failed, {});
    QCOMPARE(button->text(), u"No jobs"_s);
    QVERIFY(!labels(&line).contains(u"Mint 100 codes"_s));
}

void TestStatus::opensTheDrawer()
{
    QWidget window;
    Jobs jobs;
    const WindowActions actions(&window);
    StatusLine line(jobs, actions, &window);
    line.resize(1200, 28);
    testing::showOnScreen(&window, {1200, 40});
    QSignalSpy toggled(actions.jobs, &QAction::toggled);
    const QList<QPushButton *> buttons = line.findChildren<QPushButton *>();
    const auto jobsButton = std::find_if(buttons.begin(), buttons.end(),
                                         [](const QPushButton *button) { return button->text() == u"No jobs"; });
    QVERIFY(jobsButton != buttons.end());
    QTest::mouseClick(*jobsButton, Qt::LeftButton);
    QCOMPARE(toggled.size(), 1);
    QVERIFY(actions.jobs->isChecked());
}

void TestStatus::showsAJob_data()
{
    QTest::addColumn<Job::State>("state");
    QTest::addColumn<QString>("says");
    QTest::addColumn<bool>("hasButton");
    QTest::newRow("running") << Job::State::Running << u"200 of "_s + countText(1000) << true;
    QTest::newRow("cancelling") << Job::State::Cancelling << u"stopping"_s << true;
    QTest::newRow("done") << Job::State::Done << u"200 codes"_s << true;
    QTest::newRow("failed") << Job::State::Failed << u"200 codes"_s << true;
    QTest::newRow("cancelled") << Job::State::Cancelled << u"200 codes"_s << true;
}

void TestStatus::showsAJob()
{
    QFETCH(Job::State, state);
    QFETCH(QString, says);
    QFETCH(bool, hasButton);
    Jobs jobs;
    QWidget window;
    Job job;
    job.title = u"Mint <b>1 000</b> codes"_s;
    job.detail = u"Whole chunks are kept."_s;
    job.unit = u"codes"_s;
    job.done = 200;
    job.total = 1000;
    job.state = state;
    job.started = QDateTime({2026, 11, 21}, {6, 0}, QTimeZone::utc());
    job.finished = job.started.addMSecs(1500);
    job.offer = u"Show"_s;
    job.cancel = [] {};
    job.show = [] {};
    JobRow row(jobs, 1, &window);
    row.showJob(job);
    QVERIFY2(labels(&row).contains(says), qPrintable(labels(&row).join(u'|')));
    QCOMPARE(row.accessibleName(), job.title);
    QCOMPARE(!row.button()->isHidden(), hasButton);
    QCOMPARE(row.button()->isEnabled(), state != Job::State::Cancelling);
    QCOMPARE(testing::markupLabels(&row), QStringList());
    if (state != Job::State::Running && state != Job::State::Cancelling)
        QVERIFY(labels(&row).contains(u"1.5 s"_s));
}

void TestStatus::explainsWhyAJobFailed()
{
    Jobs jobs;
    QWidget window;
    Job job;
    job.title = u"Export claims"_s;
    const int id = jobs.add(job);
    JobRow row(jobs, id, &window);
    testing::showOnScreen(&window, {1072, 90});
    jobs.setHelp(id, u"connection_failed"_s);
    row.showJob(*jobs.find(id));
    auto *help = row.findChild<HelpLink *>();
    QVERIFY(help && help->isHidden());
    jobs.finish(id, Job::State::Failed, u"The database cannot be reached."_s);
    row.showJob(*jobs.find(id));
    QVERIFY(!help->isHidden());
    QTest::mouseClick(help, Qt::LeftButton);
    auto *dialog = qobject_cast<HelpDialog *>(QApplication::activeModalWidget());
    QVERIFY(dialog);
    dialog->close();
}

void TestStatus::cancelsOnlyWhatCanBe()
{
    Jobs jobs;
    QWidget window;
    Job job;
    job.title = u"Render"_s;
    const int id = jobs.add(job);
    JobRow row(jobs, id, &window);
    row.showJob(*jobs.find(id));
    QVERIFY(row.button()->isHidden());
}

void TestStatus::offersWhatAnEndedJobLeft()
{
    Jobs jobs;
    QWidget window;
    int shown = 0;
    Job job;
    job.title = u"Render"_s;
    const int id = jobs.add(job);
    JobRow row(jobs, id, &window);
    jobs.finish(id, Job::State::Done, u"3 sheets"_s, u"Show file"_s, [&shown] { ++shown; });
    row.showJob(*jobs.find(id));
    QCOMPARE(row.button()->text(), u"Show file"_s);
    QTest::mouseClick(row.button(), Qt::LeftButton);
    QCOMPARE(shown, 1);
    jobs.clearEnded();
    QTest::mouseClick(row.button(), Qt::LeftButton); // the job is gone; so is what it offered
    QCOMPARE(shown, 1);
}

void TestStatus::movesThroughPagesByKey()
{
    Navigation navigation;
    navigation.addPage({u"events"_s, u"&Events"_s, Glyph::Event, {}});
    navigation.addPage({u"codes"_s, u"&Codes"_s, Glyph::Code, {}});
    testing::showOnScreen(&navigation, {207, 400});
    navigation.showCurrent(u"events"_s);
    QSignalSpy chosen(&navigation, &Navigation::pageChosen);
    QTest::keyClick(&navigation, Qt::Key_Down);
    QCOMPARE(chosen.takeLast().first().toString(), u"codes"_s);
    QTest::keyClick(&navigation, Qt::Key_Up);
    QCOMPARE(chosen.takeLast().first().toString(), u"events"_s);
    QTest::keyClick(&navigation, Qt::Key_Return);
    QCOMPARE(chosen.takeLast().first().toString(), u"events"_s);
    QTest::mouseClick(navigation.viewport(), Qt::LeftButton, {}, QPoint(20, 380)); // below the last
    QVERIFY(chosen.isEmpty());
}

void TestStatus::marksTheOpenPageWithoutASignal()
{
    Navigation navigation;
    navigation.addPage({u"events"_s, u"&Events"_s, Glyph::Event, {}});
    navigation.addPage({u"codes"_s, u"&Codes"_s, Glyph::Code, {}});
    QSignalSpy chosen(&navigation, &Navigation::pageChosen);
    navigation.showCurrent(u"codes"_s);
    QCOMPARE(navigation.currentIndex().data().toString(), u"Codes"_s);
    navigation.showCurrent(u"nothing"_s);
    QCOMPARE(navigation.currentIndex().data().toString(), u"Codes"_s);
    QCOMPARE(chosen.size(), 0);
}

void TestStatus::keepsAPagesTitleWhenFolded()
{
    Navigation navigation;
    navigation.addPage({u"events"_s, u"&Events"_s, Glyph::Event, {}});
    navigation.setFolded(true);
    const QModelIndex events = navigation.model()->index(0, 0);
    QCOMPARE(events.data().toString(), u"Events"_s); // what a screen reader says
    QCOMPARE(events.data(Qt::ToolTipRole).toString(), u"Events"_s);
    QVERIFY(!navigation.accessibleName().isEmpty());
}

SCRIP_UI_TEST_MAIN(TestStatus)
#include "tst_status.moc"
