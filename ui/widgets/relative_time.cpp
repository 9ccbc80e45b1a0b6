// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/relative_time.h"

#include <QCoreApplication>
#include <QLocale>
#include <QTimeZone>

namespace scrip {

using namespace Qt::StringLiterals;

namespace {

QString translated(const char *text)
{
    return QCoreApplication::translate("scrip::RelativeTime", text);
}

/// "3 d 9 h" below ten days, "34 h" below 48 hours, "12 min" below two hours.
QString span(qint64 seconds)
{
    const qint64 minutes = seconds / 60;
    const qint64 hours = minutes / 60;
    const qint64 days = hours / 24;
    if (minutes < 1)
        return translated(QT_TRANSLATE_NOOP("scrip::RelativeTime", "%1 s")).arg(seconds);
    if (hours < 2)
        return translated(QT_TRANSLATE_NOOP("scrip::RelativeTime", "%1 min")).arg(minutes);
    if (hours < 48)
        return translated(QT_TRANSLATE_NOOP("scrip::RelativeTime", "%1 h")).arg(hours);
    if (days < 9 && hours % 24 > 0)
        return translated(QT_TRANSLATE_NOOP("scrip::RelativeTime", "%1 d %2 h")).arg(days).arg(hours % 24);
    return translated(QT_TRANSLATE_NOOP("scrip::RelativeTime", "%1 d")).arg(days);
}

} // namespace

QString relativeText(const QDateTime &when, const QDateTime &now, bool deadline)
{
    if (!when.isValid() || !now.isValid())
        return {};
    const qint64 seconds = now.secsTo(when);
    if (seconds < 0)
        return translated(QT_TRANSLATE_NOOP("scrip::RelativeTime", "%1 ago")).arg(span(-seconds));
    return deadline ? translated(QT_TRANSLATE_NOOP("scrip::RelativeTime", "%1 left")).arg(span(seconds))
                    : translated(QT_TRANSLATE_NOOP("scrip::RelativeTime", "in %1")).arg(span(seconds));
}

QString momentText(const QDateTime &when, const QDateTime &now, bool withTime)
{
    if (!when.isValid())
        return QString(QChar(0x2014));
    const QLocale locale;
    QString text = locale.toString(when.date(), u"d MMM"_s);
    if (when.date().year() != now.date().year())
        text += QChar(u' ') % QChar(0x2019) % QString::number(when.date().year() % 100).rightJustified(2, u'0');
    return withTime ? QString(text % u' ' % when.time().toString(u"HH:mm"_s)) : text;
}

QString zoneText(const QByteArray &iana, const QDateTime &at)
{
    const QTimeZone zone(iana);
    QString name = QString::fromUtf8(iana).section(u'/', -1);
    name.replace(u'_', u' ');
    if (!zone.isValid() || iana == "UTC")
        return name;
    const int minutes = zone.offsetFromUtc(at) / 60;
    const QChar sign = minutes < 0 ? QChar(0x2212) : QChar(u'+');
    QString offset = QString::number(std::abs(minutes) / 60);
    if (minutes % 60 != 0)
        offset += u':' % QString::number(std::abs(minutes) % 60).rightJustified(2, u'0');
    return name % u' ' % sign % offset;
}

ClockLook clockLook(const QDateTime &when, const QDateTime &now, bool deadline, bool withTime)
{
    ClockLook look{momentText(when, now, withTime), relativeText(when, now, deadline)};
    if (!when.isValid())
        return look;
    const qint64 seconds = now.secsTo(when);
    look.muted = seconds < 0;
    if (deadline && seconds >= 0 && seconds < 48 * 3600)
        look.tone = Tone::Warn;
    return look;
}

} // namespace scrip
