// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/claims/claim_rights.h"

#include "core/ports/connection.h"
#include "ui/shell/write_rights.h"

#include <QCoreApplication>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace scrip {

namespace {

class Say
{
    Q_DECLARE_TR_FUNCTIONS(scrip::ClaimRights)
};

bool hasOneOf(const Session &session, const QStringList &roles)
{
    return std::any_of(roles.cbegin(), roles.cend(), [&](const QString &role) { return session.has(role); });
}

QString connectionReason(const ConnectionMonitor &monitor)
{
    return monitor.state() == ConnectionState::Connected ? QString()
                                                         : Say::tr("There is no connection to the database");
}

} // namespace

QString reasonAgainstClaims(const ConnectionMonitor &monitor)
{
    const QString general = reasonAgainstWriting(monitor);
    if (!general.isEmpty() || hasOneOf(monitor.session(), {u"admin"_s, u"support"_s}))
        return general;
    return Say::tr("Only admin and support may change claims");
}

QString reasonAgainstChecking(const ConnectionMonitor &monitor)
{
    const QString general = connectionReason(monitor);
    if (!general.isEmpty() || hasOneOf(monitor.session(), {u"admin"_s, u"support"_s}))
        return general;
    return Say::tr("Only admin and support may check a claim");
}

QString reasonAgainstReissue(const ConnectionMonitor &monitor)
{
    const QString general = reasonAgainstWriting(monitor);
    if (!general.isEmpty() || hasOneOf(monitor.session(), {u"admin"_s, u"staff"_s, u"support"_s}))
        return general;
    return Say::tr("Only admin, staff and support may reissue codes");
}

QString reasonAgainstLooking(const ConnectionMonitor &monitor)
{
    const QString general = connectionReason(monitor);
    if (!general.isEmpty() || hasOneOf(monitor.session(), {u"admin"_s, u"support"_s, u"auditor"_s}))
        return general;
    return Say::tr("Only admin, support and auditor see customers, their grants and attempts");
}

} // namespace scrip
