// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/audit/audit_rights.h"

#include "core/ports/connection.h"

#include <QCoreApplication>

namespace scrip {

using namespace Qt::StringLiterals;

QString reasonAgainstAudit(const ConnectionMonitor &monitor)
{
    const Session &session = monitor.session();
    if (session.has(u"admin"_s) || session.has(u"auditor"_s))
        return {};
    return QCoreApplication::translate("scrip::AuditRights", "Only admin and auditor may read the audit");
}

} // namespace scrip
