// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/write_context.h"

#include <QCryptographicHash>
#include <QUuid>

namespace scrip {

QString newKey()
{
    return QUuid::createUuid().toString(QUuid::WithoutBraces);
}

QString partKey(const QString &key, const QString &part)
{
    const QString whole = key + u'/' + part;
    if (isUsableKey(whole))
        return whole;
    // Too long to be read, but still one key for one part.
    return QString::fromLatin1(QCryptographicHash::hash(whole.toUtf8(), QCryptographicHash::Sha256).toHex());
}

bool isUsableKey(const QString &key)
{
    const bool printable = std::all_of(key.begin(), key.end(), [](QChar c) { return c.isPrint(); });
    return !key.isEmpty() && key.size() <= 255 && printable && key.isValidUtf16();
}

} // namespace scrip
