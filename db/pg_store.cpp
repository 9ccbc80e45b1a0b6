// SPDX-License-Identifier: GPL-3.0-or-later
#include "db/pg_store.h"

namespace scrip {

std::optional<qint64> numericCursor(const QString &cursor)
{
    bool ok = false;
    const qint64 number = cursor.toLongLong(&ok);
    return ok ? std::optional(number) : std::nullopt;
}

QString orNull(const QString &text)
{
    return text.isEmpty() ? QString() : text;
}

Statement findId(const char *kind, const QString &text)
{
    return Statement::call("scrip.find_id", QString::fromLatin1(kind), text);
}

} // namespace scrip
