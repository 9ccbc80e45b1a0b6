// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/write_context.h"

#include <QUuid>

namespace scrip {

QString newKey()
{
    return QUuid::createUuid().toString(QUuid::WithoutBraces);
}

bool isUsableKey(const QString &key)
{
    const bool printable = std::all_of(key.begin(), key.end(), [](QChar c) { return c.isPrint(); });
    return !key.isEmpty() && key.size() <= 255 && printable && key.isValidUtf16();
}

} // namespace scrip
