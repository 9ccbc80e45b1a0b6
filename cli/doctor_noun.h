// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "cli/noun.h"

namespace scrip::cli {

/// scrip doctor: the integrity checks that anybody can run. A noun that is its own verb.
class DoctorNoun : public Noun
{
public:
    void declare(CLI::App &root) override;

private:
    Result<Reply> examine(Context &context);

    bool m_quick = false;
};

} // namespace scrip::cli
