// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/codes/code_rights.h"

#include "core/ports/connection.h"
#include "ui/shell/write_rights.h"

#include <QCoreApplication>

namespace scrip {

using namespace Qt::StringLiterals;

QString reasonAgainstCodes(const ConnectionMonitor &monitor)
{
    const QString general = reasonAgainstWriting(monitor);
    const Session &session = monitor.session();
    if (!general.isEmpty() || session.has(u"admin"_s) || session.has(u"staff"_s))
        return general;
    return QCoreApplication::translate("scrip::CodeRights", "Only admin and staff may do this with codes");
}

QString reasonAgainstSeeingCodes(const ConnectionMonitor &monitor)
{
    const Session &session = monitor.session();
    if (session.has(u"admin"_s) || session.has(u"staff"_s) || session.has(u"auditor"_s))
        return {};
    return QCoreApplication::translate("scrip::CodeRights", "Only admin, staff and auditor may see codes");
}

} // namespace scrip
