// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/grants/grant_rights.h"

#include "core/ports/connection.h"
#include "ui/shell/write_rights.h"

#include <QCoreApplication>

namespace scrip {

using namespace Qt::StringLiterals;

namespace {

class Say
{
    Q_DECLARE_TR_FUNCTIONS(scrip::GrantRights)
};

QString unlessOneOf(const ConnectionMonitor &monitor, const QStringList &roles, const QString &reason)
{
    for (const QString &role : roles) {
        if (monitor.session().has(role))
            return {};
    }
    return reason;
}

} // namespace

QString reasonAgainstGrants(const ConnectionMonitor &monitor)
{
    const QString general = reasonAgainstWriting(monitor);
    return general.isEmpty() ? unlessOneOf(monitor, {u"admin"_s}, Say::tr("Only an admin may change grants"))
                             : general;
}

QString reasonAgainstSeeingGrants(const ConnectionMonitor &monitor)
{
    return unlessOneOf(monitor, {u"admin"_s, u"support"_s, u"auditor"_s},
                       Say::tr("Only admin, support and auditor may see grants"));
}

QString reasonAgainstReckoning(const ConnectionMonitor &monitor)
{
    if (monitor.state() != ConnectionState::Connected)
        return Say::tr("There is no connection to the database");
    return unlessOneOf(monitor, {u"admin"_s, u"auditor"_s},
                       Say::tr("Only an admin may do this; an auditor may see what it would do"));
}

} // namespace scrip
