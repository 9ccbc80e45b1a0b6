// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/ids.h"

#include <QDateTime>
#include <QJsonArray>
#include <QJsonObject>
#include <QJsonValue>
#include <QString>
#include <QStringList>
#include <QUuid>

#include <memory>
#include <optional>

struct pg_result;

namespace scrip {

/// One value of an answer as it came over the wire, in PostgreSQL's binary format. Borrowed from its Rows.
struct Cell
{
    const char *data = nullptr;
    int size = 0;
    bool null = true;
};

/// How a C++ type is read out of a cell; specialised for every type that may be asked for. Null reads as the type's
/// empty value.
template <typename T> struct ColumnTrait;

template <> struct ColumnTrait<QString>
{
    static QString of(const Cell &cell);
};
template <> struct ColumnTrait<bool>
{
    static bool of(const Cell &cell);
};
template <> struct ColumnTrait<int>
{
    static int of(const Cell &cell);
};
/// int2, int4 and int8, by their size.
template <> struct ColumnTrait<qint64>
{
    static qint64 of(const Cell &cell);
};
template <> struct ColumnTrait<double>
{
    static double of(const Cell &cell);
};
template <> struct ColumnTrait<QUuid>
{
    static QUuid of(const Cell &cell);
};
template <typename Tag> struct ColumnTrait<Id<Tag>>
{
    static Id<Tag> of(const Cell &cell) { return Id<Tag>(ColumnTrait<QUuid>::of(cell)); }
};
/// UTC, cut to milliseconds; infinity is invalid.
template <> struct ColumnTrait<QDateTime>
{
    static QDateTime of(const Cell &cell);
};
/// jsonb of any kind; null both for SQL's null and for JSON's.
template <> struct ColumnTrait<QJsonValue>
{
    static QJsonValue of(const Cell &cell);
};
template <> struct ColumnTrait<QJsonObject>
{
    static QJsonObject of(const Cell &cell) { return ColumnTrait<QJsonValue>::of(cell).toObject(); }
};
template <> struct ColumnTrait<QJsonArray>
{
    static QJsonArray of(const Cell &cell) { return ColumnTrait<QJsonValue>::of(cell).toArray(); }
};
/// An array of one dimension.
template <> struct ColumnTrait<QStringList>
{
    static QStringList of(const Cell &cell);
};
template <typename T> struct ColumnTrait<std::optional<T>>
{
    static std::optional<T> of(const Cell &cell)
    {
        return cell.null ? std::nullopt : std::optional(ColumnTrait<T>::of(cell));
    }
};

/// The rows that a statement answered, with all their columns in binary. Shared when copied; the columns are asked
/// for by their place, from 0.
class Rows
{
public:
    Rows() = default;
    /// Takes the result over.
    explicit Rows(pg_result *result);

    [[nodiscard]] int count() const;
    [[nodiscard]] Cell cell(int row, int column) const;
    template <typename T> [[nodiscard]] T value(int row, int column) const
    {
        return ColumnTrait<T>::of(cell(row, column));
    }
    /// The only value of a statement that answers one; the empty one when there is no row.
    template <typename T> [[nodiscard]] T single() const { return count() > 0 ? value<T>(0, 0) : T{}; }

private:
    std::shared_ptr<pg_result> m_result;
};

} // namespace scrip
