// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/audit_entry.h"
#include "core/money.h"

#include <QList>
#include <QTimeZone>

namespace scrip {

/// One field that an audited change touched, in words; "—" for what was not there.
struct FieldChange
{
    QString name;
    QString before;
    QString after;
};

/// What differs between the two sides of an audit row of an event. Times are told in the zone, amounts in the
/// currency; fields that follow from others (exposure, status) come last.
[[nodiscard]] QList<FieldChange> differenceOf(const AuditEntry &entry, const QTimeZone &zone,
                                              const Currency &currency);

} // namespace scrip
