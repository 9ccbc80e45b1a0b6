// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "exports/export_rows.h"

#include <optional>

namespace scrip {

/// Everything that the filters of a table leave, as it can be written into a file. A value that a page makes when
/// somebody wants to export: what the page shows later does not change it. It holds what lists show, codes masked, so
/// that it leaves no trace in the audit; plain codes leave through CodeStore::reveal(), which does.
struct ExportSource
{
    QString name;                  ///< Of the file, without its ending: "claims".
    QString rows;                  ///< What the rows are, in the plural and translated: "claims".
    bool filtered = false;         ///< There are more than these.
    std::optional<RowCount> count; ///< Of the rows; none while it is not known.
    bool personal = false;         ///< E-mail addresses stand in its texts, not only in a column of that name.
    QList<ExportColumn> columns;   ///< Of CSV and workbooks; JSON lines have whole objects.
    /// Called on a working thread, one call at a time, so it touches stores and never the page.
    ExportFetch next;
};

} // namespace scrip
