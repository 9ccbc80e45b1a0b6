// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QStringList>

namespace CLI {
class App;
}

namespace scrip::cli {

/// An option, or the words that an argument may be.
struct CompletionOption
{
    QString name; ///< With its dashes; empty for an argument.
    QString summary;
    bool takesValue = false;
    bool isFile = false;
    QStringList choices;
};

/// One level of the tree: the root, a noun or a verb.
struct CompletionLevel
{
    QString path; ///< The words that lead here, each with a blank before it; empty for the root.
    QList<std::pair<QString, QString>> words; ///< Nouns or verbs with their summaries.
    QList<CompletionOption> options;
};

/// Every level, the root first. Options of the root are repeated nowhere: they hold everywhere.
[[nodiscard]] QList<CompletionLevel> completionTree(CLI::App &root);

/// The script for bash, zsh or fish; empty for another shell.
[[nodiscard]] QString completionScript(const QString &shell, const QList<CompletionLevel> &tree);

} // namespace scrip::cli
