// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "cli/export_file.h"

#include <memory>

namespace scrip::cli {

/// scrip code export: the codes of an event or a batch into a file, masked or in plain, or one for each of a list of
/// names. Options of the noun `code`, owned by it.
class CodeExport
{
public:
    void declare(Verb &verb);
    Result<Reply> run(Context &context) const;

private:
    Result<Reply> exportList(Context &context, const Stores &stores, const CodeFilter &filter) const;
    Result<Reply> handOver(Context &context, const Stores &stores, const CodeFilter &filter) const;

    std::optional<QString> m_event;
    std::optional<QString> m_batch;
    bool m_reveal = false;
    std::optional<QString> m_recipients;
    ExportOptions m_export;
};

/// scrip code import: codes that were made elsewhere, all of a file or none.
class CodeImport
{
public:
    void declare(Verb &verb);
    Result<Reply> run(Context &context) const;

private:
    QString m_file;
    QString m_event;
    bool m_dryRun = false;
};

} // namespace scrip::cli
