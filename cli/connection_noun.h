// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "cli/lists.h"
#include "cli/noun.h"

namespace scrip::cli {

/// scrip connection: what databases are known by name, and whether the way to one works, stage by stage.
class ConnectionNoun : public Noun
{
public:
    void declare(CLI::App &root) override;

private:
    Result<Reply> list(Context &context);
    Result<Reply> test(Context &context);
    /// What the test is of: a name that is known, else what every other call would use.
    Result<QString> target(Context &context) const;

    std::optional<QString> m_name;
    ListOptions m_list;
};

/// The stages as the contract has them: [{"stage","outcome","message","hint"}].
[[nodiscard]] QJsonArray stagesJson(const ConnectionTest &test);

} // namespace scrip::cli
