// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "cli/context.h"
#include "cli/reply.h"
#include "cli/verb.h"

#include <functional>
#include <memory>
#include <vector>

namespace scrip::cli {

/// One noun of the command line with the options of its verbs. Made anew for each call, owned by the command line.
class Noun
{
public:
    Noun() = default;
    virtual ~Noun() = default;
    Q_DISABLE_COPY_MOVE(Noun)

    /// Adds the noun and its verbs to the tree.
    virtual void declare(CLI::App &root) = 0;
    [[nodiscard]] bool isChosen() const { return m_chosen != nullptr; }
    /// Runs the verb that was chosen and answers the exit status.
    int execute(Context &context);

protected:
    using Work = std::function<Result<Reply>(Context &)>;

    CLI::App &noun(CLI::App &root, const char *name, const QString &summary);
    /// A verb with an example for its help; `work` runs when the verb was chosen.
    Verb verb(CLI::App &parent, const char *name, const QString &summary, const QString &example, Work work);

    /// Ties a verb to a member of the noun.
    template <typename Class> static Work work(Class *self, Result<Reply> (Class::*member)(Context &))
    {
        return [self, member](Context &context) { return (self->*member)(context); };
    }

private:
    Work m_chosen;
};

/// All nouns, in the order of the help.
[[nodiscard]] std::vector<std::unique_ptr<Noun>> allNouns();

} // namespace scrip::cli
