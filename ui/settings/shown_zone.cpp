// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/settings/shown_zone.h"

#include "ui/events/event_words.h"

#include <QSettings>

using namespace Qt::StringLiterals;

namespace scrip {

namespace {

const QString settingsKey = u"appearance/zone"_s;

} // namespace

ShownZone shownZone()
{
    const QString text = QSettings().value(settingsKey).toString();
    if (text == u"computer")
        return ShownZone::Computer;
    return text == u"utc" ? ShownZone::Utc : ShownZone::Theirs;
}

void setShownZone(ShownZone choice)
{
    QSettings settings;
    if (choice == ShownZone::Theirs)
        settings.remove(settingsKey);
    else
        settings.setValue(settingsKey, choice == ShownZone::Utc ? u"utc"_s : u"computer"_s);
}

QTimeZone shownZoneFor(const QString &name)
{
    switch (shownZone()) {
    case ShownZone::Computer:
        return QTimeZone::systemTimeZone();
    case ShownZone::Utc:
        return QTimeZone::utc();
    case ShownZone::Theirs:
        break;
    }
    return zoneOrUtc(name);
}

} // namespace scrip
