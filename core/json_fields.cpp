// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/json_fields.h"

#include "core/event_times.h"

namespace scrip::json {

QJsonValue of(const QDateTime &time)
{
    return time.isValid() ? QJsonValue(timeText(time)) : QJsonValue();
}

QJsonValue of(const std::optional<qint64> &count)
{
    return count ? QJsonValue(*count) : QJsonValue();
}

QJsonValue of(const std::optional<Money> &money)
{
    return money ? QJsonValue(money->toText()) : QJsonValue();
}

QJsonValue orNull(const QString &text)
{
    return text.isEmpty() ? QJsonValue() : QJsonValue(text);
}

QJsonArray of(const QStringList &texts)
{
    return QJsonArray::fromStringList(texts);
}

/// Cut to milliseconds as where times come in binary: Qt would round, and one moment would be told as two.
QDateTime time(const QJsonValue &value)
{
    QString text = value.toString();
    const qsizetype point = text.indexOf(u'.');
    qsizetype end = point + 1;
    while (point >= 0 && end < text.size() && text.at(end).isDigit())
        ++end;
    if (point >= 0 && end > point + 4)
        text.remove(point + 4, end - point - 4);
    return QDateTime::fromString(text, Qt::ISODateWithMs).toUTC();
}

std::optional<qint64> count(const QJsonValue &value)
{
    return value.isDouble() ? std::optional(value.toInteger()) : std::nullopt;
}

Money money(const QJsonValue &value, const Currency &currency)
{
    const Result<Money> parsed = Money::parse(value.toString(), currency, {});
    return parsed ? *parsed : Money(0, currency);
}

std::optional<Money> optionalMoney(const QJsonValue &value, const Currency &currency)
{
    return value.isString() ? std::optional(money(value, currency)) : std::nullopt;
}

QStringList texts(const QJsonValue &value)
{
    QStringList list;
    const QJsonArray array = value.toArray();
    for (const QJsonValue &item : array)
        list << item.toString();
    return list;
}

} // namespace scrip::json
