// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/async.h"

#include <QTest>
#include <QThread>

using namespace Qt::StringLiterals;
using namespace scrip;

class AsyncTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void deliversOnTheContextsThread()
    {
        QPromise<Result<int>> promise;
        promise.start();
        QThread *where = nullptr;
        int value = 0;
        onDone<int>(this, promise.future(), [&](const Result<int> &result) {
            where = QThread::currentThread();
            value = *result;
        });
        std::unique_ptr<QThread> worker(QThread::create([&promise] {
            promise.addResult(Result<int>(42));
            promise.finish();
        }));
        worker->start();
        QTRY_COMPARE(value, 42);
        QCOMPARE(where, thread());
        worker->wait();
    }

    void neverCallsADeadContext()
    {
        QPromise<Result<int>> promise;
        promise.start();
        int calls = 0;
        auto context = std::make_unique<QObject>();
        onDone<int>(context.get(), promise.future(), [&calls](const Result<int> &) { ++calls; });
        context.reset();
        promise.addResult(Result<int>(1));
        promise.finish();
        QCoreApplication::processEvents();
        QCOMPARE(calls, 0);
    }

    void saysCancelledWhenNobodyAnswers()
    {
        FailureKind kind = FailureKind::Internal;
        {
            QPromise<Result<int>> promise;
            promise.start();
            onDone<int>(this, promise.future(), [&kind](const Result<int> &result) { kind = result.failure().kind; });
        }
        QTRY_COMPARE(kind, FailureKind::Cancelled);
    }

    void deliversOnlyTheLatest()
    {
        Latest<int> latest;
        QPromise<Result<int>> slow;
        slow.start();
        QList<int> seen;
        const auto note = [&seen](const Result<int> &result) { seen << *result; };
        latest.ask(this, slow.future(), note);
        latest.ask(this, answered<int>(2), note);
        QTRY_COMPARE(seen, QList<int>{2});
        slow.addResult(Result<int>(1));
        slow.finish();
        QCoreApplication::processEvents();
        QCOMPARE(seen, QList<int>{2});
    }
};

QTEST_GUILESS_MAIN(AsyncTest)
#include "tst_async.moc"
