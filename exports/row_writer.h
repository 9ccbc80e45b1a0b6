// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "exports/export_rows.h"

#include <memory>

class QFile;

namespace scrip {

/// Puts the rows of a list into a file, in one of the formats of exports. Owned by the export; borrows the file.
class RowWriter
{
public:
    RowWriter() = default;
    virtual ~RowWriter() = default;
    Q_DISABLE_COPY_MOVE(RowWriter)

    // Each answers what went wrong, empty when nothing did.
    [[nodiscard]] virtual QString begin() = 0;
    [[nodiscard]] virtual QString rows(const ExportRows &rows) = 0;
    [[nodiscard]] virtual QString end() = 0;
};

/// The writer of a format; `file` is open.
[[nodiscard]] std::unique_ptr<RowWriter> rowWriter(ExportFormat format, QFile &file,
                                                   const QList<ExportColumn> &columns);

} // namespace scrip
