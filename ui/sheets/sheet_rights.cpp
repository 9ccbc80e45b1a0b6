// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/sheets/sheet_rights.h"

#include "core/ports/connection.h"
#include "ui/shell/write_rights.h"

#include <QCoreApplication>

namespace scrip {

using namespace Qt::StringLiterals;

namespace {

QString words(const char *text)
{
    return QCoreApplication::translate("scrip::SheetRights", text);
}

} // namespace

QString reasonAgainstPlainCodes(const ConnectionMonitor &monitor)
{
    const QString general = reasonAgainstWriting(monitor);
    const Session &session = monitor.session();
    if (!general.isEmpty() || session.has(u"admin"_s) || session.has(u"staff"_s))
        return general;
    return words(QT_TRANSLATE_NOOP("scrip::SheetRights", "Only admin and staff may see and print codes"));
}

QString reasonAgainstEventOnPaper(const Event &event)
{
    if (event.status == EventStatus::Archived)
        return words(QT_TRANSLATE_NOOP("scrip::SheetRights", "The event is archived: bring it back first"));
    if (event.status == EventStatus::Ended)
        return words(QT_TRANSLATE_NOOP("scrip::SheetRights", "The event has ended: nobody could claim the codes"));
    return {};
}

} // namespace scrip
