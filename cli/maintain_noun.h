// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "cli/noun.h"

namespace scrip::cli {

/// scrip maintain: booking what becomes due by itself.
class MaintainNoun : public Noun
{
public:
    void declare(CLI::App &root) override;

private:
    Result<Reply> maintain(Context &context);

    bool m_once = false;
    std::optional<QString> m_interval;
};

} // namespace scrip::cli
