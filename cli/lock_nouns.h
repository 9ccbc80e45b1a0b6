// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "cli/noun.h"

namespace scrip::cli {

/// scrip unlock: lets this login write on a production database for a while. A noun that is its own verb.
class UnlockNoun : public Noun
{
public:
    void declare(CLI::App &root) override;

private:
    Result<Reply> unlock(Context &context);

    QString m_for;
    std::optional<QString> m_reason;
};

/// scrip lock: ends that at once.
class LockNoun : public Noun
{
public:
    void declare(CLI::App &root) override;

private:
    Result<Reply> lock(Context &context);
};

/// Locks a login out of the server; the verb of scrip lock-user and of scrip role lock-user.
Result<Reply> lockUser(Context &context, const QString &login);

/// scrip lock-user: a noun that is its own verb.
class LockUserNoun : public Noun
{
public:
    void declare(CLI::App &root) override;

private:
    QString m_login;
};

} // namespace scrip::cli
