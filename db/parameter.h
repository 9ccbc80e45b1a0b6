// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/ids.h"

#include <QByteArray>
#include <QDateTime>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QString>
#include <QStringList>

#include <optional>

namespace scrip {

/// One argument of a statement as the server takes it: its type and its text, no bytes at all for null. A value.
struct Parameter
{
    quint32 type = 0; ///< Oid of the type in PostgreSQL.
    std::optional<QByteArray> text;
    bool withheld = false; ///< Never written down: the journal keeps only that there was something.

    friend bool operator==(const Parameter &, const Parameter &) = default;
};

/// Oids of the built-in types; they never change.
namespace oid {
inline constexpr quint32 boolean = 16;
inline constexpr quint32 int8 = 20;
inline constexpr quint32 int4 = 23;
inline constexpr quint32 text = 25;
inline constexpr quint32 float8 = 701;
inline constexpr quint32 textArray = 1009;
inline constexpr quint32 timestamptz = 1184;
inline constexpr quint32 uuid = 2950;
inline constexpr quint32 uuidArray = 2951;
inline constexpr quint32 jsonb = 3802;
} // namespace oid

/// How a C++ type becomes a parameter; specialised for every type that may be one. A type without it does not
/// compile.
template <typename T> struct ParameterTrait;

template <> struct ParameterTrait<bool>
{
    static Parameter of(bool value) { return {oid::boolean, QByteArray(value ? "t" : "f")}; }
};

template <> struct ParameterTrait<int>
{
    static Parameter of(int value) { return {oid::int4, QByteArray::number(value)}; }
};

template <> struct ParameterTrait<std::optional<int>>
{
    static Parameter of(std::optional<int> value)
    {
        return {oid::int4, value ? std::optional(QByteArray::number(*value)) : std::nullopt};
    }
};

template <> struct ParameterTrait<qint64>
{
    static Parameter of(qint64 value) { return {oid::int8, QByteArray::number(value)}; }
};

template <> struct ParameterTrait<double>
{
    static Parameter of(double value) { return {oid::float8, QByteArray::number(value, 'g', 17)}; }
};

/// A null string is null; an empty one is empty.
template <> struct ParameterTrait<QString>
{
    static Parameter of(const QString &value)
    {
        return {oid::text, value.isNull() ? std::nullopt : std::optional(value.toUtf8())};
    }
};

/// A text that the journal may not hold, such as a code in plain.
struct WithheldText
{
    QString text;
};

template <> struct ParameterTrait<WithheldText>
{
    static Parameter of(const WithheldText &value) { return {oid::text, value.text.toUtf8(), true}; }
};

/// A null id is null.
template <typename Tag> struct ParameterTrait<Id<Tag>>
{
    static Parameter of(const Id<Tag> &value)
    {
        return {oid::uuid, value.isNull() ? std::nullopt : std::optional(value.toText().toLatin1())};
    }
};

/// An invalid time is null.
template <> struct ParameterTrait<QDateTime>
{
    static Parameter of(const QDateTime &value)
    {
        return {oid::timestamptz,
                value.isValid() ? std::optional(value.toUTC().toString(Qt::ISODateWithMs).toLatin1()) : std::nullopt};
    }
};

template <> struct ParameterTrait<QJsonObject>
{
    static Parameter of(const QJsonObject &value)
    {
        return {oid::jsonb, QJsonDocument(value).toJson(QJsonDocument::Compact)};
    }
};

template <> struct ParameterTrait<QStringList>
{
    static Parameter of(const QStringList &value);
};

/// Texts that the journal may not hold.
struct WithheldTexts
{
    QStringList texts;
};

template <> struct ParameterTrait<WithheldTexts>
{
    static Parameter of(const WithheldTexts &value)
    {
        Parameter parameter = ParameterTrait<QStringList>::of(value.texts);
        parameter.withheld = true;
        return parameter;
    }
};

/// An array; an empty list is an empty array.
template <typename Tag> struct ParameterTrait<QList<Id<Tag>>>
{
    static Parameter of(const QList<Id<Tag>> &value)
    {
        QByteArrayList texts;
        for (const Id<Tag> &id : value)
            texts << id.toText().toLatin1();
        return {oid::uuidArray, QByteArray('{' + texts.join(',') + '}')};
    }
};

/// Nothing is null, of the type of what is not there.
template <typename T> struct ParameterTrait<std::optional<T>>
{
    static Parameter of(const std::optional<T> &value)
    {
        Parameter parameter = ParameterTrait<T>::of(value.value_or(T{}));
        if (!value)
            parameter.text = std::nullopt;
        return parameter;
    }
};

} // namespace scrip
