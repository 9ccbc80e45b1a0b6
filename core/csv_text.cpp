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
    return !text.isEmpty() && QStringView(u"=+-@\t\r").contains(text.front());
}

void appendQuoted(QString &line, QStringView text)
{
    line += u'"';
    for (const QChar c : text) {
        line += c;
        if (c == u'"')
            line += c;
    }
    line += u'"';
}

/// Straight into the line: files of a million rows are made of this.
void appendCell(QString &line, const CsvCell &cell)
{
    const bool plain = std::none_of(cell.text.begin(), cell.text.end(), [](QChar c) {
        return c == u',' || c == u'"' || c == u'\n' || c == u'\r' || c == u'\t';
    });
    const bool formula = isFormula(cell.text) && !(cell.number && isNumber(cell.text));
    if (!plain)
        appendQuoted(line, formula ? QString(u'\'' + cell.text) : cell.text);
    else if (formula)
        line += u'\'' + cell.text;
    else
        line += cell.text;
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

void appendCsvLine(QString &text, const QList<CsvCell> &cells)
{
    for (const CsvCell &cell : cells) {
        if (&cell != &cells.front())
            text += u',';
        appendCell(text, cell);
    }
    text += u"\r\n";
}

} // namespace scrip
