// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "cli/grant_options.h"
#include "cli/lists.h"
#include "cli/noun.h"

namespace scrip::cli {

/// scrip grant: credit of organizations, and everything that changes it.
class GrantNoun : public Noun
{
public:
    void declare(CLI::App &root) override;

private:
    void declareReading(CLI::App &app);
    void declareVoid(CLI::App &app);
    void declareClawBack(CLI::App &app);
    void declarePayment(CLI::App &app);
    void declareConsume(CLI::App &app);
    void declareSettle(CLI::App &app);

    Result<Reply> create(Context &context);
    Result<Reply> list(Context &context);
    Result<Reply> show(Context &context);
    Result<Reply> voidGrants(Context &context);
    Result<Reply> voidOne(Context &context);
    Result<Reply> voidMatching(Context &context);
    Result<Reply> clawBack(Context &context);
    Result<Reply> pay(Context &context);
    Result<Reply> consume(Context &context);
    Result<Reply> settle(Context &context);

    Result<GrantQuery> query(const Stores &stores) const;
    Result<VoidFilter> voidFilter(const Stores &stores) const;
    Result<EventId> event(const Stores &stores) const;
    Result<OrganizationId> organization(const Stores &stores) const;

    QString m_id;
    std::optional<QString> m_voided; ///< The id of a void, which may be of all that match instead.
    GrantOptions m_options;
    ListOptions m_list;
    std::optional<QString> m_event;
    std::optional<QString> m_organization;
    std::optional<QString> m_status;
    QString m_payment;
    std::optional<QString> m_origin;
    std::optional<QString> m_reason;
    std::optional<QString> m_amount;
    QString m_consumed;
    std::optional<QString> m_reference;
    std::optional<QString> m_expect;
    bool m_allMatching = false;
    bool m_preview = false;
    bool m_beforeAdoption = false;
    bool m_dryRun = false;
};

} // namespace scrip::cli
