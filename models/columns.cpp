// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/columns.h"

namespace scrip {

using namespace Qt::StringLiterals;

QString plainTime(const QDateTime &when)
{
    return when.isValid() ? when.toString(u"yyyy-MM-dd HH:mm"_s) : QString();
}

QString dash()
{
    return QString(QChar(0x2014));
}

} // namespace scrip
