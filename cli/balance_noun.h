// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "cli/noun.h"

namespace scrip::cli {

/// scrip balance: what an organization has.
class BalanceNoun : public Noun
{
public:
    void declare(CLI::App &root) override;

private:
    Result<Reply> show(Context &context);

    QString m_organization;
};

} // namespace scrip::cli
