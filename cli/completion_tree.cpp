// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/completion.h"

#include <CLI/CLI.hpp>

using namespace Qt::StringLiterals;

namespace scrip::cli {

namespace {

/// A summary is one line wherever a shell shows it.
QString firstSentence(const std::string &text)
{
    const QString whole = QString::fromStdString(text).replace(u'\n', u' ');
    const qsizetype end = whole.indexOf(u". "_s);
    return end < 0 ? whole : whole.first(end + 1);
}

CompletionOption optionOf(const CLI::Option &option)
{
    CompletionOption made;
    const QString placeholder = QString::fromStdString(option.get_type_name());
    if (!option.get_positional())
        made.name = u"--"_s + QString::fromStdString(option.get_lnames().front());
    made.summary = firstSentence(option.get_description());
    made.takesValue = option.get_items_expected_max() > 0;
    made.isFile = placeholder == u"FILE" || placeholder == u"DIR";
    if (placeholder.contains(u'|') && placeholder != u"KIND|ID|KIND:ID")
        made.choices = placeholder.split(u'|');
    return made;
}

void walkTree(CLI::App &app, const QString &path, QList<CompletionLevel> &tree)
{
    CompletionLevel level;
    level.path = path;
    for (const CLI::Option *option : app.get_options())
        level.options << optionOf(*option);
    for (const CLI::App *below : app.get_subcommands({}))
        level.words << std::pair(QString::fromStdString(below->get_name()), firstSentence(below->get_description()));
    tree << level;
    for (CLI::App *below : app.get_subcommands({}))
        walkTree(*below, path + u' ' + QString::fromStdString(below->get_name()), tree);
}

} // namespace

QList<CompletionLevel> completionTree(CLI::App &root)
{
    QList<CompletionLevel> tree;
    walkTree(root, {}, tree);
    return tree;
}

} // namespace scrip::cli
