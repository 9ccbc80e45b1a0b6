// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "cli/lists.h"

namespace scrip::cli {

/// A field of the contract's objects as a column of a file of CSV.
struct ExportColumn
{
    QString path;        ///< Also the heading.
    bool number = false; ///< Money and counts: a leading minus is no formula.
};

/// The options of every export, and the running of it: all pages of a list into one file, which comes into being
/// readable for its owner alone, and whole or not at all. CSV has the columns, JSON lines have whole objects.
class ExportOptions
{
public:
    void declare(Verb &verb);
    /// Refuses what cannot be written there before anything is read. Answers {"file","rows"}.
    Result<Reply> run(const QList<ExportColumn> &columns, const ListOptions::Fetch &fetch) const;

private:
    QString m_format;
    QString m_output;
    bool m_overwrite = false;
};

} // namespace scrip::cli
