// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/history.h"
#include "ui/shell/jobs.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>
#include <QTest>

using namespace scrip;
using namespace Qt::StringLiterals;

/// The jobs as a model, and the history of places.
class TestJobs : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void newestFirst();
    void measuresRateAndTimeLeft();
    void endsOnce();
    void cancelIsAQuestion();
    void historyWalks();
    void historyForgetsWhatLayAhead();
    void historyIsBounded();
};

void TestJobs::newestFirst()
{
    Jobs jobs;
    const QAbstractItemModelTester tester(&jobs, QAbstractItemModelTester::FailureReportingMode::QtTest);
    Job job;
    job.title = u"one"_s;
    const int first = jobs.add(job);
    job.title = u"two"_s;
    jobs.add(job);
    QCOMPARE(jobs.index(0).data().toString(), u"two"_s);
    jobs.setProgress(first, 5, 10);
    QCOMPARE(jobs.index(1).data(Jobs::DoneRole).toLongLong(), 5);
    jobs.finish(first, Job::State::Done, {});
    jobs.clearEnded();
    QCOMPARE(jobs.rowCount(), 1);
    QCOMPARE(jobs.running(), 1);
}

void TestJobs::measuresRateAndTimeLeft()
{
    Jobs jobs;
    Job job;
    job.started = QDateTime::currentDateTimeUtc().addSecs(-10);
    const int id = jobs.add(job);
    QCOMPARE(jobs.secondsLeft(*jobs.find(id)), -1);
    jobs.setProgress(id, 1000, 3000);
    QVERIFY(qAbs(jobs.perSecond(*jobs.find(id)) - 100) <= 2);
    QVERIFY(qAbs(jobs.secondsLeft(*jobs.find(id)) - 20) <= 2);
}

void TestJobs::endsOnce()
{
    Jobs jobs;
    const int id = jobs.add({});
    QSignalSpy finished(&jobs, &Jobs::jobFinished);
    jobs.finish(id, Job::State::Failed, u"the server went away"_s);
    jobs.finish(id, Job::State::Done, {});
    jobs.setProgress(id, 9, 9);
    QCOMPARE(finished.size(), 1);
    QCOMPARE(jobs.find(id)->state, Job::State::Failed);
    QCOMPARE(jobs.find(id)->done, 0);
}

void TestJobs::cancelIsAQuestion()
{
    Jobs jobs;
    int asked = 0;
    Job job;
    job.cancel = [&asked] { ++asked; };
    const int id = jobs.add(job);
    const int stubborn = jobs.add({});
    jobs.cancel(id);
    jobs.cancel(id);
    jobs.cancel(stubborn);
    QCOMPARE(asked, 1);
    QCOMPARE(jobs.find(id)->state, Job::State::Cancelling);
    QCOMPARE(jobs.find(stubborn)->state, Job::State::Running);
    QCOMPARE(jobs.running(), 2);
}

void TestJobs::historyWalks()
{
    History history;
    QVERIFY(!history.back());
    history.visit({u"events"_s, {}});
    history.visit({u"events"_s, {}});
    QVERIFY(!history.canGoBack());
    history.visit({u"codes"_s, {}});
    history.replace({u"codes"_s, QUrlQuery(u"batch=1"_s)});
    QCOMPARE(history.back()->pageId, u"events"_s);
    QCOMPARE(history.forward()->location.toString(), u"batch=1"_s);
    QVERIFY(!history.forward());
}

void TestJobs::historyForgetsWhatLayAhead()
{
    History history;
    for (const auto &id : {u"a"_s, u"b"_s, u"c"_s})
        history.visit({id, {}});
    history.back();
    history.back();
    history.visit({u"d"_s, {}});
    QVERIFY(!history.canGoForward());
    QCOMPARE(history.back()->pageId, u"a"_s);
}

void TestJobs::historyIsBounded()
{
    History history;
    for (int i = 0; i < 300; ++i)
        history.visit({QString::number(i), {}});
    int steps = 0;
    while (history.back())
        ++steps;
    QCOMPARE(steps, 99);
    QCOMPARE(history.current()->pageId, u"200"_s);
}

QTEST_GUILESS_MAIN(TestJobs)
#include "tst_jobs.moc"
