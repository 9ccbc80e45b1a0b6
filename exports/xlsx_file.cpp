// SPDX-License-Identifier: GPL-3.0-or-later
#include "exports/xlsx_file.h"

#include <QtEndian>

#include <algorithm>
#include <cstdio>
#include <optional>
#include <utility>

#include <fcntl.h>
#include <unistd.h>
#include <xlsxwriter.h>

using namespace Qt::StringLiterals;

namespace scrip {

namespace {

/// A spreadsheet counts in doubles: what has more digits stays a text.
constexpr qsizetype longestNumber = 15;

bool isWholeNumber(const CsvCell &cell)
{
    return cell.number && !cell.text.isEmpty() && cell.text.size() <= longestNumber &&
           std::all_of(cell.text.begin(), cell.text.end(), [](QChar c) { return c >= u'0' && c <= u'9'; });
}

/// The library opens what it writes by name, and the file may have none.
QByteArray pathOf(const QFile &file)
{
    return "/proc/self/fd/" + QByteArray::number(file.handle());
}

/// The library says on standard error what it also answers, and there it would stand among the words of the caller.
class QuietErrors
{
public:
    QuietErrors()
        : m_kept(::dup(STDERR_FILENO))
    {
        const int nowhere = ::open("/dev/null", O_WRONLY | O_CLOEXEC);
        if (m_kept >= 0 && nowhere >= 0)
            ::dup2(nowhere, STDERR_FILENO);
        if (nowhere >= 0)
            ::close(nowhere);
    }
    ~QuietErrors()
    {
        if (m_kept < 0)
            return;
        ::dup2(m_kept, STDERR_FILENO);
        ::close(m_kept);
    }
    Q_DISABLE_COPY_MOVE(QuietErrors)

private:
    int m_kept;
};

/// What the archive says of the size of its table; nothing when there is none to be found. The directory of a zip
/// archive stands at its end, with the name and the size of each file.
std::optional<quint32> tableSize(int descriptor)
{
    constexpr qsizetype endSize = 22;
    constexpr qsizetype entrySize = 46;
    const auto read = [descriptor](qsizetype size, off_t from) {
        QByteArray bytes(size, 0);
        return ::pread(descriptor, bytes.data(), size_t(size), from) == size ? bytes : QByteArray();
    };
    const QByteArray end = read(endSize, ::lseek(descriptor, 0, SEEK_END) - endSize);
    if (!end.startsWith("PK\5\6"))
        return std::nullopt;
    const auto number = [](const QByteArray &bytes, qsizetype at) {
        return qFromLittleEndian<quint32>(bytes.constData() + at);
    };
    const QByteArray directory = read(number(end, 12), number(end, 16));
    const qsizetype name = directory.indexOf("xl/worksheets/sheet1.xml");
    return name < entrySize ? std::nullopt : std::optional(number(directory, name - entrySize + 24));
}

} // namespace

struct XlsxFile::Book
{
    lxw_workbook *workbook = nullptr;
    lxw_worksheet *sheet = nullptr;
    lxw_format *bold = nullptr;
    lxw_row_t next = 0;
    lxw_error error = LXW_NO_ERROR;
    int target = -1;

    bool hasScratchFile() const { return sheet != nullptr && sheet->optimize_tmpfile != nullptr; }
    void close();
};

/// The library does not look whether its scratch files took everything, so a full disk would leave a table without
/// its end: the rows have to be on disk before, and as large in the archive.
void XlsxFile::Book::close()
{
    qint64 rows = 0;
    if (hasScratchFile()) {
        const bool flushed = std::fflush(sheet->optimize_tmpfile) == 0;
        rows = std::ftell(sheet->optimize_tmpfile);
        if (!flushed || std::ferror(sheet->optimize_tmpfile) != 0)
            error = LXW_ERROR_CREATING_TMPFILE;
    }
    if (error != LXW_NO_ERROR)
        return;
    error = workbook_close(std::exchange(workbook, nullptr));
    const auto size = error == LXW_NO_ERROR ? tableSize(target) : std::nullopt;
    if (error == LXW_NO_ERROR && (!size || *size < rows))
        error = LXW_ERROR_CREATING_TMPFILE;
}

XlsxFile::XlsxFile(const QFile &target)
    : m_book(std::make_unique<Book>())
{
    m_book->target = target.handle();
    lxw_workbook_options options{};
    options.constant_memory = LXW_TRUE;
    m_book->workbook = workbook_new_opt(pathOf(target).constData(), &options);
    if (m_book->workbook != nullptr)
        m_book->sheet = workbook_add_worksheet(m_book->workbook, nullptr);
    if (m_book->sheet == nullptr) {
        m_book->error = LXW_ERROR_MEMORY_MALLOC_FAILED;
        return;
    }
    m_book->bold = workbook_add_format(m_book->workbook);
    format_set_bold(m_book->bold);
    worksheet_freeze_panes(m_book->sheet, 1, 0);
}

XlsxFile::~XlsxFile()
{
    if (m_book->workbook != nullptr)
        lxw_workbook_free(m_book->workbook);
}

bool XlsxFile::heading(const QStringList &names)
{
    for (qsizetype i = 0; i < names.size() && m_book->error == LXW_NO_ERROR; ++i)
        m_book->error = worksheet_write_string(m_book->sheet, m_book->next, lxw_col_t(i),
                                               names.at(i).toUtf8().constData(), m_book->bold);
    ++m_book->next;
    return m_book->error == LXW_NO_ERROR;
}

bool XlsxFile::row(const QList<CsvCell> &cells)
{
    for (qsizetype i = 0; i < cells.size() && m_book->error == LXW_NO_ERROR; ++i) {
        const CsvCell &cell = cells.at(i);
        const auto column = lxw_col_t(i);
        if (isWholeNumber(cell))
            m_book->error =
                worksheet_write_number(m_book->sheet, m_book->next, column, cell.text.toDouble(), nullptr);
        else if (!cell.text.isEmpty())
            m_book->error =
                worksheet_write_string(m_book->sheet, m_book->next, column, cell.text.toUtf8().constData(), nullptr);
    }
    ++m_book->next;
    return m_book->error == LXW_NO_ERROR;
}

QString XlsxFile::finish()
{
    const QuietErrors quiet;
    if (m_book->error == LXW_NO_ERROR && m_book->workbook != nullptr)
        m_book->close();
    return m_book->error == LXW_NO_ERROR ? QString() : QString::fromUtf8(lxw_strerror(m_book->error));
}

} // namespace scrip
