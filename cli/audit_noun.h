// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "cli/lists.h"
#include "cli/noun.h"

namespace scrip::cli {

/// scrip audit: who did what, and whether the record is whole.
class AuditNoun : public Noun
{
public:
    void declare(CLI::App &root) override;

private:
    Result<Reply> list(Context &context);
    Result<Reply> verify(Context &context);
    Result<Reply> anchor(Context &context);

    std::optional<QString> m_object;
    std::optional<QString> m_actor;
    std::optional<QString> m_from;
    std::optional<QString> m_to;
    std::optional<QString> m_anchor;
    QString m_output;
    bool m_overwrite = false;
    ListOptions m_list;
};

} // namespace scrip::cli
