// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/export_file.h"

#include "exports/export_file.h"

using namespace Qt::StringLiterals;

namespace scrip::cli {

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

Result<Reply> ExportOptions::run(const QList<ExportColumn> &columns, const ExportFetch &fetch) const
{
    if (!m_formats.contains(m_format))
        return usage(
            Say::tr("There is no format “%1”: choose one of %2.").arg(m_format.left(80), m_formats.join(u", "_s)),
            u"format"_s);
    if (m_output.isEmpty())
        return usage(Say::tr("Name the file to write."), u"output"_s);
    const auto format = exportFormatFromName(m_format);
    const ExportTarget target{format.value_or(ExportFormat::Csv), m_output, m_overwrite};
    const Result<qint64> rows = writeExport(target, columns, fetch, JobControl());
    if (!rows)
        return rows.failure();
    return Reply::of({{u"file"_s, m_output}, {u"rows"_s, *rows}},
                     {{u"file"_s, Say::tr("File")}, {u"rows"_s, Say::tr("Rows")}});
}

} // namespace scrip::cli
