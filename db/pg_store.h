// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/page_query.h"
#include "core/ports/event_store.h"
#include "db/executor.h"
#include "db/writer.h"

namespace scrip {

/// What the stores share: asking and writing on a lane. The executor and the writer belong to whoever opened the
/// database and outlive the stores.
class PgStore
{
protected:
    using Kind = Executor::Kind;
    using Length = Writer::Length;

    PgStore(Executor &executor, const Writer &writer)
        : m_executor(executor)
        , m_writer(writer)
    {
    }

    /// Asks for one value, which `decode(const QJsonValue &)` turns into a T or a Result<T>.
    template <typename T, typename Decode> Answer<T> ask(const Statement &statement, Decode decode)
    {
        return m_executor.read<T>(Kind::Interactive, [statement, decode](Connection &connection) -> Result<T> {
            const Result<Rows> rows = connection.run(statement);
            if (!rows)
                return rows.failure();
            return decode(rows->single<QJsonValue>());
        });
    }

    /// Asks the same of something that `text` looks up. A look-up by support is counted in a transaction of its own
    /// before: the database answers none otherwise.
    template <typename T, typename Decode>
    Answer<T> lookUp(const QString &text, const Statement &statement, Decode decode)
    {
        return m_executor.read<T>(Kind::Interactive, [text, statement, decode](Connection &connection) -> Result<T> {
            const Result<Rows> rows = lookedUp(connection, text, statement);
            if (!rows)
                return rows.failure();
            return decode(rows->single<QJsonValue>());
        });
    }
    static Result<Rows> lookedUp(Connection &connection, const QString &text, const Statement &statement);

    /// Asks for rows, which `decode(const Rows &)` turns into a T.
    template <typename T, typename Decode> Answer<T> askRows(const Statement &statement, Decode decode)
    {
        return m_executor.read<T>(Kind::Interactive, [statement, decode](Connection &connection) -> Result<T> {
            const Result<Rows> rows = connection.run(statement);
            if (!rows)
                return rows.failure();
            return decode(*rows);
        });
    }

    /// Writes; `decode(const QJsonObject &)` reads the answer.
    template <typename T, typename Decode>
    Answer<T> write(const WriteCall &call, Decode decode, Kind kind = Kind::Interactive)
    {
        return m_executor.run<T>(kind, [this, call, decode, kind](Connection &connection) -> Result<T> {
            const Length length = kind == Kind::Bulk ? Length::Long : Length::Short;
            const Result<QJsonObject> answer = m_writer.call(connection, call, length);
            if (!answer)
                return answer.failure();
            return decode(*answer);
        });
    }

    Executor &m_executor;
    const Writer &m_writer;
};

/// The object under `field` of a write's answer.
template <typename T, typename Decode> auto written(const char *field, Decode decode)
{
    return [field, decode](const QJsonObject &answer) {
        return Written<T>{decode(answer[QLatin1String(field)].toObject()),
                          answer[QLatin1String("replayed")].toBool()};
    };
}

/// For a question that answers its refusals as values, since raising would undo that it was counted: the decoder of
/// what is no refusal.
template <typename T, typename Decode> auto orRefusal(Decode decode)
{
    return [decode](const QJsonValue &json) -> Result<T> {
        const QJsonObject answer = json.toObject();
        return answer.contains(QLatin1String("ok")) ? Result<T>(answeredRefusal(answer)) : decode(answer);
    };
}

/// {"items": […], "next": cursor or null}.
template <typename T, typename Decode> Page<T> pageFromJson(const QJsonValue &json, Decode decode)
{
    Page<T> page;
    const QJsonArray items = json[QLatin1String("items")].toArray();
    for (const auto &item : items)
        page.items << decode(item.toObject());
    const QJsonValue next = json[QLatin1String("next")];
    page.next = next.isDouble() ? QString::number(next.toInteger()) : next.toString();
    return page;
}

/// {"count": …, "exact": …}.
[[nodiscard]] inline RowCount rowCountFromJson(const QJsonValue &json)
{
    return {json[QLatin1String("count")].toInteger(), json[QLatin1String("exact")].toBool(true)};
}

template <typename T, typename Decode> QList<T> listFromJson(const QJsonValue &json, Decode decode)
{
    QList<T> list;
    const QJsonArray items = json.toArray();
    for (const auto &item : items)
        list << decode(item.toObject());
    return list;
}

/// What came as a cursor is none.
[[nodiscard]] Failure noCursor();
/// A cursor that is a number; nothing for an empty one. Refuses with usage what is none.
[[nodiscard]] Result<std::optional<qint64>> numericCursor(const QString &cursor);
/// Null in place of an empty text.
[[nodiscard]] QString orNull(const QString &text);
/// Statement that finds the id of a kind of object from what was typed.
[[nodiscard]] Statement findId(const char *kind, const QString &text);

} // namespace scrip
