// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/table.h"

#include "cli/verb.h"
#include "core/json_path.h"
#include "core/text_rules.h"

#include <QJsonDocument>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace scrip::cli {

namespace {

constexpr qsizetype gap = 2;

QString padded(const QString &text, qsizetype width, Align align)
{
    return align == Align::Right ? text.rightJustified(width) : text.leftJustified(width);
}

QString trimmedEnd(QString line)
{
    while (line.endsWith(u' '))
        line.chop(1);
    return line;
}

QString lineOf(const QStringList &cells, const QList<qsizetype> &widths, const Columns &columns)
{
    QStringList parts;
    for (qsizetype i = 0; i < cells.size(); ++i)
        parts << padded(cells.at(i), widths.at(i), columns.at(i).align);
    return trimmedEnd(parts.join(QString(gap, u' ')));
}

QString arrayText(const QJsonArray &array)
{
    QStringList parts;
    for (const auto &item : array)
        parts << cellText(item);
    return parts.isEmpty() ? u"–"_s : parts.join(u", "_s);
}

Columns allFields(const QJsonObject &object)
{
    Columns columns;
    for (const QString &key : object.keys())
        columns << Column{key, key};
    return columns;
}

} // namespace

QString cellText(const QJsonValue &value)
{
    switch (value.type()) {
    case QJsonValue::Bool:
        return value.toBool() ? Say::tr("yes") : Say::tr("no");
    case QJsonValue::Double:
        return value.toInteger(-1) == value.toInteger(-2) ? QString::number(value.toInteger())
                                                          : QString::number(value.toDouble());
    case QJsonValue::String:
        return value.toString().isEmpty() ? u"–"_s : shownText(value.toString());
    case QJsonValue::Array:
        return arrayText(value.toArray());
    case QJsonValue::Object:
        return shownText(QString::fromUtf8(QJsonDocument(value.toObject()).toJson(QJsonDocument::Compact)));
    case QJsonValue::Null:
    case QJsonValue::Undefined:
        break;
    }
    return u"–"_s;
}

QString tableOf(const QJsonArray &items, const Columns &columns, bool bold)
{
    QList<QStringList> rows;
    QList<qsizetype> widths;
    QStringList headings;
    for (const Column &column : columns) {
        headings << column.heading;
        widths << column.heading.size();
    }
    for (const auto &item : items) {
        QStringList row;
        for (qsizetype i = 0; i < columns.size(); ++i) {
            row << cellText(valueAt(item.toObject(), columns.at(i).path));
            widths[i] = std::max(widths.at(i), row.last().size());
        }
        rows << row;
    }
    const QString heading = lineOf(headings, widths, columns);
    QString text = bold ? QString(u"\x1b[1m"_s + heading + u"\x1b[0m"_s) : heading;
    text += u'\n';
    for (const QStringList &row : rows)
        text += lineOf(row, widths, columns) + u'\n';
    return text;
}

QString fieldsOf(const QJsonObject &object, const Columns &columns)
{
    const Columns shown = columns.isEmpty() ? allFields(object) : columns;
    qsizetype width = 0;
    for (const Column &column : shown)
        width = std::max(width, column.heading.size());
    QString text;
    for (const Column &column : shown)
        text +=
            trimmedEnd(column.heading.leftJustified(width + gap) + cellText(valueAt(object, column.path))) + u'\n';
    return text;
}

} // namespace scrip::cli
