// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/result.h"

#include <QFuture>
#include <QFutureWatcher>
#include <QObject>
#include <QPromise>

#include <memory>

namespace scrip {

template <typename T> using Answer = QFuture<Result<T>>;

/// An answer that is there already.
template <typename T> Answer<T> answered(Result<T> result)
{
    QPromise<Result<T>> promise;
    promise.start();
    promise.addResult(std::move(result));
    promise.finish();
    return promise.future();
}

/// Calls `handler(const Result<T> &)` on the context's thread once the answer is there, and never after the context's
/// death: the watcher is its child. A future that ends without a result (its executor was shut down) answers a
/// cancelled failure.
template <typename T, typename Handler> void onDone(QObject *context, const Answer<T> &future, Handler handler)
{
    auto *watcher = new QFutureWatcher<Result<T>>(context);
    QObject::connect(watcher, &QFutureWatcherBase::finished, context, [watcher, handler]() mutable {
        watcher->deleteLater();
        if (watcher->future().resultCount() > 0) {
            handler(watcher->result());
            return;
        }
        handler(Result<T>(Failure::cancelled()));
    });
    watcher->setFuture(future);
}

/// The newest of a row of repeated questions: only the answer to the last one asked is delivered. Owned by the asker,
/// and used on its thread alone.
template <typename T> class Latest
{
public:
    template <typename Handler> void ask(QObject *context, const Answer<T> &future, Handler handler)
    {
        const quint64 mine = ++*m_generation;
        onDone<T>(context, future, [mine, generation = m_generation, handler](const Result<T> &result) mutable {
            if (mine == *generation)
                handler(result);
        });
    }

    /// Drops what is under way.
    void forget() { ++*m_generation; }

private:
    std::shared_ptr<quint64> m_generation = std::make_shared<quint64>(0);
};

} // namespace scrip
