// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/mint/mint_rights.h"

#include "core/ports/connection.h"
#include "ui/shell/write_rights.h"

#include <QCoreApplication>

using namespace Qt::StringLiterals;

namespace scrip {

namespace {

class Say
{
    Q_DECLARE_TR_FUNCTIONS(scrip::MintRights)
};

} // namespace

QString reasonAgainstMinting(const ConnectionMonitor &monitor)
{
    const QString general = reasonAgainstWriting(monitor);
    const Session &session = monitor.session();
    if (!general.isEmpty() || session.has(u"admin"_s) || session.has(u"staff"_s))
        return general;
    return Say::tr("Only admin and staff may mint codes");
}

} // namespace scrip
