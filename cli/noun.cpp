// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/noun.h"

#include <CLI/CLI.hpp>

using namespace Qt::StringLiterals;

namespace scrip::cli {

int Noun::execute(Context &context)
{
    const Result<Reply> reply = m_chosen(context);
    if (reply)
        return context.output().reply(*reply);
    Failure failure = reply.failure();
    if (failure.kind == FailureKind::UnknownOutcome && failure.key.isEmpty())
        failure.key = context.write().key;
    return context.output().failure(failure);
}

CLI::App &Noun::noun(CLI::App &root, const char *name, const QString &summary)
{
    CLI::App *app = root.add_subcommand(name, helpText(summary));
    app->group(Say::tr("Commands").toStdString());
    app->footer("");
    app->require_subcommand(0, 1);
    return *app;
}

Verb Noun::verb(CLI::App &parent, const char *name, const QString &summary, const QString &example, Work work)
{
    CLI::App *app = parent.add_subcommand(name, helpText(summary));
    app->group(Say::tr("Commands").toStdString());
    app->footer(QString(u'\n' + Say::tr("Example:") + u"\n  "_s + example).toStdString());
    app->callback([this, work = std::move(work)] { m_chosen = work; });
    return Verb(*app);
}

} // namespace scrip::cli
