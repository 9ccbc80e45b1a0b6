// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/events/event_rights.h"

#include "core/ports/connection.h"
#include "ui/shell/write_rights.h"

#include <QCoreApplication>

using namespace Qt::StringLiterals;

namespace scrip {

namespace {

class Say
{
    Q_DECLARE_TR_FUNCTIONS(scrip::EventRights)
};

} // namespace

QString reasonAgainstEvents(const ConnectionMonitor &monitor)
{
    const QString general = reasonAgainstWriting(monitor);
    if (!general.isEmpty() || monitor.session().has(u"admin"_s))
        return general;
    return Say::tr("Only an admin may change events");
}

} // namespace scrip
