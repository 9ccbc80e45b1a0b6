// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "cli/lists.h"
#include "cli/noun.h"

namespace scrip::cli {

/// scrip lookup: anything by what a person knows of it. A noun that is its own verb, like the next.
class LookupNoun : public Noun
{
public:
    void declare(CLI::App &root) override;

private:
    Result<Reply> lookUp(Context &context);

    QString m_text;
};

/// scrip timeline: what happened to a user, an organization or a code.
class TimelineNoun : public Noun
{
public:
    void declare(CLI::App &root) override;

private:
    Result<Reply> list(Context &context);
    Result<TimelineQuery> query(Context &context) const;

    std::optional<QString> m_user;
    std::optional<QString> m_organization;
    std::optional<QString> m_code;
    ListOptions m_list;
};

} // namespace scrip::cli
