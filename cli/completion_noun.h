// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "cli/noun.h"

namespace scrip::cli {

/// scrip completion: scripts that teach a shell to complete this command line. A noun that is its own verb.
class CompletionNoun : public Noun
{
public:
    void declare(CLI::App &root) override;

private:
    Result<Reply> print(Context &context);

    CLI::App *m_root = nullptr;
    QString m_shell;
};

} // namespace scrip::cli
