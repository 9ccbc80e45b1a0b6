// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include <functional>
#include <vector>

namespace scrip::bench {

/// How long after each of so many claims the product's watch told of it, in milliseconds. Each is made at some moment
/// between two of its questions, when the one before is known; nobody else may claim meanwhile.
[[nodiscard]] std::vector<double> timesUntilSeen(const QString &database, const std::function<void()> &claim,
                                                 int times);

} // namespace scrip::bench
