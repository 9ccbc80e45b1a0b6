// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/export_file.h"

#include "cli/row_writers.h"
#include "sheets/private_file.h"

using namespace Qt::StringLiterals;

namespace scrip::cli {

namespace {

constexpr int pageSize = 1'000;

/// Writes the pages one after the other; answers how many rows there are.
Result<qint64> writeAll(PrivateFile &target, RowWriter &writer, const ListOptions::Fetch &fetch)
{
    if (const QString wrong = writer.begin(); !wrong.isEmpty())
        return target.notWritten(wrong);
    qint64 rows = 0;
    QString after;
    do {
        const auto slice = fetch(after, pageSize);
        if (!slice)
            return slice.failure();
        if (const QString wrong = writer.rows(slice->items); !wrong.isEmpty())
            return target.notWritten(wrong);
        rows += slice->items.size();
        after = slice->next;
    } while (!after.isEmpty());
    if (const QString wrong = writer.end(); !wrong.isEmpty())
        return target.notWritten(wrong);
    return rows;
}

} // namespace

void ExportOptions::declare(Verb &verb, const QString &formats)
{
    m_formats = formats.split(u'|');
    const bool workbook = m_formats.contains(u"xlsx"_s);
    verb.required("--format", formats,
                  workbook ? Say::tr("CSV, a workbook, or one JSON object a line.")
                           : Say::tr("CSV, or one JSON object a line."),
                  m_format);
    verb.required("--output", u"FILE"_s, Say::tr("The file, readable for you alone; whole or not there at all."),
                  m_output);
    verb.flag("--overwrite", Say::tr("Replace the file."), m_overwrite);
}

Result<Reply> ExportOptions::run(const QList<ExportColumn> &columns, const ListOptions::Fetch &fetch) const
{
    if (!m_formats.contains(m_format))
        return usage(
            Say::tr("There is no format “%1”: choose one of %2.").arg(m_format.left(80), m_formats.join(u", "_s)),
            u"format"_s);
    if (m_output.isEmpty())
        return usage(Say::tr("Name the file to write."), u"output"_s);
    if (const auto free = PrivateFile::checkTarget(m_output, m_overwrite); !free)
        return free.failure();
    PrivateFile file(m_output);
    if (const auto opened = file.open(); !opened)
        return opened.failure();
    const auto writer = rowWriter(m_format, file.file(), columns);
    const Result<qint64> rows = writeAll(file, *writer, fetch);
    if (!rows)
        return rows.failure();
    if (const auto committed = file.commit(m_overwrite); !committed)
        return committed.failure();
    return Reply::of({{u"file"_s, m_output}, {u"rows"_s, *rows}},
                     {{u"file"_s, Say::tr("File")}, {u"rows"_s, Say::tr("Rows")}});
}

} // namespace scrip::cli
