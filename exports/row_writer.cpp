// SPDX-License-Identifier: GPL-3.0-or-later
#include "exports/row_writer.h"

#include "core/csv_text.h"
#include "exports/xlsx_file.h"

#include <QFile>
#include <QJsonDocument>

namespace scrip {

namespace {

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
        QString text;
        appendCsvLine(text, cells);
        return put(m_file, text.toUtf8());
    }

    QString rows(const ExportRows &rows) override
    {
        QString text;
        QList<CsvCell> cells;
        for (qsizetype row = 0; row < rows.count(); ++row) {
            cells.clear();
            rows.appendCells(row, cells);
            appendCsvLine(text, cells);
        }
        return put(m_file, text.toUtf8());
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

    QString rows(const ExportRows &rows) override
    {
        QByteArray text;
        for (qsizetype row = 0; row < rows.count(); ++row)
            text += QJsonDocument(rows.object(row)).toJson(QJsonDocument::Compact) + '\n';
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

    QString rows(const ExportRows &rows) override
    {
        QList<CsvCell> cells;
        for (qsizetype row = 0; row < rows.count(); ++row) {
            cells.clear();
            rows.appendCells(row, cells);
            if (!m_book.row(cells))
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

std::unique_ptr<RowWriter> rowWriter(ExportFormat format, QFile &file, const QList<ExportColumn> &columns)
{
    switch (format) {
    case ExportFormat::Workbook:
        return std::make_unique<XlsxWriter>(file, columns);
    case ExportFormat::JsonLines:
        return std::make_unique<JsonLinesWriter>(file);
    case ExportFormat::Csv:
        break;
    }
    return std::make_unique<CsvWriter>(file, columns);
}

} // namespace scrip
