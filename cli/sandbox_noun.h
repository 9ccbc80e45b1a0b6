// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "cli/noun.h"

namespace scrip::cli {

/// scrip sandbox: a private database to try things out in.
class SandboxNoun : public Noun
{
public:
    void declare(CLI::App &root) override;

private:
    void declareCluster(CLI::App &app);
    void declareInside(CLI::App &app);
    void declareBackend(CLI::App &app);
    Result<Reply> start(Context &context);
    Result<Reply> stop(Context &context);
    Result<Reply> status(Context &context);
    Result<Reply> reset(Context &context);
    Result<Reply> addUser(Context &context);
    Result<Reply> spend(Context &context);
    Result<Reply> payment(Context &context);
    Result<Reply> backendClaim(Context &context);
    Result<Reply> setTime(Context &context);
    [[nodiscard]] QString dir() const;

    std::optional<QString> m_dir;
    bool m_empty = false;
    QString m_email;
    std::optional<QString> m_username;
    std::optional<QString> m_organizationName;
    QString m_organization;
    QString m_event;
    QString m_code;
    QString m_amount;
    std::optional<QString> m_at;
    bool m_noLog = false;
    std::optional<QString> m_to;
    std::optional<QString> m_forward;
    bool m_real = false;
};

} // namespace scrip::cli
