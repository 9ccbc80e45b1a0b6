// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/completion_noun.h"

#include "cli/completion.h"

using namespace Qt::StringLiterals;

namespace scrip::cli {

void CompletionNoun::declare(CLI::App &root)
{
    m_root = &root;
    verb(root, "completion", Say::tr("Print a script that completes this command line in a shell."),
         u"source <(scrip completion bash)"_s, work(this, &CompletionNoun::print))
        .argument("shell", Say::tr("Which shell."), m_shell, u"bash|zsh|fish"_s);
}

Result<Reply> CompletionNoun::print(Context &context)
{
    const QString script = completionScript(m_shell, completionTree(*m_root));
    if (script.isEmpty())
        return usage(Say::tr("There is completion for bash, zsh and fish."), u"shell"_s);
    if (context.jsonAsked())
        return Reply::of({{u"script"_s, script}});
    return Reply::plain(script);
}

} // namespace scrip::cli
