// SPDX-License-Identifier: GPL-3.0-or-later
#include "db/pg_store.h"

using namespace Qt::StringLiterals;

namespace scrip {

Result<Rows> PgStore::lookedUp(Connection &connection, const QString &text, const Statement &statement)
{
    const Result<Rows> begun = connection.run(Statement::call("scrip.begin_lookup", text));
    return begun ? connection.run(statement) : begun;
}

Failure noCursor()
{
    return Failure::named(u"usage"_s, u"This is no cursor of this list."_s, u"after"_s);
}

Result<std::optional<qint64>> numericCursor(const QString &cursor)
{
    if (cursor.isEmpty())
        return std::optional<qint64>();
    bool ok = false;
    const qint64 number = cursor.toLongLong(&ok);
    if (!ok)
        return noCursor();
    return std::optional(number);
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
