// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "cli/lists.h"
#include "cli/noun.h"

namespace scrip::cli {

/// scrip role: which login may do what.
class RoleNoun : public Noun
{
public:
    void declare(CLI::App &root) override;

private:
    using Change = Answer<Written<LoginRoles>> (Administration::*)(const QString &, const QString &,
                                                                   const WriteContext &);

    Result<Reply> list(Context &context);
    Result<Reply> change(Context &context, Change action);

    QString m_login;
    QString m_role;
    ListOptions m_list;
};

} // namespace scrip::cli
