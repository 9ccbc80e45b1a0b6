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

/// Whether the answer to a call that may have been carried out before, under the same key, says what became of it.
/// Only what the database says about that very key does: here a refusal, which took all of it back and the key as
/// well. That the database cannot be reached, is busy or met a defect says nothing about what was sent before. Nor
/// does what is looked at before the key: the rights of the login, the version of the schema, whether it may be
/// written at all, the billing tables, and on this side the file of the journal.
[[nodiscard]] bool settlesDoubt(const Failure &failure);

} // namespace scrip
