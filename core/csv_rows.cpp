// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/csv_rows.h"

#include <QCoreApplication>
#include <QStringDecoder>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace scrip {

namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(scrip::CsvRows)
};

Failure unreadable(const QString &sentence)
{
    return Failure::named(u"usage"_s, sentence, u"file"_s);
}

/// One walk over the text. Lives for that.
class Reader
{
public:
    explicit Reader(const QString &text)
        : m_text(text)
    {
    }

    Result<QList<CsvRow>> read()
    {
        while (m_at < m_text.size()) {
            if (!readCell())
                return unreadable(Words::tr("The quote that begins in line %1 has no end.").arg(m_row.line));
            finishCell();
        }
        finishRow();
        return m_rows;
    }

private:
    [[nodiscard]] QChar here() const { return m_at < m_text.size() ? m_text.at(m_at) : QChar(); }

    /// False when a quote does not end.
    bool readCell()
    {
        m_cell.clear();
        if (m_row.cells.isEmpty())
            m_row.line = m_line;
        if (here() == u'"' && !readQuoted())
            return false;
        while (m_at < m_text.size() && here() != u',' && here() != u'\n')
            m_cell += m_text.at(m_at++);
        if (m_cell.endsWith(u'\r') && here() == u'\n')
            m_cell.chop(1);
        return true;
    }

    bool readQuoted()
    {
        for (++m_at; m_at < m_text.size(); ++m_at) {
            if (here() == u'"') {
                ++m_at;
                if (here() != u'"')
                    return true;
            }
            if (here() == u'\n')
                ++m_line;
            m_cell += here();
        }
        return false;
    }

    void finishCell()
    {
        m_row.cells << m_cell;
        const QChar end = here();
        ++m_at;
        if (end == u',' && m_at >= m_text.size())
            m_row.cells << QString();
        if (end != u',')
            finishRow();
    }

    void finishRow()
    {
        const bool blank = std::all_of(m_row.cells.begin(), m_row.cells.end(),
                                       [](const QString &cell) { return cell.trimmed().isEmpty(); });
        if (!blank)
            m_rows << m_row;
        m_row = {};
        ++m_line;
    }

    const QString &m_text;
    qsizetype m_at = 0;
    int m_line = 1;
    QString m_cell;
    CsvRow m_row;
    QList<CsvRow> m_rows;
};

qsizetype columnOf(const CsvRow &heading, const QStringList &headings)
{
    for (qsizetype i = 0; i < heading.cells.size(); ++i) {
        if (headings.contains(heading.cells.at(i).trimmed(), Qt::CaseInsensitive))
            return i;
    }
    return -1;
}

} // namespace

Result<QList<CsvRow>> csvRows(const QByteArray &bytes)
{
    // Not waiting for more: half a letter at the end is a letter of another encoding.
    QStringDecoder decode(QStringDecoder::Utf8, QStringDecoder::Flag::Stateless);
    const QString text = decode(bytes);
    if (decode.hasError() || text.contains(QChar(0)))
        return unreadable(Words::tr("The file is not text in UTF-8."));
    return Reader(text).read();
}

Result<QList<CsvValue>> csvColumn(const QByteArray &bytes, const QStringList &headings)
{
    const Result<QList<CsvRow>> rows = csvRows(bytes);
    if (!rows)
        return rows.failure();
    QList<CsvValue> values;
    if (rows->isEmpty())
        return values;
    const qsizetype wide = rows->first().cells.size();
    for (const CsvRow &row : *rows) {
        if (row.cells.size() != wide)
            return unreadable(
                Words::tr("Line %1 has %2 cells, and the first one has %3: a comma too many or too few.")
                    .arg(row.line)
                    .arg(row.cells.size())
                    .arg(wide));
    }
    const qsizetype named = columnOf(rows->first(), headings);
    if (named < 0 && wide > 1)
        return unreadable(Words::tr("The file has several columns: name the right one “%1” in its first line.")
                              .arg(headings.first()));
    const qsizetype column = std::max<qsizetype>(named, 0);
    for (qsizetype i = named < 0 ? 0 : 1; i < rows->size(); ++i)
        values << CsvValue{rows->at(i).line, rows->at(i).cells.value(column)};
    return values;
}

} // namespace scrip
