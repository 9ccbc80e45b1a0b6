// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "db/private_cluster.h"

namespace scrip::test {

/// Puts into an installed database what clients of a fault run work on, and the views that judge it afterwards: each
/// of `people` may claim in each of `events`. False, and a warning, when that fails.
[[nodiscard]] bool prepareLoad(const PrivateCluster &cluster, const QString &dsn, int events, int people);

} // namespace scrip::test
