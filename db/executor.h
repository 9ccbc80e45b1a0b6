// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/async.h"
#include "db/lane.h"

namespace scrip {

/// Runs jobs on the lanes and answers through futures. Cancelling a future ends its statement on the server. Owned by
/// whoever opened the database; at its end, which may take a moment, jobs that are not done answer cancelled.
class Executor
{
public:
    enum class Kind {
        Interactive, ///< Short reads and writes, which somebody is looking at.
        Bulk,        ///< What may take long: minting, ranges, checks.
    };

    Executor(const ConnInfo &info, const QString &program)
        : m_interactive(info, program)
        , m_bulk(info, program)
    {
    }

    /// The job gets an open connection; a connection that cannot be opened answers connection_failed without it.
    template <typename T> Answer<T> run(Kind kind, std::function<Result<T>(Connection &)> job)
    {
        return start<T>(kind, [job](Connection &connection) { return job(connection); });
    }

    /// As run(), for a job that only reads: when the connection breaks meanwhile, it is done once more on a new one.
    template <typename T> Answer<T> read(Kind kind, std::function<Result<T>(Connection &)> job)
    {
        return start<T>(kind, [job](Connection &connection) -> Result<T> {
            Result<T> first = job(connection);
            if (first.ok() || connection.isOpen() || connection.isInterrupted() || !connection.open().ok())
                return first;
            return job(connection);
        });
    }

private:
    template <typename T> Answer<T> start(Kind kind, std::function<Result<T>(Connection &)> job)
    {
        auto promise = std::make_shared<QPromise<Result<T>>>();
        promise->start();
        Answer<T> answer = promise->future();
        Lane &lane = kind == Kind::Bulk ? m_bulk : m_interactive;
        lane.add([&lane, promise, job = std::move(job)](Connection *connection) {
            if (connection != nullptr && !promise->isCanceled()) {
                connection->setInterrupt([&lane, promise] { return promise->isCanceled() || lane.isStopping(); });
                const Result<Done> opened = connection->isOpen() ? Result<Done>(Done{}) : connection->open();
                promise->addResult(opened ? job(*connection) : Result<T>(opened.failure()));
                connection->setInterrupt({});
            } else {
                promise->future().cancel();
            }
            promise->finish();
        });
        return answer;
    }

    Lane m_interactive;
    Lane m_bulk;
};

} // namespace scrip
