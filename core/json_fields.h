// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/ids.h"
#include "core/money.h"

#include <QDateTime>
#include <QJsonArray>
#include <QJsonObject>

#include <optional>

namespace scrip::json {

// Single fields of the contract's objects, read and written one way only. Internal to core/*_json.cpp.

[[nodiscard]] QJsonValue of(const QDateTime &time);              ///< null when invalid
[[nodiscard]] QJsonValue of(const std::optional<qint64> &count); ///< null when absent
[[nodiscard]] QJsonValue of(const std::optional<Money> &money);  ///< decimal text
[[nodiscard]] QJsonValue orNull(const QString &text);            ///< null when empty
[[nodiscard]] QJsonArray of(const QStringList &texts);

template <typename Tag> QJsonValue of(const Id<Tag> &id)
{
    return id.isNull() ? QJsonValue() : QJsonValue(id.toText());
}

[[nodiscard]] QDateTime time(const QJsonValue &value);
[[nodiscard]] std::optional<qint64> count(const QJsonValue &value);
[[nodiscard]] Money money(const QJsonValue &value, const Currency &currency);
[[nodiscard]] std::optional<Money> optionalMoney(const QJsonValue &value, const Currency &currency);
[[nodiscard]] QStringList texts(const QJsonValue &value);

template <typename TypedId> TypedId id(const QJsonValue &value)
{
    return TypedId::fromText(value.toString());
}

} // namespace scrip::json
