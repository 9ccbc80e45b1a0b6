// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "cli/claim_options.h"
#include "cli/export_file.h"
#include "cli/noun.h"

namespace scrip::cli {

/// scrip claim: claiming codes for people, and what may become of a claim.
class ClaimNoun : public Noun
{
public:
    void declare(CLI::App &root) override;

private:
    void declareLists(CLI::App &app);
    void declareChanges(CLI::App &app);
    Result<Reply> create(Context &context);
    Result<Reply> check(Context &context);
    Result<Reply> list(Context &context);
    Result<Reply> show(Context &context);
    Result<Reply> exportAll(Context &context);
    Result<Reply> release(Context &context);
    Result<Reply> rotateKey(Context &context);

    Result<ClaimId> claimId(Context &context) const;
    /// All pages that the filter leaves; `query` lives as long as the answer.
    static ListOptions::Fetch fetch(const Stores &stores, ClaimQuery &query);

    ClaimOptions m_request;
    ClaimFilterOptions m_filter;
    ExportOptions m_export;
    ListOptions m_list;
    QString m_id;
    std::optional<QString> m_reason;
    bool m_returnSlot = false;
    bool m_freeCode = false;
};

/// scrip attempts: who tried to claim, and how it ended.
class AttemptsNoun : public Noun
{
public:
    void declare(CLI::App &root) override;

private:
    Result<Reply> list(Context &context);

    std::optional<QString> m_event;
    std::optional<QString> m_user;
    ListOptions m_list;
};

} // namespace scrip::cli
