// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/write_rights.h"

#include "core/ports/connection.h"

#include <QCoreApplication>

using namespace Qt::StringLiterals;

namespace scrip {

namespace {

class Say
{
    Q_DECLARE_TR_FUNCTIONS(scrip::WriteRights)
};

} // namespace

QString reasonAgainstWriting(const ConnectionMonitor &monitor)
{
    if (monitor.state() != ConnectionState::Connected)
        return Say::tr("There is no connection to the database");
    if (monitor.session().inRecovery)
        return Say::tr("This database is a replica: nothing can be written");
    if (monitor.session().locked)
        return Say::tr("Production is locked: unlock it to write");
    return {};
}

} // namespace scrip
