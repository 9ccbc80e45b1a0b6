// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/code_columns.h"

#include <QCoreApplication>

namespace scrip {

using namespace Qt::StringLiterals;

namespace {

QString claimant(const Code &code)
{
    if (!code.reissuedTo.isEmpty())
        return QString(QChar(0x2192) % u' ' % code.reissuedTo);
    if (!code.claimedEmail.isEmpty())
        return code.claimedEmail;
    return code.claimedBy.isNull() ? dash() : code.claimedBy.toText();
}

QDateTime since(const Code &code)
{
    return code.claimedAt.isValid() ? code.claimedAt : code.stateAt;
}

} // namespace

QString CodeColumns::title(int column) const
{
    static constexpr const char *titles[] = {
        "",
        QT_TRANSLATE_NOOP("scrip::CodeColumns", "Code"),
        QT_TRANSLATE_NOOP("scrip::CodeColumns", "State"),
        QT_TRANSLATE_NOOP("scrip::CodeColumns", "Event"),
        QT_TRANSLATE_NOOP("scrip::CodeColumns", "Batch"),
        QT_TRANSLATE_NOOP("scrip::CodeColumns", "Serial"),
        QT_TRANSLATE_NOOP("scrip::CodeColumns", "Printed"),
        QT_TRANSLATE_NOOP("scrip::CodeColumns", "Claimed by"),
        QT_TRANSLATE_NOOP("scrip::CodeColumns", "Since"),
    };
    return column == Tick ? QString() : QCoreApplication::translate("scrip::CodeColumns", titles[column]);
}

QString CodeColumns::text(const Code &code, int column) const
{
    switch (column) {
    case Masked:
        return code.masked;
    case State:
        return codeStateName(code.state);
    case EventName:
        return code.eventName;
    case Batch:
        return code.batchNumber > 0 ? QString::number(code.batchNumber) : dash();
    case Serial:
        return code.serial > 0 ? QString(QString::number(code.serial) % u" / "_s % QString::number(code.batchCount))
                               : dash();
    case PrintRun:
        return code.printRun > 0 ? QCoreApplication::translate("scrip::CodeColumns", "run %1").arg(code.printRun)
                                 : dash();
    case ClaimedBy:
        return claimant(code);
    case Since:
        return since(code).isValid() ? plainTime(since(code).toTimeZone(m_zone)) : dash();
    default:
        return {};
    }
}

QVariant CodeColumns::raw(const Code &code, int column) const
{
    switch (column) {
    case Batch:
        return code.batchNumber;
    case Serial:
        return code.serial;
    case PrintRun:
        return code.printRun;
    case Since:
        return since(code).isValid() ? since(code).toTimeZone(m_zone) : QDateTime();
    default:
        return text(code, column);
    }
}

bool CodeColumns::isFigure(int column) const
{
    return column == Batch || column == Serial || column == PrintRun;
}

} // namespace scrip
