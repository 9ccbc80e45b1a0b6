// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace scrip::bench {

/// Makes that many claims, of five events by people with an organization each, as rows: in the order of their times
/// the events take turns, and one claim in a hundred is released. They have all that a list of claims and the
/// counters look at; no ledger is kept for their grants.
void fillWithClaims(const QString &database, qint64 claims);

} // namespace scrip::bench
