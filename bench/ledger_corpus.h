// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace scrip::bench {

/// Makes a database with so many grants of one unit of a currency that is not metered, ten an organization, each
/// funded, released and used three times for a hundredth: five entries. `from` is an empty one. Answers its name.
[[nodiscard]] QString makeLedger(const QString &from, qint64 grants);

/// An organization that is in each of them.
[[nodiscard]] QString ledgerOrganization();

} // namespace scrip::bench
