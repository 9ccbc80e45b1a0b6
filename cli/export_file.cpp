// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/export_file.h"

#include "cli/table.h"
#include "core/csv_text.h"
#include "sheets/private_file.h"

#include <QJsonDocument>

using namespace Qt::StringLiterals;

namespace scrip::cli {

namespace {

constexpr int pageSize = 1'000;

QByteArray headingOf(const QList<ExportColumn> &columns)
{
    QList<CsvCell> cells;
    for (const ExportColumn &column : columns)
        cells << CsvCell{column.path};
    return csvLine(cells);
}

QByteArray csvOf(const QJsonObject &item, const QList<ExportColumn> &columns)
{
    QList<CsvCell> cells;
    for (const ExportColumn &column : columns)
        cells << csvCell(valueAt(item, column.path), column.number);
    return csvLine(cells);
}

QByteArray jsonOf(const QJsonObject &item)
{
    return QJsonDocument(item).toJson(QJsonDocument::Compact) + '\n';
}

/// Writes the pages one after the other; answers how many rows there are.
Result<qint64> writeAll(PrivateFile &target, const QList<ExportColumn> &columns, bool csv,
                        const ListOptions::Fetch &fetch)
{
    QFile &file = target.file();
    if (csv && file.write(headingOf(columns)) < 0)
        return target.notWritten(file.errorString());
    qint64 rows = 0;
    QString after;
    do {
        const auto slice = fetch(after, pageSize);
        if (!slice)
            return slice.failure();
        QByteArray text;
        for (const auto &item : slice->items)
            text += csv ? csvOf(item.toObject(), columns) : jsonOf(item.toObject());
        if (file.write(text) != text.size())
            return target.notWritten(file.errorString());
        rows += slice->items.size();
        after = slice->next;
    } while (!after.isEmpty());
    return rows;
}

} // namespace

void ExportOptions::declare(Verb &verb)
{
    verb.required("--format", u"csv|jsonl"_s, Say::tr("CSV, or one JSON object a line."), m_format);
    verb.required("--output", u"FILE"_s, Say::tr("The file, readable for you alone; whole or not there at all."),
                  m_output);
    verb.flag("--overwrite", Say::tr("Replace the file."), m_overwrite);
}

Result<Reply> ExportOptions::run(const QList<ExportColumn> &columns, const ListOptions::Fetch &fetch) const
{
    const bool csv = m_format == u"csv";
    if (!csv && m_format != u"jsonl")
        return usage(Say::tr("There is no format “%1”: choose csv or jsonl.").arg(m_format.left(80)), u"format"_s);
    if (m_output.isEmpty())
        return usage(Say::tr("Name the file to write."), u"output"_s);
    if (const auto free = PrivateFile::checkTarget(m_output, m_overwrite); !free)
        return free.failure();
    PrivateFile file(m_output);
    if (const auto opened = file.open(); !opened)
        return opened.failure();
    const Result<qint64> rows = writeAll(file, columns, csv, fetch);
    if (!rows)
        return rows.failure();
    if (const auto committed = file.commit(m_overwrite); !committed)
        return committed.failure();
    return Reply::of({{u"file"_s, m_output}, {u"rows"_s, *rows}},
                     {{u"file"_s, Say::tr("File")}, {u"rows"_s, Say::tr("Rows")}});
}

} // namespace scrip::cli
