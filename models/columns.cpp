// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/columns.h"

#include <QTimeZone>

#include <cstdlib>

namespace scrip {

using namespace Qt::StringLiterals;

QString plainTime(const QDateTime &when)
{
    return when.isValid() ? when.toString(u"yyyy-MM-dd HH:mm"_s) : QString();
}

QString offsetText(const QTimeZone &zone)
{
    const int minutes = zone.offsetFromUtc(QDateTime::currentDateTimeUtc()) / 60;
    QString text = u"UTC"_s;
    if (minutes != 0)
        text += (minutes > 0 ? u"+"_s : QString(QChar(0x2212))) % QString::number(std::abs(minutes) / 60);
    return minutes % 60 == 0 ? text : QString(text % u':' % QString::number(std::abs(minutes) % 60));
}

QString dash()
{
    return QString(QChar(0x2014));
}

} // namespace scrip
