// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "cli/noun.h"

namespace scrip::cli {

/// scrip migrate: Scrip's own schema in a database. A noun that is its own verb.
class MigrateNoun : public Noun
{
public:
    void declare(CLI::App &root) override;

private:
    Result<Reply> migrate(Context &context);
    Result<Reply> printScript(Context &context, Migration &migration) const;

    bool m_status = false;
    bool m_dryRun = false;
    bool m_printSql = false;
    bool m_remove = false;
};

} // namespace scrip::cli
