// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/result.h"

#include <QStringList>

namespace scrip {

/// Every name a refusal may have, in SQL, on the command line and on screen.
[[nodiscard]] const QStringList &failureNames();

/// The kind that a name stands for; names not known to this version are refusals.
[[nodiscard]] FailureKind kindOfName(const QString &name);

/// Exit status of the command line for a failure: 1 refused, 2 usage, 3 no database, 4 defect or unknown, 5 not
/// allowed.
[[nodiscard]] int exitStatus(const Failure &failure);

} // namespace scrip
