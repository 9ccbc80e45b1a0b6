// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "cli/export_file.h"

#include <memory>

class QFile;

namespace scrip::cli {

/// Puts the objects of a list into a file, in one of the formats of exports. Owned by the export; borrows the file.
class RowWriter
{
public:
    RowWriter() = default;
    virtual ~RowWriter() = default;
    Q_DISABLE_COPY_MOVE(RowWriter)

    // Each answers what went wrong, empty when nothing did.
    [[nodiscard]] virtual QString begin() = 0;
    [[nodiscard]] virtual QString rows(const QJsonArray &items) = 0;
    [[nodiscard]] virtual QString end() = 0;
};

/// The writer of csv, jsonl or xlsx; null for another format.
[[nodiscard]] std::unique_ptr<RowWriter> rowWriter(const QString &format, QFile &file,
                                                   const QList<ExportColumn> &columns);

} // namespace scrip::cli
