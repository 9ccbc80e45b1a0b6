// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/csv_text.h"
#include "core/result.h"

#include <QFile>
#include <QStringList>

#include <memory>

namespace scrip {

/// A workbook with one table, written row by row, so that a long one takes no memory. Texts stay texts: money is
/// exact, and nothing is taken for a formula. Whole numbers of columns with numbers are numbers. Owned by the
/// function that writes.
class XlsxFile
{
public:
    /// `target`: an open file, borrowed; it is written through its descriptor, so it may be without a name.
    explicit XlsxFile(const QFile &target);
    ~XlsxFile();
    Q_DISABLE_COPY_MOVE(XlsxFile)

    /// False once something went wrong, which finish() tells; also for more rows than a sheet can have.
    bool heading(const QStringList &names);
    bool row(const QList<CsvCell> &cells);

    /// Completes the workbook. Answers what went wrong, empty when nothing did.
    [[nodiscard]] QString finish();

private:
    struct Book;
    std::unique_ptr<Book> m_book;
};

} // namespace scrip
