// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/csv_text.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace scrip {

namespace {

bool isDigits(QStringView text)
{
    return !text.isEmpty() && std::all_of(text.begin(), text.end(), [](QChar c) { return c >= u'0' && c <= u'9'; });
}

bool isNumber(QStringView text)
{
    if (text.startsWith(u'-'))
        text = text.sliced(1);
    const qsizetype point = text.indexOf(u'.');
    return point < 0 ? isDigits(text) : isDigits(text.first(point)) && isDigits(text.sliced(point + 1));
}

bool isFormula(const QString &text)
{
    return !text.isEmpty() && u"=+-@\t\r"_s.contains(text.front());
}

QString quoted(const QString &text)
{
    const bool plain = std::none_of(text.begin(), text.end(), [](QChar c) {
        return c == u',' || c == u'"' || c == u'\n' || c == u'\r' || c == u'\t';
    });
    return plain ? text : QString(u'"' + QString(text).replace(u'"', u"\"\""_s) + u'"');
}

QString cellText(const CsvCell &cell)
{
    const bool formula = isFormula(cell.text) && !(cell.number && isNumber(cell.text));
    return quoted(formula ? QString(u'\'' + cell.text) : cell.text);
}

} // namespace

CsvCell csvCell(const QJsonValue &value, bool number)
{
    const auto json = [](const QJsonDocument &document) {
        return QString::fromUtf8(document.toJson(QJsonDocument::Compact));
    };
    switch (value.type()) {
    case QJsonValue::Bool:
        return {value.toBool() ? u"true"_s : u"false"_s, false};
    case QJsonValue::Double:
        return {QString::number(value.toInteger()), true};
    case QJsonValue::Array:
        return {json(QJsonDocument(value.toArray())), false};
    case QJsonValue::Object:
        return {json(QJsonDocument(value.toObject())), false};
    case QJsonValue::String:
        return {value.toString(), number};
    case QJsonValue::Null:
    case QJsonValue::Undefined:
        break;
    }
    return {};
}

QByteArray csvLine(const QList<CsvCell> &cells)
{
    QStringList parts;
    parts.reserve(cells.size());
    for (const CsvCell &cell : cells)
        parts << cellText(cell);
    return (parts.join(u',') + u"\r\n"_s).toUtf8();
}

} // namespace scrip
