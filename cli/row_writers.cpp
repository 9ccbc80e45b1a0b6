// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/row_writers.h"

#include "cli/table.h"
#include "cli/verb.h"
#include "core/csv_text.h"
#include "sheets/xlsx_file.h"

#include <QFile>
#include <QJsonDocument>

using namespace Qt::StringLiterals;

namespace scrip::cli {

namespace {

QList<CsvCell> cellsOf(const QJsonObject &item, const QList<ExportColumn> &columns)
{
    QList<CsvCell> cells;
    for (const ExportColumn &column : columns)
        cells << csvCell(valueAt(item, column.path), column.number);
    return cells;
}

QString put(QFile &file, const QByteArray &bytes)
{
    return file.write(bytes) == bytes.size() ? QString() : file.errorString();
}

class CsvWriter : public RowWriter
{
public:
    CsvWriter(QFile &file, const QList<ExportColumn> &columns)
        : m_file(file)
        , m_columns(columns)
    {
    }

    QString begin() override
    {
        QList<CsvCell> cells;
        for (const ExportColumn &column : m_columns)
            cells << CsvCell{column.path};
        return put(m_file, csvLine(cells));
    }

    QString rows(const QJsonArray &items) override
    {
        QByteArray text;
        for (const auto &item : items)
            text += csvLine(cellsOf(item.toObject(), m_columns));
        return put(m_file, text);
    }

    QString end() override { return {}; }

private:
    QFile &m_file;
    QList<ExportColumn> m_columns;
};

class JsonLinesWriter : public RowWriter
{
public:
    explicit JsonLinesWriter(QFile &file)
        : m_file(file)
    {
    }

    QString begin() override { return {}; }

    QString rows(const QJsonArray &items) override
    {
        QByteArray text;
        for (const auto &item : items)
            text += QJsonDocument(item.toObject()).toJson(QJsonDocument::Compact) + '\n';
        return put(m_file, text);
    }

    QString end() override { return {}; }

private:
    QFile &m_file;
};

class XlsxWriter : public RowWriter
{
public:
    XlsxWriter(QFile &file, const QList<ExportColumn> &columns)
        : m_book(file)
        , m_columns(columns)
    {
    }

    QString begin() override
    {
        QStringList names;
        for (const ExportColumn &column : m_columns)
            names << column.path;
        return m_book.heading(names) ? QString() : m_book.finish();
    }

    QString rows(const QJsonArray &items) override
    {
        for (const auto &item : items) {
            if (!m_book.row(cellsOf(item.toObject(), m_columns)))
                return m_book.finish();
        }
        return {};
    }

    QString end() override { return m_book.finish(); }

private:
    XlsxFile m_book;
    QList<ExportColumn> m_columns;
};

} // namespace

std::unique_ptr<RowWriter> rowWriter(const QString &format, QFile &file, const QList<ExportColumn> &columns)
{
    if (format == u"csv")
        return std::make_unique<CsvWriter>(file, columns);
    if (format == u"jsonl")
        return std::make_unique<JsonLinesWriter>(file);
    return format == u"xlsx" ? std::make_unique<XlsxWriter>(file, columns) : nullptr;
}

} // namespace scrip::cli
