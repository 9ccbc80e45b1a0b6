// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/events/event_rights.h"

#include "core/ports/connection.h"

#include <QCoreApplication>

using namespace Qt::StringLiterals;

namespace scrip {

namespace {

QString words(const char *text)
{
    return QCoreApplication::translate("scrip::EventRights", text);
}

} // namespace

QString reasonAgainstWriting(const ConnectionMonitor &monitor)
{
    if (monitor.state() != ConnectionState::Connected)
        return words(QT_TRANSLATE_NOOP("scrip::EventRights", "There is no connection to the database"));
    if (monitor.session().inRecovery)
        return words(QT_TRANSLATE_NOOP("scrip::EventRights", "This database is a replica: nothing can be written"));
    if (monitor.session().locked)
        return words(QT_TRANSLATE_NOOP("scrip::EventRights", "Production is locked: unlock it to write"));
    return {};
}

QString reasonAgainstEvents(const ConnectionMonitor &monitor)
{
    const QString general = reasonAgainstWriting(monitor);
    if (!general.isEmpty() || monitor.session().has(u"admin"_s))
        return general;
    return words(QT_TRANSLATE_NOOP("scrip::EventRights", "Only an admin may change events"));
}

QString reasonAgainstMinting(const ConnectionMonitor &monitor)
{
    const QString general = reasonAgainstWriting(monitor);
    const Session &session = monitor.session();
    if (!general.isEmpty() || session.has(u"admin"_s) || session.has(u"staff"_s))
        return general;
    return words(QT_TRANSLATE_NOOP("scrip::EventRights", "Only admin and staff may mint codes"));
}

} // namespace scrip
