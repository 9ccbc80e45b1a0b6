// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "cli/lists.h"
#include "cli/noun.h"

namespace scrip::cli {

/// scrip batch: batches of codes with their print history.
class BatchNoun : public Noun
{
public:
    void declare(CLI::App &root) override;

private:
    Result<Reply> list(Context &context);
    Result<Reply> show(Context &context);

    std::optional<QString> m_event;
    QString m_id;
    ListOptions m_list;
};

} // namespace scrip::cli
