// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/async.h"
#include "core/connection_profile.h"

#include <QList>

namespace scrip {

enum class StageOutcome {
    Passed,
    Warned, ///< It works, and there is something to be known.
    Failed,
    Skipped, ///< Behind one that failed.
};

[[nodiscard]] inline QString outcomeName(StageOutcome outcome)
{
    switch (outcome) {
    case StageOutcome::Passed:
        return QStringLiteral("ok");
    case StageOutcome::Warned:
        return QStringLiteral("warning");
    case StageOutcome::Failed:
        return QStringLiteral("failed");
    case StageOutcome::Skipped:
        return QStringLiteral("skipped");
    }
    return {};
}

/// One step on the way to a database: resolve, connect, tls, login, schema, role, latency.
struct ConnectionStage
{
    QString name;
    StageOutcome outcome = StageOutcome::Skipped;
    QString message; ///< One sentence, without secrets; empty when skipped.
    QString hint;    ///< The remedy, may be empty.
};

/// A connection tried from name to answer.
struct ConnectionTest
{
    QString target;                  ///< Host, database and user in one line, without secrets.
    QList<ConnectionStage> stages;   ///< All seven, in their order.
    std::optional<double> latencyMs; ///< Of one round trip, the middle one of a few.
    std::optional<Failure> failure;  ///< That of the stage that failed.
};

/// Tries connections out. Answers on any thread; outlives its answers.
class ConnectionTester
{
public:
    virtual ~ConnectionTester() = default;

    /// `target`: what --db takes. Refuses with usage what cannot be read; a stage that fails is an answer.
    virtual Answer<ConnectionTest> test(const QString &target) = 0;
    /// One that need not be saved yet, with a password that is kept nowhere; empty: libpq finds one, or there is
    /// none. Opens the tunnel of the profile for as long as the test runs.
    virtual Answer<ConnectionTest> test(const ConnectionProfile &profile, const QString &password) = 0;
};

} // namespace scrip
