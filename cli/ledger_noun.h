// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "cli/export_file.h"
#include "cli/noun.h"

namespace scrip::cli {

/// scrip ledger: every booking there ever was.
class LedgerNoun : public Noun
{
public:
    void declare(CLI::App &root) override;

private:
    Result<Reply> exportAll(Context &context);
    Result<LedgerQuery> query(Context &context) const;

    std::optional<QString> m_organization;
    std::optional<QString> m_from;
    std::optional<QString> m_to;
    ExportOptions m_export;
};

} // namespace scrip::cli
