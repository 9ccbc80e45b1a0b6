// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QJsonObject>
#include <QString>
#include <QStringList>

#include <functional>
#include <optional>
#include <vector>

namespace scrip::bench {

/// A measurement: how long one run of it took, in milliseconds.
using Run = std::function<double()>;

/// How often each alternative runs.
inline constexpr int rounds = 5;

/// One line of the table. A value.
struct Finding
{
    QString row;                 ///< Number in the table, or a word.
    QString work;                ///< What was done.
    QString measured;            ///< What Scrip took.
    QString alternative;         ///< What the other way took, in the same run.
    std::optional<double> ratio; ///< What the goal is about, when that is a ratio.
    QString goal;
    std::optional<bool> met; ///< No value: told for information.
};

/// Prints it as one line of JSON.
void report(const Finding &finding);

/// What a program prints. One that fails, or takes more than ten minutes, ends the benchmark.
QByteArray outputOf(const QString &program, const QStringList &arguments);

/// The time of one call.
[[nodiscard]] double timed(const std::function<void()> &work);

[[nodiscard]] double median(std::vector<double> values);

/// Runs A B C A B C … so that what else happens on the machine happens to all of them; answers the medians.
[[nodiscard]] std::vector<double> alternating(const std::vector<Run> &runs, int times = rounds);

/// How the time grows with the size: 1 is in proportion, 0 not at all.
[[nodiscard]] double exponent(double small, double large, double factor);

/// Memory of this process that is really there, in MB.
[[nodiscard]] double residentMb();

/// "1.23 s", "45.6 ms", "0.31 ms".
[[nodiscard]] QString spoken(double ms);
/// "0.92": three figures that count.
[[nodiscard]] QString figure(double value);
/// "1 000 000"
[[nodiscard]] QString grouped(qint64 count);

/// Ends the program: a benchmark that cannot do its work has no result.
[[noreturn]] void giveUp(const QString &reason);

/// The value of an argument such as --count=100000, or the default.
[[nodiscard]] QString argument(const QString &name, const QString &otherwise = {});
[[nodiscard]] qint64 countArgument(const QString &name, qint64 otherwise);

} // namespace scrip::bench
