// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "cli/context.h"
#include "cli/verb.h"
#include "exports/export_rows.h"

namespace scrip::cli {

/// The options of every export, and the running of it: all pages of a list into one file, see exports/export_file.h.
/// CSV and workbooks have the columns, JSON lines have whole objects.
class ExportOptions
{
public:
    /// `formats`: those that there are of csv, xlsx and jsonl, with bars between them.
    void declare(Verb &verb, const QString &formats = QStringLiteral("csv|jsonl"));
    /// Refuses what cannot be written there before anything is read. Answers {"file","rows"}.
    Result<Reply> run(const QList<ExportColumn> &columns, const ExportFetch &fetch) const;

private:
    QStringList m_formats;
    QString m_format;
    QString m_output;
    bool m_overwrite = false;
};

} // namespace scrip::cli
