// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/table_text.h"

#include <QAbstractItemModel>
#include <QStringList>

namespace scrip {

using namespace Qt::StringLiterals;

namespace {

QString textOf(const QModelIndex &index, const CellText &text)
{
    return text ? text(index) : index.data().toString();
}

QString lines(const QAbstractItemModel &model, const QModelIndexList &rows, const QList<int> &columns,
              const CellText &text, const std::function<QString(const QString &)> &cell, QChar separator,
              const QString &end)
{
    QStringList answer;
    QStringList header;
    for (const int column : columns)
        header.append(cell(model.headerData(column, Qt::Horizontal).toString()));
    answer.append(header.join(separator));
    for (const QModelIndex &row : rows) {
        QStringList cells;
        for (const int column : columns)
            cells.append(cell(textOf(row.siblingAtColumn(column), text)));
        answer.append(cells.join(separator));
    }
    return answer.join(end) + end;
}

} // namespace

QString tableAsText(const QAbstractItemModel &model, const QModelIndexList &rows, const QList<int> &columns,
                    const CellText &text)
{
    const auto flat = [](const QString &cell) { return cell.simplified(); };
    return lines(model, rows, columns, text, flat, u'\t', u"\n"_s);
}

QString csvCell(const QString &text)
{
    QString cell = text;
    if (!cell.isEmpty() && u"=+-@\t\r"_s.contains(cell.front()))
        cell.prepend(u'\'');
    const bool quote = cell.contains(u',') || cell.contains(u'"') || cell.contains(u'\n') || cell.contains(u'\r');
    return quote ? QString(u'"' % cell.replace(u'"', u"\"\""_s) % u'"') : cell;
}

QString tableAsCsv(const QAbstractItemModel &model, const QModelIndexList &rows, const QList<int> &columns,
                   const CellText &text)
{
    return lines(model, rows, columns, text, csvCell, u',', u"\r\n"_s);
}

} // namespace scrip
