// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "cli/globals.h"
#include "cli/noun.h"

#include <memory>
#include <vector>

namespace scrip::cli {

/// The tree of nouns, verbs and options of one call. Owned by run().
class CommandLine
{
public:
    CommandLine();
    ~CommandLine();
    Q_DISABLE_COPY_MOVE(CommandLine)

    [[nodiscard]] CLI::App &tree() { return *m_root; }
    [[nodiscard]] const Globals &globals() const { return m_globals; }

    /// Takes arguments that were walked, and answers the noun they chose. Refuses with usage.
    Result<Noun *> parse(const QStringList &arguments);

private:
    std::unique_ptr<CLI::App> m_root;
    Globals m_globals;
    std::vector<std::unique_ptr<Noun>> m_nouns;
    Noun *m_chosen = nullptr;
};

/// The help of one level of the tree, as wide as a terminal.
[[nodiscard]] QString helpOf(CLI::App &app);

} // namespace scrip::cli
