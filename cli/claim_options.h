// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "cli/lists.h"
#include "core/ports/claim_store.h"

namespace scrip::cli {

/// The options that say who claims what; those of `claim create` and `claim check`.
class ClaimOptions
{
public:
    void declare(Verb &verb);
    /// The request without an API key. Refuses with usage when not exactly one of user and e-mail is given.
    Result<ClaimRequest> request(Context &context) const;

private:
    QString m_event;
    QString m_code;
    std::optional<QString> m_user;
    std::optional<QString> m_email;
    std::optional<QString> m_organization;
    std::optional<QString> m_account;
};

/// The options that narrow a list of claims.
class ClaimFilterOptions
{
public:
    void declare(Verb &verb);
    Result<ClaimQuery> query(Context &context) const;

private:
    std::optional<QString> m_event;
    std::optional<QString> m_user;
    std::optional<QString> m_organization;
    std::optional<QString> m_from;
    std::optional<QString> m_to;
};

} // namespace scrip::cli
