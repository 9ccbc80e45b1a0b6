// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/event_times.h"

#include <QCoreApplication>
#include <QRegularExpression>
#include <QSet>

#include <array>

using namespace Qt::StringLiterals;

namespace scrip {

namespace {

Failure invalidDate(const QString &message, const QString &field)
{
    return Failure::named(u"invalid_date"_s, message, field);
}

/// Digits by hand: exports of a million rows have two times in each.
void appendPadded(QString &text, int number, int digits)
{
    std::array<QChar, 4> padded;
    for (auto at = static_cast<size_t>(digits); at > 0; number /= 10)
        padded[--at] = QChar(u'0' + number % 10);
    text.append(padded.data(), digits);
}

Failure malformed(const QString &field)
{
    return invalidDate(
        QCoreApplication::translate("scrip::EventTimes", "Write a date such as 2026-12-05 or 2026-12-05 18:00."),
        field);
}

/// The local time in the zone, or a refusal when a clock change skips it.
Result<QDateTime> existing(const QDate &date, const QTime &time, const QTimeZone &zone, const QString &field)
{
    const QDateTime local(date, time, zone);
    if (!local.isValid() || local.date() != date || local.time() != time)
        return invalidDate(
            QCoreApplication::translate("scrip::EventTimes", "%1 does not exist in %2: the clocks change then.")
                .arg(date.toString(Qt::ISODate) + u' ' + time.toString(u"HH:mm"_s), QString::fromUtf8(zone.id())),
            field);
    return local.toUTC();
}

Result<QDateTime> bareDate(const QDate &date, const QTimeZone &zone, BareDate meaning, const QString &field)
{
    if (meaning == BareDate::EndOfDay) {
        const QDateTime end = date.endOfDay(zone);
        return end.addMSecs(-end.time().msec()).toUTC();
    }
    const QDateTime start = date.startOfDay(zone);
    return start.isValid() ? Result<QDateTime>(start.toUTC()) : Result<QDateTime>(malformed(field));
}

} // namespace

Result<QDateTime> parseTime(const QString &text, const QTimeZone &zone, BareDate meaning, const QString &field)
{
    static const QRegularExpression shape(
        u"^(\\d{4}-\\d\\d-\\d\\d)(?:[T ](\\d\\d:\\d\\d)(:\\d\\d(?:\\.\\d{1,6})?)?(Z|[+-]\\d\\d:\\d\\d)?)?$"_s);
    const QRegularExpressionMatch match = shape.match(text.trimmed());
    if (!match.hasMatch())
        return malformed(field);
    const QDate date = QDate::fromString(match.captured(1), Qt::ISODate);
    if (!date.isValid())
        return invalidDate(QCoreApplication::translate("scrip::EventTimes", "%1 is not a day of the calendar.")
                               .arg(match.captured(1)),
                           field);
    if (date.year() < 2000 || date.year() > 2999)
        return invalidDate(
            QCoreApplication::translate("scrip::EventTimes", "The year must lie between 2000 and 2999."), field);
    if (match.captured(2).isEmpty())
        return bareDate(date, zone, meaning, field);
    if (!match.captured(4).isEmpty()) {
        const QDateTime exact = QDateTime::fromString(text.trimmed().replace(u' ', u'T'), Qt::ISODateWithMs);
        return exact.isValid() ? Result<QDateTime>(exact.toUTC()) : Result<QDateTime>(malformed(field));
    }
    const QTime time = QTime::fromString(match.captured(2) + match.captured(3), Qt::ISODateWithMs);
    return time.isValid() ? existing(date, time, zone, field) : Result<QDateTime>(malformed(field));
}

Result<QTimeZone> parseZone(const QString &name)
{
    // Qt would also take POSIX rules such as "Nowhere", which mean nothing to the database.
    static const QSet<QByteArray> known = [] {
        const QList<QByteArray> ids = QTimeZone::availableTimeZoneIds();
        return QSet<QByteArray>(ids.begin(), ids.end());
    }();
    const QByteArray id = name.trimmed().toUtf8();
    const QTimeZone zone = known.contains(id) ? QTimeZone(id) : QTimeZone();
    if (!zone.isValid())
        return Failure::named(u"invalid_time_zone"_s,
                              QCoreApplication::translate("scrip::EventTimes",
                                                          "Choose a time zone by its name, such as Asia/Singapore."),
                              u"time_zone"_s);
    return zone;
}

QString timeText(const QDateTime &time)
{
    if (!time.isValid())
        return {};
    const QDateTime utc = time.toUTC();
    const QDate date = utc.date();
    const QTime clock = utc.time();
    if (date.year() < 0 || date.year() > 9999) // no year of RFC 3339
        return {};
    QString text;
    text.reserve(24);
    appendPadded(text, date.year(), 4);
    appendPadded(text += u'-', date.month(), 2);
    appendPadded(text += u'-', date.day(), 2);
    appendPadded(text += u'T', clock.hour(), 2);
    appendPadded(text += u':', clock.minute(), 2);
    appendPadded(text += u':', clock.second(), 2);
    if (clock.msec() != 0)
        appendPadded(text += u'.', clock.msec(), 3);
    return text += u'Z';
}

} // namespace scrip
