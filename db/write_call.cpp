// SPDX-License-Identifier: GPL-3.0-or-later
#include "db/write_call.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace scrip {

namespace {

QJsonObject parameterJson(const Parameter &parameter)
{
    const bool told = parameter.text && !parameter.withheld;
    QJsonObject json{{u"type"_s, static_cast<qint64>(parameter.type)},
                     {u"text"_s, told ? QJsonValue(QString::fromUtf8(*parameter.text)) : QJsonValue()}};
    if (parameter.withheld)
        json.insert(u"withheld"_s, true);
    return json;
}

Parameter parameterOf(const QJsonObject &json)
{
    const QJsonValue text = json["text"_L1];
    return {static_cast<quint32>(json["type"_L1].toInteger()),
            text.isString() ? std::optional(text.toString().toUtf8()) : std::nullopt, json["withheld"_L1].toBool()};
}

} // namespace

Statement WriteCall::statement() const
{
    const QString forWhom = as.isEmpty() ? QString() : as;
    QList<Parameter> all{ParameterTrait<QString>::of(key), ParameterTrait<QString>::of(forWhom)};
    all << arguments;
    return Statement::called(function, all);
}

bool WriteCall::isWhole() const
{
    return std::none_of(arguments.begin(), arguments.end(),
                        [](const Parameter &parameter) { return parameter.withheld && !parameter.text; });
}

QJsonObject WriteCall::toJson() const
{
    QJsonArray parameters;
    for (const Parameter &parameter : arguments)
        parameters << parameterJson(parameter);
    return {
        {u"function"_s, QString::fromLatin1(function)}, {u"key"_s, key}, {u"as"_s, as}, {u"arguments"_s, parameters}};
}

WriteCall WriteCall::fromJson(const QJsonObject &json)
{
    WriteCall call{
        json["function"_L1].toString().toLatin1(), json["key"_L1].toString(), json["as"_L1].toString(), {}};
    const QJsonArray parameters = json["arguments"_L1].toArray();
    for (const QJsonValue &parameter : parameters)
        call.arguments << parameterOf(parameter.toObject());
    return call;
}

} // namespace scrip
