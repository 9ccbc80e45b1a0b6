// SPDX-License-Identifier: GPL-3.0-or-later
#include "sheets/sheet_job.h"

#include "core/code_text.h"
#include "core/text_rules.h"

#include <QLocale>
#include <QUrl>

using namespace Qt::StringLiterals;

namespace scrip {

namespace {

/// tzdata names many zones by their offset only ("+08"): said as UTC+8.
QString zoneName(const QDateTime &local, const QTimeZone &zone)
{
    QString name = zone.abbreviation(local);
    if (!name.startsWith(u'+') && !name.startsWith(u'-'))
        return name;
    const int minutes = zone.offsetFromUtc(local) / 60;
    QString text = (minutes < 0 ? u"UTC\u2212"_s : u"UTC+"_s) + QString::number(qAbs(minutes) / 60);
    if (minutes % 60 != 0)
        text += u':' + QString::number(qAbs(minutes) % 60).rightJustified(2, u'0');
    return text;
}

/// As long as the code it stands for, of its characters, different on each label, and no code of anybody.
QString fakeCode(const LabelContent &label)
{
    const QString tail = QString::number(label.serial);
    const QString head = u"PREVIEW"_s;
    const qsizetype padding = qMax<qsizetype>(1, label.code.size() - head.size() - tail.size());
    return head + QString(padding, u'0') + tail;
}

/// A template of the same length and kinds of characters, so that its symbol is as large, that leads nowhere:
/// somebody who scans a screen should not land on the issuer's page.
QString anonymous(const QString &urlTemplate)
{
    QString plain;
    for (qsizetype i = 0; i < urlTemplate.size(); ++i) {
        const QStringView rest = QStringView(urlTemplate).mid(i);
        const qsizetype kept = rest.startsWith(u"{code}") ? 6 : rest.startsWith(u"{event}") ? 7 : 0;
        if (kept > 0) {
            plain += rest.left(kept);
            i += kept - 1;
            continue;
        }
        const QChar c = urlTemplate.at(i);
        plain += c.isLower() ? QChar(u'x') : c.isUpper() ? QChar(u'X') : c;
    }
    return plain;
}

} // namespace

SheetJob SheetJob::of(const Event &event, const LabelTemplate &stock)
{
    const QTimeZone named(event.timeZone.toUtf8());
    const QTimeZone zone = named.isValid() ? named : QTimeZone::utc();
    SheetJob job;
    job.stock = stock;
    job.eventId = event.id.toText();
    job.eventName = shownText(event.name);
    job.amount = event.amount;
    job.claimBy = event.claimDeadline.isValid() ? event.claimDeadline : event.creditExpiresAt;
    job.claimUntil = labelMomentInZone(event.claimDeadline, zone);
    job.creditUntil = job.claimUntil.isEmpty() ? labelMomentInZone(event.creditExpiresAt, zone)
                                               : labelMoment(event.creditExpiresAt, zone);
    job.claimUrl = event.claimUrl;
    return job;
}

QString SheetJob::payload(const LabelContent &label) const
{
    if (!masked)
        return claimPayload(claimUrl, label.code, eventId);
    return claimPayload(anonymous(claimUrl), fakeCode(label), QString(eventId.size(), u'0'));
}

QString SheetJob::claimHost() const
{
    QString plain = claimUrl;
    plain.replace(u"{code}"_s, u"0"_s).replace(u"{event}"_s, u"0"_s);
    return QUrl(plain).host();
}

QString SheetJob::shownCode(const LabelContent &label) const
{
    if (!masked || label.code.contains(u'·'))
        return label.code;
    return CodeText::canonical(label.code).masked();
}

QString claimPayload(const QString &urlTemplate, const QString &code, const QString &eventId)
{
    if (urlTemplate.isEmpty())
        return code;
    const auto encoded = [](const QString &text) { return QString::fromLatin1(QUrl::toPercentEncoding(text)); };
    // In one pass: a code that happens to contain "{event}" is not a template.
    QString url;
    for (qsizetype i = 0; i < urlTemplate.size();) {
        const QStringView rest = QStringView(urlTemplate).mid(i);
        if (rest.startsWith(u"{code}")) {
            url += encoded(code);
            i += 6;
        } else if (rest.startsWith(u"{event}")) {
            url += encoded(eventId);
            i += 7;
        } else {
            url += urlTemplate.at(i++);
        }
    }
    return url;
}

QString labelMoment(const QDateTime &moment, const QTimeZone &zone)
{
    if (!moment.isValid())
        return {};
    const QDateTime local = moment.toTimeZone(zone);
    const QLocale locale;
    QString text = locale.toString(local.date(), u"d MMM yyyy"_s);
    if (local.time().hour() != 23 || local.time().minute() != 59)
        text += u", " + local.time().toString(u"HH:mm"_s);
    return text;
}

QString labelMomentInZone(const QDateTime &moment, const QTimeZone &zone)
{
    return moment.isValid() ? QString(labelMoment(moment, zone) + u' ' + zoneName(moment.toTimeZone(zone), zone))
                            : QString();
}

} // namespace scrip
