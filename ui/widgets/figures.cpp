// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/figures.h"

namespace scrip {

QString countText(qint64 count, bool estimated)
{
    const QString digits = QString::number(std::abs(count));
    QString grouped;
    for (qsizetype i = 0; i < digits.size(); ++i) {
        if (i > 0 && (digits.size() - i) % 3 == 0)
            grouped += QChar(0x2009);
        grouped += digits.at(i);
    }
    QString answer = estimated ? QString(QChar(0x2248)) : QString();
    if (count < 0)
        answer += QChar(0x2212);
    return answer + grouped;
}

} // namespace scrip
