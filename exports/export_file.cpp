// SPDX-License-Identifier: GPL-3.0-or-later
#include "exports/export_file.h"

#include "core/awaited.h"
#include "core/private_file.h"
#include "exports/row_writer.h"

#include <QCoreApplication>

using namespace Qt::StringLiterals;

namespace scrip {

namespace {

class Words
{
    Q_DECLARE_TR_FUNCTIONS(scrip::Exports)
};

/// One round trip for so many: large enough that the way does not count, small enough to be broken off soon.
constexpr int pageRows = 1'000;

Failure tooMany(const ExportTarget &target)
{
    return Failure::named(u"file_not_written"_s,
                          Words::tr("A workbook holds %1 rows, and there are more.").arg(mostRows(target.format)),
                          u"format"_s, Words::tr("Write CSV or JSON lines, or filter."));
}

/// The pages of a list one after the other; the next one is on its way while one is written.
class Pages
{
public:
    Pages(const ExportFetch &fetch, const JobControl &control)
        : m_fetch(fetch)
        , m_control(control)
        , m_coming(fetch({}, pageRows))
    {
    }

    Result<ExportPage> next()
    {
        Result<ExportPage> page = awaited(m_coming);
        m_last = !page || page->next.isEmpty();
        if (!m_last && !m_control.isCancelled())
            m_coming = m_fetch(page->next, pageRows);
        return page;
    }
    [[nodiscard]] bool atEnd() const { return m_last; }

private:
    const ExportFetch &m_fetch;
    const JobControl &m_control;
    Answer<ExportPage> m_coming;
    bool m_last = false;
};

/// Writes the pages one after the other; answers how many rows there are.
Result<qint64> writeAll(const ExportTarget &target, PrivateFile &file, RowWriter &writer, const ExportFetch &fetch,
                        const JobControl &control)
{
    if (const QString wrong = writer.begin(); !wrong.isEmpty())
        return file.notWritten(wrong);
    const qint64 most = mostRows(target.format);
    qint64 rows = 0;
    for (Pages pages(fetch, control); !pages.atEnd();) {
        const auto page = pages.next();
        if (control.isCancelled())
            return Failure::cancelled(Words::tr("Cancelled; no file was written."), u"file_not_written"_s);
        if (!page)
            return page.failure();
        rows += page->rows->count();
        if (most > 0 && rows > most)
            return tooMany(target);
        if (const QString wrong = writer.rows(*page->rows); !wrong.isEmpty())
            return file.notWritten(wrong);
        control.report(rows, 0);
    }
    if (const QString wrong = writer.end(); !wrong.isEmpty())
        return file.notWritten(wrong);
    return rows;
}

} // namespace

Result<qint64> writeExport(const ExportTarget &target, const QList<ExportColumn> &columns, const ExportFetch &fetch,
                           const JobControl &control)
{
    if (const auto free = PrivateFile::checkTarget(target.path, target.overwrite); !free)
        return free.failure();
    PrivateFile file(target.path);
    if (const auto opened = file.open(); !opened)
        return opened.failure();
    const auto writer = rowWriter(target.format, file.file(), columns);
    Result<qint64> rows = writeAll(target, file, *writer, fetch, control);
    if (!rows)
        return rows;
    if (const auto committed = file.commit(target.overwrite); !committed)
        return committed.failure();
    return rows;
}

} // namespace scrip
