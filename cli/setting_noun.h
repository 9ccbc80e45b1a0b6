// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "cli/lists.h"
#include "cli/noun.h"

namespace scrip::cli {

/// scrip setting: what the database remembers for everybody.
class SettingNoun : public Noun
{
public:
    void declare(CLI::App &root) override;

private:
    Result<Reply> list(Context &context);
    Result<Reply> get(Context &context);
    Result<Reply> set(Context &context);

    QString m_name;
    QString m_value;
    ListOptions m_list;
};

} // namespace scrip::cli
