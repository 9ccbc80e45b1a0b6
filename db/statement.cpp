// SPDX-License-Identifier: GPL-3.0-or-later
#include "db/statement.h"

namespace scrip {

namespace {

/// An element of an array literal, quoted whatever is in it.
QByteArray quotedElement(const QString &text)
{
    QByteArray quoted = text.toUtf8();
    quoted.replace('\\', "\\\\").replace('"', "\\\"");
    return QByteArray('"' + quoted + '"');
}

} // namespace

Parameter ParameterTrait<QStringList>::of(const QStringList &value)
{
    QByteArrayList elements;
    for (const QString &text : value)
        elements << quotedElement(text);
    return {oid::textArray, QByteArray('{' + elements.join(',') + '}')};
}

Statement::Statement(const QByteArray &text, const QList<Parameter> &parameters)
    : m_text(text)
    , m_parameters(parameters)
{
}

Statement Statement::called(const QByteArray &function, const QList<Parameter> &parameters)
{
    return {"SELECT " + function + placeholders(parameters.size()), parameters};
}

QByteArray Statement::placeholders(qsizetype count)
{
    QByteArrayList numbers;
    for (qsizetype i = 1; i <= count; ++i)
        numbers << '$' + QByteArray::number(i);
    return QByteArray('(' + numbers.join(", ") + ')');
}

} // namespace scrip
