// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/table_text.h"

#include <QAbstractItemModel>
#include <QStringList>

#include <functional>

namespace scrip {

using namespace Qt::StringLiterals;

namespace {

QString lines(const QAbstractItemModel &model, const QModelIndexList &rows, const QList<int> &columns,
              const std::function<QString(const QString &)> &cell, QChar separator, const QString &end)
{
    QStringList answer;
    QStringList header;
    for (const int column : columns)
        header.append(cell(model.headerData(column, Qt::Horizontal).toString()));
    answer.append(header.join(separator));
    for (const QModelIndex &row : rows) {
        QStringList cells;
        for (const int column : columns)
            cells.append(cell(row.siblingAtColumn(column).data().toString()));
        answer.append(cells.join(separator));
    }
    return answer.join(end) + end;
}

} // namespace

QString tableAsText(const QAbstractItemModel &model, const QModelIndexList &rows, const QList<int> &columns)
{
    const auto flat = [](const QString &text) { return text.simplified(); };
    return lines(model, rows, columns, flat, u'\t', u"\n"_s);
}

QString csvCell(const QString &text)
{
    QString cell = text;
    if (!cell.isEmpty() && u"=+-@\t\r"_s.contains(cell.front()))
        cell.prepend(u'\'');
    const bool quote = cell.contains(u',') || cell.contains(u'"') || cell.contains(u'\n') || cell.contains(u'\r');
    return quote ? QString(u'"' % cell.replace(u'"', u"\"\""_s) % u'"') : cell;
}

QString tableAsCsv(const QAbstractItemModel &model, const QModelIndexList &rows, const QList<int> &columns)
{
    return lines(model, rows, columns, csvCell, u',', u"\r\n"_s);
}

} // namespace scrip
